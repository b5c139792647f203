"""Presence: how the words of a question stand in what was found for it.

Similarity says that a text is about the same field; whether the thing that was asked for is there at all, its words
say: "What is active learning?" is near every entry on learning, but nowhere do the two words stand together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import Results, content_words, stem, tokenise
from tutor.asking.subject import FLUFF, RELATIONS, bare, is_small, names, subject

BETWEEN = 2
"""Words that may stand between those of a name: "L1 and L2 regularisation" has both."""
FIRST = 3
"""So many of the best entries are read for the question's words."""
BEGINNING = 6
"""What a point begins with, in words, counts as its heading."""
MORE = 5
"""A line with so many other words says something about the thing that it names."""
TOLD = 2
"""So many such lines make it more than mentioned."""
BEST = 3
"""So many of the first lines are the best ones."""
DOER = re.compile(
    r"^(?:so\s+)?(?:how|why|when|where|what|which)?\s*"
    r"(?:does|do|did|is|are|was|were|can|could|will|would|should|has|have|had)\s+(?:an?\s+|the\s+)?(?P<x>.+)$",
    re.IGNORECASE,
)
"""Questions that put what they are about behind the verb."""
SIGNS = re.compile(r"(?<!\S)[^\w\s]{1,4}(?=[\s?]|$)(?<![?.!,;:-])")
"""Signs that stand alone."""
PERSONS = frozenset("i you we one it there they he she my your our this that these those".split())

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """What of the question stands in the lines that were found."""

    named: tuple[Stems, ...]
    """The things that the question asks for as a whole; none when it asks something more particular."""
    found: tuple[Stems, ...]
    """Those of them that stand in the lines, word by word together."""
    headed: bool
    """All were found, and one stands in a question, a heading or at the beginning of a point."""
    in_passing: bool
    """All were found, but no question that was found asks about them, and hardly a line says more than the name."""
    share: float
    """Largest share of the question's words in one of the best entries or points."""
    strange_names: tuple[str, ...]
    """Words that the notes never use and that are written like names: "AlexNet", "GPT-2"."""
    once: bool
    """What is asked for as a whole stands in one line at most, and in no question or heading that was found."""
    told: bool
    """One of the best lines begins with what is asked for as a whole, and goes on about it."""
    paired: bool
    """Every two words that stand side by side in the question do so in the lines, too."""
    doer_absent: bool
    """Of "How does X ...?" with more behind it: X stands neither in a question that was found nor in the best lines."""
    unseen_signs: bool
    """It asks about nothing but signs, and no line has them: "What is the difference between == and ===?"."""


def presence(results: Results) -> Presence:
    """How the question's words stand in its results."""
    about = subject(results.query)
    texts, heads = _texts(results), _heads(results)
    named = names(about.text) if about.whole else ()
    found = tuple(name for name in named if _stands(name, texts, results))
    words = tuple(dict.fromkeys(map(stem, content_words(results.searched))))
    pairs = _pairs(results.searched)
    return Presence(
        named=named,
        found=found,
        headed=len(found) == len(named) > 0 and any(_stands(name, heads, results) for name in named),
        in_passing=len(found) == len(named) > 0 and not _told(found, results),
        share=_share(words, results),
        strange_names=_written_as_names(results),
        once=bool(named) and _once(named, results),
        told=len(found) == len(named) > 0 and _begins(named, results),
        paired=bool(pairs) and all(any(_together(pair, text) for text in texts) for pair in pairs),
        doer_absent=not about.whole and _doer_absent(results),
        unseen_signs=all(word in RELATIONS or word in FLUFF for word in words) and _unseen_signs(results),
    )


def _once(named: Sequence[Stems], results: Results) -> bool:
    lines = _lines(results)
    if min(sum(_stands(name, [line], results) for line in lines) for name in named) > 1:
        return False
    headings = [_stems(heading) for hit in results.points for heading in hit.point.heading]
    asked = [_stems(hit.entry.question) for hit in results.entries]
    return not all(_stands(name, [*asked, *headings], results) for name in named)


def _begins(named: Sequence[Stems], results: Results) -> bool:
    lines = [_stems(hit.point.text) for hit in results.points[:BEST]]
    return any(
        len(line) >= len(name) + MORE and _stands(name, [line[:BEGINNING]], results) for name in named for line in lines
    )


def _pairs(question: str) -> list[Stems]:
    """Words side by side that both say something of the subject, as stems."""
    both = pairwise(tokenise(question))
    pairs = (tuple(map(stem, pair)) for pair in both if not any(map(is_small, pair)))
    return [pair for pair in pairs if RELATIONS.isdisjoint(pair)]


def _doer_absent(results: Results) -> bool:
    said = DOER.match(bare(results.query))
    words = content_words(said["x"]) if said else ()
    if not said or not words or tokenise(said["x"])[0] in PERSONS:
        return False
    asked = [_stems(hit.entry.question) for hit in results.entries]
    return not _stands((stem(words[0]),), [*asked, *_lines(results)[:BEST]], results)


def _unseen_signs(results: Results) -> bool:
    said = "\n".join((*(hit.entry.question + hit.entry.answer for hit in results.entries), *_said(results)))
    signs = SIGNS.findall(results.query)
    return bool(signs) and not all(sign in said for sign in signs)


def _said(results: Results) -> list[str]:
    return [" ".join((*hit.point.heading, hit.point.text)) for hit in results.points]


def _lines(results: Results) -> list[Stems]:
    return list(map(_stems, _said(results)))


def _told(found: Sequence[Stems], results: Results) -> bool:
    """Whether an entry asks about what was found, or lines tell of it; so always in plain notes."""
    questions = [_stems(hit.entry.question) for hit in results.entries]
    if not questions or all(_stands(name, questions, results) for name in found):
        return True
    points = [_stems(hit.point.text) for hit in results.points]
    return any(_told_by(name, points, results) for name in found)


def _told_by(name: Stems, points: Sequence[Stems], results: Results) -> bool:
    """Whether a line that begins with the name says more of it, or several lines do."""
    telling = [point for point in points if len(point) >= len(name) + MORE and _stands(name, [point], results)]
    return len(telling) >= TOLD or _stands(name, [point[:BEGINNING] for point in telling], results)


def _texts(results: Results) -> list[Stems]:
    entries = (f"{hit.entry.question} . {hit.entry.answer}" for hit in results.entries)
    return [*map(_stems, entries), *_lines(results)]


def _heads(results: Results) -> list[Stems]:
    questions = [_stems(hit.entry.question) for hit in results.entries]
    headings = [_stems(heading) for hit in results.points for heading in hit.point.heading]
    return [*questions, *headings, *(_stems(hit.point.text)[:BEGINNING] for hit in results.points)]


def _stems(text: str) -> Stems:
    return tuple(stem(word) for word in tokenise(text) if not is_small(word))


def _stands(name: Stems, texts: Iterable[Stems], results: Results) -> bool:
    """Whether the name, or another name of the same thing, stands together in one of the texts."""
    texts = list(texts)
    return any(_together(other, text) for other in _other_names(name, results) for text in texts)


def _other_names(name: Stems, results: Results) -> list[Stems]:
    known = [name]
    for asked, held in results.synonyms:
        typed = tuple(map(stem, content_words(asked)))
        if typed and set(typed) <= set(name):
            rest = tuple(word for word in name if word not in typed)
            known.append((*rest, *map(stem, content_words(held))))
    return known


def _together(name: Sequence[str], text: Stems) -> bool:
    wanted = set(name)
    if not wanted <= set(text):
        return False
    starts = (i for i, word in enumerate(text) if word in wanted)
    return any(wanted <= set(text[start : start + len(wanted) + BETWEEN]) for start in starts)


def _share(words: Sequence[str], results: Results) -> float:
    texts = (f"{hit.entry.question} {hit.entry.answer}" for hit in results.entries[:FIRST])
    held = (sum(word in text for word in words) for text in map(set, map(_all_stems, texts)))
    return max(held, default=0) / max(len(words), 1)


def _all_stems(text: str) -> Iterable[str]:
    return map(stem, tokenise(text))


def _written_as_names(results: Results) -> tuple[str, ...]:
    """Unknown words with a capital or a digit inside the question, or a capital behind its first letter."""
    typed = re.findall(r"(?<!^)\b\w*[A-Z0-9]\w*|^\w+[A-Z0-9]\w*", results.query)
    written = {word for part in typed for word in tokenise(part)}
    return tuple(word for word in results.signals.unknown if word in written)
