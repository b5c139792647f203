"""What holds for every operation of the registry, whatever it calculates."""

import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.calculator.defining import flat
from tutor.calculator.fields import example_arguments, read_field
from tutor.calculator.operation import Argument, Kind, Operation, Parameter
from tutor.calculator.plain_formula import plain_formula
from tutor.calculator.reference import reference
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import OPERATIONS, operation, search
from tutor.calculator.rendering import latex, plain

EVERY = pytest.mark.parametrize("each", OPERATIONS, ids=lambda each: each.name)
FAMILIES = {
    "losses",
    "information",
    "classification",
    "vectors",
    "networks",
    "optimisation",
    "probability",
    "arithmetic",
}

numbers = st.one_of(
    st.integers(-5, 50),
    st.floats(-10, 10),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0, 1, 0.5, 1e300, -1e300, 5e-324, 10**400, 0.1, True]),
)
vectors = st.lists(numbers, max_size=6).map(tuple)
nonsense = st.one_of(
    st.none(), st.text(max_size=8), st.just(()), st.just(((),)), st.just((1, (2, 3))), st.binary(max_size=3)
)
LIKELY = {
    Kind.SCALAR: st.one_of(st.floats(-10, 10), st.integers(0, 20)),
    Kind.COUNT: st.one_of(st.integers(0, 12), st.integers(0, 10**12)),
    Kind.PROBABILITY: st.floats(0, 1),
    Kind.VECTOR: st.one_of(
        st.lists(st.floats(-10, 10), min_size=1, max_size=5).map(tuple),
        st.lists(st.integers(0, 3), min_size=1, max_size=8).map(tuple),
    ),
    Kind.MATRIX: st.integers(1, 3).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n).map(tuple), min_size=1, max_size=3).map(
            tuple
        )
    ),
    Kind.LABEL: st.integers(0, 5),
    Kind.LABELS: st.lists(st.sampled_from(["a", "b", 0, 1, 1.0]), min_size=1, max_size=5).map(tuple),
    Kind.TEXT: st.sampled_from(["x^2 - 4x", "x", "1", "a", "e^x", "1/x", "ln(x)", "x^y", "((", "9^9^9"]),
    Kind.DISTRIBUTION: st.lists(st.integers(0, 9), min_size=1, max_size=5).map(
        lambda ns: tuple(n / (sum(ns) or 1) for n in ns)
    ),
}


def likely(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Arguments of the right kind, so that the calculation itself is reached."""
    return st.sampled_from(parameter.choices) if parameter.kind is Kind.CHOICE else LIKELY[parameter.kind]


def wild(_: Parameter) -> st.SearchStrategy[Any]:
    """Anything at all."""
    return st.one_of(numbers, vectors, st.lists(vectors, max_size=3).map(tuple), nonsense)


def worked(each: Operation, arguments: dict[str, Argument]) -> None:
    """Calculates or refuses; nothing else may happen, and no nan comes out."""
    try:
        working = each.work(**arguments)
    except Refused as refusal:
        assert str(refusal).strip()
        return
    assert not any(math.isnan(number) for number in flat(working.value))
    if math.inf in flat(working.value):
        assert any("infinit" in step.text for step in working.steps)
    assert plain(working) and latex(working)


@EVERY
def test_every_operation_works_out_its_example(each: Operation) -> None:
    working = each.work(**example_arguments(each))
    assert working.operation == each.name
    assert working.interpretation and working.steps
    assert each.work(**working.inputs) == working


@EVERY
def test_every_step_shows_balanced_latex_that_reads_as_text(each: Operation) -> None:
    working = each.work(**example_arguments(each))
    for step in working.steps:
        assert step.text[-1] in ".:)", step.text
        assert step.latex.count("{") == step.latex.count("}")
        assert step.latex.count(r"\left") == step.latex.count(r"\right")
        assert "\\" not in plain_formula(step.latex).replace("\\{", "")
        assert "nan" not in step.latex


@EVERY
def test_every_operation_is_described_in_full(each: Operation) -> None:
    assert each.family in FAMILIES
    assert each.summary.endswith(".") and each.source
    assert len({parameter.name for parameter in each.parameters}) == len(each.parameters)
    for parameter in each.parameters:
        assert parameter.name.isidentifier() and parameter.name == parameter.name.lower()
        assert parameter.description and parameter.example != ""
        assert parameter.optional or parameter.default is None


@EVERY
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_operation_raises_anything_but_refused_for_likely_arguments(each: Operation, data: st.DataObject) -> None:
    given = {p.name: data.draw(st.none() | likely(p) if p.optional else likely(p)) for p in each.parameters}
    worked(each, given)


@EVERY
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_operation_raises_anything_but_refused_for_wild_arguments(each: Operation, data: st.DataObject) -> None:
    given = {p.name: data.draw(likely(p) | wild(p)) for p in each.parameters}
    worked(each, given)


@EVERY
def test_a_million_numbers_are_refused(each: Operation) -> None:
    many = (0.5,) * 1_000_000
    for parameter in each.parameters:
        if parameter.kind in {Kind.VECTOR, Kind.DISTRIBUTION, Kind.MATRIX, Kind.LABELS}:
            with pytest.raises(Refused, match="10,000|1,000,000"):
                each.work(**{**example_arguments(each), parameter.name: many})


@EVERY
def test_an_unknown_and_a_missing_parameter_are_refused_by_name(each: Operation) -> None:
    with pytest.raises(Refused, match="knows no nonsense"):
        each.work(nonsense=1)
    needed = [parameter for parameter in each.parameters if not parameter.optional]
    if needed:
        with pytest.raises(Refused, match="also needs"):
            each.work()


def test_names_and_aliases_lead_to_one_operation_each() -> None:
    taken: dict[str, str] = {}
    for each in OPERATIONS:
        for name in (each.name, *each.aliases):
            plainly = " ".join(name.lower().replace("-", " ").replace("_", " ").split())
            assert taken.setdefault(plainly, each.name) == each.name, name
            assert operation(name.upper()) is each


def test_an_unknown_operation_is_refused_with_what_is_near() -> None:
    with pytest.raises(Refused, match=r"There is no operation .*softmaxx"):
        operation("softmaxx")
    with pytest.raises(Refused, match="Do you mean"):
        operation("divergence")


def test_search_finds_by_words_of_name_alias_and_summary() -> None:
    assert search("kullback")[0].name == "KL divergence"
    assert search("softmax")[0].name == "softmax"
    assert {each.name for each in search("surprise")} >= {"entropy", "KL divergence"}
    assert search("zzzz") == ()
    assert search("") == OPERATIONS


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Kind.VECTOR, "[2, 1, 0]", (2, 1, 0)),
        (Kind.VECTOR, "2 1 -0.5", (2, 1, -0.5)),
        (Kind.DISTRIBUTION, "1/4, 25%, 0.5", (0.25, 0.25, 0.5)),
        (Kind.MATRIX, "[[1, 2], [3, 4]]", ((1, 2), (3, 4))),
        (Kind.MATRIX, "1 2\n3 4", ((1, 2), (3, 4))),
        (Kind.MATRIX, "1, 2; 3, 4", ((1, 2), (3, 4))),
        (Kind.SCALAR, "e^2", 7.38905609893065),
        (Kind.LABELS, "cat, 'dog', cat", ("cat", "dog", "cat")),
        (Kind.TEXT, "x^2", "x^2"),
        (Kind.SCALAR, "  ", None),
    ],
)
def test_a_field_is_read_by_the_kind_of_its_parameter(kind: Kind, written: str, value: Argument) -> None:
    assert read_field(Parameter("a", kind, "something"), written) == value


def test_the_documentation_holds_the_reference_of_the_registry_word_for_word() -> None:
    page = (Path(__file__).parents[1] / "docs" / "calculator.md").read_text(encoding="utf-8")
    assert page[page.index("## Losses") :] == reference()
    assert all(f"| {each.name.replace('|', chr(92) + '|')} |" in page for each in OPERATIONS)


@EVERY
def test_every_operation_has_a_witness(each: Operation) -> None:
    """Each is compared with something independent in one of the test files of its family."""
    files = Path(__file__).parent.glob("test_calculator_operations_*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert any(re.search(rf'\(\s*"{re.escape(name)}"', text) for name in (each.name, *each.aliases))
