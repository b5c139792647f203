"""The labelled statements and answers are well-formed and belong to the notes that come with the product."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import Notes, read_notes

DATA = Path(__file__).parent / "data"
NOTES = Path(__file__).parents[1] / "tutor" / "notes" / "machine_learning.md"
EDITS = {"negation", "swapped_terms", "direction", "number", "added_fact", "quantifier", "cause"}
STATEMENTS = ("statements.jsonl", "statements_calibration.jsonl")
SHARED = Path(__file__).parents[2] / "shared" / "data" / "seed" / "ml_interview_questions.md"
ANSWERS = ("answers.jsonl", "answers_development.jsonl")
EVERY_ANSWER = (*ANSWERS, "answers_user.jsonl")
KINDS = {"definition", "why", "compare", "which_of", "yes_no", "how_to", "example", "numeric"}

Line = dict[str, Any]


@pytest.fixture(scope="module")
def notes() -> Notes:
    return read_notes([NOTES])


def _lines(name: str) -> list[Line]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", STATEMENTS)
def test_half_of_the_statements_are_true_and_every_kind_of_edit_is_there(name: str) -> None:
    lines = _lines(name)
    assert sum(line["true"] for line in lines) * 2 == len(lines)
    assert {line["edit"] for line in lines if not line["true"]} == EDITS
    assert len({line["statement"] for line in lines}) == len(lines)


def test_there_are_320_statements_to_measure_with() -> None:
    assert len(_lines("statements.jsonl")) == 320


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_false_statement_is_an_edit_of_a_true_one_on_the_same_evidence(name: str) -> None:
    lines = _lines(name)
    for line in lines:
        assert set(line) == {"evidence", "statement", "true", "edit", "of"}
        if line["true"]:
            assert (line["edit"], line["of"]) == ("", None)
        else:
            assert lines[line["of"]]["true"]
            assert lines[line["of"]]["evidence"] == line["evidence"]


@pytest.mark.parametrize("name", STATEMENTS)
def test_evidence_is_two_to_four_points_of_one_entry(name: str, notes: Notes) -> None:
    homes: dict[str, set[str]] = {}
    for point in notes.points:
        homes.setdefault(point.text, set()).add(point.entry_id)
    for line in _lines(name):
        assert 2 <= len(line["evidence"]) <= 4
        assert set.intersection(*(homes[text] for text in line["evidence"]))


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_is_a_copy_of_a_point(name: str, notes: Notes) -> None:
    texts = {point.text.casefold() for point in notes.points}
    assert not [line["statement"] for line in _lines(name) if line["statement"].casefold() in texts]


def test_calibration_and_measurement_share_no_evidence() -> None:
    measured, calibrated = ({text for line in _lines(name) for text in line["evidence"]} for name in STATEMENTS)
    assert not measured & calibrated


def test_no_kind_of_edit_is_rare_among_the_measured() -> None:
    counts = Counter(line["edit"] for line in _lines("statements.jsonl") if not line["true"])
    assert min(counts.values()) >= 15


def _holds(rule: str, text: str) -> bool:
    """Whether a rule (a piece of text, or a regular expression between slashes) is found in lower-case text."""
    return bool(re.search(rule[1:-1], text)) if rule.startswith("/") else rule in text


def _rules(line: Line) -> Iterator[str]:
    for alternatives in line["must"]:
        yield from alternatives
    yield from line["must_not"]


def _said(line: Line, question: str) -> bool:
    """Whether an entry is meant: by its whole question in the default notes, by a part of it in a user's document."""
    return any(name.casefold() in question.casefold() for name in line["entries"])


def _against_the_notes(lines: list[Line], notes: Notes) -> Iterator[str]:
    """What the judging rules would say against the notes themselves, were they shown as the answer."""
    for line in lines:
        ids = {entry.id for entry in notes.entries if _said(line, entry.question)}
        text = "\n".join(point.text for point in notes.points if point.entry_id in ids).lower()
        if not all(any(_holds(rule, text) for rule in alternatives) for alternatives in line["must"]):
            yield f"{line['question']}: the notes lack a fact"
        yield from (f"{line['question']}: the notes say {rule}" for rule in line["must_not"] if _holds(rule, text))


def test_there_are_130_questions_on_the_default_notes_and_40_on_a_user_document() -> None:
    assert (len(_lines("answers.jsonl")), len(_lines("answers_user.jsonl"))) == (130, 40)


@pytest.mark.parametrize("name", EVERY_ANSWER)
def test_every_question_has_its_kind_its_facts_and_falsehoods(name: str) -> None:
    lines = _lines(name)
    assert {line["kind"] for line in lines} >= KINDS - {"example"}
    for line in lines:
        assert set(line) == {"question", "kind", "must", "must_not", "entries"}
        assert line["kind"] in KINDS
        assert line["must"] and all(line["must"])
        assert line["must_not"] and line["entries"]


@pytest.mark.parametrize("name", EVERY_ANSWER)
def test_every_rule_is_a_lower_case_text_or_a_regular_expression(name: str) -> None:
    for line in _lines(name):
        for rule in _rules(line):
            assert rule
            if rule.startswith("/"):
                assert rule.endswith("/")
                assert not re.search(rule[1:-1], "")
            else:
                assert rule == rule.lower()


@pytest.mark.parametrize("name", EVERY_ANSWER)
def test_half_of_the_yes_no_questions_are_answered_no(name: str) -> None:
    verdicts = [line["must"][0][0] for line in _lines(name) if line["kind"] == "yes_no"]
    right = Counter(
        "yes" if _holds(rule, "yes.") else "no" for rule in verdicts if _holds(rule, "yes.") or _holds(rule, "no.")
    )
    assert right["yes"] == right["no"] == len(verdicts) / 2


def test_no_question_is_asked_twice() -> None:
    asked = [line["question"].casefold() for name in ANSWERS for line in _lines(name)]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_entry_named_is_in_the_default_notes(name: str, notes: Notes) -> None:
    questions = {entry.question for entry in notes.entries}
    for line in _lines(name):
        assert set(line["entries"]) <= questions


@pytest.mark.parametrize("name", ANSWERS)
def test_the_default_notes_hold_every_fact_and_no_falsehood(name: str, notes: Notes) -> None:
    assert not list(_against_the_notes(_lines(name), notes))


def test_true_statements_hold_no_falsehood_of_a_question_on_their_entry(notes: Notes) -> None:
    question = {entry.id: entry.question for entry in notes.entries}
    home = {point.text: question[point.entry_id] for point in notes.points if point.entry_id}
    asked = [line for name in ANSWERS for line in _lines(name)]
    for told in (line for name in STATEMENTS for line in _lines(name) if line["true"]):
        about = {home[text] for text in told["evidence"]}
        falsehoods = [rule for line in asked if about & set(line["entries"]) for rule in line["must_not"]]
        assert not [rule for rule in falsehoods if _holds(rule, told["statement"].lower())], told["statement"]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the user's document is not there (../shared/data)")
def test_a_user_document_holds_every_fact_and_no_falsehood() -> None:
    notes = read_notes([SHARED])
    lines = _lines("answers_user.jsonl")
    for line in lines:
        assert sum(_said(line, entry.question) for entry in notes.entries) == len(line["entries"])
    assert not list(_against_the_notes(lines, notes))
