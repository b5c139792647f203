# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""What a phrasing is made of, and the formulas that its expected value comes from."""

import math
from typing import Any

import numpy as np
import torch
from scipy import special, stats

Case = dict[str, Any]
CASES: list[Case] = []


def add(operation: str, question: str, expect: Any, unit: str | None = None, last: list[str] | None = None, also: list[Case] | None = None) -> None:
    case: Case = {"question": question, "operation": operation, "expect": plain(expect)}
    optional = {"unit": unit, "last": last, "also": [{**a, "expect": plain(a["expect"])} for a in also] if also else None}
    CASES.append(case | {name: value for name, value in optional.items() if value is not None})


def plain(value: Any) -> Any:
    """The same as JSON: arrays become lists, infinity becomes "inf"."""
    if isinstance(value, str):
        return value
    if isinstance(value, torch.Tensor):
        value = value.numpy()
    array = np.asarray(value, dtype=float)
    if array.ndim:
        return [plain(v) for v in array]
    return "inf" if math.isinf(array) else float(array)


def softmax(logits: Any, temperature: float = 1.0) -> Any:
    return special.softmax(np.asarray(logits, dtype=float) / temperature)


BASES = {"nats": math.e, "bits": 2.0, "bans": 10.0}


def entropy(p: Any, unit: str = "nats") -> float:
    return float(stats.entropy(np.asarray(p, dtype=float), base=BASES[unit]))


def kl(p: Any, q: Any, unit: str = "nats") -> float:
    return float(special.rel_entr(np.asarray(p, dtype=float), np.asarray(q, dtype=float)).sum() / math.log(BASES[unit]))


def cross(p: Any, q: Any, unit: str = "nats") -> float:
    return entropy(p, unit) + kl(p, q, unit)


def surprise(p: float, unit: str = "nats") -> float:
    return math.inf if p == 0 else -math.log(p) / math.log(BASES[unit])


def logits_loss(logits: Any, label: int) -> float:
    return float(torch.nn.functional.cross_entropy(torch.tensor([logits], dtype=torch.float64), torch.tensor([label])))


def either(operation: str, question: str, nats: float, last: list[str] | None = None) -> None:
    """No unit is asked for: nats, or bits if the result says so."""
    add(operation, question, nats, "nats", last, [{"expect": nats / math.log(2), "unit": "bits"}])


OR_ASK: list[Case] = [{"expect": "ask"}]
