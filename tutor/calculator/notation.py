"""Numbers as a reader wants them in a step: four significant decimals, long vectors abbreviated."""

from collections.abc import Iterable, Sequence

SHOWN = 8
"""Vectors up to this length are written out; longer ones show the first three and the last."""
SAME = 1e-14
"""Numbers that differ by less, relatively, are the same but for the last rounding: 0.8 / (1 - 0.8) is 4."""


def rounded(number: float) -> str:
    """The number with four significant decimals: 7.3891, 0.09003, 1.5e-07; whole numbers in full."""
    size = abs(number)
    if size == float("inf"):
        return "inf" if number > 0 else "-inf"
    if size < 1e15 and number == int(number):
        return str(int(number))
    if size >= 1e7 or size < 1e-4:
        mantissa, exponent = f"{number:.4e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    text = f"{number:.4f}" if size >= 1 else f"{number:.{_leading_zeros(size) + 4}f}"
    return text.rstrip("0").rstrip(".")


def _leading_zeros(size: float) -> int:
    """How many zeros stand between the point and the first digit: 2 for 0.0093."""
    return next(zeros for zeros in range(5) if size >= 10 ** -(zeros + 1))


def tex(number: float) -> str:
    """The rounded number as LaTeX: 1.5 \\times 10^{-7}, \\infty."""
    text = rounded(number)
    if "inf" in text:
        return text.replace("inf", r"\infty")
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        return mantissa
    return rf"{mantissa} \times 10^{{{exponent}}}"


def signed(number: float) -> str:
    """LaTeX for a number behind an operator: negative ones in parentheses."""
    text = tex(number)
    return rf"\left({text}\right)" if number < 0 or r"\times" in text else text


def equals(number: float) -> str:
    """The number behind the sign that is true of it as shown: equal, or approximately equal."""
    shown = float(rounded(number))
    exact = shown == number or abs(shown - number) <= SAME * abs(number)
    return ("= " if exact else r"\approx ") + tex(number)


def abbreviated(items: Sequence[str], dots: str = r"\ldots") -> list[str]:
    """The items, or the first three, dots and the last when there are many."""
    return list(items) if len(items) <= SHOWN else [*items[:3], dots, items[-1]]


def vector_tex(numbers: Sequence[float]) -> str:
    """(2, 1, 0) as LaTeX, abbreviated."""
    return rf"\left({', '.join(abbreviated([tex(number) for number in _ends(numbers)]))}\right)"


def vector_text(numbers: Sequence[float]) -> str:
    """(2, 1, 0) as text, abbreviated."""
    return f"({', '.join(abbreviated([rounded(number) for number in _ends(numbers)], '...'))})"


def matrix_tex(rows: Sequence[Sequence[float]]) -> str:
    """A matrix in brackets, abbreviated in both directions."""
    lines = [" & ".join(abbreviated([tex(number) for number in _ends(row)], r"\cdots")) for row in rows[: SHOWN + 1]]
    body = r" \\ ".join(abbreviated(lines, r"\vdots"))
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def sum_tex(terms: Iterable[str]) -> str:
    """The terms with plus signs between them, abbreviated."""
    return " + ".join(abbreviated(list(terms), r"\cdots")).replace("+ -", "- ")


def _ends(numbers: Sequence[float]) -> Sequence[float]:
    """The part of a vector that can be shown, still longer than SHOWN when the vector is."""
    return numbers if len(numbers) <= SHOWN else [*numbers[:SHOWN], numbers[-1]]
