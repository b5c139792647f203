"""Whether a sentence is backed: signals, twins, numbers, and what the engine's opinion adds."""

from collections.abc import Sequence

import pytest

from index import stem
from tutor import EngineError, Evidence, Message, ScriptedEngine
from tutor.asking import calibration, checking, citing
from tutor.asking.filing import misfiled
from tutor.asking.numbers import strange_numbers
from tutor.asking.signals import measure
from tutor.asking.twins import twins
from tutor.asking.verifying import verify
from tutor.engines.engine import CannotScore

LINES = (
    "Latency — Batch inference: Slower (waits for the nightly job)",
    "Latency — Online inference: Faster (answers in 50 ms)",
    "A canary release goes to a small share of users first, so it limits the damage of a bad version.",
)


def evidence(lines: Sequence[str] = LINES) -> list[Evidence]:
    return [Evidence(n, "e", "", (), text, n, n, "notes.md") for n, text in enumerate(lines, 1)]


def scripted(true: Sequence[str]) -> ScriptedEngine:
    """An engine that is sure of these statements and of nothing else."""

    def score(messages: Sequence[Message], continuation: str) -> float:
        holds = messages[-1].content.rpartition("Statement: ")[2] in true
        return -0.02 if (continuation == "True") == holds else -4.0

    return ScriptedEngine(scores=score)


@pytest.mark.parametrize(
    "copy",
    [
        "A canary release goes to a small share of users first.",
        "Online inference is faster because it answers in 50 ms.",
        "Batch inference is slower, but online inference is faster.",
    ],
)
def test_what_says_what_the_lines_say_passes_without_the_engine(copy: str) -> None:
    engine = ScriptedEngine()
    verdict = verify(copy, evidence(), "?", engine=engine)
    assert verdict.backed and verdict.support > 0.5


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("A canary release goes to 35 percent of users first.", "35"),
        ("Quantum llamas orchestrate blockchain microservices.", "not in the notes"),
        ("Online inference is slower.", "opposite"),
        ("Batch inference is faster.", "opposite"),
    ],
)
def test_code_alone_drops_what_it_can_see_is_wrong(sentence: str, why: str) -> None:
    verdict = verify(sentence, evidence(), "How do they compare?")
    assert not verdict.backed and why in verdict.why


def test_the_engines_opinion_decides_what_code_cannot_see() -> None:
    sentence = "Canary releases keep harm away from most people at first."
    line = evidence(LINES[2:])
    believed = verify(sentence, line, "?", engine=scripted([sentence]))
    doubted = verify(sentence, line, "?", engine=scripted([]))
    assert believed.support > doubted.support
    assert not doubted.backed


def test_an_engine_that_cannot_score_leaves_it_to_the_code() -> None:
    sentence = "A canary release limits damage for users."
    silent = verify(sentence, evidence(), "?", engine=ScriptedEngine(scores=None))
    assert silent == verify(sentence, evidence(), "?")


def test_an_engine_that_dies_while_it_scores_takes_no_answer_with_it() -> None:
    def dying(messages: Sequence[Message], continuation: str) -> float:
        raise EngineError("It died.")

    assert verify("A canary release limits damage.", evidence(), "?", engine=ScriptedEngine(scores=dying)).support > 0


@pytest.mark.parametrize(
    ("sentence", "strange"),
    [
        ("It is 0.5 in two of 3 cases", ("3",)),
        ("About 64 % of 20 tests", ()),
        ("The loss is 2.3", ()),
        ("Half a percent is 437544 bytes", ()),
        ("Seven of them at 9.81", ("9.81",)),
    ],
)
def test_rounded_numbers_percentages_and_counts_are_the_notes_own(sentence: str, strange: tuple[str, ...]) -> None:
    texts = ["With 20 tests the probability is 0.6415; $\\ln 10$ is 2.3026.", "These are $437{,}544$ bytes, 0.5 %."]
    assert strange_numbers(sentence, texts) == strange


@pytest.mark.parametrize(
    ("false", "signal"),
    [
        ("Online inference is slower.", "turned"),
        ("A canary release does not limit the damage of a bad version.", "negated"),
        ("A canary release always limits the damage of every bad version.", "absolute"),
        ("Online inference waits for the nightly job.", "crossed"),
        ("A canary release limits the damage of 7 bad versions.", "numbers"),
        ("A canary release pleases gardeners.", "unseen"),
    ],
)
def test_each_way_of_turning_a_sentence_false_shows_in_its_signal(false: str, signal: str) -> None:
    true = "A canary release limits the damage of a bad version."
    assert getattr(measure(false, LINES), signal) > getattr(measure(true, LINES), signal)


def test_words_that_the_whole_notes_never_use_are_told_from_those_that_other_lines_use() -> None:
    known = frozenset({stem("gardeners")})
    assert measure("It helps gardeners.", LINES, known=known).foreign == 0
    assert measure("It helps gardeners.", LINES, known=frozenset()).foreign == 1


@pytest.mark.parametrize(
    ("statement", "twin"),
    [
        ("Online inference is faster.", "Batch inference is faster."),
        ("Batch inference waits longer than online inference.", "Online inference waits longer than batch inference."),
        ("Online inference is faster.", "Online inference is slower."),
        ("L1 gives zeros and L2 does not.", "L2 gives zeros and L1 does not."),
    ],
)
def test_a_twin_exchanges_rivals_or_turns_a_direction(statement: str, twin: str) -> None:
    assert twin.casefold() in {each.casefold() for each in twins(statement, LINES)}


def test_a_statement_with_nothing_to_exchange_has_no_twin() -> None:
    assert twins("It is a rollout.", LINES[2:]) == ()


def test_the_beginning_of_the_check_is_the_same_for_every_statement() -> None:
    first, second = checking.prompt("One.", LINES[:1]), checking.prompt("Another.", LINES)
    assert first[:-1] == second[:-1]


def test_the_margin_is_the_difference_of_the_two_words() -> None:
    engine = ScriptedEngine(scores={"True": -0.5, "False": -2.0})
    assert checking.margin(engine, "One.", LINES) == pytest.approx(1.5)
    with pytest.raises(CannotScore):
        checking.margin(ScriptedEngine(), "One.", LINES)


def test_weights_are_chosen_by_the_name_of_the_model() -> None:
    assert calibration.of("") is calibration.CODE
    assert calibration.of("llamacpp: Some-7B.gguf") is calibration.DEFAULT
    assert calibration.of("llamacpp: qwen-0.5b.gguf") is not calibration.DEFAULT


def test_a_higher_margin_never_makes_a_sentence_less_probable() -> None:
    signals = measure("Online inference is fast.", LINES)
    found = [calibration.DEFAULT.probability(signals, (margin, 0.0)) for margin in (-9.0, -1.0, 0.0, 1.0, 9.0)]
    assert found == sorted(found) and 0 <= found[0] < found[-1] <= 1


def test_citations_are_the_lines_that_hold_the_words_in_any_form() -> None:
    assert citing.cite("Canary releases limit damages.", evidence()) == (3,)
    nearest = citing.nearest("It answered in 50 ms", evidence())
    assert nearest is not None and nearest.n == 2
    assert citing.nearest("Gardeners", evidence()) is None


TABLE = (
    "Remedies — ReLU — Against: Vanishing",
    "Remedies — Residual connections — Against: Vanishing",
    "Remedies — Gradient clipping — Against: Exploding",
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("ReLU, residual connections and gradient clipping help against vanishing gradients.", True),
        ("ReLU and residual connections help against vanishing gradients.", False),
        ("Gradient clipping is against exploding gradients, and ReLU is against vanishing ones.", False),
        ("Gradient clipping does not help against vanishing gradients.", False),
    ],
)
def test_a_thing_filed_under_the_value_of_another_row_is_seen(sentence: str, wrong: bool) -> None:
    assert misfiled(sentence, TABLE) is wrong
    assert not wrong or not verify(sentence, evidence(TABLE), "?").backed


def test_words_of_a_line_in_another_order_are_no_copy() -> None:
    lines = evidence(["Coalitions attribute for SHAP and perturbed copies attribute for LIME in the same table"])
    engine = scripted([])
    verdict = verify("Perturbed copies attribute for SHAP, coalitions attribute for LIME.", lines, "?", engine=engine)
    assert not verdict.backed


def test_what_several_lines_say_is_not_made_one_claim() -> None:
    verdict = verify("A canary release waits for the nightly job.", evidence(), "?", engine=scripted([]))
    assert not verdict.backed and "of another" in verdict.why


def test_what_a_question_is_about_may_be_named_with_any_line() -> None:
    lines = evidence(["It limits the damage of a bad version.", "A canary release goes to a small share of users."])
    sentence = "A canary release limits the damage of a bad version."
    assert not verify(sentence, lines, "?", engine=scripted([sentence])).backed
    assert verify(sentence, lines, "What is a canary release?", engine=scripted([sentence])).backed


def test_the_engine_reads_the_lines_that_a_sentence_rests_on_and_no_other() -> None:
    said = "Canary releases keep harm away from most people."
    lines = ["Nightly inference is cheap.", "A canary release limits harm: most people keep the old version."]
    engine = scripted([said])
    verify(said, evidence(lines), "?", engine=engine)
    read = [messages[-1].content.partition("\n\nStatement: ")[0] for messages, _ in engine.scored]
    assert set(read) == {f"Notes:\n- {lines[1]}"}


def test_a_line_that_begins_with_it_is_read_with_the_line_before() -> None:
    lines = ["Nightly inference is cheap.", "A canary release is gradual.", "It keeps most people on the old version."]
    found = evidence(lines)
    assert citing.cited("Most people stay on the old version.", found) == tuple(found[1:])
    assert citing.cited("Inference by night is cheap.", found) == (found[0],)
    assert citing.cited("Bread is baked.", found) == tuple(found)


def test_twins_are_looked_at_only_where_they_matter() -> None:
    sentence, lines = "Online inference tends to be faster for people.", evidence(LINES[:2])

    def looks(margin: float) -> tuple[int, bool]:
        engine = ScriptedEngine(scores={"True": margin, "False": 0.0})
        backed = verify(sentence, lines, "Is it faster?", engine=engine).backed
        return len(engine.scored), backed

    assert looks(-3.0) == (1, False)
    assert looks(4.0) == (1, True)
    assert looks(1.5)[0] > 1


def test_what_is_said_of_one_kind_is_not_told_of_the_thing() -> None:
    lines = evidence(["Canary momentum looks ahead at the point where the velocity leads.", "Momentum is a velocity."])
    said = "Momentum looks ahead at the point where the velocity leads."
    assert not verify(said, lines, "What is momentum?", engine=scripted([said])).backed
    assert verify(f"Canary {said.lower()}", lines, "What is momentum?", engine=scripted([])).backed
