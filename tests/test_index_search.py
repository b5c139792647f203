from dataclasses import replace
from pathlib import Path

import pytest
from hashing_embedder import HashingEmbedder
from written_notes import NOTES, WrittenNotes, written

from index import Index, build, open_index
from ingest import Point


@pytest.fixture
def notes_index(tmp_path: Path) -> Index:
    return build(NOTES, HashingEmbedder(), tmp_path)


def test_a_question_finds_its_entry_and_its_points(notes_index: Index) -> None:
    results = notes_index.search("How does dropout prevent overfitting?")
    assert results.entries[0].entry.question == "What is dropout?"
    assert results.points[0].point.text == "It prevents overfitting"


def test_no_more_hits_come_than_were_asked_for(notes_index: Index) -> None:
    results = notes_index.search("dropout", entries=2, points=3)
    assert (len(results.entries), len(results.points)) == (2, 3)


def test_hits_come_best_first(notes_index: Index) -> None:
    results = notes_index.search("sparse weights")
    assert [hit.score for hit in results.points] == sorted((hit.score for hit in results.points), reverse=True)


def test_a_hit_names_the_words_that_it_shares_with_the_question(notes_index: Index) -> None:
    hit = notes_index.search("Does dropout help against overfit networks?").entries[0]
    assert hit.why.words == ("dropout", "overfit")
    assert hit.why.lexical_rank == 1
    assert "dropout, overfit" in str(hit.why)


def test_an_abbreviation_that_the_notes_explain_finds_the_long_form(notes_index: Index) -> None:
    by_words = [hit for hit in notes_index.search("SGDs").entries if hit.why.lexical_rank == 1]
    assert [hit.entry.id for hit in by_words] == ["e2"]


@pytest.mark.parametrize("typed", ["dropuot", "dropot", "droppout", "dropaut"])
def test_a_typing_error_is_mended_and_said(notes_index: Index, typed: str) -> None:
    results = notes_index.search(f"What is {typed}?")
    assert results.corrections == ((typed, "dropout"),)
    assert results.searched == "What is dropout?"
    assert results.query == f"What is {typed}?"
    assert results.entries[0].entry.id == "e0"


def test_words_that_the_notes_do_not_have_are_named(notes_index: Index) -> None:
    assert notes_index.search("Is Transformer regularisation like RNNs?").signals.unknown == ("transformer", "rnns")


def test_british_spelling_finds_american_notes(notes_index: Index) -> None:
    hit = notes_index.search("regularisation").entries[0]
    assert hit.entry.id == "e1"
    assert hit.why.lexical_rank == 1


def test_all_hits_are_of_the_generation_that_was_searched(notes_index: Index) -> None:
    assert notes_index.search("dropout").generation == notes_index.generation


def test_what_was_built_is_found_again_when_reopened(notes_index: Index, tmp_path: Path) -> None:
    reopened = open_index(tmp_path, HashingEmbedder())
    assert reopened is not None
    assert reopened.search("sparse weights") == notes_index.search("sparse weights")


@pytest.mark.parametrize("question", ["", "???", "\ud800 lone", "为什么", "a" * 10_000])
def test_odd_questions_are_searched_like_others(notes_index: Index, question: str) -> None:
    assert len(notes_index.search(question).entries) == 4


def test_notes_without_anything_give_nothing(tmp_path: Path) -> None:
    results = build(written(), HashingEmbedder(), tmp_path).search("dropout")
    assert (results.entries, results.points) == ((), ())
    assert results.signals.unknown == ("dropout",)


def test_another_name_for_the_same_thing_is_searched_for_too(notes_index: Index) -> None:
    results = notes_index.search("Why is lasso sparse?")
    assert results.synonyms == (("lasso", "l1 regularisation"),)
    assert results.signals.unknown == ()
    assert next(hit for hit in results.entries if hit.why.lexical_rank == 1).entry.id == "e1"


def test_a_word_of_the_language_is_not_taken_for_a_typing_error(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    embedder.real_words = frozenset({"weighs"})
    notes_index = build(written(("What is a weight?", ["A weigths is learned"])), embedder, tmp_path)
    assert notes_index.search("weighs").corrections == ()


def test_notes_under_no_question_are_found_by_their_points(tmp_path: Path) -> None:
    texts = ("Pooling makes maps smaller", "It keeps the strongest value", "Adam adapts the step")
    points = [
        Point(f"n:{line}", "", text, ("Layers",), line, line, "sentence", "notes.md")
        for line, text in zip((3, 4, 9), texts, strict=True)
    ]
    notes_index = build(WrittenNotes((), tuple(points)), HashingEmbedder(), tmp_path)
    results = notes_index.search("What makes maps smaller?")
    assert results.entries == ()
    assert [hit.point.line for hit in results.points] == [3, 4, 9]


def test_a_question_about_two_things_gets_points_of_both(tmp_path: Path) -> None:
    many = [f"Pooling fact number {number} of the pooling layers" for number in range(20)]
    notes = written(("What is pooling?", many), ("What is dropout?", ["Neurons are set to zero", "It regularises"]))
    results = build(notes, HashingEmbedder(), tmp_path).search("pooling and dropout?", points=6)
    assert {hit.point.entry_id for hit in results.points} == {"e0", "e1"}
    assert [hit.score for hit in results.points] == sorted((hit.score for hit in results.points), reverse=True)


def test_an_entry_is_found_by_the_topic_that_it_stands_under(tmp_path: Path) -> None:
    bare = written(("What are its assumptions?", ["Errors are independent"]), ("What is it for?", ["Prices"]))
    topics = (("Guide", "Linear regression"), ("Guide", "Clustering"))
    entries = tuple(replace(entry, topic=topic) for entry, topic in zip(bare.entries, topics, strict=True))
    notes_index = build(WrittenNotes(entries, bare.points), HashingEmbedder(), tmp_path)
    assert notes_index.search("regression").entries[0].entry.id == "e0"
    assert notes_index.search("clustering").entries[0].entry.id == "e1"


def test_a_question_without_an_answer_is_found_too(tmp_path: Path) -> None:
    notes = written(("What is pooling?", ["It shrinks maps"]), ("What is dropout?", []))
    assert build(notes, HashingEmbedder(), tmp_path).search("What is dropout?").entries[0].entry.id == "e1"
