"""Entries and points in, a searchable index on disk out, hits back."""

from index.building import build, build_unkept, latest_index, narrowed, open_index
from index.embedder import Embedder, TokenEmbedder
from index.errors import DamagedIndex, EmbedderMissing, IndexBusy, IndexMismatch, IndexNotWritten, RerankerMissing
from index.hits import EntryHit, PointHit, Results, Signals, Why
from index.neighbours import Neighbours
from index.reranker import CrossEncoderReranker, Reranker
from index.search import Index
from index.sentence_embedder import SentenceEmbedder
from index.tokens import Tokens
from index.words import content_words, stem, tokenise

__all__ = [
    "CrossEncoderReranker",
    "DamagedIndex",
    "Embedder",
    "EmbedderMissing",
    "EntryHit",
    "Index",
    "IndexBusy",
    "IndexMismatch",
    "IndexNotWritten",
    "Neighbours",
    "PointHit",
    "Reranker",
    "RerankerMissing",
    "Results",
    "SentenceEmbedder",
    "Signals",
    "TokenEmbedder",
    "Tokens",
    "Why",
    "build",
    "build_unkept",
    "content_words",
    "latest_index",
    "narrowed",
    "open_index",
    "stem",
    "tokenise",
]
