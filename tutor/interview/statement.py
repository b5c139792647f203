"""Statement: a piece of text as it is held against another: its words, what it denies, and its clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from index import stem
from tutor.interview.contrast import CONDITIONS
from tutor.interview.reading import stems

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:'[a-z]+)?|[,.;:()]")
HYPHEN = re.compile(r"(?<=\w)[-‐](?=\w)")
LETTER_HYPHEN = re.compile(r"\b([A-Za-z])-(?=[A-Za-z])")
FORMULA = re.compile(r"\$+[^$]*\$+")
COARSE = re.compile(r"\s*[,;](?![^()]*\))\s+|\s+(?:but|while|whereas)\s+|(?<=[.!?])\s+|\n+", re.I)
FINE = re.compile(
    r"\s*[;:]\s+|(?<!\b\w)\s+[-–—]\s+(?!\w\b)|,(?![^()]*\))\s+(?:and|but|so|or)?\s*|(?<=[.!?])\s+|\n+|"
    r"\s+(?:and|but|or|while|whereas|because|since|although|so that|which|where|when|if|as)\s+",
    re.I,
)
BESIDE = re.compile(
    r"\s*[;:]\s+|(?<!\b\w)\s+[-–—]\s+(?!\w\b)|,(?![^()]*\))\s+(?:and|but|so)\s+|"
    r"\s+(?:but|while|whereas|because|since|although|so that)\s+",
    re.I,
)
"""Where a clause that denies something is cut: not before what it may deny."""
NEGATOR_WORDS = (
    "not no never cannot neither nor none nothing hardly fails fail unable lacks cant dont doesnt isnt arent wont "
    "impossible unreasonable incorrect"
)
NEGATORS = frozenset(NEGATOR_WORDS.split())
MERELY = frozenset({"only", "just", "merely"})
"""After a negator they take the denial back: "not only"."""
SOFT_WORDS = "stop stops avoid avoids prevent prevents without rarely seldom until unlike instead rather merely"
SOFT = frozenset(SOFT_WORDS.split())
"""They may deny what stands near them or not: a difference there is no proof of anything."""
LIGHT_WORDS = """
    the a an any to be is are was were been being of it its that this in on at for with by as there very really always
    necessarily much more have has do does can could will would should may might longer just only all so such them they
    you we i he she one usually often ever even quite too also still then about
"""
LIGHT = frozenset(LIGHT_WORDS.split())
"""A negator reaches over these to the word that it denies."""
ENDS = frozenset({",", ".", ";", ":", "(", ")", "but", "and", "while", "whereas", "because", "so", "or"})
"""What a negator does not reach across."""
NEED = dict.fromkeys("need needs needed require requires required necessary must obligatory".split(), "necessary")
IRREGULAR = dict(
    pair.split("/")
    for pair in "kept/keep held/hold made/make given/give shown/show chosen/choose taken/take built/build seen/see "
    "drawn/draw found/find lost/lose thrown/throw sent/send fed/feed caught/catch broken/break broke/break grew/grow "
    "grown/grow known/know knew/know written/write wrote/write told/tell led/lead left/leave paid/pay met/meet ran/run "
    "meant/mean spent/spend stood/stand bought/buy sold/sell taught/teach brought/bring fell/fall fallen/fall".split()
)
BECOMES = re.compile(
    r"\b(?:becom(?:es?|ing)|became|get(?:s|ting)?|got|goes) (?:(?:ever|even|much|still|far) )?"
    r"(?:(higher|larger|bigger|greater|longer|more|up)|lower|smaller|shorter|less|fewer|down)\b",
    re.I,
)
"""A change told by an adjective: "becomes smaller"."""
RELATIVE = frozenset({"that", "which", "who"})
TELLING_WORDS = (
    "so mean means meant say says assume assumes guarantee guarantees ensure ensures show shows is know prove proves "
    "imply implies claim claims suggest suggests state states tells believe"
)
TELLING = frozenset({"", ",", ";", ":", *TELLING_WORDS.split()})
"""After one of these no relative clause begins that tells things apart."""
REACH = 5
SHORT_REACH = 2
FEWEST = 2
"""Content words of a clause that is looked at by itself."""


@dataclass(frozen=True)
class Statement:
    """A piece of text with what is needed to hold it against another."""

    text: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words in lower case and its marks, in order; what says that something is needed is one word."""
        tokens = (token.lower() for token in TOKEN.findall(HYPHEN.sub("", self.text.replace("’", "'"))))
        return tuple(NEED.get(token, IRREGULAR.get(token, token)) for token in tokens)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each token."""
        return tuple(map(stem, self.tokens))

    @cached_property
    def changes(self) -> frozenset[str]:
        """The stems of "increases" and "decreases" where it tells that by an adjective."""
        return frozenset(stem("increases" if up else "decreases") for up in BECOMES.findall(self.text))

    @cached_property
    def full(self) -> frozenset[str]:
        """The stems of all but the lightest words."""
        pairs = zip(self.stems, self.tokens, strict=True)
        return frozenset(word for word, token in pairs if token not in LIGHT and token.isalnum())

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of its content words without numbers."""
        return frozenset(word for word in content(self.text) if not word.replace(".", "").isdigit())

    @cached_property
    def prose(self) -> "Statement":
        """Itself without formulas, if enough is left."""
        plain = FORMULA.sub(" ", self.text)
        return statement(plain) if plain != self.text and len(stems(plain)) > FEWEST else self

    @cached_property
    def negators(self) -> tuple[int, ...]:
        """Where a negator stands."""
        after = (*self.tokens[1:], "")
        return tuple(
            place
            for place, token in enumerate(self.tokens)
            if (token in NEGATORS or token.endswith("n't")) and after[place] not in MERELY
        )

    @cached_property
    def denied(self) -> frozenset[str]:
        """The stem of the first full word after each negator."""
        return frozenset(word for place in self.negators for word in self._first_full(place))

    def _first_full(self, place: int) -> Iterator[str]:
        for token in self.tokens[place + 1 : place + 1 + REACH]:
            if token in ENDS:
                return
            if token not in LIGHT:
                yield stem(token)
                return

    @cached_property
    def reached(self) -> frozenset[str]:
        """The stems of whatever stands near after a negator."""
        return frozenset(word for place in self.negators for word in self.stems[place + 1 : place + 1 + REACH])

    @cached_property
    def softened(self) -> frozenset[str]:
        """The stems near words that may or may not deny."""
        return frozenset(
            word
            for place, token in enumerate(self.tokens)
            if token in SOFT
            for word in self.stems[place + 1 : place + 1 + (SHORT_REACH if token == "without" else REACH)]
        )

    @cached_property
    def conditional(self) -> bool:
        """Whether what it says holds under a condition only."""
        return bool((CONDITIONS | {"otherwise"}) & set(self.tokens))

    @cached_property
    def denies_condition(self) -> bool:
        """Whether it is a condition that it denies: that says nothing about what holds otherwise."""
        places = (place for place, token in enumerate(self.tokens) if token in CONDITIONS or self._restricts(place))
        return any(place < negator <= place + REACH for place in places for negator in self.negators)

    def _restricts(self, place: int) -> bool:
        """Whether a relative clause begins there that tells which thing is meant: "a unit that is not dropped"."""
        before = self.tokens[place - 1] if place else ""
        return self.tokens[place] in RELATIVE and before not in TELLING

    @cached_property
    def whole_only(self) -> bool:
        """Whether it denies something and has a condition, or a list, that its parts would lose."""
        if not self.negators or not (CONDITIONS | {"or", "nor"}) & set(self.tokens):
            return False
        each = [statement(part) for part in COARSE.split(self.text) if part and part.strip()]
        led = any(part.tokens[:1] and part.tokens[0] in CONDITIONS for part in each)
        return len(each) < 2 or led or bool({"or", "nor"} & set(self.tokens))

    @cached_property
    def under(self) -> frozenset[str]:
        """The stems of its condition, up to the next mark."""
        words: list[str] = []
        for place, token in enumerate(self.tokens):
            if token in CONDITIONS:
                words += takewhile(lambda each: each not in ENDS, self.tokens[place + 1 :])
        return frozenset(map(stem, words)) & self.full


statement = lru_cache(maxsize=8192)(Statement)


def content(text: str) -> frozenset[str]:
    """The stems of the content words; a letter before a hyphen stays with its word ("k-means")."""
    return stems(LETTER_HYPHEN.sub(r"\1", text))


VERB = re.compile(r"^(.{1,60}?)\s+(is|are|was|were|can|has|have|\w{3,}s)\s+(.+)$")
LEFT_OUT = re.compile(
    r"[,;]\s*(?:(?:and|but|while|whereas)\s+)?(?P<other>[^,;]{1,40}?)\s+"
    r"(?P<verb>is|are|was|were|do|does|can|has|have)(?:\s+not|n't|'t|not)\s*[.!]?$",
    re.I,
)
COPULAS = frozenset("is are was were can".split())


def completed(sentence: str) -> str:
    """What "merge sort is stable, quicksort is not" leaves out: "quicksort is not stable"; "" for nothing."""
    found = LEFT_OUT.search(sentence)
    said = VERB.match(re.split(r"[:;,]\s", sentence[: found.start()])[-1].strip()) if found else None
    if found is None or said is None:
        return ""
    verb = "" if said[2] in COPULAS else f"{said[2]} "
    return f"{found['other']} {found['verb']} not {verb}{said[3]}"


def parts(sentence: str) -> list[str]:
    """The sentence itself, what stands between its commas, and its clauses; verbatim."""
    if statement(sentence).whole_only:
        return [sentence]
    coarse = _split(COARSE, sentence)
    each = (part for one in coarse for part in (one, *_split(BESIDE if statement(one).negators else FINE, one)))
    return list(dict.fromkeys([sentence, *each]))


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    """A part needs something to speak of: two content words or numbers."""
    found = (part.strip() for part in pattern.split(text) if part and part.strip())
    return [part for part in found if len(stems(part)) >= FEWEST]
