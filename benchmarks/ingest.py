"""How well notes are read: labelled documents, ours beside a naive heading splitter, and the time for a large file.

    python benchmarks/ingest.py [--data FOLDER] [--json FILE]

FOLDER holds <name>.md, <name>.truth.json and score_ingest.py (default: ../shared/data/qa_docs beside the project).
"""

import argparse
import importlib.util
import json
import re
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ingest import read_text  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "qa_docs"
KEYS = ("recall", "precision", "empty_acc", "start_acc", "end_acc", "line_acc")
LARGE = 514_000
"""Bytes of the file whose reading is timed."""


def naive(text: str) -> list[dict[str, Any]]:
    """The baseline: every heading from ## down is a question, what follows is its answer."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if re.match(r"#{2,6} ", line)]
    ends = [*heads[1:], len(lines)]
    return [
        {
            "question": re.sub(r"^#+\s*(?:Q?\d+[.:)]\s*)?", "", lines[at]),
            "answer": "\n".join(lines[at + 1 : end]).strip(),
            "line": at + 1,
        }
        for at, end in zip(heads, ends, strict=False)
    ]


def ours(text: str) -> list[dict[str, Any]]:
    return [{"question": one.question, "answer": one.answer, "line": one.line} for one in read_text(text).entries]


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ingest", folder / "score_ingest.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no score_ingest.py in {folder}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(title: str, rows: dict[str, dict[str, float]], mean: dict[str, float]) -> None:
    print(f"\n{title:32s} " + " ".join(f"{key:>9s}" for key in KEYS))
    for name, row in [*rows.items(), ("mean", mean)]:
        print(f"{name:32s} " + " ".join(f"{row[key]:9.3f}" for key in KEYS))


def timed(text: str) -> float:
    """Seconds for the best of three readings."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        read_text(text)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    if not given.data.is_dir():
        sys.exit(f"There is no folder {given.data} with labelled documents. Give one with --data.")
    score = scorer(given.data)
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(given.data.glob("*.md"))}
    truths = {name: json.loads((given.data / f"{name}.truth.json").read_text(encoding="utf-8")) for name in texts}
    result: dict[str, Any] = {}
    for title, reader in (("every heading is a question", naive), ("ingest", ours)):
        rows = {name: score.score(truths[name], reader(text)) for name, text in texts.items()}
        result[title] = {"documents": rows, "macro": score.macro(rows.values())}
        table(title, rows, result[title]["macro"])
    large = max(texts.values(), key=len)
    seconds = timed(large)
    size = len(large.encode())
    result["seconds"] = {"bytes": size, "seconds": seconds}
    print(f"\n{size:,} bytes read in {seconds:.2f} s ({seconds * LARGE / size:.2f} s for {LARGE:,})")
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
