"""Generation: everything one index holds, as a value and as verified bytes.

The bytes are: a line with the schema, a line with the SHA-256 of all that follows, a line of JSON (the manifest),
and the sections that it lists. Entries, points, vectors and words are one file, so they can never be of two builds.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from index.dense import Dense
from index.errors import DamagedIndex, IndexMismatch
from index.lexical import Lexical
from index.vocabulary import Vocabulary
from ingest import Entry, Point

SCHEMA = 1
MAGIC = b"interview-tutor index "
HEAD = MAGIC + str(SCHEMA).encode() + b"\n"
DIGEST = 64

DENSE = ("heads", "passages", "points")
LEXICAL = ("passage_words", "point_words")


@dataclass(frozen=True, slots=True)
class Generation:
    """The notes and both searches over them, of one build."""

    id: str
    """The checksum of its content: two builds of the same notes with the same model have the same."""
    embedder: str
    """Name of the embedding model."""
    digest: str
    """Of the notes that were read."""
    entries: tuple[Entry, ...]
    points: tuple[Point, ...]
    dense: Mapping[str, Dense]
    """By name in DENSE: questions of entries, whole passages, points."""
    lexical: Mapping[str, Lexical]
    """By name in LEXICAL."""
    vocabulary: Vocabulary


def digest_of(entries: Sequence[Entry], points: Sequence[Point]) -> str:
    """The same for the same notes read the same way."""
    return hashlib.sha256(_rows(entries) + b"\n" + _rows(points)).hexdigest()


def to_bytes(generation: Generation) -> bytes:
    """The generation as it is written to disk."""
    sections = {
        "entries": _rows(generation.entries),
        "points": _rows(generation.points),
        **{f"{name}.vectors": generation.dense[name].to_bytes() for name in DENSE},
        **{name: generation.lexical[name].to_bytes() for name in LEXICAL},
        "vocabulary": generation.vocabulary.to_bytes(),
    }
    manifest = {
        "embedder": generation.embedder,
        "dimension": generation.dense["points"].dimension,
        "digest": generation.digest,
        "sections": {name: len(data) for name, data in sections.items()},
    }
    body = b"".join((json.dumps(manifest).encode(), b"\n", *sections.values()))
    return b"".join((HEAD, hashlib.sha256(body).hexdigest().encode(), b"\n", body))


def from_bytes(data: bytes, embedder: str) -> Generation:
    """The generation that was written.

    Raises DamagedIndex when one byte is not as written, IndexMismatch when another version or another embedding
    model than this one wrote it.
    """
    body, digest = _verified(data)
    manifest, sections = _sections(body)
    if manifest["embedder"] != embedder:
        raise IndexMismatch(
            f"The index was made with the embedding model {manifest['embedder']}, now {embedder} is set: their "
            "vectors cannot be compared. Build the index again, or set the other model."
        )
    return Generation(
        id=digest[:16],
        embedder=embedder,
        digest=manifest["digest"],
        entries=tuple(_read(Entry, sections["entries"])),
        points=tuple(_read(Point, sections["points"])),
        dense={name: Dense.from_bytes(sections[f"{name}.vectors"]) for name in DENSE},
        lexical={name: Lexical.from_bytes(sections[name]) for name in LEXICAL},
        vocabulary=Vocabulary.from_bytes(sections["vocabulary"]),
    )


def _verified(data: bytes) -> tuple[bytes, str]:
    if not data.startswith(HEAD):
        if data.startswith(MAGIC):
            version = data[len(MAGIC) : len(MAGIC) + 8].split(b"\n")[0].decode("ascii", "replace")
            raise IndexMismatch(f"The index has layout {version}, this program reads {SCHEMA}. Build the index again.")
        raise DamagedIndex("The index file does not begin as an index does. Build the index again.")
    start = len(HEAD) + DIGEST + 1
    body = data[start:]
    digest = hashlib.sha256(body).hexdigest()
    if data[len(HEAD) : start] != digest.encode() + b"\n":
        raise DamagedIndex(
            f"The index file ({len(data)} bytes) is damaged: its checksum does not hold. Build it again."
        )
    return body, digest


def _sections(body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    line, _, rest = body.partition(b"\n")
    manifest: dict[str, Any] = json.loads(line)
    sections, start = {}, 0
    for name, length in manifest["sections"].items():
        sections[name] = rest[start : start + length]
        start += length
    return manifest, sections


def _rows(values: Sequence[Entry] | Sequence[Point]) -> bytes:
    return json.dumps([list(asdict(value).values()) for value in values], ensure_ascii=False).encode(
        errors="surrogatepass"
    )


def _read(kind: type[Any], data: bytes) -> list[Any]:
    names = [field.name for field in fields(kind)]
    rows = json.loads(data.decode(errors="surrogatepass"))
    return [kind(**dict(zip(names, map(_frozen, row), strict=True))) for row in rows]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
