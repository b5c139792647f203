"""The Notes screen without a page: what was read, what is wrong, what changed, with lines; nothing active."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import NOTES, PacedEngine, opened
from markup import faults

from ingest import Changes, read_text
from tutor import check_numbers, load_settings, weights
from ui.notes_screen import NotesScreen
from ui.notes_sheet import changes_html, report_html
from ui.settings_screen import SettingsScreen
from ui.settings_sheet import model_choices, whereabouts_html
from ui.topic_choice import TopicChoice

HOSTILE = "# <img src=x onerror=alert(1)>\n\n## What is ![](http://evil.example)<script>alert(1)</script>?\n\n"
WRONG = "\n### Q7: What is the entropy of [0.5, 0.5] in bits?\n\nIt is 7.25 bits.\n\n### Q8: What is boosting?\n"


def test_the_report_names_what_is_wrong_and_what_is_unanswered_with_lines() -> None:
    notes = read_text(NOTES + WRONG, "notes.md")
    shown = report_html(notes.report, check_numbers(notes.entries), ["notes.md"])
    assert "8 questions, 7 answered" in shown
    assert "Numbers that do not come out: 1" in shown and "entropy of" in shown
    assert "Without an answer: 1" in shown and "What is boosting?" in shown
    assert 'href="#place:/notes.md/39/39/"' in shown and 'href="#forget:notes.md"' in shown


def test_hostile_notes_are_reported_as_text() -> None:
    notes = read_text(HOSTILE, "<b>.md")
    assert faults(report_html(notes.report, (), ["<b>.md"])) == []
    assert faults(changes_html(Changes(added=notes.entries, changed=notes.entries, removed=notes.entries))) == []


def test_an_upload_is_used_at_once_and_a_hostile_one_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        screen: Any = NotesScreen(tutor)
        screen.notice, screen.report, screen.upload, screen.header = "notice", "report", "upload", "header"
        good, bad = tmp_path / "more.md", tmp_path / "bad.md"
        good.write_text("# More\n\n## What is bagging?\n\nBagging averages models.\n", encoding="utf-8")
        bad.write_bytes(b"\x00\xff")
        shown = list(screen.uploaded([str(good), str(bad)]))[-1]
        assert "1 new" in shown["notice"] and "bad.md is not a text file" in shown["notice"]
        assert "more.md" in shown["header"] and "more.md" in shown["report"]
        assert tutor.ask("What is bagging?").evidence
        assert not good.exists() and not bad.exists()  # what was passed on is not left lying about
        bad.write_bytes(b"\x00\xff")
        entries = tutor.entries
        assert "failure" in list(screen.uploaded([str(bad)]))[-1]["notice"] and tutor.entries is entries
        shown = list(screen.forgotten("more.md"))[-1]
        assert "1 gone" in shown["notice"] and "more.md" not in shown["header"]
        assert "only notes" in next(screen.forgotten("notes.md"))["notice"]


def test_settings_say_what_can_be_chosen_and_delete_only_on_the_word(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        screen: Any = SettingsScreen(tutor)
        screen.engine, screen.model, screen.deleted_notice, screen.confirm = "engine", "model", "notice", "confirm"
        tutor.conversation().ask("What is dropout?")
        assert "Nothing was deleted" in screen.deleted("")["notice"] and tutor.conversations.listed()
        used = list(screen.used("none"))[-1]["engine"]
        assert "nobody" in used and "at the next start too" in used and tutor.engine is None
        assert load_settings({}, data=tutor.data).engine == "none"
        assert "are deleted" in screen.deleted(" Delete ")["notice"] and not tutor.conversations.listed()
        assert all("will be fetched first" in said for said, name in model_choices(tutor) if name != "none")
        assert str(tutor.data) in whereabouts_html(tutor)


def test_a_fetch_that_fails_says_why(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        screen: Any = SettingsScreen(tutor)
        screen.engine, screen.model = "engine", "model"
        assert "Choose one first" in next(screen.used(None))["engine"]
        (tmp_path / "data" / "weights").write_text("in the way", encoding="utf-8")
        assert "failure" in list(screen.used("smollm2-135m"))[-1]["engine"]
        assert tutor.engine_name == "paced"


def test_a_fetch_is_seen_by_a_page_that_comes_later_and_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(model: str, folder: Path, *, progress: Callable[[int, int, str], None]) -> None:
        for done in itertools.count():
            progress(done, 10**12, "Fetching")

    monkeypatch.setattr(weights, "fetch", endless)
    with opened(tmp_path, PacedEngine()) as tutor:
        screen: Any = SettingsScreen(tutor)
        screen.engine, screen.model = "engine", "model"
        fetching = screen.used("smollm2-135m")
        assert 'class="underway"' in next(fetching)["engine"]
        assert "model" in screen.arrived("later page")
        arriving = screen.followed()
        assert 'class="underway"' in next(arriving)["engine"]
        screen.stopped()
        for watching in (fetching, arriving):
            said = [each["engine"] for each in watching if "engine" in each]
            assert "Stopped. What has come is kept" in said[-1]
        assert tutor.engine_name == "paced"


def test_topics_follow_the_notes_on_each_page_once(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        offered = TopicChoice(tutor)
        assert "choices" not in offered.update("page")
        more = tmp_path / "more.md"
        more.write_text("# More\n\n## What is bagging?\n\nBagging averages models.\n", encoding="utf-8")
        tutor.read_again((*tutor.shelf.files, more))
        assert offered.update("page")["choices"] == [
            ("Training · 3", "Training"),
            ("Models · 3", "Models"),
            ("More · 1", "More"),
        ]
        assert "choices" not in offered.update("page")  # what was chosen since stays
        assert "choices" in offered.update("other page")
