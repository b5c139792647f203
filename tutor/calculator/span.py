"""Span: a number or a bracketed group where it stands in a text."""

from dataclasses import dataclass, field

from tutor.calculator.working import Value

MOST_NUMBERS = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a bracketed group where it stands in the plain text."""

    start: int
    end: int
    value: Value
    name: str = ""
    """What it is bound to: "P" in "P = [0.2, 0.8]", "p1" in "p1 = 0.2"."""
    begin: int = -1
    """Where its name starts; `start` when it has none."""
    percent: bool = False
    shape: bool = False
    """Written as 32x32x3."""
    word: bool = False
    """Written as a word ("two"): may be used, need not be."""
    ratio: tuple[int, int] | None = None
    """"1 in 1000" keeps both numbers."""
    labels: tuple[str, ...] = ()
    """Class names: the value of a list of words, or what each number was labelled with."""
    parts: tuple["Span", ...] = field(default=(), compare=False)
    """The spans that a list without brackets was gathered from."""
    other: Value | None = None
    """A second possible reading, such as rows where decimal commas were taken."""

    @property
    def is_scalar(self) -> bool:
        """One number."""
        return not isinstance(self.value, tuple)

    @property
    def is_matrix(self) -> bool:
        """Rows of numbers."""
        return isinstance(self.value, tuple) and bool(self.value) and all(isinstance(row, tuple) for row in self.value)

    @property
    def is_vector(self) -> bool:
        """A list of numbers."""
        numbers = isinstance(self.value, tuple) and not any(isinstance(item, tuple) for item in self.value)
        return numbers and (bool(self.value) or not self.labels)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers of a vector; empty for anything else."""
        values = self.value if isinstance(self.value, tuple) else ()
        found = tuple(float(value) for value in values if not isinstance(value, tuple))
        return found if len(found) == len(values) else ()

    @property
    def from_(self) -> int:
        """Where the span with its name starts."""
        return self.begin if self.begin >= 0 else self.start


class TooManyNumbers(Exception):
    """More numbers than a person types."""
