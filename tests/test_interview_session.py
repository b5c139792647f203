"""The state machine of an interview: every transition, and no sequence of them that leads astray."""

from hypothesis import given
from hypothesis import strategies as st

from tutor.interview.grade import Grade
from tutor.interview.question import Question
from tutor.interview.session import (
    MAX_DEPTH,
    MAX_HINTS,
    Phase,
    Session,
    answer,
    begin,
    dont_know,
    finish,
    go_on,
    hint,
    pause,
    skip,
)
from tutor.interview.step import Action, Step, advance, step_from_json, step_to_json
from tutor.interview.turn import HINT_CREDIT, Outcome

HALF = Grade(0.5, (), (), "and?")


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


ACTIONS = st.lists(st.tuples(st.sampled_from(list(Action)), st.booleans(), st.text(max_size=5)), max_size=40)


def played(actions: list[tuple[Action, bool, str]], count: int) -> list[Session]:
    sessions = [begin("s", planned(count))]
    for action, deeper, text in actions:
        question = sessions[-1].question
        follow_up = dig(question) if deeper and question else None
        sessions.append(advance(sessions[-1], Step(action, text, HALF, follow_up)))
    return sessions


@given(ACTIONS, st.integers(0, 4))
def test_no_sequence_of_actions_raises_or_asks_a_declined_entry_again(
    actions: list[tuple[Action, bool, str]], count: int
) -> None:
    for before, after in zip(sessions := played(actions, count), sessions[1:], strict=False):
        assert after.turns[: len(before.turns)] == before.turns
        assert len(after.turns) - len(before.turns) <= 1
        assert after.position >= before.position
        if after.question is not None:
            assert after.question.entry_id not in after.declined
            assert after.question.depth <= MAX_DEPTH
        assert (after.phase is Phase.FINISHED) == (after.question is None)


@given(ACTIONS, st.integers(1, 4))
def test_each_planned_question_is_asked_once_at_most(actions: list[tuple[Action, bool, str]], count: int) -> None:
    turns = played(actions, count)[-1].turns
    asked = [turn.question.entry_id for turn in turns if not turn.question.follow_up]
    assert len(asked) == len(set(asked))
    assert len(turns) <= count * (MAX_DEPTH + 1)


@given(ACTIONS)
def test_a_session_is_the_fold_of_its_steps_as_they_are_written(actions: list[tuple[Action, bool, str]]) -> None:
    steps = [Step(action, text, HALF) for action, _, text in actions]
    direct = written = begin("s", planned())
    for step in steps:
        direct = advance(direct, step)
        written = advance(written, step_from_json(step_to_json(step)))
    assert written == direct
