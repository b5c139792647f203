"""Subject: what a question is about, in its own words, read from the form of the question."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index import content_words, stem, tokenise

POLITE = re.compile(
    r"^\s*(?:(?:so|ok|okay|well|oh|and|but|now|then|also|hi|hello|hey|please|interesting|great|thanks|thank you)\b"
    r"[\s,.!:;-]*)*"
    r"(?:(?:can|could|would|will) you (?:please |briefly |shortly )?|do you know (?:if |about )?"
    r"|i(?:'d| would) like to (?:know|learn) (?:more )?(?:about )?|i want to (?:know|learn) (?:more )?(?:about )?"
    r"|please |briefly )*",
    re.IGNORECASE,
)
_ARTICLE = r"(?:an?\s+|the\s+)?"
_BE = r"(?:'s|s|\s+is|\s+are|\s+was|\s+were)"
_TELL = r"(?:explain|describe|define|discuss|outline|summari[sz]e|introduce|tell\s+(?:me\s+)?(?:more\s+)?about)"

DEFINING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_TELL}\s+(?:to\s+me\s+)?(?:how|what)\s+{_ARTICLE}(?P<x>.+?)\s+(?:is|are|does|do|works?|means?)$",
        rf"{_TELL}\s+(?:to\s+me\s+)?(?:the\s+(?:idea|concept|meaning|notion|term)\s+(?:of|behind)\s+)?{_ARTICLE}(?P<x>.+)$",
        rf"what{_BE}\s+(?:meant\s+by|the\s+(?:idea|concept|meaning|definition|notion|purpose|role|point|use)\s+"
        rf"(?:of|behind))\s+{_ARTICLE}(?P<x>.+)$",
        rf"what{_BE}\s+{_ARTICLE}(?P<x>.+?)(?:\s+(?:good|used|useful))?(?:\s+(?:for|about|exactly))?$",
        r"(?:what(?:'s|\s+is|\s+are)\s+the\s+)?differences?\s+between\s+(?P<x>.+)$",
        r"(?:compare(?:\s+and\s+contrast)?|contrast)\s+(?P<x>.+)$",
        rf"how\s+(?:do|does|is|are)\s+{_ARTICLE}(?P<x>.+?\s+(?:differ(?:ent)?\s+from|compare\s+(?:with|to))\s+.+)$",
        rf"how\s+(?:do|does|is|are)\s+{_ARTICLE}(?P<x>.+?\s+and\s+.+?)\s+(?:differ|compare|different|related)$",
        rf"who{_BE}\s+{_ARTICLE}(?P<x>.+)$",
        rf"what\s+(?:do|does|did)\s+{_ARTICLE}(?P<x>.+?)\s+(?:do|mean|say|stand\s+for|measure)$",
        rf"(?:how|why)\s+(?:do|does|did|is|are|can)\s+{_ARTICLE}(?P<x>.+?)\s+"
        r"(?:work|works|function|operate|learn|used|useful|important|helpful|computed|calculated|defined|needed|help)$",
    )
)
"""Forms that ask for a thing as a whole."""

BEGINNING = re.compile(
    r"(?:what|which|who|whom|whose|when|where|why|how)?\s*"
    r"(?:(?:much|many|long|often|large|big|well|far|fast|old)\s+)?"
    r"(?:(?:should|can|could|would|will|must|may|might|do|does|did|is|are|was|were|has|have|had|if|to|about)\s+)*"
    r"(?:(?:i|we|you|one|there|be|it)\s+)?"
    r"(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
JOINING = frozenset("a an and or the of in for".split())
"""Small words that a bare name may have: "batch norm", "the role of pooling in a CNN"."""
SPLIT = re.compile(
    r"\s+(?:vs\.?|versus|and|or|(?:differ\w*|compared?)\s+(?:with|to|from)|with|from|than|of|in|for|on|by|to|after|before|between|during|as"
    r"|at|like|using|over|under|into|through|behind|about)\s+(?:an?\s+|the\s+)?|,\s*",
    re.IGNORECASE,
)
_RELATIONS = """
    advantage application aspect basis behavior benefit case category cause challenge characteristic component con
    condition consequence cost definition detail difference disadvantage downside drawback effect element example
    factor feature form formula function goal history idea impact implication importance influence issue kind
    limit limitation meaning measure method motivation nature objective option origin part problem pro procedure
    process property pros purpose reason relation relationship requirement result risk role shortcoming side sign
    significance similarity solution source stage step strategy strength structure symptom task technique term trade
    type usage use value variant variation version way weakness work
"""
RELATIONS = frozenset(map(stem, _RELATIONS.split()))
"""Words that are always of something: no subject by themselves."""
_FLUFF = "algorithm approach concept idea issue method phenomenon principle problem process technique term"
FLUFF = frozenset(map(stem, _FLUFF.split()))
"""What may stand behind a name without belonging to it: "the vanishing gradient problem"."""
LONGEST = 4
"""A name has at most so many content words; what is longer says more than a name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about."""

    text: str
    """In the question's own words, without article."""
    whole: bool
    """Whether the question asks for the thing as a whole ("What is X?", "How does X work?") and nothing more of it."""


def subject(question: str) -> Subject:
    """The subject of a question that stands alone: "How does dropout work?" -> "dropout", whole."""
    asked = bare(question)
    for form in DEFINING:
        if (found := form.match(asked)) and 0 < len(content_words(found["x"])) <= LONGEST:
            return Subject(found["x"].strip(), True)
    if set(filter(is_small, tokenise(asked))) <= JOINING and 0 < len(content_words(asked)) <= LONGEST:
        return Subject(asked, True)
    return Subject(BEGINNING.sub("", asked, count=1).strip(), False)


def names(text: str) -> tuple[tuple[str, ...], ...]:
    """The things that a subject names, each as the stems of its words: "dropout versus L2" has two."""
    parts = (tuple(map(stem, content_words(part))) for part in SPLIT.split(text) if part)
    kept = [_core(part) for part in parts if any(word not in RELATIONS for word in part)]
    return tuple(dict.fromkeys(kept))


@lru_cache(maxsize=100_000)
def is_small(word: str) -> bool:
    """Whether a word carries no subject in any question: "the", "what"."""
    return not content_words(word)


def _core(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if word not in FLUFF) or name


def bare(question: str) -> str:
    """The question without politeness before it and punctuation behind it."""
    return POLITE.sub("", question.strip(), count=1).strip().rstrip("?.! ").strip()
