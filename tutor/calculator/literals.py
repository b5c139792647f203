"""Literals: the words of a story as events and their opposites.

A stem names one value of one variable; which ones do follows from the story (casting.py). A word that denies turns the
next stem round.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tutor.calculator.patterns import regex

Literal = tuple[int, int, bool]
"""(variable, value, denied)."""
Literals = tuple[Literal, ...]
VERDICT, TRUTH = "VERDICT", "TRUTH"

IDLE = frozenset(
    "the and that this these those there their them they then than his her him she its it's each any every all both "
    "some such has have had having does did done doing will would can could may might was were are being been for "
    "from with within into onto about only just even still also too very really actually indeed truly already now "
    "known know knows find found finds given give gives gave gets got get getting turn turns turned out proved proves "
    "shown show shows chosen choose chose select selected selecting pick picked randomly random draw drawn taken take "
    "takes sample sampled person people someone somebody individual individuals one ones population general item "
    "result results test tests tested testing case cases time times day days probability chance likely likelihood "
    "what which when where who whom whose how percent percentage fraction proportion share rate rates posterior "
    "conditional compute calculate determine suppose assume consider particular certain specific correctly comes come "
    "came coming following another else same day overall total use's applied being's you your our his my because "
    "however thus hence while whereas but yet per via by on in of to at as an is be do if or so it he we me us up am "
    "phrase used probabilities prior priors likelihoods affect affects occur occurs occurring appear appears "
    "appearing contain contains containing include includes including word words token tokens present seen see "
    "seeing giving meaning means effect effects problem problems situation situations applied reduced becomes "
    "lies made make makes receive receives received whether let say nearest decimal places answer type kind "
    "kinds types".split()
)
_SAME = {
    "ill": "disease", "sick": "disease", "diseased": "disease", "illness": "disease", "defect": "defective",
    "infection": "infected", "defects": "defective", "faulty": "defective", "fraud": "fraudulent", "rainy": "rain",
    "wins": "win", "absent": "!present", "negative": "!VERDICT", "positive": "VERDICT", "positives": "VERDICT",
    "negatives": "!VERDICT", "dies": "die", "died": "die", "dying": "die", "death": "die", "silent": "!VERDICT",
    "clears": "!VERDICT", "finds": "VERDICT", "cleared": "!VERDICT", "overlooks": "!VERDICT", "overlooked": "!VERDICT",
    "misses": "!VERDICT", "missed": "!VERDICT", "user": "use", "users": "use", "loss": "lost", "losses": "lost",
    "lose": "lost", "loses": "lost",
}  # fmt: skip
_NOT = frozenset(
    "not no never without neither nor none cannot neg nothing isn't aren't wasn't don't doesn't didn't".split()
)
_OTHER = frozenset("other others rest remaining otherwise remainder".split())
_FOUND = regex(r"(?:flag|detect(?!or)|identif|caught|catch|alarm|alert|trigger|recogni|beep)(?!or)")
"""What a test or a filter does with those that it takes for what it looks for."""
_TOKEN = regex(
    r"(?<![\w'.])(?:[B-HJ-Z]|A(?! [a-z])|(?<=species )A|(?<=machine )A|(?<=factory )A|(?<=class )A|(?<=type )A|"
    r"(?<=urn )A|"
    r"(?<=bag )A|(?<=box )A|(?<=model )A|(?<=Machine )A|(?<=Species )A|(?<=Urn )A|(?<=Box )A|(?<=Bag )A|(?<=Model )A|"
    r"(?<=Factory )A|[A-Z]\d|(?<=urn )I|(?<=bag )I|(?<=box )I|I{2,3}|IV)(?![\w(]|'(?!s\b)|\.\w)|"
    r"[A-Za-z][A-Za-z'\u2019]+(?:-[a-z]+)*"
)
_ENDINGS = (
    "iers",
    "ier",
    "nesses",
    "ations",
    "ation",
    "ingly",
    "ments",
    "ings",
    "ness",
    "ment",
    "ions",
    "ity",
    "ies",
    "ing",
    "ion",
)
_SHORT = ("ers", "ed", "es", "er", "ly", "s", "e", "y")


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The stems that say something, in order, each with whether the words deny it."""
    denied = False
    for hit in _TOKEN.finditer(text):
        word = hit[0]
        if len(word) == 1 or re.fullmatch(r"[A-Z]\d|I{2,3}|IV", word) or word in {VERDICT, TRUTH}:
            yield word, denied
            denied = False
            continue
        for part in re.sub(r"['\u2019]s?$", "", word.lower()).split("-"):
            if part in _NOT or part.endswith("n't") or part == "non":
                denied = True
            elif part in _OTHER:
                yield "OTHER", denied
            elif part in _SAME or part not in IDLE and part.removesuffix("s") not in IDLE and len(part) > 1:
                stem, no = stemmed(part)
                yield stem, denied != no
                denied = False


def stemmed(word: str) -> tuple[str, bool]:
    """The beginning of a word that its forms share, and whether the word itself denies it."""
    denied = False
    for prefix in ("non", "un"):
        if (
            word.startswith(prefix)
            and len(word) > 6
            and re.match(r"non|un(?:infect|affect|treat|vacc|insur|marri|employ)", word)
        ):
            word, denied = word.removeprefix(prefix), True
            break
    word = _SAME.get(word, word)
    if word.startswith("!"):
        word, denied = word[1:], not denied
    if word == VERDICT or _FOUND.match(word):
        return VERDICT, denied
    for ending in (*_ENDINGS, *_SHORT):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return (word.removesuffix("y").removesuffix("i") if len(word) > 4 else word)[:6], denied


def is_label(stem: str) -> bool:
    """Whether it is a letter or a number that names one of several."""
    return len(stem) <= 3 and stem[:1].isupper()


def labelled(text: str) -> frozenset[str]:
    """The nouns directly before labels."""
    row = [stem for stem, _ in tokens(text)]
    return frozenset(noun for noun, label in zip(row, row[1:], strict=False) if is_label(label) and not is_label(noun))


def stems(text: str) -> frozenset[str]:
    """The stems of a text."""
    return frozenset(stem for stem, _ in tokens(text))


@dataclass(slots=True)
class Cast:
    """The events of a story: which stem names which value of which variable."""

    named: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    """How many named values each variable has."""
    idle: frozenset[str] = frozenset()
    """Stems that tell nothing: of everybody, or of kinds that exclude each other."""

    def literals(self, text: str) -> tuple[Literal, ...] | None:
        """What a phrase says; () for nothing; None where it says two things of one variable."""
        found: dict[int, Literal] = {}
        for stem, denied in tokens(text):
            at = self.named.get(stem)
            if at is None:
                continue
            before = found.get(at[0], (*at, False))
            if before[:2] != at:
                return None
            found[at[0]] = (*at, before[2] or denied)
        return tuple(found.values())

    def another(self, name: str = "") -> Literal:
        """A variable of its own, with one value of that name."""
        at = (len(self.values), 0)
        self.values.append(1)
        if name:
            self.named[name] = at
        return (*at, False)

    def also(self, other: frozenset[str], name: str) -> None:
        """Further stems for a name; one that two names have is nobody's."""
        for stem in other:
            at = self.named.get(name)
            if at is not None and self.named.setdefault(stem, at) != at:
                del self.named[stem]

    def unknown(self, text: str) -> frozenset[str]:
        """Stems of a phrase that name nothing."""
        return frozenset(stem for stem in stems(text) if stem not in self.named)


def denied(literal: Literal, no: bool) -> Literal:
    """The literal, or its opposite."""
    return (*literal[:2], literal[2] != no)


def joined(left: Literals, right: Literals) -> Literals | None:
    """Both at once; None where they say different things of one variable."""
    found = {each[0]: each for each in left}
    for each in right:
        if found.setdefault(each[0], each) != each:
            return None
    return tuple(found.values())


def clusters(seeds: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The seeds that share a stem, joined."""
    found: list[frozenset[str]] = []
    for seed in seeds:
        touched = [each for each in found if each & seed]
        found = [each for each in found if not each & seed]
        found.append(seed.union(*touched))
    return [each for each in found if each]
