"""What tests of the interview share: notes on bread, a clock that is set by hand, an interview about one entry."""

from datetime import UTC, datetime, timedelta
from random import Random

from ingest import Entry, Point
from tutor.interview.choices import choices
from tutor.interview.history import History
from tutor.interview.interview import Interview

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
POINTS = {
    "yeast": (
        "It turns sugar into carbon dioxide.",
        "Salt slows its growth.",
        "Warmth speeds it up.",
        "Cold rests it.",
    ),
    "steam": ("Moisture keeps the crust soft.", "The loaf expands further."),
    "rest": ("Cold fermentation develops flavour.",),
}
SOFTMAX = Entry("softmax", "What is the softmax of [2, 1, 0]?", "About 0.665, 0.245, 0.090.", ("Sums",), 50, 51, "b.md")


def entries() -> list[Entry]:
    return [
        Entry(name, f"What about {name}?", " ".join(points), ("Bread", name), 10 * n, 10 * n + 4, "b.md")
        for n, (name, points) in enumerate(POINTS.items(), 1)
    ]


def points_of(entry_id: str) -> tuple[Point, ...]:
    texts = POINTS.get(entry_id, ("The result is about 0.665, 0.245 and 0.090.",))
    return tuple(
        Point(f"{entry_id}:{n}", entry_id, text, (), 10 + n, 10 + n, "sentence", "b.md") for n, text in enumerate(texts)
    )


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def later(self, **passed: float) -> None:
        self.time += timedelta(**passed)


def started(history: History, only: str = "yeast", **chosen: object) -> Interview:
    pool = [entry for entry in [*entries(), SOFTMAX] if entry.id == only or not only]
    return Interview.start(pool, points_of, history, choices(**{"questions": 1, **chosen}), rng=Random(1))
