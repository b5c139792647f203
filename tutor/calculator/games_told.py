"""Games told: Shapley values from the worth of every coalition, as v({A, B}) = 30, {A,B}: 30 or a formula's cases."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

MOST_PLAYERS = 6

_VALUE = r"\$?\s*(?P<v>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
_MEMBERS = r"(?P<m>[A-Za-z\d]{1,3}(?:\s*,\s*[A-Za-z\d]{1,3}){0,5})"
_FORMS = (
    regex(rf"\b[A-Za-z](?:_\w+)?\s*\(\s*\{{?\s*{_MEMBERS}\s*\}}?\s*\)\s*[=:|]\s*{_VALUE}"),
    regex(rf"\{{\s*{_MEMBERS}\s*\}}\s*[=:|]\s*{_VALUE}"),
    regex(rf"{_VALUE}\s*,?\s*&?\s*\bif\s+[A-Z]\s*=\s*\{{\s*{_MEMBERS}\s*\}}"),
)
_NOBODY = frozenset({"o", "0"})
_ASKED = regex(
    r"\b(?:player|customer|firm|agent|feature|participant|shapley value (?:of|for)|"
    r"phi_?\(?)\s*(?P<who>[A-Z\d])\b(?P<more>\s*(?:,|and\b))?"
)


def game(question: Question) -> Recognition:
    """The Shapley values where every coalition's worth is told, however they are asked for."""
    if not re.search(r"\bshapley\b", question.text, re.I) or _OTHER_SHARE.search(question.text):
        return None
    told = _told(question.text)
    players = sorted({player for coalition in told for player in coalition})
    whole = 2 <= len(players) <= MOST_PLAYERS and set(told) - {frozenset()} == set(_every(players)[1:])
    return _request(question, told, players) if whole else None


_OTHER_SHARE = regex(
    r"\bbanzhaf\b|\bnucleolus\b|\bcore\b|\bconvex\b|\bsuper-?additive\b|\bwhy\b|\bexplain\b|\bprove\b|\bif "
    r"(?:instead|we|v\()|"
    r"\bchanges?\b|\bdifference\b|\bsum of\b",
    re.I,
)


def _every(players: list[str]) -> list[frozenset[str]]:
    """All coalitions in the order of binary counting."""
    return [
        frozenset(player for at, player in enumerate(players) if bits >> at & 1) for bits in range(2 ** len(players))
    ]


def _request(question: Question, told: dict[frozenset[str], float], players: list[str]) -> Request:
    worth = tuple(told.get(each, 0.0) for each in _every(players))
    one = _asked(question.text)
    pick = _player(question, players) or (one if one in players else "")
    return Request("Shapley values", {"worth": worth, "players": tuple(players)}, pick=pick)


def _player(question: Question, players: list[str]) -> str:
    """The one player whose value is asked for, by place; "" for all."""
    asked = [
        player
        for player in players
        if re.search(
            rf"\b{re.escape(player)}'s (?:\w+ )?(?:shapley|value|share|payoff|contribution)|\bshapley (?:value|"
            rf"share) (?:of|for) "
            rf"(?:player |feature |the )?{re.escape(player)}\b(?!\s*(?:,|and)\s*\w+\W*$)|"
            rf"\bphi_?\(?{re.escape(player)}\b",
            question.text,
            re.I,
        )
    ]
    return asked[0] if len(asked) == 1 else ""


def _told(text: str) -> dict[frozenset[str], float]:
    """The worth of each coalition in the form that tells the most of them."""
    games = [_game(form, text) for form in _FORMS]
    return max(games, key=len)


def _game(form: re.Pattern[str], text: str) -> dict[frozenset[str], float]:
    found: dict[frozenset[str], float] = {}
    for hit in form.finditer(text):
        members = frozenset(part.strip() for part in hit["m"].split(",")) - _NOBODY
        found[members] = float(hit["v"].replace(",", ""))
    return found


def _asked(text: str) -> str:
    """The one player that the last sentence names; "" for all."""
    last = re.split(r"(?<=[.?!\d])\s+(?=[A-Z])|\n+", text.strip())[-1]
    hits = list(_ASKED.finditer(last))
    asked = {hit["who"] for hit in hits}
    return asked.pop() if len(asked) == 1 and not any(hit["more"] for hit in hits) else ""
