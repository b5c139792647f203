"""MiniLM with numpy alone gives the vectors that sentence_transformers gives."""

import json
import struct
from concurrent.futures import ThreadPoolExecutor
from math import erf, sqrt
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from index import SentenceEmbedder
from index.minilm import gelu, tensors

TEXTS = (
    "What is dropout?",
    "",
    "LIME — Computation cost: Faster (approximates locally)",
    "ünïcödé, 東京 and $\\sigma(x) = \\frac{1}{1 + e^{-x}}$",
    "word " * 400,
    "a",
)


@pytest.fixture(scope="module")
def both() -> tuple[SentenceEmbedder, SentenceEmbedder]:
    """Ours, and the same folder read by the library."""
    ours = SentenceEmbedder()
    return ours, SentenceEmbedder(str(ours._folder))


def test_passages_are_the_same(both: tuple[SentenceEmbedder, SentenceEmbedder]) -> None:
    ours, theirs = (one.passages(TEXTS) for one in both)
    assert ours.dtype == np.float32 and np.abs(ours - theirs).max() < 2e-6


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_question_and_its_words_are_the_same(both: tuple[SentenceEmbedder, SentenceEmbedder], text: str) -> None:
    (whole, words), (their_whole, their_words) = (one.query_tokens(text) for one in both)
    assert np.abs(whole - their_whole).max() < 2e-6
    assert words.shape == their_words.shape and np.abs(words - their_words).max() < 2e-5


def test_words_of_passages_are_the_same(both: tuple[SentenceEmbedder, SentenceEmbedder]) -> None:
    for ours, theirs in zip(*(one.tokens(TEXTS) for one in both), strict=True):
        assert ours.words == theirs.words and np.abs(ours.vectors - theirs.vectors).max() < 2e-5
    assert both[0].real_words == both[1].real_words


def test_a_text_has_the_same_vector_alone_and_beside_longer_ones(
    both: tuple[SentenceEmbedder, SentenceEmbedder],
) -> None:
    assert np.abs(both[0].passages(TEXTS)[0] - both[0].query(TEXTS[0])).max() < 1e-6


def test_gelu_is_the_normal_distribution_function_times_its_argument() -> None:
    x = np.linspace(-6, 6, 241, dtype=np.float32)
    exact = [value * (1 + erf(value / sqrt(2))) / 2 for value in x.tolist()]
    assert np.abs(gelu(x) - np.array(exact)).max() < 1e-6


def test_weights_are_read_from_the_places_that_the_header_names(tmp_path: Path) -> None:
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [8, 24]},
            "b": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
        }
    ).encode()
    numbers = np.array([7], np.int64).tobytes() + np.array([1, 2, 3, 4], np.float32).tobytes()
    (tmp_path / "x.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + numbers)
    read = tensors(tmp_path / "x.safetensors")
    assert read["a"].tolist() == [[1, 2], [3, 4]] and read["b"].tolist() == [7]


def test_many_texts_read_by_several_threads_at_once_have_the_vectors_of_each_alone(
    both: tuple[SentenceEmbedder, SentenceEmbedder],
) -> None:
    """Batches are read beside each other, and two callers at the same time do not leave BLAS limited."""
    texts = [
        f"{word} {' '.join(str(n) for n in range(count))}" for word in ("dropout", "entropy") for count in range(40)
    ]
    threads = blas_threads()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(both[0].passages, (texts, texts[::-1]))
    assert blas_threads() == threads
    assert np.abs(first - second[::-1]).max() < 1e-6
    assert np.abs(first - np.stack([both[0].query(text) for text in texts])).max() < 1e-6


def blas_threads() -> list[int]:
    return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]
