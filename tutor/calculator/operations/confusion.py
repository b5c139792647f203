"""Confusion: where the four counts, or the table of classes, come from, and the rates that are made of them."""

import math
from dataclasses import dataclass

from tutor.calculator import checks
from tutor.calculator.checks import Matrix, same_length
from tutor.calculator.notation import matrix_tex, rounded
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Step

TP = Parameter("tp", Kind.COUNT, "true positives", symbol="TP", optional=True, ways=("counts",), example="40")
FP = Parameter("fp", Kind.COUNT, "false positives", symbol="FP", optional=True, ways=("counts",), example="10")
FN = Parameter("fn", Kind.COUNT, "false negatives", symbol="FN", optional=True, ways=("counts",), example="20")
TN = Parameter("tn", Kind.COUNT, "true negatives", symbol="TN", optional=True, ways=("counts",), example="30")
MATRIX = Parameter(
    "matrix",
    Kind.MATRIX,
    "the confusion matrix: true classes in the rows, predicted ones in the columns, the negative class first of two",
    optional=True,
    ways=("confusion matrix",),
    example="[[30, 10], [20, 40]]",
)
ACTUAL = Parameter(
    "actual", Kind.LABELS, "the true labels", optional=True, ways=("lists of labels",), example="[1, 0, 1, 1]"
)
PREDICTED = Parameter(
    "predicted",
    Kind.LABELS,
    "the predicted labels",
    optional=True,
    ways=("lists of labels",),
    example="[1, 0, 0, 1]",
)
POSITIVE = Parameter("positive", Kind.TEXT, "the label that counts as positive", optional=True, example="1")
AVERAGE = Parameter(
    "average",
    Kind.CHOICE,
    "how to put several classes together: binary, macro, micro or weighted",
    optional=True,
    choices=("binary", "macro", "micro", "weighted"),
    example="macro",
)
SOURCES = (TP, FP, FN, TN, MATRIX, ACTUAL, PREDICTED, POSITIVE)
CONVENTION = (
    "A matrix has the true classes in its rows (as in scikit-learn) and, for two classes, the negative one first; "
    "label 1, yes, true or positive is positive unless said."
)
_POSITIVE_NAMES = {"1", "yes", "true", "positive", "pos", "spam", "+"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a question may give: counts, a matrix, or two lists of labels."""

    tp: int | None
    fp: int | None
    fn: int | None
    tn: int | None
    matrix: Matrix | None
    actual: tuple[str, ...] | None
    predicted: tuple[str, ...] | None
    positive: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The four counts of one class against the rest; None where the question does not give one."""

    tp: int | None
    fp: int | None
    fn: int | None
    tn: int | None

    def all(self, *names: str) -> tuple[int, ...]:
        """The counts of these names; Refused when one is missing."""
        values = {name: getattr(self, name) for name in names}
        missing = [name.upper() for name, value in values.items() if value is None]
        if missing:
            raise Refused(f"This also needs {' and '.join(missing)}.")
        return tuple(value for value in values.values() if value is not None)

    def shown(self) -> str:
        """TP = 40, FP = 10, ..."""
        pairs = (("TP", self.tp), ("FP", self.fp), ("FN", self.fn), ("TN", self.tn))
        return ", ".join(f"{name} = {value}" for name, value in pairs if value is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """A confusion matrix with its classes; true classes in the rows."""

    classes: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """How many examples there are."""
        return sum(map(sum, self.cells))

    def counts(self, at: int) -> Counts:
        """One class against the rest."""
        tp = self.cells[at][at]
        fn = sum(self.cells[at]) - tp
        fp = sum(row[at] for row in self.cells) - tp
        return Counts(tp, fp, fn, self.total - tp - fn - fp)


def table_of(given: Given) -> tuple[Table, list[Step]] | None:
    """The confusion matrix of a matrix or of label lists; None when only counts were given."""
    if given.matrix is not None:
        return _from_matrix(given.matrix)
    if given.actual is None and given.predicted is None:
        return None
    if given.actual is None or given.predicted is None:
        raise Refused("Two lists of labels are needed: the true ones and the predicted ones.")
    same_length(given.actual, given.predicted, "The true and the predicted labels")
    classes = _sorted(set(given.actual) | set(given.predicted))
    if len(classes) > 100:
        raise Refused(f"There are {len(classes)} different labels; at most 100 classes are worked out.")
    place = {name: at for at, name in enumerate(classes)}
    cells = [[0] * len(classes) for _ in classes]
    for true, guess in zip(given.actual, given.predicted, strict=True):
        cells[place[true]][place[guess]] += 1
    table = Table(classes, tuple(map(tuple, cells)))
    text = f"Count the pairs; true classes in the rows, predicted in the columns ({', '.join(classes[:10])})."
    return table, [Step(text, matrix_tex(table.cells))]


def _sorted(names: set[str]) -> tuple[str, ...]:
    """Numbers by size, then words."""

    def key(name: str) -> tuple[bool, float, str]:
        try:
            return (False, float(name), name)
        except ValueError:
            return (True, 0.0, name)

    return tuple(sorted(names, key=key))


def _from_matrix(matrix: Matrix) -> tuple[Table, list[Step]]:
    if len(matrix) != len(matrix[0]) or len(matrix) < 2:
        raise Refused(f"A confusion matrix is square, and this one is {len(matrix)} by {len(matrix[0])}.")
    cells = tuple(tuple(checks.count(cell, MATRIX) for cell in row) for row in matrix)
    names = ("negative", "positive") if len(cells) == 2 else tuple(str(at + 1) for at in range(len(cells)))
    return Table(names, cells), [Step("The confusion matrix, true classes in the rows.", matrix_tex(matrix))]


def binary_counts(given: Given) -> tuple[Counts, list[Step]]:
    """The four counts, from wherever they are given, with the steps to them."""
    found = table_of(given)
    if found is None:
        counts = Counts(given.tp, given.fp, given.fn, given.tn)
        if not counts.shown():
            raise Refused("Give the counts (TP, FP, FN, TN), a confusion matrix, or the true and the predicted labels.")
        return counts, [Step(f"The counts: {counts.shown()}.", "")]
    table, steps = found
    at = _positive(table, given.positive)
    counts = table.counts(at)
    return counts, [*steps, Step(f"Class {table.classes[at]} is positive: {counts.shown()}.", "")]


def _positive(table: Table, name: str | None) -> int:
    """Which class counts as positive."""
    if name is not None:
        if name in table.classes:
            return table.classes.index(name)
        raise Refused(f'There is no class "{name[:40]}"; there are {", ".join(table.classes[:10])}.')
    if len(table.classes) > 2:
        raise Refused(
            "There are more than two classes: say which is positive, or ask for the macro, micro or weighted average."
        )
    for at, label in enumerate(table.classes):
        if label.lower() in _POSITIVE_NAMES:
            return at
    if len(table.classes) == 2 and all(label.lstrip("-").isdigit() for label in table.classes):
        return 1
    raise Refused(f"Say which label is positive: {' or '.join(table.classes)}.")


def rate(above: float, below: float, name: str, why: str) -> float:
    """A quotient of counts; Refused with the reason when its base is empty."""
    if below == 0:
        raise Refused(
            f"{name} is not defined here: {why}, so it would be 0/0. (scikit-learn reports 0 with a warning.)"
        )
    return above / below


def fraction_tex(above: float, *below: float) -> str:
    """A quotient with the sum of its base written out."""
    return rf"\frac{{{rounded(above)}}}{{{' + '.join(map(rounded, below))}}}"


def mean(values: list[float]) -> float:
    """The plain average."""
    return math.fsum(values) / len(values)
