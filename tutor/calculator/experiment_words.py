"""Experiment words: what an asked event says, as pieces that matter; a word that is not understood stops it."""

import re
from dataclasses import dataclass

from tutor.calculator.amounts import COUNT
from tutor.calculator.experiment import Experiment
from tutor.calculator.experiment_story import plural
from tutor.calculator.patterns import regex

_TOKEN = regex(
    rf"\s*(?:(?P<compare>(?:at least|at most|no more than|not more than|no fewer than|no less than|more than|"
    rf"less than|fewer than|"
    rf"greater than|higher than|lower than|larger than|exactly|precisely|only)\b)|(?P<post>or (?:more|greater|higher|"
    rf"fewer|less|lower|under))|"
    rf"(?P<back>in (?:that|this) order)|(?P<sum>(?:the )?(?:sum|total)(?: of (?:the |their )?(?:numbers|dice|"
    rf"two dice|faces|spots|upturned "
    rf"faces|values|outcomes|rolls|two (?:rolls|numbers)))?(?: (?:rolled|shown|obtained))?)|"
    rf"(?P<product>(?:the )?product(?: of the (?:two )?numbers)?)|"
    rf"(?P<every>(?:one|a card|one ball|one marble) (?:of|from) each (?:colou?r|kind|suit|type))|"
    rf"(?P<same>(?:of |have )?(?:the )?same (?:colou?r|suit|rank|value|number|face|kind|type|denomination)s?|"
    rf"the same|doubles?|a pair|match(?:es|ing)?|coincide)|"
    rf"(?P<unlike>(?:of |have )?(?:all )?(?:different|distinct)(?: (?:colou?r|suit|rank|value|number|face|kind|"
    rf"type)s?)?)|"
    rf"(?P<ordinal>(?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th|next|last)(?: (?:two|2|three|3))?)|"
    rf"(?P<then>(?:and then|then|followed by)\b)|(?P<none>(?:none|no|neither|zero|not (?:a single|any))\b)|"
    rf"(?P<all>(?:all|both|every|each)\b)|(?P<not>(?:but not|not|isn't|aren't|other than|except)\b)|(?P<or>(?:or|"
    rf"either)\b)|"
    rf"(?P<and>(?:and|but)\b|,|;)|"
    rf"(?P<count>{COUNT}|once|twice)|(?P<word>[A-Za-z][A-Za-z'-]*)|(?P<other>\S))",
    re.I,
)
_IDLE = frozenset(
    "the a an of are is was were be being been other will seen saw that it they them there in on to at from for this "
    "these "
    "those you we i he she get gets "
    "would getting obtain obtaining obtained have has having draw draws drawing drawn pick picks picking picked select "
    "selecting selected "
    "choose chooses choosing chosen roll rolls rolling rolled toss tosses tossing tossed throw throws throwing "
    "thrown flip flips flipping "
    "flipped taken take dealt deal ball balls marble marbles card cards coin coins die dice item items person people "
    "member members "
    "one ones' show shows showing come comes coming up turn turns turned land lands landing face's color colour "
    "colors colours number "
    "result results outcome outcomes contain contains containing consist consists consisting include includes "
    "committee hand sample "
    "group team being fair both's randomly random see seeing observe occurs occur happens appear appears out what "
    "find probability "
    "been observed noticed noted known add adds equal equals equal's value hence so kind following deck pack "
    "standard shuffled well-shuffled ordinary toss' when if your his her their any time's numbers with".split()
)
ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}


@dataclass(slots=True)
class Piece:
    """A token: its kind, and what is written, in lower case."""

    kind: str
    said: str
    members: frozenset[int] = frozenset()


def names_kind(text: str, experiment: Experiment) -> bool:
    """Whether a word of the text names some kinds of the experiment."""
    return any(_members(word.lower(), experiment) for word in re.findall(r"[A-Za-z][a-z-]*", text))


def places_of(text: str) -> int:
    """How many draws the ordinals of an event speak of: 4 for "the first 2 ... the next 2"."""
    most = 0
    for hit in _TOKEN.finditer(text):
        if hit["ordinal"]:
            first, *more = hit["ordinal"].lower().removeprefix("the ").split()
            size = (2 if more[0] in {"two", "2"} else 3) if more else 1
            most = most + size if first == "next" else max(most, ORDINALS.get(first, 0) + size)
        elif hit["then"]:
            most = max(most, 1) + 1
    return most


def pieces_of(text: str, experiment: Experiment, story_words: frozenset[str]) -> list[Piece] | None:
    """The words that matter; None where one is neither known nor part of the story."""
    found: list[Piece] = []
    for hit in _TOKEN.finditer(text.strip().rstrip("?.: ")):
        kind, said = str(hit.lastgroup), hit[0].strip().lower()
        members = _members(said, experiment)
        if kind in {"word", "count"} and members and not (kind == "count" and not _is_face(found, experiment)):
            found.append(Piece("kind", said, members))
        elif kind == "word" and (said in _IDLE or plural(said) in story_words or said in story_words):
            continue
        elif kind in {"word", "other"} and said not in {"(", ")", '"', "'", ":"}:
            return None
        elif kind not in {"word", "other"}:
            found.append(Piece(kind, said))
    return _joined(found, experiment)


def _is_face(before: list[Piece], experiment: Experiment) -> bool:
    """Whether a bare number is a face of a die and no count: "at least one 6"."""
    return (
        bool(experiment.values) and bool(before) and before[-1].kind in {"count", "none"} and before[-1].said.isalpha()
    )


def _members(word: str, experiment: Experiment) -> frozenset[int]:
    """The kinds that a word names; what begins with "non-" names the others."""
    bare = word.removeprefix("non-").removeprefix("non")
    found = frozenset(at for at, words in enumerate(experiment.kinds) if words & {plural(word), word, f"{word} cards"})
    if not found and bare != word:
        inside = frozenset(at for at, words in enumerate(experiment.kinds) if plural(bare) in words)
        found = frozenset(range(len(experiment.kinds))) - inside if inside else inside
    return found


def _joined(pieces: list[Piece], experiment: Experiment) -> list[Piece]:
    """Kinds that stand together as one: "red or blue", "red kings", "not red"."""
    made: list[Piece] = []
    everything = frozenset(range(len(experiment.kinds)))
    for piece in pieces:
        before = made[-1].kind if made else ""
        if piece.kind == "kind" and before == "kind":
            made[-1] = Piece("kind", piece.said, made[-1].members & piece.members)
        elif piece.kind == "kind" and before == "or" and len(made) > 1 and made[-2].kind == "kind":
            made[-2:] = [Piece("kind", piece.said, made[-2].members | piece.members)]
        elif piece.kind == "kind" and before == "not":
            made[-1] = Piece("kind", piece.said, everything - piece.members)
        else:
            made.append(piece)
    return [each for at, each in enumerate(made) if not (each.kind == "or" and each.said == "either") or at == -1]
