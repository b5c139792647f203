"""Entries and points in, a searchable index on disk out, hits back."""

from index.embedder import Embedder

__all__ = ["Embedder"]
