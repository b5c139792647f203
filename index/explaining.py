"""Explaining: why something was found, and what a search says about coverage."""

from collections.abc import Iterator, Sequence

import numpy as np

from index.fusion import Found, Scores, ranks
from index.hits import Signals, Why
from index.vocabulary import Query
from index.words import content_words, stem, terms

FIRST = 3
"""So many of the best by either search are compared for agreement."""


def reasons(query: Query, found: Found, rows: Sequence[int], texts: Sequence[str]) -> Iterator[Why]:
    """The reasons for some rows of what was found; texts are what these rows say."""
    dense_ranks, lexical_ranks = ranks(found.dense), ranks(found.lexical)
    asked = {word: stem(word) for word in content_words(query.searched)}
    for row, text in zip(rows, texts, strict=True):
        held = set(terms(text))
        yield Why(
            dense=round(float(found.dense[row]), 4),
            dense_rank=int(dense_ranks[row]),
            lexical=round(float(found.lexical[row]), 4),
            lexical_rank=int(lexical_ranks[row]) if found.lexical[row] > 0 else None,
            words=tuple(word for word, root in asked.items() if root in held),
        )


def signals(query: Query, heads: Scores, passages: Found, points: Found) -> Signals:
    """Heads are the cosines of the question with the question of each found passage."""
    scores = np.sort(passages.score)[::-1]
    return Signals(
        question_similarity=_best(heads),
        passage_similarity=_best(passages.dense),
        point_similarity=_best(points.dense),
        passage_words=_best(passages.lexical),
        point_words=_best(points.lexical),
        lead=float(scores[0] - scores[1]) if len(scores) > 1 else 0.0,
        agreement=_agreement(passages),
        unknown=query.unknown,
    )


def _best(scores: Scores) -> float:
    return round(float(scores.max()), 4) if len(scores) else -1.0


def _agreement(found: Found) -> float:
    by_meaning = np.argsort(-found.dense, kind="stable")[:FIRST]
    by_words = [row for row in np.argsort(-found.lexical, kind="stable")[:FIRST] if found.lexical[row] > 0]
    return len(set(by_meaning.tolist()) & set(map(int, by_words))) / min(FIRST, max(len(found.places), 1))
