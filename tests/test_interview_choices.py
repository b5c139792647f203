"""What an interview asks, and for how long: by the choices, the history and the time that is left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from bread_interview import POINTS, SOFTMAX, Clock, entries, points_of, started

from ingest import Entry
from tutor.calculator.calculate import calculate
from tutor.calculator.rendering import result
from tutor.interview.choices import BadChoice, Choices, choices
from tutor.interview.history import History
from tutor.interview.interview import Interview
from tutor.interview.planning import NothingToAsk, asked_as


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> Iterator[History]:
    opened = History(tmp_path / "h.sqlite", clock)
    yield opened
    opened.close()


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
