"""What may be typed at the calculator: nothing runs, nothing hangs, nothing but our own errors comes out."""

import math
import sys
from collections.abc import Iterator

import pytest

from tests.calculator_phrasings import not_calculations, phrasings
from tests.calculator_sweep import HOSTILE, generated
from tutor.calculator.calculate import calculate
from tutor.calculator.checking import check
from tutor.calculator.working import Value

_WATCHED = ("import", "open", "exec", "compile", "os.system", "subprocess.Popen", "socket.connect", "pickle.find_class")
_seen: list[tuple[str, str]] = []
_watching = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in _WATCHED:
        _seen.append((event, str(arguments)[:200]))


@pytest.fixture
def watched() -> Iterator[list[tuple[str, str]]]:
    """Audit events from here on; hooks cannot be taken away, so this one is switched off again."""
    global _watching
    sys.addaudithook(_hook)
    _seen.clear()
    _watching = True
    yield _seen
    _watching = False


def test_no_question_reaches_import_open_or_exec(request: pytest.FixtureRequest) -> None:
    questions = [line["question"] for line in phrasings()] + not_calculations() + list(HOSTILE)
    questions += list(generated(300, seed=4))
    for question in questions:  # the first pass loads what the operations need
        calculate(question)
    seen = request.getfixturevalue("watched")
    for question in questions:
        calculate(question)
    assert seen == []


def test_the_watch_would_see_an_evaluation(watched: list[tuple[str, str]]) -> None:
    exec("sum((1, 2))")
    assert any(event in {"exec", "compile"} for event, _ in watched)


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_question_is_refused_or_left_alone(question: str) -> None:
    calculation = calculate(question)
    assert calculation.status in {"calculated", "ambiguous", "refused", "not_recognised"}
    if calculation.working is not None:
        assert _proper(calculation.working.value)


@pytest.mark.parametrize("question", ["9**9**9", "what is 9^9^9?", "10^308 * 10^308"])
def test_a_number_beyond_all_size_is_refused_with_words(question: str) -> None:
    calculation = calculate(question)
    assert calculation.status == "refused"
    assert len(calculation.message) > 20


def test_foreign_digits_are_not_read_as_numbers() -> None:
    assert calculate("softmax of \u0661, \u0662 and \u0663").status == "not_recognised"
    assert calculate("what is \u0662+\u0663?").status == "not_recognised"


def test_a_million_numbers_are_refused_by_their_length() -> None:
    calculation = calculate("softmax of [" + "1," * 1_000_000 + "1]")
    assert calculation.status == "refused"
    assert "2,000" in calculation.message


def test_a_long_text_without_a_calculation_is_left_alone() -> None:
    assert calculate("tell me about my notes " * 250).status == "not_recognised"


def test_generated_questions_end_in_a_calculation_or_in_words() -> None:
    for question in generated(1_500, seed=1):
        calculation = calculate(question)
        if calculation.status == "calculated":
            assert calculation.working is not None
            assert _proper(calculation.working.value)
        elif calculation.status in {"refused", "ambiguous"}:
            assert calculation.message


def test_generated_follow_ups_and_claims_end_in_words_too() -> None:
    last = calculate("softmax of [2, 1, 0]").working
    for question in generated(300, seed=2):
        assert calculate(question, last=last).status
        assert check("entropy of [0.5, 0.5]", question).message


def _proper(value: Value) -> bool:
    """Numbers all through, none of them nan."""
    if isinstance(value, tuple):
        return all(_proper(part) for part in value)
    return not math.isnan(value)


_STORY = "A filter predicted positive for 12 mails, of which 9 are spam; 40 mails are spam. What is its precision?"
_TABLE = "|  | Predicted positive | Predicted negative |\n{}\n| Actual positive | 8 | 3 |\n| Actual negative | 2 | 9 |"
_RUNS = ("-" * 80, "| " * 40, "|" + "-" * 80 + "|", ". " * 40, "\n" * 80, "(" * 60, " not" * 40)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("run", _RUNS, ids=range(len(_RUNS)))
def test_a_story_with_a_rule_of_a_table_in_it_takes_no_ages(run: str) -> None:
    cut = [calculate(f"{_STORY[:place]} {run} {_STORY[place:]}") for place in range(0, len(_STORY), 7)]
    tabled = calculate(f"Given this confusion matrix, what is the precision?\n{_TABLE.format(run)}")
    values = {each.working.value for each in cut if each.working}
    turned = {0.25} if "not" in run else set()  # "9 are not spam" is another story
    assert values <= {0.75} | turned, "what stands in between makes no other number of it"
    assert tabled.working is None or tabled.working.value == pytest.approx(0.8)
