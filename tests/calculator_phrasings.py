"""The table of phrasings and how an answer to one of them is judged; used by a test and by benchmarks/calculator.py."""

import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.calculator.calculate import calculate
from tutor.calculator.working import Calculation, Working

DATA = Path(__file__).parent / "data"
CORE = frozenset({"softmax", "kl", "entropy", "cross_entropy"})
VERDICTS = ("right", "asked back", "refused", "not recognised", "wrong")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of the table with what became of it."""

    operation: str
    question: str
    verdict: str
    detail: str


def phrasings() -> list[dict[str, Any]]:
    """The lines of the table."""
    return [json.loads(line) for line in (DATA / "calculator_phrasings.jsonl").read_text("utf-8").splitlines()]


def not_calculations() -> list[str]:
    """Sentences with numbers that are not calculations."""
    return [line for line in (DATA / "calculator_not_calculations.txt").read_text("utf-8").splitlines() if line.strip()]


def asked(line: dict[str, Any]) -> Calculation:
    """What the calculator makes of a line, the earlier questions of its conversation asked first."""
    last: Working | None = None
    for earlier in line.get("last", []):
        last = calculate(earlier, last=last).working or last
    return calculate(line["question"], last=last)


def judge(line: dict[str, Any]) -> Judged:
    """right, asked back, refused, not recognised or wrong."""
    found = asked(line)
    detail = (
        f"{found.working.interpretation} => {found.working.value} {found.working.unit}"
        if found.working
        else found.message
    )
    return Judged(line["operation"], line["question"], _verdict(line, found), f"{detail} | expected {line['expect']}")


def _verdict(line: dict[str, Any], found: Calculation) -> str:
    wanted = {"ask": "ambiguous", "refuse": "refused"}.get(str(line["expect"]), "calculated")
    if found.working is not None:
        honest = [line["expect"], *(other["expect"] for other in line.get("also", []))]
        return "right" if any(same(found.working.value, each) for each in honest) else "wrong"
    if found.status == wanted:
        return "right"
    return {"ambiguous": "asked back", "refused": "refused"}.get(found.status, "not recognised")


def same(value: object, expected: object) -> bool:
    """Equal to one part in ten thousand or to four decimals, number for number."""
    if expected == "inf":
        return value == math.inf
    if isinstance(expected, str):
        return False
    ours, theirs = _flat(value), _flat(expected)
    return len(ours) == len(theirs) and all(
        a == b or abs(a - b) <= max(5e-5, 1e-4 * abs(b)) for a, b in zip(ours, theirs, strict=True)
    )


def _flat(value: object) -> list[float]:
    if isinstance(value, (list, tuple)):
        return [number for part in value for number in _flat(part)]
    return [float(str(value))]


def summary(judged: list[Judged]) -> dict[str, Counter[str]]:
    """Verdicts counted for the four core operations, the others, and all."""
    table: dict[str, Counter[str]] = {"core": Counter(), "others": Counter(), "all": Counter()}
    for each in judged:
        table["core" if each.operation in CORE else "others"][each.verdict] += 1
        table["all"][each.verdict] += 1
    return table
