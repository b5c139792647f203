"""Building: notes in, an opened index out; only texts that were never embedded cost time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import generation as generations
from index import store
from index.dense import Dense
from index.embedder import Embedder, TokenEmbedder
from index.errors import DamagedIndex, IndexMismatch
from index.generation import Generation
from index.journal import Journal, key
from index.lexical import Lexical
from index.passages import Passage, passages_of, point_text
from index.reranker import Reranker
from index.search import Index
from index.token_vectors import TokenVectors, packed
from index.vocabulary import Vocabulary
from index.words import terms
from ingest import Entry, Point

BATCH = 64
"""So many texts are embedded, and kept in the journal, at once."""
MOST_READ_AGAIN = 2_000
"""Notes of more passages keep no word vectors: they would take 70 kB each."""

Progress = Callable[[int, int], None]
Texts = dict[str, list[str]]
Vectors = dict[bytes, NDArray[np.float32]]
"""By key of the text."""


class ReadNotes(Protocol):
    """What of the notes is indexed."""

    @property
    def entries(self) -> Sequence[Entry]:
        """In document order."""

    @property
    def points(self) -> Sequence[Point]:
        """In document order."""


def open_index(folder: Path, embedder: Embedder, reranker: Reranker | None = None) -> Index | None:
    """The index that was built there; None when nothing was.

    Raises IndexMismatch (another model or version built it) and DamagedIndex: both are mended by build().
    """
    data = store.read(folder)
    return None if data is None else Index(generations.from_bytes(data, embedder.name), embedder, reranker)


def latest_index(folder: Path, embedder: Embedder) -> Index | None:
    """The index that was built last in any of the folders in this one; None where none can be read."""
    built = sorted(folder.glob(f"*/{store.FILE}"), key=_built_at, reverse=True)
    return next(filter(None, (_usable(file.parent, embedder, None) for file in built)), None)


def _built_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # its notes were removed in another window just now
        return 0.0


def build(
    notes: ReadNotes,
    embedder: Embedder,
    folder: Path,
    *,
    reranker: Reranker | None = None,
    beside: Index | None = None,
    progress: Progress | None = None,
    patience: float = store.PATIENCE,
    step: Callable[[str], None] = store.nothing,
) -> Index:
    """The index over these notes, stored in the folder.

    Costs nothing when they are as they were; embeds only texts that neither the index of before nor the one `beside`
    it (over other files) has; goes on where an earlier build was cut off. progress gets (texts done, texts to embed),
    where a passage counts again for its words; while another process builds, it waits for patience seconds. Raises
    IndexBusy and IndexNotWritten. step is called before every step that a crash could fall on, for tests.
    """
    entries, points = tuple(notes.entries), tuple(notes.points)
    with store.one_builder(folder, patience):
        old, journal = _usable(folder, embedder, reranker), Journal(folder, embedder.name)
        if old is not None and old.digest == generations.digest_of(entries, points):
            journal.remove()
            return old
        known = journal.vectors(embedder.dimension)
        held = _alike(embedder, old, beside)
        built = _grown(entries, points, embedder, held, known, progress, journal.add)
        data = generations.to_bytes(built)
        store.write(folder, data, step=step)
        journal.remove()
        step("tidied")
    return Index(generations.from_bytes(data, embedder.name), embedder, reranker)


def build_unkept(
    notes: ReadNotes,
    embedder: Embedder,
    folder: Path,
    *,
    reranker: Reranker | None = None,
    beside: Index | None = None,
    progress: Progress | None = None,
) -> Index:
    """The index that build() gives, where its folder cannot be written: what was stored there is used, nothing is."""
    entries, points = tuple(notes.entries), tuple(notes.points)
    old = _usable(folder, embedder, reranker)
    if old is not None and old.digest == generations.digest_of(entries, points):
        return old
    held = _alike(embedder, old, beside)
    data = generations.to_bytes(_grown(entries, points, embedder, held, {}, progress, lambda _made: None))
    return Index(generations.from_bytes(data, embedder.name), embedder, reranker)


def _grown(
    entries: tuple[Entry, ...],
    points: tuple[Point, ...],
    embedder: Embedder,
    held: Sequence[Index],
    known: Vectors,
    progress: Progress | None,
    keep: Callable[[Vectors], None],
) -> Generation:
    """The next generation; what neither the indexes held nor `known` have is given to `keep`, each piece when made."""
    passages = passages_of(entries, points)
    texts = _texts(passages, points)
    tell = progress or (lambda _done, _of: None)
    words = _words_of(held)
    unread = len(_unread(texts["passages"], embedder, words))
    known = known | _vectors_of(held)
    vectors, made = _vectors(texts, embedder, known, keep, lambda done, of: tell(done, of + unread))
    tokens = _tokens(texts["passages"], embedder, words, lambda done: tell(made + done, made + unread))
    return _assembled(embedder, entries, points, passages, texts, vectors, tokens)


def narrowed(index: Index, topics: Sequence[str]) -> Index:
    """The index over what stands under one of these headings alone: the rest is as if it were not in the notes.

    Nothing is embedded again, nothing is written. Headings are told apart by their words, in any case.
    """
    wanted = {topic.casefold().strip() for topic in topics}

    def within(headings: Sequence[str]) -> bool:
        return any(heading.casefold().strip() in wanted for heading in headings)

    entries = tuple(entry for entry in index.entries if within(entry.topic))
    names = {entry.id for entry in entries}
    points = tuple(
        point for point in index.points if point.entry_id in names or (not point.entry_id and within(point.heading))
    )
    passages = passages_of(entries, points)
    texts = _texts(passages, points)
    words = _words_of([index])
    tokens = _tokens(texts["passages"], index.embedder, words) if len(index.content.tokens) else TokenVectors.none()
    built = _assembled(index.embedder, entries, points, passages, texts, _vectors_of([index]), tokens)
    return Index(replace(built, id=f"{index.generation}/{built.digest[:8]}"), index.embedder, index.reranker)


def _usable(folder: Path, embedder: Embedder, reranker: Reranker | None) -> Index | None:
    try:
        return open_index(folder, embedder, reranker)
    except (IndexMismatch, DamagedIndex):
        return None


def _texts(passages: Sequence[Passage], points: Sequence[Point]) -> Texts:
    heads = {place: passage.head for passage in passages for place in passage.points if passage.entry >= 0}
    return {
        "heads": [passage.head for passage in passages if passage.entry >= 0],
        "passages": [passage.beginning for passage in passages],
        "points": [point_text(point, heads.get(place, "")) for place, point in enumerate(points)],
    }


def _alike(embedder: Embedder, *indexes: Index | None) -> list[Index]:
    """Those of them that were made with this embedder."""
    return [index for index in indexes if index is not None and index.embedder.name == embedder.name]


def _vectors_of(indexes: Sequence[Index]) -> Vectors:
    """The vectors that the indexes hold, by the text that they are of."""
    held: Vectors = {}
    for index in indexes:
        texts = _texts(index.passages, index.points)
        for name, dense in index.content.dense.items():
            held.update(zip(map(key, texts[name]), dense.vectors(np.arange(len(dense))), strict=True))
    return held


def _vectors(
    texts: Texts, embedder: Embedder, known: Vectors, keep: Callable[[Vectors], None], progress: Progress
) -> tuple[Vectors, int]:
    """All vectors by key of their text, and how many had to be made."""
    wanted = {key(text): text for kind in texts.values() for text in kind}
    missing = [name for name in wanted if name not in known]
    for start in range(0, len(missing), BATCH):
        progress(start, len(missing))
        names = missing[start : start + BATCH]
        made = dict(zip(names, embedder.passages([wanted[name] for name in names]), strict=True))
        keep(made)
        known |= made
    progress(len(missing), len(missing))
    return known, len(missing)


Words = dict[bytes, NDArray[np.int8]]


def _tokens(
    texts: Sequence[str], embedder: Embedder, known: Words, progress: Callable[[int], None] = lambda _done: None
) -> TokenVectors:
    """The words of each passage; only those that are not known are made."""
    if not isinstance(embedder, TokenEmbedder) or len(texts) > MOST_READ_AGAIN:
        return TokenVectors.none()
    missing = _unread(texts, embedder, known)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        known |= {key(text): packed(each.vectors) for text, each in zip(batch, embedder.tokens(batch), strict=True)}
        progress(start + len(batch))
    return TokenVectors.over([known[key(text)] for text in texts])


def _words_of(indexes: Sequence[Index]) -> Words:
    """The words of the passages that the indexes hold."""
    return {
        key(passage.beginning): index.content.tokens.of(n)
        for index in indexes
        if len(index.content.tokens) == len(index.passages)
        for n, passage in enumerate(index.passages)
    }


def _unread(texts: Sequence[str], embedder: Embedder, known: Words) -> list[str]:
    """Passages whose words have to be made; none where words are not kept."""
    if not isinstance(embedder, TokenEmbedder) or len(texts) > MOST_READ_AGAIN:
        return []
    return [text for text in dict.fromkeys(texts) if key(text) not in known]


def _assembled(
    embedder: Embedder,
    entries: tuple[Entry, ...],
    points: tuple[Point, ...],
    passages: Sequence[Passage],
    texts: Texts,
    vectors: Mapping[bytes, NDArray[np.float32]],
    tokens: TokenVectors,
) -> Generation:
    dense = {name: Dense.over(_matrix(kind, vectors, embedder.dimension)) for name, kind in texts.items()}
    lexical = {
        "passage_words": Lexical.over([terms(p.head) * 2 + terms(p.text) for p in passages]),
        "point_words": Lexical.over([terms(text) for text in texts["points"]]),
    }
    vocabulary = Vocabulary.of([f"{passage.head}\n{passage.text}" for passage in passages])
    digest = generations.digest_of(entries, points)
    return Generation("", embedder.name, digest, entries, points, dense, lexical, vocabulary, tokens)


def _matrix(texts: Sequence[str], vectors: Mapping[bytes, NDArray[np.float32]], dimension: int) -> NDArray[np.float32]:
    if not texts:
        return np.zeros((0, dimension), np.float32)
    return np.stack([vectors[key(text)] for text in texts])
