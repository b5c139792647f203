"""Opposition: which points an answer contradicts, seen from the whole entry.

Every piece of the answer is held against every statement of the notes. What they are about is the words that they
share, rare words of the entry counting more, an antonym counting like its opposite. A piece contradicts a statement
when they are about one thing and an odd number of differences turn the meaning round: a denial, an antonym, another
number, or one of the entry's own things in another's place. It is believed that a piece agrees with another point when
it fits that at least as well, and that the answer makes the point when another piece fits nearly as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tutor.interview.borrowed import borrowed
from tutor.interview.comparison import Comparison, Weights, about, apart, axes
from tutor.interview.contrast import Contrast
from tutor.interview.exchange import exchanges
from tutor.interview.figures import other_count
from tutor.interview.kinds import other_kind
from tutor.interview.misnumbered import misnumbered
from tutor.interview.misstated import misstated
from tutor.interview.reading import Reading
from tutor.interview.rubric import Criterion
from tutor.interview.statement import statement
from tutor.interview.subjects import NOBODY, Piece, Told, thing_named
from tutor.interview.turning import asserts_anew, denies_anew, denies_weakly, needless, stand_together, turned

NEAR, ABOUT = 0.3, 0.45
"""Likeness from which two texts are compared, and from which a difference is a contradiction."""
IN_PLACE = 0.55
"""Likeness of what is said of two things, from which one is seen to stand in the other's place."""
DENIED = 0.65
"""Likeness from which a denial of something new contradicts: "does not affect" for "distorts"."""
SAME = 0.75
"""Likeness from which even "does not use" contradicts "uses"."""
OF_A_KIND = 0.6
"""Likeness from which another thing of a kind contradicts."""
SHORT_CELL = 3
"""Words of a table cell that says nothing without its row."""
JUST_SO = 0.8
"""Likeness from which a thing is in another's place though the point does not begin with it."""
ALL_OF_IT = 0.9
"""Likeness from which one word said of another thing is enough: "quicksort is stable"."""
MORE = 0.85
"""... unless the notes say something of that thing which is nearly as like."""
BELIEVED = 0.85
"""What agrees and comes this near to what opposes is believed."""


@dataclass(frozen=True)
class _Held:
    """One piece held against one statement."""

    point: int
    text: str
    told: str
    likeness: float
    contrast: Contrast


def oppositions(compared: Comparison) -> tuple[tuple[str, Contrast] | None, ...]:
    """Per point the piece that says the opposite, and how; None where there is none."""
    held = list(_held(compared))
    crossed, numbered = _borrowed(compared) | _exchanged(compared), _misnumbered(compared)
    question, reading = compared.question, compared.reading
    return tuple(
        _count(question, criterion, reading) or crossed.get(place) or numbered.get(place) or _opposed(place, held)
        for place, criterion in enumerate(compared.criteria)
    )


def _exchanged(compared: Comparison) -> dict[int, tuple[str, Contrast]]:
    """Per point the clauses in which two of its things have changed places."""
    found = exchanges(compared.criteria, compared.reading, compared.weights.of, compared.known)
    return {place: (each.text, Contrast(swap=each.swap)) for each in found for place in each.points}


def _borrowed(compared: Comparison) -> dict[int, tuple[str, Contrast]]:
    """Per point the clause that tells of its thing what the notes say of another."""
    return {place: (each.text, Contrast(swap=each.things)) for place, each in borrowed(compared).items()}


def _misnumbered(compared: Comparison) -> Mapping[int, tuple[str, Contrast]]:
    """Per point the clause with another number, or another formula, in the place of the point's."""
    numbers, formulas = misnumbered(compared), misstated(compared)
    wrong = {place: (each.text, Contrast(formula=each.formulas)) for place, each in formulas.items()}
    return wrong | {place: (each.text, Contrast(number=each.numbers)) for place, each in numbers.items()}


def _count(question: str, criterion: Criterion, reading: Reading) -> tuple[str, Contrast] | None:
    count = other_count(question, criterion.text, reading.text)
    return (reading.text, Contrast(number=count)) if count else None


def _opposed(point: int, held: Sequence[_Held]) -> tuple[str, Contrast] | None:
    mine = [each for each in held if each.point == point]
    agreeing = [each for each in mine if not each.contrast.opposed]
    for each in sorted(mine, key=lambda each: (-each.likeness, len(each.text), each.text)):
        if each.contrast.opposed and (each.likeness >= ABOUT or each.contrast.number):
            elsewhere = (
                other.likeness
                for other in held
                if other.point != point and other.text == each.text and not other.contrast.opposed
            )
            same = max((other.likeness for other in agreeing if _apart_from(other, each)), default=0.0)
            believed = same >= BELIEVED * each.likeness and not each.contrast.number
            if not believed and max(elsewhere, default=0.0) < each.likeness:
                return each.text, each.contrast
    return None


def _apart_from(agreeing: _Held, opposed: _Held) -> bool:
    """Whether it agrees by itself: no part of what opposes, and where it holds that, nearer than that."""
    if agreeing.text in opposed.text:
        return False
    if opposed.told != agreeing.told and opposed.told in agreeing.told and opposed.text in agreeing.text:
        return False
    return opposed.text not in agreeing.text or agreeing.likeness > opposed.likeness


def _held(compared: Comparison) -> Iterator[_Held]:
    for place, point in enumerate(compared.points):
        for text in point.texts:
            about_what = thing_named(text, compared.known) or point.subject
            for piece in compared.said:
                found = _compared(Told(about_what, (text,), point.cell), piece, compared)
                if found and found[1].swap and about_what != point.subject and found[0] < JUST_SO:
                    found = None
                if found:
                    yield _Held(place, piece.text, text, found[0], _in_the_whole(found[1], text, point, piece))


def _in_the_whole(contrast: Contrast, text: str, point: Told, piece: Piece) -> Contrast:
    """Without what the rest of the point takes back: it denies the same, or has both words."""
    whole, part, said = statement(point.texts[0]), statement(text), statement(piece.text)
    denied_there = whole.reached - part.reached
    if contrast.negation in denied_there or (whole.reached - part.full) & said.reached & whole.words:
        contrast = replace(contrast, negation="")
    if text != point.texts[0] and stand_together(contrast.direction, whole):
        contrast = replace(contrast, direction="")
    return contrast


def _compared(point: Told, piece: Piece, compared: Comparison) -> tuple[float, Contrast] | None:
    """Likeness and difference of a statement and a piece; None when they have nothing to do with each other."""
    weights, points = compared.weights, compared.points
    notes, said = statement(point.texts[0]), statement(piece.text)
    short = len(notes.words - point.subject) <= SHORT_CELL
    if point.cell and short and point.subject and not piece.subject and not point.subject <= said.words:
        return None
    if apart(point.subject, piece, notes.text):
        return _in_place(point, piece, weights, points)
    named = point.subject if point.subject == piece.subject else NOBODY
    likeness = weights.likeness(about(notes) | axes(named), about(said) | axes(piece.subject))
    if likeness < NEAR:
        return None
    contrast = turned(notes, said)
    if likeness >= DENIED and not contrast.opposed:
        anew = denies_anew(notes, said, frozenset(weights.of)) or asserts_anew(notes, said) or needless(notes, said)
        contrast = replace(contrast, negation=anew)
    if likeness >= SAME and not contrast.opposed:
        contrast = replace(contrast, negation=denies_weakly(notes, said))
    if likeness >= OF_A_KIND and not contrast.opposed:
        contrast = replace(contrast, swap="/".join(other_kind(notes, said, compared.kinds)))
    return likeness, contrast


def _in_place(point: Told, piece: Piece, weights: Weights, points: Sequence[Told]) -> tuple[float, Contrast] | None:
    """What the notes say of one thing, said of another."""
    if any(each.subject == piece.subject for each in points if each.cell) != point.cell:
        return None
    notes, said = statement(point.texts[0]), statement(piece.text)
    told_of = about(said) - axes(piece.subject)
    likeness = weights.likeness(about(notes) - axes(point.subject), told_of)
    shared = (notes.words - point.subject) & (said.words - piece.subject)
    if likeness < IN_PLACE or (len(shared) < 2 and likeness < ALL_OF_IT):
        return None
    own = (
        weights.likeness(about(statement(text)) - axes(piece.subject), told_of)
        for each in points
        if each.subject == piece.subject
        for text in each.texts
    )
    if max(own, default=0.0) >= MORE * likeness:
        return None
    swap = f"{' '.join(sorted(point.subject))}/{' '.join(sorted(piece.subject))}"
    turns = turned(notes, said)
    of_things = set(turns.direction.split("/")) & (point.subject | piece.subject)
    return likeness, replace(turns, swap=swap, direction="" if of_things else turns.direction)
