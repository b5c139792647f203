"""Vectors and matrices against scipy, numpy, torch and scikit-learn."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.spatial import distance
from sklearn import preprocessing
from sklearn.feature_extraction.text import TfidfTransformer

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)
entries = st.floats(-1000, 1000).map(lambda x: round(x, 6))
pairs = st.lists(st.tuples(entries, entries), min_size=1, max_size=8)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


@RELAXED
@given(pairs)
def test_products_and_distances_agree_with_scipy(pair: list[tuple[float, float]]) -> None:
    a, b = [x for x, _ in pair], [y for _, y in pair]
    assert value("dot product", a=a, b=b) == pytest.approx(np.dot(a, b), rel=1e-9, abs=1e-6)
    assert value("Euclidean distance", a=a, b=b) == pytest.approx(distance.euclidean(a, b), rel=1e-12)
    assert value("Manhattan distance", a=a, b=b) == pytest.approx(distance.cityblock(a, b), rel=1e-12)
    assert value("Chebyshev distance", a=a, b=b) == pytest.approx(distance.chebyshev(a, b), rel=1e-12)
    assert value("Hamming distance", a=a, b=b) == pytest.approx(len(a) * distance.hamming(a, b))
    assume(any(a) and any(b))
    assert value("cosine distance", a=a, b=b) == pytest.approx(distance.cosine(a, b), abs=1e-9)
    assert value("cosine similarity", a=a, b=b) == pytest.approx(1 - distance.cosine(a, b), abs=1e-9)


@RELAXED
@given(st.lists(entries, min_size=1, max_size=8))
def test_norms_agree_with_numpy(x: list[float]) -> None:
    assert value("L1 norm", x=x) == pytest.approx(np.linalg.norm(x, 1))
    assert value("L2 norm", x=x) == pytest.approx(np.linalg.norm(x, 2))
    assert value("L-infinity norm", x=x) == np.linalg.norm(x, np.inf)


def test_textbook_vectors() -> None:
    # Strang, Introduction to Linear Algebra, 1.2: (4, 2) · (-1, 2) = 0; the length of (1, 2, 2) is 3... and 3-4-5.
    assert value("dot product", a=[4, 2], b=[-1, 2]) == 0
    assert value("L2 norm", x=[1, 2, 2]) == 3
    assert value("cosine similarity", a=[1, 0], b=[1, 1]) == pytest.approx(1 / math.sqrt(2))
    assert operation("cosine similarity").work(a=[1, 0], b=[1, 1]).parts["degrees"] == pytest.approx(45)


def test_tiny_and_huge_vectors_keep_their_direction() -> None:
    assert value("cosine similarity", a=[1e-90, 0], b=[1e-90, 1e-90]) == pytest.approx(1 / math.sqrt(2))
    assert value("cosine similarity", a=[1e90, 0], b=[1e90, 1e90]) == pytest.approx(1 / math.sqrt(2))


def test_a_zero_vector_and_different_lengths_are_refused() -> None:
    with pytest.raises(Refused, match="no direction"):
        operation("cosine similarity").work(a=[0, 0], b=[1, 1])
    with pytest.raises(Refused, match="differ in length: 2 and 3"):
        operation("dot product").work(a=[0, 0], b=[1, 1, 1])


def test_penalties_agree_with_torch_and_the_textbook_forms() -> None:
    w = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64)
    given = {"weights": w.tolist(), "strength": 0.1}
    l1, l2 = w.abs().sum().item(), (w**2).sum().item()
    assert value("L1 penalty", **given) == pytest.approx(0.1 * l1)
    assert value("L2 penalty", **given) == pytest.approx(0.1 * l2)
    assert operation("L2 penalty").work(**given).parts["half"] == pytest.approx(0.05 * l2)
    # scikit-learn's ElasticNet: alpha * l1_ratio * ||w||_1 + 0.5 * alpha * (1 - l1_ratio) * ||w||²
    assert value("elastic net penalty", **given, l1_ratio=0.3) == pytest.approx(0.1 * 0.3 * l1 + 0.5 * 0.1 * 0.7 * l2)
    assert value("elastic net penalty", **given, l1_ratio=0.3, form="plain") == pytest.approx(0.03 * l1 + 0.07 * l2)


matrices = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))


@RELAXED
@given(matrices)
def test_the_matrix_product_agrees_with_numpy(shape: tuple[int, int, int, int]) -> None:
    n, k, m, seed = shape
    random = np.random.default_rng(seed)
    a, b = random.normal(size=(n, k)), random.normal(size=(k, m))
    ours = value("matrix product", a=a.tolist(), b=b.tolist())
    assert np.array(ours) == pytest.approx(a @ b, abs=1e-12)


@RELAXED
@given(matrices, st.booleans())
def test_attention_agrees_with_torch(shape: tuple[int, int, int, int], causal: bool) -> None:
    n, size, width, seed = shape
    random = torch.Generator().manual_seed(seed)
    keys = n if causal else n + 1
    q, k, v = (
        torch.randn(1, rows, columns, dtype=torch.float64, generator=random)
        for rows, columns in ((n, size), (keys, size), (keys, width))
    )
    theirs = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=causal)[0]
    ours = value("attention", q=q[0].tolist(), k=k[0].tolist(), v=v[0].tolist(), mask="causal" if causal else "none")
    assert np.array(ours) == pytest.approx(theirs.numpy(), abs=1e-9)


def test_matrices_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Refused, match="inner sizes differ"):
        operation("matrix product").work(a=[[1, 2]], b=[[1, 2]])
    with pytest.raises(Refused, match="rows of A differ in length"):
        operation("matrix product").work(a=[[1, 2], [3]], b=[[1], [2]])
    with pytest.raises(Refused, match="2 keys but 1 values"):
        operation("attention").work(q=[[1, 0]], k=[[1, 0], [0, 1]], v=[[1]])


def test_tf_idf_of_the_worked_example() -> None:
    # The example that most courses use: 3 of 100 words, 1,000 of 10,000,000 documents, log10: 0.03 * 4 = 0.12.
    given = {"count": 3, "length": 100, "documents": 10_000_000, "containing": 1_000}
    assert value("TF-IDF", **given, form="log10") == pytest.approx(0.12)
    # Manning, Raghavan, Schütze (2008), figure 6.8: N = 806,791, df(car) = 18,165: idf = 1.65.
    assert value("TF-IDF", count=1, documents=806_791, containing=18_165, form="log10") == pytest.approx(1.65, abs=5e-3)


def test_smooth_tf_idf_agrees_with_scikit_learn() -> None:
    counts = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]])
    theirs = TfidfTransformer(norm=None).fit_transform(counts).toarray()
    assert value("TF-IDF", count=1, documents=6, containing=2, form="smooth") == pytest.approx(theirs[0, 2])
    assert value("TF-IDF", count=3, documents=6, containing=6, form="smooth") == pytest.approx(theirs[0, 0])


@RELAXED
@given(st.lists(st.integers(-100, 100), min_size=2, max_size=8).filter(lambda x: len(set(x)) > 1))
def test_scaling_agrees_with_scikit_learn(x: list[int]) -> None:
    column = np.array(x, dtype=float).reshape(-1, 1)
    assert value("min-max scaling", x=x) == pytest.approx(preprocessing.minmax_scale(column).ravel())
    assert value("standardisation", x=x) == pytest.approx(preprocessing.scale(column).ravel(), abs=1e-9)
