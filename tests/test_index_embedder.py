from pathlib import Path

import numpy as np
import pytest

from index import EmbedderMissing, SentenceEmbedder, build, open_index


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_constructing_an_embedder_loads_nothing() -> None:
    assert "_loaded" not in vars(SentenceEmbedder())


def test_the_name_tells_the_model_without_loading_it(tmp_path: Path) -> None:
    default = SentenceEmbedder()
    assert default.name == SentenceEmbedder().name
    assert "_loaded" not in vars(default)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    one = SentenceEmbedder(str(tmp_path)).name
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert one != SentenceEmbedder(str(tmp_path)).name != default.name


@pytest.mark.real
def test_vectors_have_unit_length_and_the_shape_that_was_promised(embedder: SentenceEmbedder) -> None:
    rows = embedder.passages(["Dropout prevents overfitting", "", "为什么"])
    assert rows.shape == (3, embedder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert embedder.query("Why dropout?").shape == (embedder.dimension,)
    assert embedder.passages([]).shape == (0, embedder.dimension)


@pytest.mark.real
def test_a_question_is_nearer_to_its_answer_than_to_another(embedder: SentenceEmbedder) -> None:
    answer, other = embedder.passages(["Randomly silencing neurons avoids memorising", "A filter slides over an image"])
    question = embedder.query("How does dropout stop a network from overfitting?")
    assert question @ answer > question @ other


@pytest.mark.real
def test_words_of_the_language_are_known_and_typing_errors_are_not(embedder: SentenceEmbedder) -> None:
    assert "brand" in embedder.real_words
    assert "regularistion" not in embedder.real_words


@pytest.mark.real
def test_meaning_finds_what_shares_no_word(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    from written_notes import NOTES

    build(NOTES, embedder, tmp_path / "index")
    reopened = open_index(tmp_path / "index", embedder)
    assert reopened is not None
    hit = reopened.search("Silencing units stops a net from memorising").entries[0]
    assert (hit.entry.question, hit.why.lexical_rank) == ("What is dropout?", None)


def test_a_model_that_is_not_there_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    missing = SentenceEmbedder(str(tmp_path / "nowhere"))
    with pytest.raises(EmbedderMissing, match="nowhere.*leave the setting out"):
        missing.query("anything")


@pytest.mark.real
def test_words_are_given_with_their_meaning_in_this_text(embedder: SentenceEmbedder) -> None:
    river, money, empty = embedder.tokens(["The bank of the river was muddy", "The bank lent him money", ""])
    assert river.words[:2] == ("the", "bank")
    assert river.vectors.shape == (len(river.words), embedder.dimension)
    assert np.linalg.norm(river.vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert river.vectors[1] @ money.vectors[1] < 0.9
    assert river.whole @ embedder.query("The bank of the river was muddy") > 0.95
    assert np.isfinite(empty.vectors).all()


@pytest.mark.real
def test_a_question_is_read_once_for_its_vector_and_its_words(embedder: SentenceEmbedder) -> None:
    whole, words = embedder.query_tokens("Why does dropout help?")
    assert whole == pytest.approx(embedder.query("Why does dropout help?"), abs=1e-5)
    assert words == pytest.approx(embedder.tokens(["Why does dropout help?"])[0].vectors, abs=1e-5)
