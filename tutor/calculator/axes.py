"""Axes: which words of a table of counts speak of the truth, which of the prediction, and which name a class."""

import re

from tutor.calculator.patterns import regex

TRUTH = regex(
    r"actual(?:ly|s)?|true|truth|ground|gold|real(?:ity|ly)?|reference|condition|observed|known|diagnosis|standard|"
    r"target|y_?true|y",
    re.I,
)
VERDICT = regex(
    r"pred\w*|classified|classifier|test|tests|tested|model(?:'s)?|system|says|said|flagged|outputs?|forecast\w*|"
    r"detected|assigned|diagnosed|algorithm|y_?pred|y_?hat|yhat|screening|identified|hypothesi[sz]ed|guess(?:ed)?",
    re.I,
)
IDLE = regex(
    r"class(?:es)?|labels?|values?|as|is|was|are|were|the|an?|of|in|by|for|results?|outcomes?|counts?|confusion|matrix|"
    r"categor(?:y|ies)|status|total|totals|sum|all|to|be|row|rows|column|columns|and|vs|versus|on|subjects?|cases?|"
    r"patients?|group|n|table|who|with|set|data|following|case|examples?|samples?|instances?|images?",
    re.I,
)
NO = regex(
    r"not?|non[\w-]*|neg\w*|healthy|0|-|false|ham|legit\w*|normal|genuine|absent|absence|good|benign|without|doesn't|"
    r"don't|didn't|isn't|honest|safe|stay(?:s|ed)?|\w+-",
    re.I,
)
YES = regex(
    r"pos\w*|yes|1|\+|sick|ill|diseased|spam|fraud\w*|present|presence|defective|malignant|infected|left|leaves?|\w+\+|churn\w*",
    re.I,
)
Words = tuple[str, ...]


def is_axis(word: str) -> bool:
    """Whether a word says which side of a table the truth or the prediction is."""
    return TRUTH.fullmatch(word) is not None or VERDICT.fullmatch(word) is not None


def sides(words: Words) -> tuple[bool, bool]:
    """Whether the truth is spoken of, and whether the prediction is."""
    return any(TRUTH.fullmatch(word) for word in words), any(VERDICT.fullmatch(word) for word in words)


def named(words: Words) -> Words:
    """What is left of a label when axes and idle words are taken off; "(positive)" only where it is all."""
    left = tuple(word.lower() for word in words if not is_axis(word) and (word == "A" or not IDLE.fullmatch(word)))
    bare = tuple(word for word in left if not re.fullmatch(r"pos(?:itive)?|neg(?:ative)?", word))
    return (
        bare if bare and not any(re.fullmatch(r"not?|non", word) for word in bare) and len(bare) < len(left) else left
    )


def is_negative(words: Words) -> bool | None:
    """Whether a class is called by what it is not; None where its words don't say it."""
    if any(NO.fullmatch(word) for word in words):
        return True
    return False if any(YES.fullmatch(word) for word in words) else None


def polarities(words: Words) -> list[bool]:
    """The negative and positive names in a row of words: "Pos Neg" is [False, True], "not spam" one name."""
    found: list[bool] = []
    skip = False
    for word in words:
        if skip and not NO.fullmatch(word):
            skip = False
            continue
        negative = is_negative((word,))
        if negative is not None:
            found.append(negative)
        skip = re.fullmatch(r"not?|non|without|doesn't|don't|didn't|isn't", word, re.I) is not None
    return found
