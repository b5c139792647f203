"""Fusion: meaning and words made into one score.

A weighted sum of cosines and of the share of the question's rare words; ranks alone lose how near something is
(benchmarks/README.md has what was tried). One setting for all notes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense import Dense
from index.lexical import best

POOL = 200
"""So many of the best by meaning, and as many by words, are looked at by both."""

HEAD, WHOLE, BEST_POINT, WORDS = 0.3, 0.3, 0.4, 0.15
"""What counts how much for a passage: its question, all of it, its best point, its words."""
OWN, PASSAGE, OWN_WORDS = 0.7, 0.3, 0.3
"""What counts how much for a point: its own meaning, its passage, its own words."""

Scores = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Texts that either search found, each with the scores of both and the fused one."""

    places: Places
    """Where they stand among all, rising."""
    dense: Scores
    lexical: Scores
    score: Scores

    def best_first(self) -> NDArray[np.int64]:
        """Rows of places, best first, ties in document order."""
        return np.argsort(-self.score, kind="stable")


def pool(dense: Dense, query: Scores, lexical: Scores) -> Places:
    """The best by meaning and the best by words; lexical holds the word score of every text."""
    _, near = dense.nearest(query, POOL)
    return np.union1d(near, best(lexical, POOL)).astype(np.int64)


def fuse_passages(heads: Dense, wholes: Dense, query: Scores, lexical: Scores, best_points: Scores) -> Found:
    """All passages that either search found; best_points holds each passage's best cosine of a point, or -1."""
    places = np.union1d(pool(heads, query, lexical), pool(wholes, query, lexical))
    places = np.union1d(places, np.flatnonzero(best_points > -1))
    whole = wholes.cosines(query, places)
    head = heads.cosines(query, places)
    point = np.maximum(best_points[places], 0)
    words = lexical[places]
    return Found(places, whole, words, HEAD * head + WHOLE * whole + BEST_POINT * point + WORDS * words)


def fuse_points(own: Dense, query: Scores, lexical: Scores, places: Places, of_passage: Scores) -> Found:
    """The points at these places; of_passage holds the fused score of the passage of each."""
    dense, words = own.cosines(query, places), lexical[places]
    return Found(places, dense, words, OWN * dense + PASSAGE * of_passage + OWN_WORDS * words)


def ranks(scores: Scores) -> NDArray[np.int64]:
    """For each score its place from 1, best first."""
    ranking = np.empty(len(scores), np.int64)
    ranking[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return ranking
