"""What can happen in an interview beside answers: words to the interviewer, doubts, disputes, time, fresh numbers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from ingest import Entry, Point, read_notes
from tutor.calculator.calculate import calculate
from tutor.calculator.rendering import result
from tutor.interview import interview as conducting
from tutor.interview.choices import BadChoice, Choices, Manner, choices
from tutor.interview.grade import Grade, PointGrade, PointStatus, score_of
from tutor.interview.history import History, SessionMoved
from tutor.interview.interview import Interview, NoSuchPoint
from tutor.interview.planning import NothingToAsk, asked_as
from tutor.interview.turn import Outcome
from tutor.tutor import DEFAULT_NOTES

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
POINTS = {
    "yeast": (
        "It turns sugar into carbon dioxide.",
        "Salt slows its growth.",
        "Warmth speeds it up.",
        "Cold rests it.",
    ),
    "steam": ("Moisture keeps the crust soft.", "The loaf expands further."),
    "rest": ("Cold fermentation develops flavour.",),
}
SOFTMAX = Entry("softmax", "What is the softmax of [2, 1, 0]?", "About 0.665, 0.245, 0.090.", ("Sums",), 50, 51, "b.md")


def entries() -> list[Entry]:
    return [
        Entry(name, f"What about {name}?", " ".join(points), ("Bread", name), 10 * n, 10 * n + 4, "b.md")
        for n, (name, points) in enumerate(POINTS.items(), 1)
    ]


def points_of(entry_id: str) -> tuple[Point, ...]:
    texts = POINTS.get(entry_id, ("The result is about 0.665, 0.245 and 0.090.",))
    return tuple(
        Point(f"{entry_id}:{n}", entry_id, text, (), 10 + n, 10 + n, "sentence", "b.md") for n, text in enumerate(texts)
    )


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def later(self, **passed: float) -> None:
        self.time += timedelta(**passed)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> Iterator[History]:
    opened = History(tmp_path / "h.sqlite", clock)
    yield opened
    opened.close()


def started(history: History, only: str = "yeast", **chosen: object) -> Interview:
    pool = [entry for entry in [*entries(), SOFTMAX] if entry.id == only or not only]
    return Interview.start(pool, points_of, history, choices(**{"questions": 1, **chosen}), rng=Random(1))


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


def test_minutes_end_the_interview_and_pauses_take_none(history: History, clock: Clock) -> None:
    interview = started(history, only="", minutes=3, depth=0)
    assert interview.question is not None and interview.question.of == 0
    assert interview.pace.left == 180
    clock.later(minutes=2)
    interview.reply("Something.")
    interview.pause()
    clock.later(hours=5)
    interview = Interview.resume(interview.id, points_of, history)
    assert interview.paused and interview.pace.spent == 120
    interview.hint()
    clock.later(minutes=2)
    interview.reply("Something else.")
    assert interview.question is None
    assert interview.report().seconds == 240
    assert interview.report().unasked == 0


def test_whoever_walks_away_loses_ten_minutes_at_most(history: History, clock: Clock) -> None:
    interview = started(history)
    clock.later(days=2)
    assert interview.reply("It turns sugar into carbon dioxide.").seconds == 600
    clock.later(days=-5)
    interview.skip()
    assert interview.session.seconds == 600


def test_the_timer_suggests_how_long_to_speak(history: History) -> None:
    interview = started(history)
    assert interview.pace.suggested == 30
    assert interview.pace.left is None
    interview.finish()
    assert interview.pace.suggested == 0


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


def test_the_warm_up_is_easy_first_and_without_consequence(history: History) -> None:
    interview = Interview.start(
        entries(), points_of, history, choices(questions=2, warm_up=True, depth=2), rng=Random(1)
    )
    first = interview.question
    assert first is not None and first.warm_up and first.label == "Warm-up"
    assert first.entry_id not in {question.entry_id for question in interview.session.planned[1:]}
    interview.reply("Nothing much.")
    assert interview.question is not None and interview.question.label == "Question 1 of 2"
    assert history.reviews() == () and history.point_reviews() == ()
    assert interview.report().mean_score is None
    easiest = Interview.start(
        entries(), points_of, history, choices(questions=1, topics=("yeast",), warm_up=True), rng=Random(1)
    )
    assert not easiest.session.planned[0].warm_up, "no other entry of the topic is left to warm up with"


def test_a_calculation_is_asked_with_fresh_numbers_and_graded_by_them(history: History) -> None:
    interview = started(history, only="softmax", depth=1)
    asked = interview.question
    assert asked is not None and asked.fresh
    assert asked.text.startswith("What is the softmax of [") and asked.text != SOFTMAX.question
    working = calculate(asked.text).working
    assert working is not None
    assert "0.665" not in " ".join(interview.hint() for _ in range(4))
    interview = Interview.resume(interview.id, points_of, history)
    wrong = interview.reply("It is [0.111, 0.222, 0.667]")
    assert wrong.score == 0.0
    follow_up = interview.question
    assert follow_up is not None and follow_up.follow_up and follow_up.fresh
    right = interview.reply(f"It is {result(working)}")
    assert right.score == 1.0
    assert interview.feedback(right).model_answer.text == asked.solution
    assert history.point_reviews() == ()


def test_the_notes_own_numbers_are_asked_on_request(history: History) -> None:
    asked = started(history, only="softmax", fresh_numbers=False).question
    assert asked is not None and asked.text == SOFTMAX.question and not asked.fresh


def test_other_words_are_graded_as_the_notes_ask(history: History) -> None:
    entry = replace(entries()[0], question="What is yeast?")
    texts = set()
    for seed in range(12):
        made = choices(questions=1, vary_wording=True)
        interview = Interview.start([entry], points_of, history, made, rng=Random(seed))
        asked = interview.question
        assert asked is not None and asked.graded_as == "What is yeast?"
        texts.add(asked.text)
    assert len(texts) > 2


def test_new_ones_or_weak_ones_are_asked_first_on_request(history: History, clock: Clock) -> None:
    weak = started(history, only="steam", depth=0)
    weak.reply("The oven door.")
    clock.later(hours=2)
    firsts = {}
    for mix in ("new", "weak"):
        interview = Interview.start(entries(), points_of, history, choices(questions=1, mix=mix), rng=Random(3))
        firsts[mix] = interview.session.planned[0].entry_id
    assert firsts["weak"] == "steam" != firsts["new"]


def test_entries_with_one_text_are_asked_so_that_they_are_told_apart() -> None:
    same = [
        Entry("a", "What is pooling?", "It is.", ("Nets", "Convolution"), 3, 4, "n.md"),
        Entry("b", "What is Pooling?", "It was.", ("Nets", "Sentences"), 9, 10, "n.md"),
        Entry("c", "What is pooling?", "It will.", ("Nets", "Sentences"), 20, 21, "n.md"),
        Entry("d", "What is pooling?", "", ("Nets", "Empty"), 30, 30, "n.md"),
        Entry("e", "What is padding?", "Zeros.", ("Nets", "Convolution"), 40, 41, "n.md"),
        Entry("f", "What is printed?", "1", (), 50, 51, "n.md", context="`print(1)`"),
        Entry("g", "What is printed?", "2", (), 60, 61, "n.md", context="`print(2)`"),
    ]
    assert list(asked_as(same).values()) == [
        "On “Convolution”: What is pooling?",
        "On “Sentences”: What is Pooling? (n.md, line 9)",
        "On “Sentences”: What is pooling? (n.md, line 20)",
        "What is pooling?",
        "What is padding?",
        "What is printed?",
        "What is printed?",
    ]


def test_a_point_missed_the_other_day_brings_its_entry_back(history: History, clock: Clock) -> None:
    first = started(history, only="yeast", depth=0)
    first.reply(" ".join(POINTS["yeast"][:3]))
    assert history.reviews()[0].score > 0.6
    clock.later(days=1)
    interview = Interview.start(entries(), points_of, history, choices(questions=1), rng=Random(1))
    assert interview.session.planned[0].entry_id == "yeast"


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


def test_difficulty_goes_by_how_much_an_answer_holds(history: History) -> None:
    asked = {}
    for level in ("easy", "medium", "hard"):
        made = choices(questions=5, difficulty=level)
        interview = Interview.start(entries(), points_of, history, made, rng=Random(1))
        asked[level] = [question.entry_id for question in interview.session.planned]
    assert asked == {"easy": ["rest"], "medium": ["steam"], "hard": ["yeast"]}


@pytest.mark.parametrize(
    "chosen", [{"mix": "old"}, {"manner": "rude"}, {"minutes": 0}, {"depth": 4}, {"difficulty": "?"}, {"colour": "red"}]
)
def test_a_choice_that_there_is_not_is_named(chosen: dict[str, object]) -> None:
    with pytest.raises(BadChoice, match=str(next(iter(chosen)))):
        choices(**chosen)


def test_choices_left_open_have_their_defaults() -> None:
    assert choices(questions=None, mix=None) == Choices()


def test_topics_without_that_difficulty_are_said(history: History) -> None:
    with pytest.raises(NothingToAsk, match="difficulty"):
        Interview.start(entries(), points_of, history, choices(topics=("yeast",), difficulty="easy"), rng=Random(1))
