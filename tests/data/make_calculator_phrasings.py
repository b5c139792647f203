"""Writes calculator_phrasings.jsonl: what candidates type, and the number that is right.

The expected values come from numpy, scipy, scikit-learn, torch or a formula written out here, never from the calculator
that is measured with them. The questions were written without looking at its rules.

A line is {"question", "operation", "expect", "unit"?, "last"?, "also"?}:
- operation: the family, such as "softmax" or "kl".
- expect: a number, a list, a nested list, "inf", "ask" (a good tutor asks back) or "refuse" (there is no such number).
- unit: nats, bits or bans where the question decides or leaves it open; GB, bytes and so on for memory.
- last: the earlier questions of the conversation, for follow-ups.
- also: further honest results, each {"expect", "unit"?}, such as the same entropy in bits when no unit is asked for.
A number is right when it agrees to one part in ten thousand or to four decimals. bans are also called hartleys.

    python -m tests.data.make_calculator_phrasings
"""

import json
from collections import Counter
from importlib import import_module
from pathlib import Path

from tests.data.phrasings_cases import CASES

PARTS = ("core", "losses", "networks", "chances", "following")
"""Each adds its cases when it is loaded."""


def main() -> None:
    for part in PARTS:
        import_module(f"tests.data.phrasings_{part}")
    repeated = [q for q, n in Counter((c["question"], tuple(c.get("last", []))) for c in CASES).items() if n > 1]
    if repeated:
        raise SystemExit(f"asked twice: {repeated}")
    target = Path(__file__).with_name("calculator_phrasings.jsonl")
    target.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in CASES), encoding="utf-8")


if __name__ == "__main__":
    main()
