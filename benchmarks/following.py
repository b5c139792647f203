"""Following: are turns of a conversation understood, and are stand-alone ones left alone?

    python -m benchmarks.following           the tables, each with the raw turn as the baseline
    python -m benchmarks.following --errors  the turns that went wrong

CAsT (general subjects) and MTRAG-UN (several domains) lie beside the project and are measured where they are found;
the conversations about the notes that come with the product are measured everywhere.
"""

import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Embedder, Index, SentenceEmbedder, build, content_words, stem
from ingest import Entry, Point, read_notes
from tutor.asking import following
from tutor.asking.coverage import Coverage
from tutor.asking.resolve import Resolved, resolve
from tutor.asking.thread import Thread

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "conversations"
QUESTIONS = ROOT / "tests" / "data" / "questions_default_notes.jsonl"
NOTES = ROOT / "tutor" / "notes" / "machine_learning.md"
RAW = Thread()


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages as notes without questions: one point each."""

    points: tuple[Point, ...]
    entries: tuple[Entry, ...] = ()


def thread_of(turns: Iterable[str]) -> Thread:
    """The thread after these turns of a person, without answers."""
    thread = Thread()
    for turn in turns:
        resolved = resolve(turn, thread)
        thread = thread.asked(turn, resolved.otherwise or resolved.text)
    return thread


def cast(errors: bool) -> Iterator[str]:
    """Does the turn need context, and how many of the words that a person adds are added?"""
    rows = _lines(SHARED / "cast_2019_2020.jsonl")
    read = [(row, resolve(row["raw"], thread_of(turn["text"] for turn in row["history"]))) for row in rows]
    needed = [bool(row["needs_context"]) for row, _ in read]
    followed = [bool(resolved.from_context or resolved.otherwise) for _, resolved in read]
    yield "| CAsT, 718 turns | precision | recall | F1 | stand-alone turns changed | added words recovered |"
    yield "|---|---|---|---|---|---|"
    always = [bool(row["history"]) for row in rows]
    yield _detection("raw turn", [False] * len(rows), needed, _recovered((row, row["raw"]) for row in rows))
    everything = _recovered((row, " ".join([*_said(row), row["raw"]])) for row in rows)
    yield _detection("every earlier turn added", always, needed, everything)
    expanded = _recovered((row, resolved.otherwise or resolved.text) for row, resolved in read)
    yield _detection("tutor", followed, needed, expanded)
    sure = [resolved.from_context for _, resolved in read]
    yield _detection("tutor, only where it is sure", sure, needed, _recovered((row, r.text) for row, r in read))
    if errors:
        for (row, resolved), need, follow in zip(read, needed, followed, strict=True):
            if need != follow:
                yield f"{row['raw']} -> {resolved.otherwise or resolved.text}"


def _said(row: dict[str, Any]) -> list[str]:
    return [turn["text"] for turn in row["history"]]


def _detection(name: str, followed: Sequence[bool], needed: Sequence[bool], words: float) -> str:
    right = sum(f and n for f, n in zip(followed, needed, strict=True))
    changed = sum(followed) - right
    precision, recall = right / max(sum(followed), 1), right / sum(needed)
    f1 = 2 * right / (sum(followed) + sum(needed))
    alone = len(needed) - sum(needed)
    return f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {changed} of {alone} | {words:.3f} |"


def _recovered(expanded: Iterable[tuple[dict[str, Any], str]]) -> float:
    """Mean share of the content words of the rewritten question, not in the raw one, that were added."""
    shares = []
    for row, text in expanded:
        added = _stems(row["rewrite"]) - _stems(row["raw"])
        if row["needs_context"] and added:
            shares.append(len(added & _stems(text)) / len(added))
    return sum(shares) / len(shares)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


def passages(embedder: Embedder, folder: Path) -> Iterator[str]:
    """Are the right passages among the first five with the turns before, and without them?"""
    rows = _lines(SHARED / "mtragun_dev.jsonl")
    by_collection: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        for context in row["contexts"]:
            by_collection[row["Collection"]][context["document_id"]] = context["text"]
    indexes = {name: build(_passages(texts), embedder, folder / name) for name, texts in by_collection.items()}
    tasks = [row for row in rows if row["contexts"] and len(row["input"]) > 1]
    yield f"| MTRAG-UN, {len(tasks)} later turns | a right passage in the first five | searched for otherwise |"
    yield "|---|---|---|"
    for name, way in (("raw turn", _raw), ("every earlier turn added", _all), ("tutor", _followed)):
        found = [way(_turns(row), indexes[row["Collection"]]) for row in tasks]
        hits = [_hit(row, results[1]) for row, results in zip(tasks, found, strict=True)]
        other = sum(results[0] != _turns(row)[-1] for row, results in zip(tasks, found, strict=True))
        yield f"| {name} | {sum(hits) / len(hits):.3f} | {other} |"


def _passages(texts: dict[str, str]) -> Passages:
    return Passages(
        tuple(
            Point(id, "", " ".join(text.split()), (), line, line, "sentence", id)
            for line, (id, text) in enumerate(texts.items(), 1)
        )
    )


def _turns(row: dict[str, Any]) -> list[str]:
    return [turn["text"] for turn in row["input"] if turn["speaker"] == "user"]


Found = tuple[str, list[str]]


def _raw(turns: Sequence[str], index: Index) -> Found:
    return _first_points(turns[-1], index)


def _all(turns: Sequence[str], index: Index) -> Found:
    return _first_points(" ".join(turns), index)


def _followed(turns: Sequence[str], index: Index) -> Found:
    results, _ = following.search(resolve(turns[-1], thread_of(turns[:-1])), index)
    return results.query, [hit.point.id for hit in results.points[:5]]


def _first_points(query: str, index: Index) -> Found:
    return query, [hit.point.id for hit in index.search(query).points[:5]]


def _hit(row: dict[str, Any], found: Sequence[str]) -> bool:
    return any(context["document_id"] in found for context in row["contexts"])


def own(embedder: Embedder, folder: Path, errors: bool) -> Iterator[str]:
    """The conversations about the product's notes: right entry, coverage, and stand-alone questions left alone."""
    index = build(read_notes([NOTES]), embedder, folder / "own")
    rows = _lines(QUESTIONS)
    turns = [row for row in rows if row["kind"] == "follow_up"]
    yield "| own conversations | right entry first | in the first three | covered, refused | not covered, answered |"
    yield "|---|---|---|---|---|"
    for name, followed in (("raw turn", False), ("tutor", True)):
        threads = [thread_of(row["history"]) if followed else RAW for row in turns]
        answers = [_understood(row["question"], thread, index) for row, thread in zip(turns, threads, strict=True)]
        yield _own_line(name, list(zip(turns, answers, strict=True)))
    alone = [row for row in rows if row["kind"] in {"paraphrase", "two_entry", "near_miss"}]
    draw = random.Random(7)
    changed = []
    for row in alone:
        before = draw.choice([other for other in alone if other["relevant"] != row["relevant"]])
        results, _ = _understood(row["question"], thread_of([before["question"]]), index)
        if results.query != row["question"]:
            changed.append(f"{before['question']} + {row['question']} -> {results.query}")
    yield f"\nStand-alone questions asked after another subject: {len(changed)} of {len(alone)} searched for otherwise."
    if errors:
        yield from changed


def _understood(question: str, thread: Thread, index: Index) -> Any:
    resolved = resolve(question, thread)
    return following.search(Resolved(question) if thread is RAW else resolved, index)


def _own_line(name: str, answered: Sequence[tuple[dict[str, Any], Any]]) -> str:
    ranks = [_rank(row, results) for row, (results, _) in answered if row["relevant"]]
    refused = [verdict.coverage is Coverage.NOT for row, (_, verdict) in answered if row["covered"] is True]
    given = [verdict.coverage is Coverage.YES for row, (_, verdict) in answered if row["covered"] is False]
    first, third = sum(rank < 1 for rank in ranks), sum(rank < 3 for rank in ranks)
    shares = ((first, ranks), (third, ranks), (sum(refused), refused), (sum(given), given))
    return f"| {name} | " + " | ".join(f"{share} of {len(whole)}" for share, whole in shares) + " |"


def _rank(row: dict[str, Any], results: Any) -> int:
    found = [hit.entry.question for hit in results.entries]
    return min((found.index(question) for question in row["relevant"] if question in found), default=len(found))


def main(arguments: Sequence[str], embedder: Embedder | None = None) -> None:
    """Print the tables."""
    errors = "--errors" in arguments
    embedder = embedder or SentenceEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(own(embedder, Path(folder), errors)), "\n", flush=True)
        if SHARED.exists():
            print("\n".join(cast(errors)), "\n", flush=True)
        if SHARED.exists() and "--quick" not in arguments:
            print("\n".join(passages(embedder, Path(folder))), flush=True)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
