"""Explaining: why something was found, and what a search says about coverage."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.dense import Dense
from index.fusion import Asked, Found, Scores, ranks
from index.hits import Signals, Why
from index.lexical import Lexical
from index.vocabulary import Query
from index.words import STOP_WORDS, stem, tokenise

FIRST = 3
"""So many of the best by either search are compared for agreement."""


def reasons(query: Query, found: Found, rows: Sequence[int], words: Lexical) -> Iterator[Why]:
    """The reasons for some rows of what was found; words is the word index of that kind of text."""
    dense_ranks, lexical_ranks = ranks(found.dense), ranks(found.lexical)
    asked = {word: stem(word) for word in tokenise(query.searched) if word not in STOP_WORDS}
    for row in rows:
        place = int(found.places[row])
        yield Why(
            dense=round(float(found.dense[row]), 4),
            dense_rank=int(dense_ranks[row]),
            lexical=round(float(found.lexical[row]), 4),
            lexical_rank=int(lexical_ranks[row]) if found.lexical[row] > 0 else None,
            words=tuple(word for word, root in asked.items() if words.holds(place, root)),
        )


def signals(query: Query, asked: Asked, dense: Mapping[str, Dense], passages: Found, points: Found) -> Signals:
    """What the search as a whole says."""
    heads = dense["heads"]
    scores = np.sort(passages.score)[::-1]
    return Signals(
        question_similarity=_best(heads.cosines(asked.vector, passages.places[passages.places < len(heads)])),
        passage_similarity=_best(passages.dense),
        point_similarity=_best(points.dense),
        passage_words=_best(passages.lexical),
        point_words=_best(points.lexical),
        lead=round(float(scores[0] - scores[1]), 4) if len(scores) > 1 else 0.0,
        agreement=_agreement(passages),
        unknown=query.unknown,
    )


def _best(scores: Scores) -> float:
    return round(float(scores.max()), 4) if len(scores) else -1.0


def _agreement(found: Found) -> float:
    by_meaning = np.argsort(-found.dense, kind="stable")[:FIRST]
    by_words = [row for row in np.argsort(-found.lexical, kind="stable")[:FIRST] if found.lexical[row] > 0]
    return round(len(set(by_meaning.tolist()) & set(map(int, by_words))) / max(len(by_words), 1), 4)
