"""Identity: the id of an entry is made from its words, and kept when the words change a little.

A first reading makes ids from the questions alone, so that edits elsewhere and reordering leave them as they are; equal
questions are told apart by what they ask about (their code and options), then by their answers, then by their order.
A later reading gives an entry the id it had before when the two are plainly the same.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ingest.entries import Entry
from ingest.wording import key

ALIKE = 0.8
"""Likeness of two questions that are the same, reworded."""
SAME_ANSWER = 0.6
"""Likeness of two questions whose answers are alike."""

COMMON = 60
"""Entries that hold a word from which on the word is too common to look for likenesses by."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a later reading found different; entries as they are now, but `removed` as they were."""

    added: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    """Other words in the question or the answer."""
    moved: tuple[Entry, ...] = ()
    """The same words, in another order or under another topic."""
    removed: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()


def new_ids(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with ids made from their words."""
    same: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        same[_folded(entry.question)].append(at)
    names = [""] * len(entries)
    for words, places in same.items():
        for place, name in zip(places, _names(words, [entries[at] for at in places]), strict=True):
            names[place] = name
    return [replace(entry, id=name) for entry, name in zip(entries, names, strict=True)]


def _names(words: str, entries: Sequence[Entry]) -> list[str]:
    """Ids of entries that ask with the same words."""
    slug = "-".join(re.findall(r"[a-z0-9]+", words)[:4]) or "entry"
    if len(entries) == 1:
        return [f"{slug}-{_digest(words)}"]
    texts = [_folded(entry.context) or _folded(entry.answer) for entry in entries]
    seen: Counter[str] = Counter()
    names = []
    for text in texts:
        name = f"{slug}-{_digest(words + '|' + text)}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _folded(text: str) -> str:
    return key(text) or text.strip()


def keep_ids(entries: Sequence[Entry], previous: Sequence[Entry]) -> list[Entry]:
    """The entries with the ids that the same entries had in the last reading."""
    pairs = _matched(entries, previous)
    kept = [replace(entry, id=previous[pairs[at]].id) if at in pairs else entry for at, entry in enumerate(entries)]
    return _distinct(kept, set(pairs))


def _distinct(entries: Sequence[Entry], fixed: set[int]) -> list[Entry]:
    """Entries whose new id is taken by a kept one get another."""
    taken = {entries[at].id for at in fixed}
    result = []
    for at, entry in enumerate(entries):
        name, count = entry.id, 1
        while at not in fixed and name in taken:
            count += 1
            name = f"{entry.id}-{count}"
        taken.add(name)
        result.append(replace(entry, id=name))
    return result


def changes(entries: Sequence[Entry], previous: Sequence[Entry]) -> Changes:
    """What is different between two readings whose ids were kept."""
    before = {entry.id: entry for entry in previous}
    now = {entry.id for entry in entries}
    common = [entry.id for entry in entries if entry.id in before]
    order = {name: at for at, name in enumerate(entry.id for entry in previous if entry.id in now)}
    steady = _steady([order[name] for name in common])
    still = {name for name, keeps in zip(common, steady, strict=True) if keeps}
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_kind(entry, before.get(entry.id), entry.id in still)].append(entry)
    return Changes(
        tuple(groups["added"]),
        tuple(groups["changed"]),
        tuple(groups["moved"]),
        tuple(entry for entry in previous if entry.id not in now),
        tuple(groups["unchanged"]),
    )


def _kind(entry: Entry, before: Entry | None, still: bool) -> str:
    if before is None:
        return "added"
    if (entry.question, entry.answer, entry.context) != (before.question, before.answer, before.context):
        return "changed"
    return "unchanged" if still and entry.topic == before.topic and entry.source == before.source else "moved"


def _steady(places: Sequence[int]) -> list[bool]:
    """Which of the places form the longest rising run: those entries stayed, the others moved around them."""
    best: list[int] = []
    came: list[int] = []
    tops: list[int] = []
    for at, place in enumerate(places):
        low = next((n for n, top in enumerate(tops) if places[top] >= place), len(tops))
        came.append(tops[low - 1] if low else -1)
        tops[low : low + 1] = [at]
    at = tops[-1] if tops else -1
    while at >= 0:
        best.append(at)
        at = came[at]
    return [at in set(best) for at in range(len(places))]


def _matched(entries: Sequence[Entry], previous: Sequence[Entry]) -> dict[int, int]:
    """Place now -> place before, each used once; the surest ways of matching first."""
    pairs: dict[int, int] = {}
    for match in (_by_everything, _by_question_and_context, _by_question, _by_answer, _by_likeness):
        new = [at for at in range(len(entries)) if at not in pairs]
        used = set(pairs.values())
        old = [at for at in range(len(previous)) if at not in used]
        for a, b in match(entries, previous, new, old):
            if a not in pairs and b not in used:
                pairs[a] = b
                used.add(b)
    return pairs


Pairs = Iterable[tuple[int, int]]


def _by_everything(entries: Sequence[Entry], previous: Sequence[Entry], new: list[int], old: list[int]) -> Pairs:
    return _equal(new, old, [_all(e) for e in entries], [_all(e) for e in previous])


def _all(entry: Entry) -> str:
    return "|".join(map(_folded, (entry.question, entry.context, entry.answer)))


def _by_question_and_context(
    entries: Sequence[Entry], previous: Sequence[Entry], new: list[int], old: list[int]
) -> Pairs:
    return _equal(
        new,
        old,
        [_folded(e.question) + "|" + _folded(e.context) for e in entries],
        [_folded(e.question) + "|" + _folded(e.context) for e in previous],
    )


def _by_question(entries: Sequence[Entry], previous: Sequence[Entry], new: list[int], old: list[int]) -> Pairs:
    """Equal questions; where several are equal, the likest answers first."""
    words = defaultdict(list)
    for b in old:
        words[_folded(previous[b].question)].append(b)
    mine = Counter(_folded(entries[a].question) for a in new)
    scored = []
    for a in new:
        text = _folded(entries[a].question)
        alone = mine[text] == len(words[text]) == 1
        for b in words[text][:COMMON]:
            scored.append((1.0 if alone else _likeness(_body(entries[a]), _body(previous[b])), a, b))
    return [(a, b) for _, a, b in sorted(scored, key=lambda one: (-one[0], one[1], one[2]))]


def _body(entry: Entry) -> str:
    return _folded(entry.context + " " + entry.answer)[:600]


def _by_answer(entries: Sequence[Entry], previous: Sequence[Entry], new: list[int], old: list[int]) -> Pairs:
    """The same answer under a question that is still somewhat alike."""
    found = _equal(new, old, [_folded(e.answer) for e in entries], [_folded(e.answer) for e in previous])
    return [
        (a, b)
        for a, b in found
        if entries[a].answered and _likeness(_folded(entries[a].question), _folded(previous[b].question)) >= SAME_ANSWER
    ]


def _by_likeness(entries: Sequence[Entry], previous: Sequence[Entry], new: list[int], old: list[int]) -> Pairs:
    """Questions reworded a little; the likest first."""
    words = {b: set(_folded(previous[b].question).split()) for b in old}
    holding: dict[str, list[int]] = defaultdict(list)
    for b, inside in words.items():
        for word in inside:
            holding[word].append(b)
    scored = []
    for a in new:
        text = _folded(entries[a].question)
        mine = set(text.split())
        near = {b for word in mine if len(holding[word]) <= COMMON for b in holding[word]}
        for b in near:
            if 4 * len(mine & words[b]) < len(mine) + len(words[b]):
                continue
            score = _likeness(text, _folded(previous[b].question))
            if score >= ALIKE or (score >= SAME_ANSWER and _answers_alike(entries[a], previous[b])):
                scored.append((score, a, b))
    return [(a, b) for _, a, b in sorted(scored, key=lambda one: (-one[0], one[1], one[2]))]


def _answers_alike(one: Entry, other: Entry) -> bool:
    """Whether most words of two answers are the same."""
    mine, theirs = Counter(_body(one).split()), Counter(_body(other).split())
    shared = 2 * (mine & theirs).total()
    return one.answered and shared >= ALIKE * (mine.total() + theirs.total())


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.5 and matcher.quick_ratio() >= 0.5 else 0.0


def _equal(new: Sequence[int], old: Sequence[int], mine: Sequence[str], theirs: Sequence[str]) -> Pairs:
    """Places with equal texts, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for b in old:
        places[theirs[b]].append(b)
    for a in new:
        if places[mine[a]]:
            yield a, places[mine[a]].pop(0)
