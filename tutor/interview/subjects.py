"""Subjects: of which thing a statement speaks, where the notes speak of several that could be taken for each other.

The things are the rows (or columns) of a table, the heads of items ("Canary: ..."), what a sentence begins with when
another point names it too, and names written with capitals. A clause without a thing of its own has
the last one that its sentence named.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.interview.reading import Reading, stems
from tutor.interview.rubric import Criterion
from tutor.interview.statement import FORMULA, HYPHEN, LETTER_HYPHEN, LIGHT, completed, content, parts, statement

Subject = frozenset[str]
NOBODY: Subject = frozenset()
LEAD = re.compile(
    r"^[^.;:—]*?(?<!\bthe)(?<!\ball)(?<!\bof)(?<!\bin)(?<!\beach)(?=\s+(?:is|are|was|has|have|can|does|do|means|uses|gives|takes|keeps|needs|\w{3,}s)\b)|"
    r"^[^—:]{1,40}(?=\s[—:]|:)"
)
NAME = re.compile(r"\b(?:[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*|[A-Z][0-9]|[a-z]-[a-z]{3,})\b")
PRONOUN = re.compile(r"(it|they|this|these)\b", re.I)
ASKS = re.compile(r"(what|when|which|who|where|how|use|example|name)s?\b", re.I)
NOUN_AFTER = re.compile(
    r"\s+\w+s\s+(?:is|are|was|were|has|have|can|may|must|will|do|does|of|from|that|and|or|take|get|make|give|grow|keep|"
    r"need|show|depend|come|change|become|use)\b"
)
"""The word that looks like a verb is a noun: "The feature maps are"."""
NO_THING = re.compile(
    r"(?:(?:one|some|all|each|of|the|an?)\s+)*(?:(?:dis)?advantage|example|note|definition|follow|pro\b|con\b|use|"
    r"answer|benefit|drawback|limit|difference|similarit|useful|resource|reference)",
    re.I,
)
COMPARED = re.compile(
    r"\b(?:difference|distinction|relation|compare|comparing|choose|trade-?off)s?\b[^?.]*?(?:\bbetween\b)?\s*"
    r"(?P<a>[^?.,]+?),? (?:and|versus|vs\.?|with|or) (?P<b>[^?.,]+?)(?=[?.,]|$)|"
    r"\b(?:do|does|is|are) (?P<c>[^?.,]+?) (?:differ|different|better|worse) (?:from|than) (?P<d>[^?.,]+?)(?=[?.,]|$)|"
    r"\b(?P<e>[\w-]+) (?:versus|vs\.?) (?P<f>[\w-]+)",
    re.I,
)
"""Two things that a question wants to be told apart."""
LONGEST = 200
"""Characters of a question that are searched for them."""
LONG = 30
"""Words: the clauses of a longer point depend too much on each other to be looked at by themselves."""
SHORT_FOR = 4
LEADING = 4
"""Content words at the beginning, among which the thing is named that is spoken of."""


@dataclass(frozen=True)
class Told:
    """What one point says: its statement and the clauses of it."""

    subject: Subject
    texts: tuple[str, ...]
    cell: bool


@dataclass(frozen=True)
class Piece:
    """A sentence of the answer or a clause of it, with the thing that it speaks of."""

    text: str
    subject: Subject


def told(question: str, criteria: Sequence[Criterion]) -> tuple[Told, ...]:
    """What each point says, of what."""
    cells = {place: cell for place, each in enumerate(criteria) if (cell := _cell(each))}
    by_column = _columns_are_things(question, criteria, cells)
    return tuple(
        _told_by_cell(*cells[place], by_column) if place in cells else _told_by_text(question, criteria, place)
        for place in range(len(criteria))
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is said of a thing in one respect."""

    thing: Subject
    aspect: str
    value: str


def cells(question: str, criteria: Sequence[Criterion]) -> Mapping[int, Cell]:
    """The cells of the tables, by the place of their point."""
    found = {place: cell for place, each in enumerate(criteria) if (cell := _cell(each))}
    by_column = _columns_are_things(question, criteria, found)
    return {
        place: Cell(content(column if by_column else row), row if by_column else column, value)
        for place, (row, column, value) in found.items()
    }


def _cell(criterion: Criterion) -> tuple[str, str, str] | None:
    """Row, column and value of a table cell."""
    row, dash, rest = criterion.text.partition(" — ")
    column, colon, value = rest.partition(": ")
    return (row, column, value) if dash and colon and criterion.point.kind == "cell" else None


def _columns_are_things(
    question: str, criteria: Sequence[Criterion], cells: Mapping[int, tuple[str, str, str]]
) -> bool:
    """Whether the columns rather than the rows are named elsewhere, by the question or other points."""
    elsewhere = stems(question).union(*(each.stems for place, each in enumerate(criteria) if place not in cells))
    rows, columns = ({cell[side] for cell in cells.values()} for side in (0, 1))
    return _share_named(columns, elsewhere) > _share_named(rows, elsewhere)


def _share_named(names: set[str], elsewhere: frozenset[str]) -> float:
    return sum(bool(stems(name)) and stems(name) <= elsewhere for name in names) / max(1, len(names))


def _told_by_cell(row: str, column: str, value: str, by_column: bool) -> Told:
    """The cell “SGD — Extra memory: None” as the statement “SGD does not Extra memory”."""
    thing, aspect = (column, row) if by_column else (row, column)
    plain = value.strip().lower()
    if plain in {"yes", "no", "none"}:
        return Told(content(thing), (f"{thing} {'' if plain == 'yes' else 'does not '}{aspect}",), True)
    named = "" if ASKS.match(aspect) else aspect
    return Told(content(thing), tuple(dict.fromkeys([f"{thing} {named} {value}", *parts(value)[1:]])), True)


def _told_by_text(question: str, criteria: Sequence[Criterion], place: int) -> Told:
    text = criteria[place].text
    subject = _lead(question, criteria, place) or thing_named(text, asked_apart(question))
    asserted = (sentence for sentence in Reading(text).sentences if not sentence.endswith("?"))
    short = (sentence for sentence in asserted if len(sentence.split()) <= LONG)
    each = [part for sentence in short for part in (*parts(sentence), completed(sentence)) if part]
    return Told(subject, tuple(dict.fromkeys([text, *each] if len(text.split()) <= LONG and each else each)), False)


@lru_cache(maxsize=256)
def asked_apart(question: str) -> tuple[Subject, ...]:
    """The two things that the question sets against each other, without the words that both have."""
    found = COMPARED.search(question[:LONGEST])
    if not found:
        return ()
    names = [name for name in found.groups() if name]
    one, other = (_named(name, names) for name in names[:2])
    return (one, other) if one and other and max(len(one), len(other)) <= 2 else ()


def _named(name: str, names: Sequence[str]) -> Subject:
    """What one name has by itself; of a longer one, the head that goes for both is left out ("L1 and L2 loss")."""
    both = content(names[0]) & content(names[1])
    own = [word for word in statement(LETTER_HYPHEN.sub(r"\1", name)).stems if word in content(name) - both]
    return frozenset(own[: min(len(content(each) - both) for each in names)])


def _lead(question: str, criteria: Sequence[Criterion], place: int) -> Subject:
    """What the point begins with, if that is a thing: the head of an item, or named by the question or elsewhere."""
    text = criteria[place].text
    found = LEAD.match(text)
    words = frozenset(word for word in content(found[0]) if len(word) > 1 and word[0].isalpha()) if found else NOBODY
    if found is None or not 1 <= len(words) <= 2 or len(found[0].split()) > 6 or NO_THING.match(found[0]):
        return NOBODY
    if NOUN_AFTER.match(text[found.end() :]):
        return NOBODY
    elsewhere = [
        stems(question) | content(question),
        *(content(each.text) for other, each in enumerate(criteria) if other != place),
    ]
    is_head = text[found.end() :].lstrip()[:1] in {":", "—"}
    return words if is_head or any(words <= each for each in elsewhere) else NOBODY


def things(question: str, points: Sequence[Told], criteria: Sequence[Criterion]) -> tuple[Subject, ...]:
    """Everything that the entry speaks of."""
    names = (name for each in criteria for name in NAME.findall(FORMULA.sub(" ", each.text)))
    single = [name for name, count in Counter(map(content, names)).items() if count > 1]
    found = [*(each.subject for each in points if each.subject), *asked_apart(question)]
    return tuple(dict.fromkeys([*found, *(name for name in single if len(name) == 1 and len(min(name)) > 1)]))


def thing_named(text: str, known: Sequence[Subject]) -> Subject:
    """The thing that a text begins with; empty for none."""
    said = statement(HYPHEN.sub(" ", text))
    full = {word: _in_full(word, known) for word in said.words | frozenset(said.stems)}
    words = frozenset(full.values())
    leading = [
        full[word]
        for word, token in zip(said.stems, said.tokens, strict=True)
        if token not in LIGHT and token[0].isalnum()
    ]
    places = {word: place for place, word in reversed(list(enumerate(leading[:LEADING])))}
    here = [each for each in known if each <= words and all(word in places for word in each)]
    fullest = [each for each in here if not any(each < other for other in here)]
    return min(fullest, key=lambda each: (max(places[word] for word in each), sorted(each)), default=NOBODY)


def _in_full(word: str, known: Sequence[Subject]) -> str:
    """The word of a thing's name that this is short for ("norm" for "normalisation"), else the word itself."""
    if len(word) < SHORT_FOR:
        return word
    return next((name for thing in known if len(thing) > 1 for name in sorted(thing) if name.startswith(word)), word)


def pieces(reading: Reading, known: Sequence[Subject]) -> tuple[Piece, ...]:
    """The sentences and clauses of an answer, each with its thing."""
    found: dict[str, Piece] = {}
    subject = NOBODY
    for sentence in reading.sentences:
        subject = subject if PRONOUN.match(sentence) else NOBODY
        for part in parts(sentence):
            subject = thing_named(part, known) or subject
            found.setdefault(part, Piece(part, subject))
    return tuple(found.values())
