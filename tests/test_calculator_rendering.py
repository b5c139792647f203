"""Workings as text and LaTeX."""

import pytest

from tutor.calculator.notation import rounded, vector_text
from tutor.calculator.plain_formula import plain_formula
from tutor.calculator.registry import operation
from tutor.calculator.rendering import latex, plain, written


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.6652409557748218, "0.6652"),
        (0.09003057317038046, "0.09003"),
        (7.38905609893065, "7.3891"),
        (3, "3"),
        (0.5, "0.5"),
        (-0.0, "0"),
        (1234567.891, "1234567.891"),
        (123456789.5, "1.2346e8"),
        (0.00005, "5e-5"),
        (0.00001234567, "1.2346e-5"),
        (0.99999999, "1"),
        (float("inf"), "inf"),
        (120_000_000, "120000000"),
    ],
)
def test_numbers_are_shown_with_four_significant_decimals(number: float, shown: str) -> None:
    assert rounded(number) == shown


def test_long_vectors_show_the_first_three_and_the_last() -> None:
    assert vector_text([float(n) for n in range(100)]) == "(0, 1, 2, ..., 99)"
    assert written(tuple(float(n) for n in range(9))) == "(0, 1, 2, ..., 8)"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\frac{7.3891}{11.1073} \approx 0.6652", "7.3891/11.1073 ≈ 0.6652"),
        (r"\frac{a + b}{\sqrt{2}}", "(a + b)/√2"),
        (r"\sum_j e^{z_j} = 3", "Σ_j e^z_j = 3"),
        (r"-\log_2 0.25 = 2", "-log_2 0.25 = 2"),
        (r"D_{KL}(P \| Q) = \infty", "D_KL(P || Q) = ∞"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "[1, 2; 3, 4]"),
        (r"1.5 \times 10^{-7}", "1.5 × 10^-7"),
        (r"\text{F}_1 = 2", "F_1 = 2"),
        (r"\lVert a \rVert_2 = \sqrt{1^2 + 2^2}", "‖a‖_2 = √(1^2 + 2^2)"),
        (r"\lfloor \frac{a}{b} \rfloor + 1", "⌊a/b⌋ + 1"),
    ],
)
def test_formulas_read_as_one_line_of_text(formula: str, text: str) -> None:
    assert plain_formula(formula) == text


def test_the_text_of_a_working_holds_reading_steps_and_result() -> None:
    text = plain(operation("kl").work(p=[0.7, 0.2, 0.1], q=[0.5, 0.3, 0.2]))
    assert text.startswith("D_KL(P || Q) with P = (0.7, 0.2, 0.1)")
    assert "0.7 ln (0.7/0.5) + 0.2 ln (0.2/0.3) + 0.1 ln (0.1/0.2)" in text
    assert "Result: 0.08512 nats" in text


def test_latex_of_a_working_is_one_aligned_block_with_balanced_braces() -> None:
    block = latex(operation("softmax").work(z=[2, 1, 0], temperature=0.5))
    assert block.startswith("\\begin{aligned}") and block.endswith("\\end{aligned}")
    assert block.count("{") == block.count("}")
    assert r"\frac{54.5982}{62.9872} \approx 0.8668" in block
