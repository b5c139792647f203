"""Dependence: does a turn of a conversation need what was said before, and which words say so?

Read from the turn alone: a pronoun with nothing before it to stand for, an opening that goes on ("and", "what about"),
a noun that is always of something ("the drawbacks") with nothing behind it, a comparison without the other side.
"""

import re
from dataclasses import dataclass
from enum import Enum

from index import content_words, stem, tokenise
from tutor.asking.subject import RELATIONS, bare, subject


class Need(Enum):
    """How much a turn needs the turns before."""

    NONE = 0
    """It says all by itself."""
    WEAK = 1
    """It may stand alone or may go on: to be searched for both ways."""
    SURE = 2
    """It cannot be understood alone."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """How much a turn needs the turns before, and the words that point back."""

    need: Need
    pointer: str = ""
    """The words that point back, as typed: "its", "the second one"; "" where something is left out instead."""


NOTHING = Dependence(Need.NONE)

PRONOUN = re.compile(
    r"\b(?:its|it|they|them|theirs?|he|she|him|his|hers?|this|these|those|that"
    r"|(?:(?:which|any|either|neither|both|one|some|each|all)\s+of\s+)?(?:the\s+(?:two|former|latter|others?)"
    r"|them|these|those)"
    r"|(?:the|this|that|which|other|another)\s+ones?|ones|both(?!\s+\w+\s+\w+\s+and\b|\s+\w+\s+and\b)|(?:an)?others?"
    r"|the same|there|here)\b",
    re.IGNORECASE,
)
EXPLETIVE = re.compile(
    r"\b(?:is|was|does|would|will|can|could|should|has|if|when|that|makes?|what if)\s+it\s+(?:take|takes"
    r"|possible|true|better|best"
    r"|important|necessary|enough|ok|okay|safe to|good to|bad to|worth|make sense|matter|mean (?:to|that|when"
    r"|if)|cost to)\b"
    r"|\bit(?:'s|\s+is)\s+(?:possible|true|better|important|necessary|worth)\b"
    r"|\b(?:is|are|was|were|be|been|if)\s+there\b|\bthere\s+(?:is|are|was|were|be)\b"
    r"|\b(?:those|these|someone|people)\s+who\b|\bone\s+of\s+the\b|\beach\s+other\b|\bon the other hand\b",
    re.IGNORECASE,
)
NO_POINTER = re.compile(
    r"\b(?:so|such|given|mean|means|meant|know|say|says|said|show|prove|assume|think|sure|fact|idea|claim"
    r"|is it true|notice|check"
    r"|(?!is\b|was\b|does\b|has\b|its\b)\w+s|\w+ed|model|data|way)\s+that\b(?!\s*[?.!]*$)",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:an?|the|any|some|each|every|which|what|no)\s+(?:(?!ones?\b)[\w-]+\s+){1,4}that"
    r"(?=\s+(?:is|are|was|were|has|have|had|can|does|do|did|will|would|should|must|may|\w+s|\w+ed)\b)",
    re.IGNORECASE,
)
"""A clause about what stands before it: "a learning rate that is too small"."""
BOUNDARY = re.compile(
    r"[,;:.?!]|\b(?:and|but|or|so|because|if|when|while|whereas|although|since|which|that)\b", re.IGNORECASE
)
OPENER = re.compile(
    r"^\s*(?:and|but|or|what about|how about|what else|what if so|else|then|instead|also|plus"
    r"|besides)\b",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^\s*(?:(?:and|but|ok|so|oh|then)\b[\s,]*)*(?:(?:what|how)\s+about\b|(?<=and )(?=(?:an?\s"
    r"|the\s)?[\w-]+(?:\s[\w-]+)?\W*$))",
    re.IGNORECASE,
)
"""What goes on about another thing: "what about L2?", "and SHAP?"."""
WORKING = re.compile(r"how\s+(?:do|does|did)\s+(?!the\b)", re.IGNORECASE)
BARE = re.compile(
    r"^\W*(?:why(?: not| so| is that| exactly)?|how(?: so| come| exactly)?|really|when|where|who|what else"
    r"|go on|continue"
    r"|(?:tell|explain|give|show)(?: me| us)? more(?: (?:details?|about (?:it|that|this)))?|more|more details?"
    r"|elaborate|in what way|such as|like what"
    r"|(?:can you )?(?:give|show)(?: me| us)?(?: an?| another| some| one)? (?:more )?examples?|an? example"
    r"|for example|for instance|in practice|examples?"
    r"|in short|shorter|simpler|say that again|again|explain (?:that |it )?(?:again|simpler|better))\W*$",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"\b(?:the\s+)?(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+"
    r"(?:one|kind|type|point|item|option|line|reason|method|step|case|way|part|idea|example|approach|remedy|thing)\b"
    r"|^\W*(?:the\s+)?(?P<alone>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|[1-5])\W*$",
    re.IGNORECASE,
)
_GENERIC = """
    main major important common popular famous typical different other similar best better worse worst good bad big
    large small new old early late modern recent current key basic general possible available necessary required
    special notable interesting significant fast faster slow slower cheap cheaper expensive simple simpler easy easier
    hard harder useful safe first last next short long high low free real usual first second third
    work happen help start end begin become change come go take find know tell show affect treat cause use choose
    create make develop prevent detect fix avoid improve reduce increase compare differ relate need cost pay last
    explain describe discuss invent publish propose introduce found discover original today world people time year day
    place thing number amount size rate level price money author inventor paper team member group
"""
GENERIC = frozenset(map(stem, _GENERIC.split())) | RELATIONS
"""Words that say nothing of a subject by themselves."""
FEW = 3
"""Content words: what has more of its own is taken to stand alone."""


def dependence(question: str) -> Dependence:
    """How much the turn needs the turns before."""
    asked = bare(question)
    if BARE.match(question) or BARE.match(asked):
        return Dependence(Need.SURE)
    if found := ORDINAL.search(question):
        return Dependence(Need.SURE, found.group())
    if pointer := _pronoun(question):
        return Dependence(Need.SURE, pointer)
    if ABOUT.match(question) or (OPENER.match(question) and not _whole(asked)):
        return Dependence(Need.SURE)
    if _generic(asked):
        return Dependence(Need.SURE)
    return Dependence(Need.WEAK) if _weak(asked) else NOTHING


def _whole(asked: str) -> bool:
    """Whether it asks in full for something that it names: "How does PCA work", not "L2"."""
    about = subject(asked)
    return about.whole and about.text != asked and not _generic(asked)


def _pronoun(question: str) -> str:
    """The first pronoun with nothing before it in another clause of the question that it could stand for."""
    quiet = question
    for pattern in (EXPLETIVE, RELATIVE, NO_POINTER):
        quiet = pattern.sub(_blank, quiet)
    for found in PRONOUN.finditer(quiet):
        before = BOUNDARY.split(quiet[: found.start()])[:-1]
        if not any(_subjects(clause) for clause in before):
            return question[found.start() : found.end()]
    return ""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _subjects(clause: str) -> list[str]:
    return [word for word in content_words(bare(clause)) if stem(word) not in GENERIC and word not in INTERJECTIONS]


INTERJECTIONS = frozenset("interesting wow ok okay oh thanks great no yes well extreme hmm right nice cool".split())


def _generic(asked: str) -> bool:
    """Nothing in it names a subject: "what are the main drawbacks", "which is faster"."""
    own = [word for word in content_words(asked) if stem(word) not in GENERIC]
    return not own and bool(tokenise(asked))


def _weak(asked: str) -> bool:
    own = [word for word in content_words(asked) if stem(word) not in GENERIC]
    if len(own) > FEW:
        return False
    about = subject(asked)
    if about.whole and re.search(rf"\bthe\s+{re.escape(about.text)}", asked, re.IGNORECASE):
        return True
    said = about.text if WORKING.match(asked) else asked
    return not about.whole or any(stem(word) in GENERIC for word in tokenise(said))
