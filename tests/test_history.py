"""History: what was acknowledged is kept, whatever happens to the process."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tutor.interview.backup import BadBackup
from tutor.interview.conversation_turn import ConversationTurn
from tutor.interview.database import MIGRATIONS, DamagedHistory
from tutor.interview.grade import Grade, NumberCheck, PointGrade, PointStatus
from tutor.interview.history import History, UnknownSession
from tutor.interview.question import Question
from tutor.interview.review import Review
from tutor.interview.step import Action, Step

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAN = tuple(Question(f"e{n}", f"Why {n}?", n, 2, ("A", "B"), n, "notes.md") for n in (1, 2))
POINT = PointGrade("It is blue.", PointStatus.PARTLY, "blue", 4, "a colour", 1.5, 0.4, "e1:p")
FULL = Grade(0.4, (POINT,), (NumberCheck("0.5", True, "right"),), "And?")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History(tmp_path / "progress.sqlite", lambda: NOON)
    yield opened
    opened.close()


def test_a_session_is_found_again_as_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "progress.sqlite"
    history = History(path, lambda: NOON)
    session = history.add_session("s", PLAN)
    session = history.add_step(session, Step(Action.HINT))
    session = history.add_step(session, Step(Action.ANSWER, "it is blué \u0000 \n ✓", FULL))
    history.close()
    again = History(path, lambda: NOON)
    assert again.session("s") == session
    assert again.open_session() == "s"
    again.close()


@pytest.mark.parametrize("again", [True, False], ids=["asked again", "written before it was asked again"])
def test_an_answer_after_a_dispute_that_was_taken_back_stays_with_the_question_it_was_given_to(
    history: History, again: bool
) -> None:
    deeper = Question("e1", "And why blue?", 1, 2, ("A", "B"), 1, "notes.md", depth=1, point_id="e1:p")
    session = history.add_session("s", PLAN)
    session = history.add_step(session, Step(Action.ANSWER, "blue", FULL, deeper))
    session = history.add_step(session, Step(Action.DISPUTE, status=PointStatus.COVERED, turn=0, place=0))
    session = history.add_step(session, Step(Action.UNDISPUTE, turn=0, place=0, follow_up=deeper if again else None))
    asked = deeper if again else PLAN[1]
    assert session.question == asked
    session = history.add_step(session, Step(Action.ANSWER, "light is scattered", FULL))
    assert session.turns[-1].question == asked
    assert history.session("s") == session


def test_an_answer_is_a_review_and_a_skip_is_none(history: History) -> None:
    session = history.add_session("s", PLAN)
    session = history.add_step(session, Step(Action.ANSWER, "blue", FULL))
    session = history.add_step(session, Step(Action.SKIP))
    assert history.reviews() == (Review("e1", 0.4, NOON, "s"),)
    assert history.reviews(["e2"]) == ()
    assert session.question is None
    assert history.sessions()[0].finished == NOON
    assert history.open_session() is None


def test_a_session_that_does_not_exist_is_named(history: History) -> None:
    with pytest.raises(UnknownSession, match="'nope'"):
        history.session("nope")


def test_rows_keep_their_order_when_the_clock_goes_back(tmp_path: Path) -> None:
    times = iter([NOON, NOON - timedelta(days=1), NOON - timedelta(hours=1)])
    history = History(tmp_path / "h.sqlite", lambda: next(times))
    for name in ("first", "second", "third"):
        history.add_turn("c", ConversationTurn(name, "answer"))
    assert [turn.question for turn in history.turns("c")] == ["first", "second", "third"]
    history.close()


def test_conversations_are_listed_newest_first_and_forgotten(history: History) -> None:
    history.add_turn("a", ConversationTurn("What is it?", "A thing.", '{"n": 1}'))
    history.add_turn("b", ConversationTurn("Other?", "Yes."))
    history.add_turn("a", ConversationTurn("And then?", "More."))
    assert [(each.id, each.title, each.turns) for each in history.conversations()] == [
        ("b", "Other?", 1),
        ("a", "What is it?", 2),
    ]
    assert history.turns("a")[0].details == '{"n": 1}'
    history.forget_conversation("a")
    assert history.turns("a") == ()
    assert len(history.conversations()) == 1


def test_forgetting_everything_leaves_no_word_in_the_file(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite", lambda: NOON)
    session = history.add_session("s", PLAN)
    history.add_step(session, Step(Action.ANSWER, "a-very-private-word", FULL))
    history.forget_everything()
    history.close()
    assert history.path.exists()
    assert not any(b"a-very-private-word" in file.read_bytes() for file in tmp_path.glob("h.sqlite*"))


def test_an_export_is_a_history_of_its_own(history: History, tmp_path: Path) -> None:
    history.add_review(Review("e1", 0.7, NOON))
    history.export(tmp_path / "copy.sqlite")
    copy = History(tmp_path / "copy.sqlite", lambda: NOON)
    assert copy.reviews() == history.reviews()
    copy.close()
    with pytest.raises(BadBackup, match="exists"):
        history.export(tmp_path / "copy.sqlite")


def test_a_file_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DamagedHistory, match="newer version"):
        History(path, lambda: NOON)
    assert path.read_bytes() == before


def test_a_damaged_file_is_a_message_with_the_path(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    path.write_bytes(b"this is no database, but it is long enough to be looked at as one" * 20)
    with pytest.raises(DamagedHistory, match=r"h\.sqlite cannot be used"):
        History(path, lambda: NOON)


def test_many_threads_and_two_openings_lose_nothing(tmp_path: Path) -> None:
    opened = [History(tmp_path / "h.sqlite", lambda: NOON) for _ in range(2)]

    def write(history: History, name: str) -> None:
        for number in range(10):
            history.add_review(Review(f"{name}{number}", 0.5, NOON))

    threads = [
        threading.Thread(target=write, args=(history, f"{n}-{m}-"))
        for n, history in enumerate(opened)
        for m in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({review.entry_id for review in opened[0].reviews()}) == 60
    for history in opened:
        history.close()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tutor.interview.grade import Grade
from tutor.interview.history import History
from tutor.interview.question import Question
from tutor.interview.step import Action, Step

history = History(Path(sys.argv[1]), lambda: datetime(2026, 3, 1, tzinfo=UTC))
plan = tuple(Question(f"e{n}", "?", n, 9999, (), n, "n.md") for n in range(1, 10000))
session = history.add_session("s", plan)
while True:
    session = history.add_step(session, Step(Action.ANSWER, f"answer {len(session.turns)}", Grade(0.5, (), (), "")))
    print(len(session.turns), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("acknowledged", [1, 7, 23])
def test_a_killed_writer_loses_no_acknowledged_answer(tmp_path: Path, acknowledged: int) -> None:
    path = tmp_path / "h.sqlite"
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)}
    ) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        said += [int(line) for line in writer.stdout if line.endswith("\n")]
    history = History(path, lambda: NOON)
    turns = history.session("s").turns
    assert len(turns) >= said[-1] == len(said)
    assert [turn.answer for turn in turns] == [f"answer {n}" for n in range(len(turns))]
    assert len(history.reviews()) == len(turns)
    history.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_the_day_of_the_interview_is_remembered_changed_and_forgotten(history: History) -> None:
    assert history.interview_date is None
    history.set_interview_date(date(2027, 1, 5))
    history.set_interview_date(date(2027, 1, 7))
    again = History(history.path, lambda: NOON)
    assert again.interview_date == date(2027, 1, 7)
    again.close()
    history.set_interview_date(None)
    assert history.interview_date is None
    history.set_interview_date(date(2027, 1, 7))
    history.forget_everything()
    assert history.interview_date is None
