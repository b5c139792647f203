"""Whole: an answer and the notes as one text each, beside the comparison point by point.

Both are read behind the question, so that a few words ("by reference") mean what they mean as an answer to it, and
what both say only because the question is in them is taken out. Whether the answer speaks of the subject at all is
looked at with nothing taken out: an answer to another question is near neither to this one nor to its notes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

ELSEWHERE, ON_SUBJECT = 0.15, 0.35
"""Nearness to question or notes up to which an answer is about something else, and from which it is on the subject."""
FEW_WORDS = 4
"""So few words can be right without naming the subject."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One answer as a whole."""

    nearness: float
    """Nearness in meaning to all of the notes, from about 0 to 1."""
    subject: float
    """How far it is on the subject: 0 for something else, 1 from a nearness that answers to the question have."""


def whole(question: str, notes: Sequence[str], answer: Sequence[str], embedder: Embedder) -> Whole:
    """The answer beside the notes; both in pieces that the model can read at once, none of them empty."""
    asked, plain, behind = _notes(question, tuple(notes), embedder)  # type: ignore[arg-type]  # no protocol says hashable
    rows = embedder.passages([*answer, *(f"{question} {each}" for each in answer)])
    said, in_place = _mean(rows[: len(answer)]), _mean(rows[len(answer) :])
    near = max(float(said @ asked), float(said @ plain))
    few = sum(len(each.split()) for each in answer) <= FEW_WORDS
    subject = 1.0 if few else min(1.0, max(0.0, (near - ELSEWHERE) / (ON_SUBJECT - ELSEWHERE)))
    return Whole(float(_apart(in_place, asked) @ _apart(behind, asked)), subject)


@lru_cache(maxsize=64)
def _notes(question: str, notes: tuple[str, ...], embedder: Embedder) -> tuple["Vector", "Vector", "Vector"]:
    """The question, the notes, and the notes behind the question: read once for all answers."""
    rows = embedder.passages([question, *notes, *(f"{question} {each}" for each in notes)])
    return rows[0], _mean(rows[1 : len(notes) + 1]), _mean(rows[len(notes) + 1 :])


def _mean(rows: "NDArray[np.float32]") -> "Vector":
    return _unit(rows.mean(0))


def _apart(vector: "Vector", direction: "Vector") -> "Vector":
    return _unit(vector - (vector @ direction) * direction)


def _unit(vector: "Vector") -> "Vector":
    unit: Vector = vector / (float(vector @ vector) ** 0.5 + 1e-9)
    return unit
