"""The state machine of an interview: every transition, and no sequence of them that leads astray."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tutor.interview.choices import choices
from tutor.interview.grade import Grade, PointGrade, PointStatus
from tutor.interview.question import Question
from tutor.interview.session import (
    MAX_DEPTH,
    MAX_HINTS,
    Phase,
    Session,
    answer,
    begin,
    clarify,
    dispute,
    dont_know,
    dropped,
    finish,
    go_on,
    hint,
    pause,
    settle,
    skip,
    spend,
    undispute,
)
from tutor.interview.step import Action, Step, advance, step_from_json, step_to_json
from tutor.interview.turn import HINT_CREDIT, Outcome

HALF = Grade(0.5, (), (), "and?")
SAID = PointGrade("It rises.", PointStatus.COVERED, "rises", 3, "words", 1.0, 1.0, "e1:a")
MISSED = PointGrade("It rests.", PointStatus.MISSING, "", 4, "not mentioned", 1.0, 0.0, "e1:b")
DOUBT = PointGrade("It cools.", PointStatus.UNSURE, "gets cold", 5, "near", 2.0, 0.5, "e1:c")
TWO = Grade(0.5, (SAID, MISSED), (), "")
THREE = Grade(0.5, (SAID, MISSED, DOUBT), (), "")


def planned(count: int = 3) -> tuple[Question, ...]:
    return tuple(Question(f"e{n}", f"Question {n}?", n, count, ("Topic",), n, "notes.md") for n in range(1, count + 1))


def dig(question: Question) -> Question:
    return Question(
        question.entry_id, "And?", question.number, question.of, (), 1, "notes.md", True, "p", question.depth + 1
    )


def test_it_asks_the_plan_in_order_and_ends() -> None:
    session = begin("s", planned(2))
    assert session.question == planned(2)[0]
    session = answer(session, "one", HALF)
    assert session.question == planned(2)[1]
    assert session.turns[-1].next == session.question
    session = answer(session, "two", HALF)
    assert session.phase is Phase.FINISHED
    assert session.question is None
    assert session.turns[-1].next is None
    assert session.unasked == 0


def test_nothing_planned_is_over_at_once() -> None:
    assert begin("s", ()).phase is Phase.FINISHED


def test_a_follow_up_comes_before_the_next_question() -> None:
    session = begin("s", planned())
    deeper = dig(planned()[0])
    session = answer(session, "half", HALF, deeper)
    assert session.question == deeper
    session = answer(session, "the rest", HALF)
    assert session.question == planned()[1]
    assert [turn.counts for turn in session.turns] == [True, False]


def test_follow_ups_end_at_the_greatest_depth() -> None:
    session = begin("s", planned())
    for _ in range(10):
        assert session.question is not None
        session = answer(session, "thin", HALF, dig(session.question))
        if session.question == planned()[1]:
            break
    assert [turn.question.depth for turn in session.turns] == list(range(MAX_DEPTH + 1))


def test_hints_belong_to_one_question_and_lower_its_credit() -> None:
    session = hint(hint(begin("s", planned())))
    assert session.hints == 2
    session = answer(session, "with help", Grade(1.0, (), (), ""))
    assert session.hints == 0
    assert session.turns[-1].score == HINT_CREDIT[2] < 1.0


def test_the_ladder_of_hints_has_an_end_and_falls_to_nothing() -> None:
    session = begin("s", planned())
    for _ in range(MAX_HINTS + 3):
        session = hint(session)
    assert session.hints == MAX_HINTS
    assert list(HINT_CREDIT) == sorted(HINT_CREDIT, reverse=True)
    assert HINT_CREDIT[MAX_HINTS] == 0.0


def test_a_skipped_question_does_not_count_and_one_not_known_does() -> None:
    session = skip(begin("s", planned()), HALF)
    session = dont_know(session, HALF)
    assert [turn.outcome for turn in session.turns] == [Outcome.SKIPPED, Outcome.DONT_KNOW]
    assert [turn.counts for turn in session.turns] == [False, True]
    assert session.declined == {"e1", "e2"}


def test_a_pause_keeps_the_place_and_takes_no_answer() -> None:
    session = pause(hint(begin("s", planned())))
    assert session.phase is Phase.PAUSED
    assert answer(session, "lost?", HALF) == session
    assert go_on(session) == hint(begin("s", planned()))


def test_after_the_end_nothing_changes_it() -> None:
    session = finish(begin("s", planned()))
    assert session.unasked == 3
    for after in (answer(session, "x", HALF), dont_know(session, HALF), skip(session, HALF), hint(session)):
        assert after == session
    assert pause(session) == go_on(session) == finish(session) == session


def meant(question: Question) -> Question:
    """A "did you mean" on the third point of the answer to this question."""
    return replace(question, text="Did you mean this?", confirm=True, point_id="e1:c", place=2)


def test_a_clarification_costs_nothing_and_stays_at_the_question() -> None:
    session = clarify(clarify(begin("s", planned())))
    assert session.clarified == 2
    assert session.question == planned()[0]
    session = answer(session, "all of it", Grade(1.0, (), (), ""))
    assert session.turns[-1].score == 1.0
    assert session.clarified == 0


def test_a_yes_settles_an_unsure_point_and_the_interview_goes_on() -> None:
    session = answer(begin("s", planned()), "it gets cold", THREE, meant(planned()[0]))
    assert session.question is not None and session.question.confirm
    assert skip(session, HALF) == dont_know(session, HALF) == hint(session) == clarify(session) == session
    after = settle(session, PointStatus.COVERED)
    assert after.turns[0].score == 0.75
    assert after.turns[0].grade.points[2].by_user
    assert after.turns[0].next == after.question == planned()[1]
    assert len(after.turns) == 1


def test_a_no_is_a_missing_point_and_neither_leaves_it_open() -> None:
    session = answer(begin("s", planned()), "it gets cold", THREE, meant(planned()[0]))
    assert settle(session, PointStatus.MISSING).turns[0].score == 0.25
    assert settle(session, None).turns[0].grade == THREE
    deeper = dig(planned()[0])
    assert settle(session, None, deeper).question == deeper
    assert settle(begin("s", planned()), PointStatus.COVERED) == begin("s", planned())


def test_a_dispute_changes_one_point_and_can_be_taken_back() -> None:
    session = answer(begin("s", planned()), "it rises", TWO)
    disputed = dispute(session, 0, 1, PointStatus.COVERED)
    assert disputed.turns[0].score == 1.0
    assert disputed.turns[0].disputed == (1,)
    assert disputed.turns[0].graded == TWO
    assert dispute(session, 0, 1, PointStatus.PARTLY).turns[0].score == 0.75
    assert undispute(disputed, 0, 1) == session
    twice = dispute(disputed, 0, 0, PointStatus.MISSING)
    assert undispute(twice, 0, 0) == disputed


def test_a_dispute_is_possible_after_the_end_and_nowhere_else_than_at_a_point() -> None:
    over = finish(answer(begin("s", planned()), "it rises", TWO))
    assert dispute(over, 0, 1, PointStatus.COVERED).turns[0].score == 1.0
    for turn, place in ((1, 0), (-1, 0), (0, 2), (0, -1)):
        assert dispute(over, turn, place, PointStatus.COVERED) == over
    assert dispute(over, 0, 1, PointStatus.UNSURE) == over


def test_a_follow_up_on_a_disputed_point_is_dropped() -> None:
    session = answer(begin("s", planned()), "it rises", TWO, replace(dig(planned()[0]), point_id="e1:b"))
    assert session.question is not None and session.question.follow_up
    assert dispute(session, 0, 1, PointStatus.COVERED).question == planned()[1]
    assert dispute(session, 0, 0, PointStatus.COVERED).question == session.question


def test_a_follow_up_that_a_dispute_dropped_comes_back_when_it_is_taken_back() -> None:
    session = answer(begin("s", planned()), "it rises", TWO, replace(dig(planned()[0]), point_id="e1:b"))
    disputed = dispute(session, 0, 1, PointStatus.COVERED)
    assert undispute(disputed, 0, 1, dropped(disputed, 0, 1)) == session
    assert dropped(dispute(disputed, 0, 0, PointStatus.MISSING), 0, 0) is None, "it was on another point"
    assert dropped(hint(disputed), 0, 1) is None, "the next question has been begun"
    assert dropped(answer(disputed, "it rests", TWO), 0, 1) is None
    assert dropped(session, 0, 1) is None, "nothing was disputed"
    for nowhere in ((1, 1), (-1, 1), (0, 7), (0, -1)):
        assert dropped(disputed, *nowhere) is None


def test_hints_stay_taken_off_a_disputed_score() -> None:
    session = answer(hint(hint(begin("s", planned()))), "it rises", TWO)
    assert dispute(session, 0, 1, PointStatus.COVERED).turns[0].score == HINT_CREDIT[2]


def test_the_warm_up_counts_for_nothing() -> None:
    first = replace(planned()[0], warm_up=True, number=0)
    session = answer(begin("s", (first, *planned()[1:])), "easy", Grade(1.0, (), (), ""))
    assert not session.turns[0].counts
    assert first.label == "Warm-up" and first.kind == "warm_up"


def test_when_the_time_is_up_the_answer_is_heard_and_nothing_more_is_asked() -> None:
    session = spend(begin("s", planned(), choices(minutes=1)), 59)
    assert session.seconds_left == 1
    session = answer(session, "one", HALF)
    assert session.question == planned()[1]
    session = answer(spend(session, 30), "two", HALF, dig(planned()[1]))
    assert session.phase is Phase.FINISHED
    assert session.seconds_left == 0
    assert session.unasked == 0
    assert [turn.seconds for turn in session.turns] == [59, 30]


def test_a_did_you_mean_is_still_asked_when_the_time_is_up() -> None:
    session = spend(begin("s", planned(), choices(minutes=1)), 90)
    session = answer(session, "it gets cold", THREE, meant(planned()[0]))
    assert session.question is not None and session.question.confirm
    assert settle(session, PointStatus.COVERED).phase is Phase.FINISHED


def test_time_does_not_pass_in_a_pause() -> None:
    assert spend(pause(begin("s", planned())), 100).seconds == 0


def test_labels_say_which_question_it_is() -> None:
    asked = planned()[1]
    labels = [asked.label, replace(asked, of=0).label, dig(asked).label, meant(asked).label]
    assert labels == ["Question 2 of 3", "Question 2", "Follow-up to question 2", "A word on question 2"]


ACTIONS = st.lists(
    st.tuples(st.sampled_from(list(Action)), st.sampled_from(["", "dig", "meant"]), st.text(max_size=5)), max_size=40
)
DISPUTES = frozenset({Action.DISPUTE, Action.UNDISPUTE, Action.SETTLE})


def played(actions: list[tuple[Action, str, str]], count: int) -> list[Session]:
    sessions = [begin("s", planned(count))]
    for number, (action, next_one, text) in enumerate(actions):
        question = sessions[-1].question
        asked = {"dig": dig, "meant": meant}.get(next_one)
        follow_up = asked(question) if asked and question and not question.confirm else None
        status = (PointStatus.COVERED, PointStatus.MISSING, None)[number % 3]
        step = Step(action, text, THREE, follow_up, 0.5, float(number), status, number % 4 - 1, number % 5 - 1)
        sessions.append(advance(sessions[-1], step))
    return sessions


@given(ACTIONS, st.integers(0, 4))
def test_no_sequence_of_actions_raises_or_asks_a_declined_entry_again(
    actions: list[tuple[Action, str, str]], count: int
) -> None:
    sessions = played(actions, count)
    for (action, _, _), before, after in zip(actions, sessions[:-1], sessions[1:], strict=True):
        if action not in DISPUTES:
            assert after.turns[: len(before.turns)] == before.turns
        assert [turn.answer for turn in after.turns[: len(before.turns)]] == [turn.answer for turn in before.turns]
        assert all(0 <= turn.score <= 1 for turn in after.turns)
        assert len(after.turns) - len(before.turns) <= 1
        assert after.position >= before.position
        if after.question is not None:
            assert after.question.confirm or after.question.entry_id not in after.declined
            assert after.question.depth <= MAX_DEPTH
        assert (after.phase is Phase.FINISHED) == (after.question is None)


@given(ACTIONS, st.integers(1, 4))
def test_each_planned_question_is_asked_once_at_most(actions: list[tuple[Action, str, str]], count: int) -> None:
    turns = played(actions, count)[-1].turns
    asked = [turn.question.entry_id for turn in turns if not turn.question.follow_up]
    assert len(asked) == len(set(asked))
    assert len(turns) <= count * (MAX_DEPTH + 1)


@given(ACTIONS)
def test_a_session_is_the_fold_of_its_steps_as_they_are_written(actions: list[tuple[Action, str, str]]) -> None:
    steps = [Step(action, text, THREE, None, 0.25, 1.5, PointStatus.COVERED, 0, 1) for action, _, text in actions]
    direct = written = begin("s", planned())
    for step in steps:
        direct = advance(direct, step)
        written = advance(written, step_from_json(step_to_json(step)))
    assert written == direct
