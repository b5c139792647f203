"""Index: one opened generation, searched."""

import numpy as np

from index.embedder import Embedder
from index.explaining import reasons, signals
from index.fusion import Found, Scores, fuse_passages, fuse_points, pool
from index.generation import Generation
from index.hits import EntryHit, PointHit, Results
from index.passages import passages_of, point_text
from index.vocabulary import Query, Vocabulary
from ingest import Entry, Point


class Index:
    """Entries and points of one generation; it never changes, so one answer never mixes two."""

    def __init__(self, content: Generation, embedder: Embedder) -> None:
        self.content = content
        self._embedder = embedder
        self.passages = passages_of(content.entries, content.points)
        self._passage_of = np.zeros(len(content.points), np.int64)
        for number, passage in enumerate(self.passages):
            self._passage_of[list(passage.points)] = number

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in document order."""
        return self.content.entries

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, in document order."""
        return self.content.points

    @property
    def generation(self) -> str:
        """Which build this is; the same for the same notes and model."""
        return self.content.id

    @property
    def digest(self) -> str:
        """Of the notes that were read."""
        return self.content.digest

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the notes."""
        return self.content.vocabulary

    def search(self, question: str, *, entries: int = 6, points: int = 12) -> Results:
        """The nearest entries and points, best first, each with its reasons."""
        query = self.vocabulary.read(question)
        vector = self._embedder.query(query.searched)
        found_passages, found_points = self._found(query, vector)
        heads = self.content.dense["heads"].cosines(vector, found_passages.places)
        return Results(
            query=question,
            searched=query.searched,
            corrections=query.corrections,
            entries=self._entry_hits(query, found_passages, entries),
            points=self._point_hits(query, found_points, points),
            signals=signals(query, heads, found_passages, found_points),
            generation=self.generation,
        )

    def _found(self, query: Query, vector: Scores) -> tuple[Found, Found]:
        dense, lexical = self.content.dense, self.content.lexical
        point_words = lexical["point_words"].scores(query.terms)
        places = pool(dense["points"], vector, point_words)
        best_points = np.full(len(self.passages), -1, np.float32)
        np.maximum.at(best_points, self._passage_of[places], dense["points"].cosines(vector, places))
        passage_words = lexical["passage_words"].scores(query.terms)
        passages = fuse_passages(dense["heads"], dense["passages"], vector, passage_words, best_points)
        of_passage = np.zeros(len(self.passages), np.float32)
        of_passage[passages.places] = passages.score
        scores = of_passage[self._passage_of[places]]
        return passages, fuse_points(dense["points"], vector, point_words, places, scores)

    def _entry_hits(self, query: Query, found: Found, count: int) -> tuple[EntryHit, ...]:
        asked = [row for row in found.best_first() if self.passages[found.places[row]].entry >= 0][:count]
        texts = [f"{self.passages[place].head}\n{self.passages[place].text}" for place in found.places[asked]]
        numbers = [self.passages[place].entry for place in found.places[asked]]
        return tuple(
            EntryHit(self.entries[number], float(found.score[row]), why)
            for number, row, why in zip(numbers, asked, reasons(query, found, asked, texts), strict=True)
        )

    def _point_hits(self, query: Query, found: Found, count: int) -> tuple[PointHit, ...]:
        rows = list(found.best_first()[:count])
        places = [int(place) for place in found.places[rows]]
        texts = [point_text(self.points[place], self.passages[self._passage_of[place]].head) for place in places]
        return tuple(
            PointHit(self.points[place], float(found.score[row]), why)
            for place, row, why in zip(places, rows, reasons(query, found, rows, texts), strict=True)
        )
