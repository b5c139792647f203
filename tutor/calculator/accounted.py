"""Accounted: the scores and counts that a question asks of an account of a classifier."""

import re
from fractions import Fraction

from tutor.calculator.account_clauses import MARK
from tutor.calculator.account_said import Account, said
from tutor.calculator.accounts import account
from tutor.calculator.cells import ALL, CALLED, CLEARED, NEGATIVE, POSITIVE, WRONG, Cells, Row, value_of
from tutor.calculator.numerals import shares
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.score_names import placed_names
from tutor.calculator.scores_asked import OTHERWISE, REWORKED
from tutor.calculator.tallies import NAMED
from tutor.calculator.verdicts import NEEDS, score_request

_ASKS = regex(
    r"\b(?:what|which|how|calculate|compute|find|give|determine|work out|state|tell|evaluate|report)\b|\?", re.I
)
FEWEST = 3
"""Numbers that an account of a classifier has at the least."""
_OTHER = regex(
    r"\b(?:macro|micro|weighted|threshold\w*|per[- ]class|each class|auc|roc|f\s?_?(?:0?\.\d|2)|increase\w*|"
    r"decrease\w*|"
    r"doubl\w+|halv\w+|instead|if we|if the|would change|by how much|improv\w+|minimum|maximum|at least|at most|"
    r"confidence interval|standard error|independent\w*|twice|second test|both tests|cost\w*|per day|expected value|"
    r"as well\b|compare\w*|larger than|smaller than|"
    r"class \d|prior|bayes|prevalence (?:is|of)|model [AB]|average[d]?|folds?)\b|@",
    re.I,
)
_ELSE = regex(
    r"\bwould(?! have\b)|\bchang\w+|\b(?:20|\d+|some|any) more\b|\bfewer\b|\banother\b|\badditional\w*|"
    r"\bwhy\b|\bstill\b|"
    r"\bshould (?:we|i|you|one)\b|\bgood\b|\benough\b|\bhigher\b|\blower\b|\bbetter\b|\bmatter\w*\b|\bafter\b|\bonce\b",
    re.I,
)
"""Asking for something else than what is."""
_LIMIT = regex(r"\b(?:at|with|using) (?:a |the |its )?(?:threshold|cut-?off)(?: of)?(?: 0?\.\d+)?,?", re.I)
_ROW = regex(
    r"\b((?:in)?correctly|wrongly|rightly) ([a-z]+) \d+(?:\.\d+)?\s?% of (?:the |all )?[a-z]+(?: [a-z]+)? and "
    r"(?=\d+(?:\.\d+)?\s?% of)",
    re.I,
)
"""One verb for two shares: "correctly finds 90 % of the sick and 80 % of the healthy"."""
_TOPIC = regex(
    r"\b(?:precision|recall|sensitivity|specificity|accuracy|f[- ]?_?1|predictive value|\w+ positives?|\w+ negatives?|"
    r"positive rate|negative rate|alarm rate|miss rate|matthews|mcc|kappa|error rate|acceptance rate)\b",
    re.I,
)


def accounted(question: Question) -> Recognition:
    """What is asked, from the story; None unless every number is explained and they decide it."""
    text = _ROW.sub(r"\g<0>\1 \2 ", _LIMIT.sub(" ", question.text))
    pieces = _pieces(text)
    two_cuts = len(set(_LIMIT.findall(question.text))) > 1
    if pieces is None or _is_idea(question) or two_cuts or REWORKED.search(question.text):
        return None
    story_text, asking = pieces
    telling = " ".join(piece for piece in re.split(r"(?<=[.?!])\s+|\n", shares(story_text)) if re.search(r"\d", piece))
    if (
        len(re.findall(r"\d[\d,.]*", telling)) < FEWEST
        or _OTHER.search(f"{telling} {asking}")
        or OTHERWISE.search(asking)
    ):
        return None
    if _ELSE.search(asking) or re.search(r"(?:^|[\s=(:])-\s?\d", story_text):
        return None
    wanted = _wanted(asking)
    if not wanted and not _PHRASES.search(asking):
        return None
    answers = {str(each): each for told in account(story_text) for each in [_answer(asking, wanted, *told)]}
    return answers.popitem()[1] if len(answers) == 1 else None


def _is_idea(question: Question) -> bool:
    """Whether an idea is asked for, by the words that ask or by a sentence that tells no number."""
    ideas = [each.text for each in question.sentences if each.conceptual and not re.search(r"\d", each.text)]
    return any(not re.search(r"\b(?:compute|calculate)\b", idea, re.I) for idea in ideas)


def _answer(asking: str, wanted: list[str], story: Account, rows: list[Row]) -> Request | None:
    """What is asked, from one way to read the story."""
    requests = [_made(name, rows) for name in wanted]
    if _PHRASES.search(asking):
        if not story.absolute:
            return None
        requests = [*_phrase(asking, story, rows), *requests]
    made = [request for request in requests if request is not None]
    if not made or len(made) != len(requests):
        return None
    first, *rest = made
    return Request(first.operation, first.arguments, also=tuple(rest), note=first.note) if rest else first


def _pieces(text: str) -> tuple[str, str] | None:
    """The story, and the last sentence, which asks; a sentence that does both is both."""
    sentences = [piece for piece in re.split(r"(?<=[.?!])\s+(?=\S)|\n+", text) if piece.strip()]
    asking = [piece for piece in sentences if _ASKS.search(piece) and (_TOPIC.search(piece) or _PHRASES.search(piece))]
    asking = asking or [piece for piece in sentences[-1:] if _TOPIC.search(piece)]
    if not asking:
        return None
    last = asking[-1]
    if not re.search(r"\d", re.sub(r"F[- ]?_?1\b|class \d", "", last)):
        return " ".join(_ended(piece) for piece in sentences if piece is not last), last
    cut = re.search(
        r"[,:;]\s*(?=(?:and |then )?(?:what|which|how|calculate|compute|find|give|determine|work out)\b)", last, re.I
    )
    late = re.search(r"\b(?:when|if|given|with|for|in)\b", last, re.I)
    if cut and not re.search(r"\d", re.sub(r"F[- ]?_?1\b", "", last[cut.end() :])):
        before = " ".join(piece for piece in sentences if piece is not last)
        return f"{before} {last[: cut.start()]}.", last[cut.end() :]
    if late is None:
        return None
    rest = [piece if piece is not last else _ASKED.sub(" ", piece) for piece in sentences]
    return " ".join(rest), last


def _ended(piece: str) -> str:
    """A line with an end, where it has none."""
    return piece if re.search(r"[.?!:,;]\s*$", piece) else f"{piece.rstrip()}."


_ASKED = regex(
    r"\b(?:how many|how large|how high|what(?:'s| is| are| was)?|which|calculate|compute|find|determine)\b"
    r"(?:(?!\b(?:when|if|among|in|for|with|on|given)\b)[^,?\d])*",
    re.I,
)


def _wanted(asking: str) -> list[str]:
    """Scores and cells in the order in which they are asked for."""
    found = placed_names(asking)
    left = re.sub(r"\b(?:false|true)[- ](?:positive|negative) rate", lambda hit: " " * len(hit[0]), asking, flags=re.I)
    for cell, pattern in NAMED:
        for hit in pattern.finditer(left):
            if re.search(r"\bhow many\b|\bnumber of\b|\bcounts?\b", asking, re.I):
                found.append((hit.start(), cell))
    return list(dict.fromkeys(name for _, name in sorted(found)))


_RATES: dict[str, tuple[Cells, Cells]] = {
    "error rate": (WRONG, ALL),
    "false discovery rate": (frozenset({"fp"}), CALLED),
    "false omission rate": (frozenset({"fn"}), CLEARED),
}


def _made(name: str, rows: list[Row]) -> Request | None:
    """A score or a count as a request."""
    if name in NEEDS:
        return score_request(name, rows)
    part, group = _RATES.get(name, (ALL, ALL))
    if part != group:
        return _quotient(part, group, rows)
    return _number(frozenset({name}), rows)


def _number(cells: Cells, rows: list[Row]) -> Request | None:
    value = value_of(cells, rows)
    total = value_of(ALL, rows)
    if value is None or value < 0 or (total is not None and total == 1):
        return None
    return Request("arithmetic", {"expression": f"{value.numerator} / {value.denominator}"})


def _quotient(part: Cells, group: Cells, rows: list[Row]) -> Request | None:
    some, many = value_of(part, rows), value_of(group, rows)
    if some is None or not many or some < 0:
        return None
    share = Fraction(some) / Fraction(many)
    return Request("arithmetic", {"expression": f"{share.numerator} / {share.denominator}"})


_PHRASES = regex(
    r"\bhow many (?P<count>[^?,]+)|\bhow likely is it[^?]{0,40}?\bthat (?P<likely>[^?]+)|"
    r"\bwhat (?:share|fraction|proportion|percentage|part) of (?P<share>[^?]+)",
    re.I,
)
_PREDICATE = regex(
    r"\b(?P<verb>is|are|was|were|has|have|had|did|does|do|really|actually|indeed|turned|get|gets|got|"
    r"contain\w*|held)\b",
    re.I,
)


def _phrase(asking: str, story: Account, rows: list[Row]) -> list[Request | None]:
    """A count or a share that is asked for in words of the story."""
    hit = _PHRASES.search(asking)
    if hit is None:
        return []
    if hit["count"]:
        if any(pattern.search(hit["count"]) for _, pattern in NAMED):
            return []
        cells = said(story, f"{MARK} " + re.split(r"\band\b what", hit["count"])[0]).cells
        if cells == ALL or not cells:
            return [None]
        return [_number(cells, rows)]
    text = hit["likely"] or hit["share"]
    cut = list(_PREDICATE.finditer(text))
    for each in cut:
        group, part = said(story, text[: each.start()]).cells, said(story, text[each.start() :]).cells
        pairs = ({POSITIVE, NEGATIVE}, {CALLED, CLEARED})
        if any(group in one and part in other for one, other in (pairs, pairs[::-1])):
            return [_quotient(group & part, group, rows)]
    return [None]
