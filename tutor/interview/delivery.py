"""Delivery: how an answer was given, apart from what it says. Nothing here enters a score."""

import re
from dataclasses import dataclass, replace

WORDS_A_MINUTE = 140
"""A calm speaking rate."""
LONG_SENTENCE = 35
"""Words; a listener loses a longer one."""
TOO_SHORT, TOO_LONG = 15, 300
"""Words of an answer that invites "go on", and of one that invites "let me stop you there" (two minutes)."""

HEDGES = re.compile(
    r"\b(i (?:think|guess|believe|suppose|feel like|am not sure|don'?t know exactly)|i'?m not sure|maybe|perhaps|"
    r"probably|possibly|kind of|sort of|more or less|somehow|or something(?: like that)?|"
    r"not (?:entirely |really )?sure|if i (?:remember|recall)(?: correctly| right)?|"
    r"might be|could be|it depends i guess)\b",
    re.IGNORECASE,
)
FILLERS = re.compile(
    r"\b(um+|uh+|uhm+|erm*|hmm+|you know|i mean|basically|literally|actually|obviously|like,|so yeah|and stuff|"
    r"and so on and so on|right\?|okay so|well,)(?!\w)",
    re.IGNORECASE,
)
SIGNPOSTS = re.compile(
    r"\b(first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|for example|for instance|because|therefore|so that|"
    r"in contrast|on the other hand|whereas|in short|to sum up|the (?:main|key) (?:idea|point|reason)|as a result|"
    r"however|in practice)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer was given."""

    words: int
    sentences: int
    longest: int
    """Words of the longest sentence."""
    hedges: tuple[str, ...]
    """Such as "I think", in order, repeats kept."""
    fillers: tuple[str, ...]
    """Such as "basically", in order, repeats kept."""
    signposts: tuple[str, ...]
    """Words that show the way: "first", "because", "for example"."""
    remarks: tuple[str, ...]
    """What to do about it, in sentences; none when there is nothing to say."""

    @property
    def spoken_seconds(self) -> int:
        """How long it takes to say, at a calm pace."""
        return spoken_seconds(self.words)


def spoken_seconds(words: int) -> int:
    """How long so many words take to say, at a calm pace."""
    return round(60 * words / WORDS_A_MINUTE)


def delivery(answer: str, *, whole: bool = True) -> Delivery:
    """How this answer was given; `whole` when it answers a whole question, and not a follow-up on one point."""
    said = [part for part in _SENTENCE.split(answer.strip()) if re.search(r"\w", part)]
    lengths = [len(re.findall(r"[\w'’-]+", part)) for part in said]
    found = Delivery(
        words=sum(lengths),
        sentences=len(said),
        longest=max(lengths, default=0),
        hedges=_all(HEDGES, answer),
        fillers=_all(FILLERS, answer),
        signposts=_all(SIGNPOSTS, answer),
        remarks=(),
    )
    return replace(found, remarks=_remarks(found, answer, whole))


def _all(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(match.group(0).strip(" ,").lower() for match in pattern.finditer(text.replace("’", "'")))


def _remarks(found: Delivery, answer: str, whole: bool) -> tuple[str, ...]:
    if not found.words:
        return ()
    rules = (
        (
            whole and found.words < TOO_SHORT,
            "That is short: a sentence on why it is so, and an example, would carry it.",
        ),
        (
            found.words > TOO_LONG,
            f"That takes {found.spoken_seconds} seconds to say. Lead with the answer, and stop after the example.",
        ),
        (found.longest > LONG_SENTENCE, f"One sentence has {found.longest} words. Make two of it."),
        (
            len(found.hedges) * 40 > found.words and bool(found.hedges),
            f"You hedge: {_named(found.hedges)}. Say what you know plainly, and say openly what you don't.",
        ),
        (len(found.fillers) * 40 > found.words and bool(found.fillers), f"Fillers: {_named(found.fillers)}."),
        (
            found.words >= 80 and not found.signposts and not _LISTED.search(answer),
            "Nothing tells the listener where you are: “first”, “because” and “for example” help.",
        ),
    )
    return tuple(remark for applies, remark in rules if applies)


def _named(words: tuple[str, ...]) -> str:
    named = ((re.sub(r"\bi\b", "I", word), words.count(word)) for word in dict.fromkeys(words))
    return ", ".join(f"“{word}”{_times(count)}" for word, count in named)


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""
