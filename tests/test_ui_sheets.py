"""What each screen shows of a value: mathematics on every surface, nothing active on any, and the right words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import PacedEngine, opened
from markup import faults

from tutor import (
    Answer,
    Calculated,
    Done,
    Evidence,
    EvidenceFound,
    Grade,
    Interview,
    Nearest,
    PointGrade,
    PointStatus,
    Searched,
    Sentence,
    SentenceReady,
    Status,
    Step,
    Thinking,
    Tutor,
    Working,
)
from ui.answer_sheet import AnswerSheet, choices_html, finished, sheet_html
from ui.comparison import comparison_html
from ui.interview_report_sheet import report_html
from ui.interview_sheet import EXPLAINED, SIGNS, grade_html, graded_html, question_html
from ui.working_sheet import value_latex, working_html

PLAIN = "the weight"
MATHS = "the weight $x^2$"
HOSTILE = "![](http://evil.example/?q) <img src=x onerror=alert(1)> \"'><script>alert(1)</script> $$\\rule{9em}{9em}$$"


def working(text: str) -> Working:
    return Working("softmax", text, {}, (1.0, 0.5), text, (Step(text, "x^2"),), text)


def evidence(text: str) -> Evidence:
    return Evidence(1, "e", text, (text,), text, 3, 4, "notes.md")


def answer(text: str, status: Status = Status.ANSWERED) -> Answer:
    return Answer(
        status,
        text,
        text,
        sentences=(Sentence(text, (1,), 1.0),),
        evidence=(evidence(text), replace(evidence(text), n=2)),
        working=working(text),
        searched_for=text + " again",
        nearest=(Nearest("e", text, 7, "notes.md"),),
        choices=(text,),
        notices=(text,),
        timings={"done": 1.25},
    )


def grade(text: str) -> Grade:
    points = tuple(PointGrade(text, status, text, 5, text, 1.0, 1.0) for status in PointStatus)
    return Grade(0.5, points, (), text, text)


@pytest.mark.parametrize("status", Status)
def test_an_answer_of_any_status_is_harmless(status: Status) -> None:
    assert faults(sheet_html(finished(answer(HOSTILE, status)), 1)) == []
    assert faults(sheet_html(AnswerSheet(HOSTILE, failure=HOSTILE), 1)) == []


def test_every_part_of_an_answer_shows_mathematics() -> None:
    plain, shown = (sheet_html(finished(answer(text)), 1) for text in (PLAIN, MATHS))
    as_written = 6  # unit, notice, what was searched for (twice, once to be edited), and twice in what is copied
    assert shown.count("\\(x^2\\)") == plain.count(PLAIN) - as_written
    assert "$$x^2$$" in shown


def test_a_sheet_grows_with_the_events() -> None:
    sheet = AnswerSheet("Why?")
    assert sheet.at_work and "Looking through your notes" in sheet_html(sheet, 1, 2.0)
    sheet = sheet.after(Searched("Why dropout?")).after(EvidenceFound((evidence(PLAIN),))).after(Thinking())
    assert "Searched for: Why dropout?" in sheet_html(sheet, 1) and "Found 1 line." in sheet_html(sheet, 1)
    sheet = sheet.after(Calculated(working(PLAIN))).after(SentenceReady(Sentence("Because.", (1,), 1.0)))
    assert 'href="#cite-1-1"' in sheet_html(sheet, 1) and 'id="cite-1-1"' in sheet_html(sheet, 1)
    assert sheet.after(Done(answer("Whole?"))) == finished(answer("Whole?"))


def test_a_stopped_answer_keeps_what_was_said() -> None:
    stopped = replace(AnswerSheet("Why?", sentences=(Sentence("Because.", (), 1.0),)), stopped=True)
    assert not stopped.at_work and "Because." in sheet_html(stopped, 1) and "Stopped." in sheet_html(stopped, 1)


def test_turns_of_one_page_have_passages_of_their_own() -> None:
    assert "cite-2-1" in sheet_html(finished(answer(PLAIN)), 2)
    assert "cite-1-1" not in sheet_html(finished(answer(PLAIN)), 2)


def test_uncited_passages_are_said_to_be_unused() -> None:
    shown = sheet_html(finished(answer(PLAIN)), 1)
    assert shown.count("found, not used") == 1 and shown.count("lines 3–4") == 2


def test_what_the_notes_do_not_cover_is_said_with_the_nearest_questions() -> None:
    shown = sheet_html(finished(replace(answer(PLAIN, Status.NOT_IN_NOTES), sentences=(), working=None)), 1)
    assert "Your notes don’t cover this." in shown and 'class="ask"' in shown and "line 7" in shown
    assert "From your notes" not in shown


def test_lines_that_nobody_phrased_are_a_list() -> None:
    two = (evidence("First."), replace(evidence("Second."), n=2))
    sentences = tuple(Sentence(f"Dropout — {item.text}", (item.n,), 1.0) for item in two)
    assert '<ul class="sentences lines">' in sheet_html(AnswerSheet("Why?", evidence=two, sentences=sentences), 1)


def test_choices_carry_the_whole_question() -> None:
    assert 'title="Is 1 &lt; 2?"' in choices_html(("Is 1 < 2?",))
    assert choices_html(()) == ""


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (3, "3"),
        (1234567, "1\\,234\\,567"),
        (0.25, "0.25"),
        (1.5e-12, "1.5 \\times 10^{-12}"),
        (float("inf"), "\\infty"),
        ((1.0, 0.5), "\\left[1,\\; 0.5\\right]"),
        (((1, 2), (3, 4)), "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}"),
    ],
)
def test_values_as_latex(value: object, latex: str) -> None:
    assert value_latex(value) == latex


def test_a_working_shows_result_steps_and_convention() -> None:
    shown = working_html(working(MATHS))
    assert shown.index("[1,") < shown.index("<details") < shown.index('class="convention"')


def test_each_status_has_a_sign_and_a_word_of_its_own() -> None:
    shown = grade_html(grade(MATHS))
    assert len(set(SIGNS.values())) == len(PointStatus)
    for status in PointStatus:
        assert f'{SIGNS[status]}</span> <span class="word">{status}<' in shown
    assert faults(grade_html(grade(HOSTILE))) == []
    assert shown.count("\\(x^2\\)") == 11  # five lines, five quotes, the remark


def test_what_was_said_comes_before_what_was_left_out() -> None:
    missing, said = (
        PointGrade("A line.", PointStatus.MISSING, "", 5, ""),
        PointGrade("B", PointStatus.PARTLY, "", 6, ""),
    )
    shown = grade_html(Grade(0.2, (missing, said), (), ""))
    assert EXPLAINED["partly"] in shown and "missing" not in EXPLAINED
    assert shown.index("line 6") < shown.index("Not in your answer") < shown.index("line 5")


@pytest.fixture
def tutor(tmp_path: Path) -> Iterator[Tutor]:
    with opened(tmp_path, PacedEngine()) as tutor:
        yield tutor


def _answered(interview: Interview) -> None:
    while interview.question:
        interview.reply("It computes $x^2$ <img src=x onerror=alert(1)> with \\(w \\leftarrow w - \\eta \\nabla L\\).")


def test_an_interview_shows_its_place_its_hints_and_its_grade(tutor: Tutor) -> None:
    interview = tutor.interview(questions=3, seed=1)
    assert "Question 1 of 3" in question_html(interview) and 'class="hint"' not in question_html(interview)
    interview.hint()
    assert question_html(interview).count('class="hint"') == 1
    interview.reply("I compute $x^2$ and nothing else <b>really</b>.")
    shown = graded_html(interview)
    assert faults(shown) == [] and "\\(x^2\\)" in shown and "without the hint" in shown and "&lt;b&gt;" in shown


def test_a_report_is_shown_early_late_and_when_nothing_was_answered(tutor: Tutor) -> None:
    interview = tutor.interview(questions=3, seed=1)
    assert "Nothing was answered" in report_html(interview)
    interview.skip()
    interview.dont_know()
    assert "1 skipped, 1 not reached" in report_html(interview) and "0 %" in report_html(interview)
    _answered(interview)
    shown = report_html(interview)
    assert faults(shown) == [] and "Question by question" in shown and question_html(interview) == ""


def cell(text: str, n: int) -> Sentence:
    return Sentence(text=text, citations=(n,), support=1.0)


def test_lines_of_a_table_are_a_table_again() -> None:
    texts = ("Basis — LIME: A surrogate", "Basis — SHAP: Shapley values", "Scope — LIME: One prediction <b>")
    shown = comparison_html([cell(text, n) for n, text in enumerate(texts)], lambda sentence: f"[{sentence.citations}]")
    assert shown.count("<tr>") == 3 and shown.count("<th>") == 4 and shown.count('class="sentence"') == 3
    assert "<td></td></tr></tbody>" in shown  # what SHAP's scope is was not said
    assert faults(shown) == [] and "&lt;b&gt;" in shown


@pytest.mark.parametrize(
    "texts",
    [
        ("Why — one: a", "Why — two: b"),  # one row
        ("Why — one: a", "How — two: b", "When — three: c"),  # nothing beside anything
        ("Basis — LIME: A surrogate", "Basis — SHAP: Shapley values", "Both explain a prediction."),
        ("Basis — LIME: a", "Basis — LIME: b", "Basis — SHAP: c", "Scope — LIME: d"),  # one cell said twice
    ],
)
def test_other_lines_stay_lines(texts: tuple[str, ...]) -> None:
    assert comparison_html([cell(text, n) for n, text in enumerate(texts)], lambda _sentence: "") == ""
