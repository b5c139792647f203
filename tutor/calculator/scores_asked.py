"""Scores asked: which scores and counts of a classifier a text asks for, in their order, of which class or average."""

import re
from dataclasses import dataclass

from tutor.calculator.patterns import regex
from tutor.calculator.score_names import placed_names
from tutor.calculator.tallies import NAMED

_ASKS = regex(
    r"\b(?:what|which|how|calculate|compute|find|give|determine|work out|state|tell|evaluate|report|derive|estimate|"
    r"need|want|obtain|get|show|return|show)\b|\?",
    re.I,
)
_PIECE = regex(
    r"(?<=[.?!])(?<!\d\.)\s+|\n+|(?=\b(?:Calculate|Compute|Find|What|Determine|Use the|Estimate|Evaluate|I need|I want|"
    r"Give|Report|Derive)\b)"
)
_IDEA = regex(
    r"\b(?:explain|why|define|definition|describe|discuss|interpret|is defined as|refers to|means|stands for|formula|"
    r"(?:recall|precision|accuracy|sensitivity|specificity) is the|compare|difference between|prefer|better)\b",
    re.I,
)
_OPERATIVE = regex(
    r"\b(?:if|unless|instead|new|flip\w*|swap\w*|invert\w*|would|chang\w*|after|improv\w*|increas\w*|decreas\w*|"
    r"doubl\w*|halv\w*|drop\w*|without|except|exclud\w*|ignor\w*|merg\w*|combin\w*|collaps\w*|remain\w*|rest|ratio|"
    r"at least|at most|more than|less than|random\w*|cost\w*|additional|another|confidence|interval|standard error|"
    r"expected|baseline|majority|always|both|either|twice|"
    r"by how much|exceeds?|differ\w*|higher|lower|larger|smaller|sum of|product|gap|minus|respect to (?:time|cost))\b",
    re.I,
)
_RANKED = regex(r"(?<!macro)(?<!micro)(?<!weighted)[ -]average precision\b|\bmAP\b|@\s?\d|\bat k\b")
"""Scores of rankings, which are others."""
_AVERAGE = regex(r"\b(macro|micro|weighted)\b|\b(macro|micro)(?=averag\w*|f1|precision|recall)", re.I)
_BETA = regex(r"\bF[- ]?_?\(?(0\.5|[2-9])\)?(?!\d|\.\d)|\bF[- ]?_?beta\b[^.\n]{0,30}?\bbeta\s*=\s*(\d(?:\.\d+)?)", re.I)


OTHERWISE = regex(
    r"\b(?:negatives?|other|opposite|minority|majority) class\b|\b(?:always|never)\b|\bper[- ]class accuracy\b|"
    r"\b(?:ratio|mean|average|difference|gap|complement|sum|product) (?:of|between)\b|"
    r"\bwhich\b[^.?]*\b(?:larger|higher|greater|better|bigger|smaller|lower|worse)\b|"
    r"\b(?:on|for|of|among) (?:the |all |only |actual |real |true )*(?:negatives|positives|negative class|"
    r"(?:positive|negative)s? (?:cases|examples|samples|ones))\b|"
    r"\baccuracy (?:on|for|of|among) (?:the )?positive class\b|"
    r"\bif\b[^.?]*\b(?:doubl\w+|halv\w+|tripl\w+|increas\w+|decreas\w+|drop\w*|ris\w+|fall\w*|were|was|becom\w+|"
    r"chang\w+|swap\w+|flip\w+|correct\w+|remov\w+|add\w+|more|fewer|less)\b|"
    r"\b(?:swapped|twice as|half as|times as|baseline|percentage points)\b|\bafter (?:remov|add|drop|correct|chang|"
    r"exclud|fix)\w*|\bof an? (?:\w+ )?(?:filter|classifier|model|test|detector) (?:that|which) \w+ (?:all|every|no)|"
    r"\b(?:precision|recall|sensitivity|specificity|F1|score) (?:of|for|on) (?:the )?(?:ham|legit\w*|healthy|normal|"
    r"non|good|genuine|clean|benign)\b",
    re.I,
)
"""Asks for another class than the positive one, for another classifier, for a comparison, or after a change."""
REWORKED = regex(
    r"\b(?:half|some|all|none|\d+|[a-z]+) of the (?:false|true) (?:positives|negatives) (?:are|were|is|was|turn\w*|"
    r"become\w*|prove\w*)\b|\bnegatives?(?: class)? (?:is|are|as|to be|being) (?:the )?positive",
    re.I,
)
"""Changes the counts that were told before."""
_TEX_TABLE = regex(r"begin\{tabular\}.*?end\{tabular\}", re.S)
_UNFINISHED = regex(r"\b(?:is|are|was|equals|=|be)\W*$", re.I)
_GLOSS = regex(r"(?<=\S )\([^()]{3,}\)")
_OF_ALL = regex(r"\b(?:probability|chance|likelihood|proportion|fraction|percentage|share)\b", re.I)
_AMONG = regex(r"\b(?:given|among|of (?:the|all|those|these)|when|once|who|which|whose)\b", re.I)
_WRONGLY, _RIGHTLY = (
    regex(
        rf"\b(?:classified|labell?ed|diagnosed|predicted|sorted|flagged) {how}|\b{how} (?:classified|labell?ed|"
        r"diagnosed|predicted|sorted)",
        re.I,
    )
    for how in (r"(?:incorrectly|wrongly|falsely)", r"(?:correctly|rightly)")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A score by its name, or a count ("tp"), with the average over classes and the words that ask for it."""

    name: str
    average: str = ""
    words: str = ""
    beta: float = 1.0


def scores_asked(text: str) -> tuple[Asked, ...]:
    """What is asked for; nothing where the words that ask hold something that changes or compares."""
    found: dict[tuple[str, str], Asked] = {}
    pieces = [piece for piece in _PIECE.split(_TEX_TABLE.sub(" ", text)) if piece.strip()]
    for place, piece in enumerate(pieces):
        ends = place == len(pieces) - 1 and _UNFINISHED.search(piece)
        if _IDEA.search(piece) or not (_ASKS.search(piece) or _is_bare(piece) or ends):
            continue
        made = _of_piece(piece)
        if made and (_OPERATIVE.search(piece) or _RANKED.search(piece)):
            return ()
        found |= {(each.name, each.average): each for each in made if (each.name, each.average) not in found}
    return tuple(found.values())


def _is_bare(piece: str) -> bool:
    """A line that holds hardly more than a name: "e) Recall"."""
    return len(piece.split()) <= 6 and not re.search(r"\d[\d.,]*\s*\W*$|[=|]", piece.strip())


def _of_piece(piece: str) -> list[Asked]:
    plain = _GLOSS.sub(lambda hit: " " * len(hit[0]), _BETA.sub(lambda hit: "F-score".ljust(len(hit[0])), piece))
    beta = _BETA.search(piece)
    averages = [(hit.start(), (hit[1] or hit[2]).lower()) for hit in _AVERAGE.finditer(plain)]
    found = []
    for at, name in sorted([*placed_names(plain), *_counts(plain), *_shares(plain)]):
        average = next((each for place, each in reversed(averages) if place < at), averages[0][1] if averages else "")
        own = ("F-beta score", float(beta[1] or beta[2])) if beta and name == "F1 score" else (name, 1.0)
        found.append(Asked(own[0], average, plain, own[1]))
    return found


def _counts(piece: str) -> list[tuple[int, str]]:
    """The cells whose number is asked for: "how many false negatives are there?"."""
    if not re.search(r"\bhow many\b|\bnumbers? of\b|\bcounts?\b|\bvalues? of\b", piece, re.I):
        return []
    return _cells(piece)


def _cells(piece: str) -> list[tuple[int, str]]:
    blank = re.sub(r"(?:false|true)[- ](?:positive|negative) rate", lambda hit: " " * len(hit[0]), piece, flags=re.I)
    return [(hit.start(), cell) for cell, pattern in NAMED for hit in pattern.finditer(blank)]


def _shares(piece: str) -> list[tuple[int, str]]:
    """How likely a cell is among everything: "the probability that the result is a false positive"."""
    noun = _OF_ALL.search(piece)
    if noun is None or _AMONG.search(piece, noun.end()) or placed_names(piece):
        return []
    found = [(at, f"share of {cell}") for at, cell in _cells(piece)]
    for name, pattern in (("error rate", _WRONGLY), ("accuracy", _RIGHTLY)):
        found += [(hit.start(), name) for hit in pattern.finditer(piece)]
    return found if len(found) == 1 else []
