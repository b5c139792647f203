"""How long passages take to embed, alone and beside other programs: ours and one batch at a time with BLAS's threads.

    python benchmarks/embedding.py [--passages N] [--beside PROGRAMS]

The passages are the lines of the project's own documents. PROGRAMS busy loops run in the second half.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from index.minilm import BATCH, MiniLM  # noqa: E402
from index.sentence_embedder import _packaged  # noqa: E402

TOGETHER = 64
"""As many passages as an index is given at a time."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=640)
    parser.add_argument("--beside", type=int, default=2)
    given = parser.parse_args()
    texts = passages(given.passages)
    model = MiniLM(_packaged())
    model.read(texts[:BATCH])
    for beside in (0, given.beside):
        with ExitStack() as stack:
            for _ in range(beside):
                program = subprocess.Popen([sys.executable, "-c", "while True: pass"])
                stack.callback(program.wait)
                stack.callback(program.kill)
            for name, size in (("ours", TOGETHER), ("BLAS threads", BATCH)):
                seconds = timed(model.read, texts, size)
                print(
                    f"{name:14s} beside {beside} busy programs: {len(texts)} passages in {seconds:6.1f} s", flush=True
                )


def passages(count: int) -> list[str]:
    lines = [line for file in sorted((ROOT / "docs").glob("*.md")) for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if len(line) > 40][:count]


def timed(read: Callable[[Sequence[str]], object], texts: list[str], size: int) -> float:
    """A batch by itself is read with the threads of BLAS, several with one thread each."""
    start = time.perf_counter()
    for at in range(0, len(texts), size):
        read(texts[at : at + size])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
