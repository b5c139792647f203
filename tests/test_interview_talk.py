"""What can happen in an interview beside answers: words to the interviewer, doubts, disputes, a second window."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from bread_interview import NOON, POINTS, points_of, started

from ingest import Point, read_notes
from tutor.interview import interview as conducting
from tutor.interview.choices import Manner, choices
from tutor.interview.grade import Grade, PointGrade, PointStatus, score_of
from tutor.interview.history import History, SessionMoved
from tutor.interview.interview import Interview, NoSuchPoint
from tutor.interview.turn import Outcome
from tutor.tutor import DEFAULT_NOTES


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "h.sqlite", lambda: NOON)
    yield opened
    opened.close()


def test_words_to_the_interviewer_leave_the_question_open_and_cost_nothing(history: History) -> None:
    interview = started(history)
    asked = interview.question
    turn = interview.reply("What do you mean by yeast?")
    assert turn.outcome is Outcome.CLARIFIED
    assert "What about yeast?" in turn.said and "Bread › yeast" in turn.said
    assert interview.question == turn.next == asked
    assert interview.session.turns == ()
    assert interview.clarifications == (turn.said,)
    again = Interview.resume(interview.id, points_of, history)
    assert again.clarifications == (turn.said,)
    assert again.reply(" ".join(POINTS["yeast"])).score > 0.9


def test_a_hint_asked_for_in_words_is_a_hint(history: History) -> None:
    interview = started(history)
    turn = interview.reply("Can I have a hint?")
    assert turn.outcome is Outcome.HINTED
    assert interview.hints == (turn.said,)
    assert interview.session.hints == 1


@pytest.mark.parametrize(
    ("text", "outcome"), [("I don't know", Outcome.DONT_KNOW), ("skip this question", Outcome.SKIPPED)]
)
def test_not_knowing_and_skipping_in_words_close_the_question(history: History, text: str, outcome: Outcome) -> None:
    interview = started(history, only="", questions=2)
    turn = interview.reply(text)
    assert turn.outcome is outcome
    assert turn.score == 0.0
    assert interview.question is not None and not interview.question.follow_up


def test_follow_ups_ask_for_one_missed_point_each_and_go_three_deep(history: History) -> None:
    interview = started(history, manner="demanding")
    interview.reply("It turns sugar into carbon dioxide.")
    asked = []
    while interview.question is not None:
        assert interview.question.follow_up
        asked.append(interview.question.point_id)
        turn = interview.reply("Something about the oven door.")
        assert len(turn.grade.points) == 1
    assert len(asked) == len(set(asked)) == 3
    assert "yeast:0" not in asked
    report = interview.report()
    assert len(report.counted) == 1 and len(report.follow_ups) == 3


@pytest.mark.parametrize(
    ("manner", "depth", "expected"), [("friendly", None, 1), ("neutral", None, 2), ("neutral", 0, 0)]
)
def test_the_manner_or_the_choice_says_how_deep(
    history: History, manner: str, depth: int | None, expected: int
) -> None:
    interview = started(history, manner=manner, depth=depth)
    interview.reply("It has to do with the oven door.")
    count = 0
    while interview.question is not None:
        interview.reply("The oven door again.")
        count += 1
    assert count == expected


def test_the_manner_never_changes_the_score(history: History) -> None:
    scores = {
        started(history, manner=manner).reply("It turns sugar into carbon dioxide. Salt slows its growth.").score
        for manner in Manner
    }
    assert len(scores) == 1


def test_not_knowing_a_follow_up_ends_the_digging(history: History) -> None:
    interview = started(history, manner="demanding")
    interview.reply("It turns sugar into carbon dioxide.")
    interview.reply("no idea")
    assert interview.question is None


def doubtful(question: str, points: tuple[Point, ...], answer: str, **_: object) -> Grade:
    """Everything that is said is near in meaning and nothing more; a single point is covered by its own words."""
    status = PointStatus.UNSURE if len(points) > 1 else PointStatus.COVERED
    if not answer:
        status = PointStatus.MISSING
    graded = tuple(
        PointGrade(point.text, status, answer, point.line, "near", 1.0, 0.5 if answer else 0.0, point.id)
        for point in points
    )
    return Grade(score_of(graded), graded, (), "")


@pytest.fixture
def unsure(history: History, monkeypatch: pytest.MonkeyPatch) -> Interview:
    monkeypatch.setattr(conducting, "grade_points", doubtful)
    return started(history)


def test_what_may_be_meant_is_asked_and_a_yes_settles_it(unsure: Interview, history: History) -> None:
    turn = unsure.reply("It makes it bubble.")
    question = unsure.question
    assert turn.next == question
    assert question is not None and question.confirm
    assert question.text == f"Did you mean this: “{POINTS['yeast'][0]}”?"
    again = Interview.resume(unsure.id, points_of, history)
    settled = again.reply("yes")
    assert settled.grade.points[0].status is PointStatus.COVERED
    assert settled.grade.points[0].by_user
    assert settled.score == pytest.approx((1 + 3 * 0.5) / 4)
    assert len(again.session.turns) == 1
    assert history.reviews()[0].score == pytest.approx(settled.score)


def test_a_no_makes_the_point_missing_and_only_two_points_are_asked_about(unsure: Interview) -> None:
    unsure.reply("It makes it bubble.")
    assert unsure.reply("no").grade.points[0].status is PointStatus.MISSING
    assert unsure.question is not None and unsure.question.confirm and unsure.question.place == 1
    unsure.reply("no, I didn't")
    assert unsure.question is None or not unsure.question.confirm


def test_an_explanation_is_heard_and_a_shrug_leaves_it_open(unsure: Interview) -> None:
    unsure.reply("It makes it bubble.")
    assert unsure.reply("I meant that sugar becomes carbon dioxide").grade.points[0].status is PointStatus.COVERED
    before = unsure.session.turns[-1].grade
    assert unsure.dont_know().grade == before
    assert unsure.question is None


def test_a_did_you_mean_takes_no_hint_and_no_clarification(unsure: Interview) -> None:
    unsure.reply("It makes it bubble.")
    asked = unsure.question
    assert asked is not None
    assert unsure.hint() == ""
    assert unsure.clarify() == asked.text
    assert unsure.question == asked
    unsure.skip()
    assert unsure.question != asked


def test_a_dispute_is_remembered_counted_and_can_be_taken_back(history: History) -> None:
    interview = started(history, depth=0)
    turn = interview.reply("It turns sugar into carbon dioxide.")
    place = next(n for n, point in enumerate(turn.grade.points) if point.status is PointStatus.MISSING)
    disputed = interview.dispute(0, place)
    assert disputed.score > turn.score
    assert interview.report().disputes == 1
    assert interview.report().mean_score == disputed.score == history.reviews()[0].score
    assert Interview.resume(interview.id, points_of, history).session == interview.session
    assert interview.undispute(0, place).grade == turn.grade
    assert interview.report().disputes == 0
    with pytest.raises(NoSuchPoint):
        interview.dispute(0, 99)
    with pytest.raises(NoSuchPoint):
        interview.undispute(4, 0)


def test_a_follow_up_asked_again_after_a_dispute_was_taken_back_keeps_its_answer(history: History) -> None:
    interview = started(history, only="", questions=2, depth=2)
    turn = interview.reply("Something.")
    asked = interview.question
    assert asked is not None and asked.follow_up
    place = next(n for n, point in enumerate(turn.grade.points) if point.point_id == asked.point_id)
    interview.dispute(0, place)
    assert interview.question != asked
    interview.undispute(0, place)
    assert interview.question == asked
    assert interview.reply("Something else.").question == asked
    assert Interview.resume(interview.id, points_of, history).session == interview.session


def test_an_answer_from_a_second_window_never_lands_on_another_question(history: History) -> None:
    interview = started(history, only="", questions=2, depth=0)
    other = Interview.resume(interview.id, points_of, history)
    interview.reply("Something about the oven door.")
    with pytest.raises(SessionMoved, match="another window"):
        other.reply("Something else about the oven door.")
    assert len(history.session(interview.id).turns) == 1
    assert Interview.resume(interview.id, points_of, history).skip() is None


def test_an_answer_to_an_entry_that_left_the_notes_does_not_count(history: History) -> None:
    interview = started(history, only="", questions=2)
    gone = Interview.resume(interview.id, lambda _: (), history)
    turn = gone.reply("It has to do with the oven door.")
    assert turn.outcome is Outcome.SKIPPED and turn.answer
    assert "nothing to compare" in gone.feedback(turn).opening
    assert history.reviews() == () and gone.report().mean_score is None


def test_what_was_expected_is_kept_beside_the_grade(history: History) -> None:
    interview = started(history, depth=0)
    turn = interview.reply("It turns sugar into carbon dioxide.", expected=0.9)
    assert turn.expected == 0.9
    assert [(each.expected, each.score) for each in history.estimates()] == [(0.9, turn.grade.score)]


PARTIAL = (
    "It depends on the data.",
    "I think it is faster and usually better than the other one.",
    "It reduces the variance of the model, because several are averaged.",
    "no idea",
    "",
)


def test_the_interviewer_gives_nothing_away_asks_nothing_twice_and_comes_to_an_end(tmp_path: Path) -> None:
    notes = read_notes([DEFAULT_NOTES])
    by_entry = {entry.id: [point for point in notes.points if point.entry_id == entry.id] for entry in notes.entries}
    history = History(tmp_path / "default.sqlite", lambda: NOON)
    made = choices(questions=len(notes.entries), manner="demanding", warm_up=True)
    interview = Interview.start(notes.entries, by_entry.__getitem__, history, made, rng=Random(7))
    asked = []
    while (question := interview.question) is not None:
        asked.append((question.entry_id, question.point_id, question.depth, question.confirm))
        if not question.confirm:
            texts = {point.id: point.text for point in by_entry[question.entry_id]}
            wanted = texts.get(question.point_id, "")
            assert not wanted or wanted not in question.text
        interview.reply(PARTIAL[len(asked) % len(PARTIAL)])
        assert len(asked) < 5 * len(notes.entries)
    assert len(asked) == len(set(asked))
    assert max(depth for _, _, depth, _ in asked) <= 3
    history.close()
