"""Experiment event: what the draws have to show, read word by word; a word that is not understood stops it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tutor.calculator.amounts import COUNT, whole
from tutor.calculator.experiment import Event, Experiment, Outcome
from tutor.calculator.experiment_story import FACES, plural
from tutor.calculator.patterns import regex

_TOKEN = regex(
    rf"\s*(?:(?P<compare>(?:at least|at most|no more than|not more than|no fewer than|no less than|more than|less than|fewer than|"
    rf"greater than|higher than|lower than|larger than|exactly|precisely|only)\b)|(?P<post>or (?:more|greater|higher|fewer|less|lower|under))|"
    rf"(?P<back>in (?:that|this) order)|(?P<sum>(?:the )?(?:sum|total)(?: of (?:the |their )?(?:numbers|dice|two dice|faces|spots|upturned "
    rf"faces|values|outcomes|rolls|two (?:rolls|numbers)))?(?: (?:rolled|shown|obtained))?)|(?P<product>(?:the )?product(?: of the (?:two )?numbers)?)|"
    rf"(?P<every>(?:one|a card|one ball|one marble) (?:of|from) each (?:colou?r|kind|suit|type))|"
    rf"(?P<same>(?:of |have )?(?:the )?same (?:colou?r|suit|rank|value|number|face|kind|type|denomination)s?|the same|doubles?|a pair|match(?:es|ing)?|coincide)|"
    rf"(?P<unlike>(?:of |have )?(?:all )?(?:different|distinct)(?: (?:colou?r|suit|rank|value|number|face|kind|type)s?)?)|"
    rf"(?P<ordinal>(?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th|next|last)(?: (?:two|2|three|3))?)|"
    rf"(?P<then>(?:and then|then|followed by)\b)|(?P<none>(?:none|no|neither|zero|not (?:a single|any))\b)|"
    rf"(?P<all>(?:all|both|every|each)\b)|(?P<not>(?:but not|not|isn't|aren't|other than|except)\b)|(?P<or>(?:or|either)\b)|"
    rf"(?P<and>(?:and|but)\b|,|;)|"
    rf"(?P<count>{COUNT}|once|twice)|(?P<word>[A-Za-z][A-Za-z'-]*)|(?P<other>\S))",
    re.I,
)
_IDLE = frozenset(
    "the a an of are is be being been will would that it they them there in on to at from for this these those you we i he she get gets "
    "getting obtain obtaining obtained have has having draw draws drawing drawn pick picks picking picked select selecting selected "
    "choose chooses choosing chosen roll rolls rolling rolled toss tosses tossing tossed throw throws throwing thrown flip flips flipping "
    "flipped taken take dealt deal ball balls marble marbles card cards coin coins die dice item items person people member members "
    "one ones' show shows showing come comes coming up turn turns turned land lands landing face's color colour colors colours number "
    "result results outcome outcomes contain contains containing consist consists consisting include includes committee hand sample "
    "group team being fair both's randomly random see seeing observe occurs occur happens appear appears out what find probability "
    "been observed noticed noted known add adds equal equals equal's value hence so kind following deck pack standard shuffled well-shuffled ordinary toss' when if your his her their any time's numbers with".split()
)
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "at least": lambda n, k: n >= k, "no fewer than": lambda n, k: n >= k, "no less than": lambda n, k: n >= k,
    "at most": lambda n, k: n <= k, "no more than": lambda n, k: n <= k, "not more than": lambda n, k: n <= k,
    "more than": lambda n, k: n > k, "greater than": lambda n, k: n > k, "higher than": lambda n, k: n > k,
    "larger than": lambda n, k: n > k, "less than": lambda n, k: n < k, "fewer than": lambda n, k: n < k,
    "lower than": lambda n, k: n < k, "exactly": lambda n, k: n == k, "precisely": lambda n, k: n == k, "only": lambda n, k: n == k,
}  # fmt: skip


@dataclass(slots=True)
class Read:
    """An event and whether the order of the draws matters to it."""

    event: Event
    ordered: bool = False


@dataclass(slots=True)
class _Piece:
    """A token: its kind, and what is written, in lower case."""

    kind: str
    said: str
    members: frozenset[int] = frozenset()


def read_event(text: str, experiment: Experiment, story_words: frozenset[str]) -> Read | None:
    """The event; None where a word of it is not understood or its parts can be put together in two ways."""
    pieces = _pieces(text, experiment, story_words)
    if not pieces:
        return None
    for rule in (_of_values, _alike, _in_order, _in_counts):
        found = rule(pieces, experiment)
        if found is not None:
            return found
    return None


def names_kind(text: str, experiment: Experiment) -> bool:
    """Whether a word of the text names some kinds of the experiment."""
    return any(_members(word.lower(), experiment) for word in re.findall(r"[A-Za-z][a-z-]*", text))


def places_of(text: str) -> int:
    """How many draws the ordinals of an event speak of: 2 for "the first ... the second", 4 for "the first 2 ... the next 2"."""
    most = 0
    for hit in _TOKEN.finditer(text):
        if hit["ordinal"]:
            first, *more = hit["ordinal"].lower().removeprefix("the ").split()
            size = (2 if more[0] in {"two", "2"} else 3) if more else 1
            most = most + size if first == "next" else max(most, _ORDINALS.get(first, 0) + size)
        elif hit["then"]:
            most = max(most, 1) + 1
    return most


def _pieces(text: str, experiment: Experiment, story_words: frozenset[str]) -> list[_Piece] | None:
    """The words that matter; None where one is neither known nor part of the story."""
    found: list[_Piece] = []
    for hit in _TOKEN.finditer(text.strip().rstrip("?.: ")):
        kind, said = str(hit.lastgroup), hit[0].strip().lower()
        members = _members(said, experiment)
        if kind in {"word", "count"} and members and not (kind == "count" and not _is_face(found, experiment)):
            found.append(_Piece("kind", said, members))
        elif kind == "word" and (said in _IDLE or plural(said) in story_words or said in story_words):
            continue
        elif kind in {"word", "other"} and said not in {"(", ")", '"', "'", ":"}:
            return None
        elif kind not in {"word", "other"}:
            found.append(_Piece(kind, said))
    return _joined(found, experiment)


def _is_face(before: list[_Piece], experiment: Experiment) -> bool:
    """Whether a bare number is a face of a die and no count: "at least one 6"."""
    return bool(experiment.values) and bool(before) and before[-1].kind in {"count", "none"} and before[-1].said.isalpha()


def _members(word: str, experiment: Experiment) -> frozenset[int]:
    """The kinds that a word names; what begins with "non-" names the others."""
    bare = word.removeprefix("non-").removeprefix("non")
    found = frozenset(at for at, words in enumerate(experiment.kinds) if words & {plural(word), word, f"{word} cards"})
    if not found and bare != word:
        inside = frozenset(at for at, words in enumerate(experiment.kinds) if plural(bare) in words)
        found = frozenset(range(len(experiment.kinds))) - inside if inside else inside
    return found


def _joined(pieces: list[_Piece], experiment: Experiment) -> list[_Piece]:
    """Kinds that stand together as one: "red or blue", "red kings", "not red"."""
    made: list[_Piece] = []
    everything = frozenset(range(len(experiment.kinds)))
    for piece in pieces:
        before = made[-1].kind if made else ""
        if piece.kind == "kind" and before == "kind":
            made[-1] = _Piece("kind", piece.said, made[-1].members & piece.members)
        elif piece.kind == "kind" and before == "or" and len(made) > 1 and made[-2].kind == "kind":
            made[-2:] = [_Piece("kind", piece.said, made[-2].members | piece.members)]
        elif piece.kind == "kind" and before == "not":
            made[-1] = _Piece("kind", piece.said, everything - piece.members)
        else:
            made.append(piece)
    return [each for at, each in enumerate(made) if not (each.kind == "or" and each.said == "either") or at == -1]


def _test(pieces: list[_Piece]) -> tuple[Callable[[int], bool], int] | None:
    """The comparison with a number that the pieces begin with, and how many pieces it takes."""
    if pieces and pieces[0].kind == "compare" and len(pieces) > 1 and pieces[1].kind in {"count", "kind"}:
        k = _whole(pieces[1].said)
        compare = _COMPARE[pieces[0].said]
        return (lambda n: compare(n, k)), 2
    if pieces and pieces[0].kind == "count":
        k = _whole(pieces[0].said)
        if len(pieces) > 1 and pieces[1].kind == "post":
            up = re.search(r"more|greater|higher", pieces[1].said) is not None
            return (lambda n: n >= k if up else n <= k), 2
        if len(pieces) > 2 and pieces[1].kind == "or" and pieces[2].kind == "count":
            other = _whole(pieces[2].said)
            return (lambda n: n in {k, other}), 3
        return (lambda n: n == k), 1
    return None


def _whole(written: str) -> int:
    return {"once": 1, "twice": 2}.get(written) or (FACES.index(plural(written)) + 1 if plural(written) in FACES and not
            re.fullmatch(COUNT, written) else whole(written))  # fmt: skip


def _of_values(pieces: list[_Piece], experiment: Experiment) -> Read | None:
    """The sum or the product of dice; what one die shows."""
    values = experiment.values
    single = experiment.draws == 1 and pieces[0].kind in {"compare", "count", "not"}
    if not values or (pieces[0].kind not in {"sum", "product"} and not single):
        return None
    rest = pieces if single else pieces[1:]
    if len(rest) > 1 and rest[0].kind == "not":
        other = _of_values([*([] if single else pieces[:1]), *rest[1:]], experiment)
        return None if other is None else Read(lambda outcome: not other.event(outcome))
    product = pieces[0].kind == "product"
    if len(rest) == 1 and rest[0].kind == "kind" and rest[0].said in {"even", "odd"}:
        odd = rest[0].said == "odd"
        return Read(lambda outcome: _value(outcome, values, product) % 2 == odd)
    test = _test(rest)
    if test is None or test[1] != len(rest):
        return None
    return Read(lambda outcome: test[0](_value(outcome, values, product)))


def _value(outcome: Outcome, values: tuple[int, ...], product: bool) -> int:
    made = 1 if product else 0
    for at in outcome:
        made = made * values[at] if product else made + values[at]
    return made


def _alike(pieces: list[_Piece], experiment: Experiment) -> Read | None:
    """All of one kind, all of different kinds, or two of one among more."""
    kinds = [piece.kind for piece in pieces]
    draws = experiment.draws
    said = next((piece.said for piece in pieces if piece.kind in {"same", "unlike", "every"}), "")
    if not said or draws < 2:
        return None
    group = _grouped(said, experiment)
    if group is None:
        return None
    if kinds in (["every"],) and len(set(group)) == draws:
        return Read(lambda outcome: len({group[at] for at in outcome}) == draws)
    whole_of_it = kinds[:1] == ["all"] and len(kinds) in {2, 3} and (len(kinds) == 2 or pieces[1].said in _counts(draws))
    whole_of_it = whole_of_it or (len(kinds) == 1 and draws == 2) or (len(kinds) == 2 and kinds[0] == "count" and pieces[0].said in _counts(draws))
    if whole_of_it and kinds[-1] == "same":
        return Read(lambda outcome: len({group[at] for at in outcome}) == 1)
    if (whole_of_it or kinds == ["unlike"]) and kinds[-1] == "unlike":
        return Read(lambda outcome: len({group[at] for at in outcome}) == draws)
    if kinds == ["compare", "count", "same"] and pieces[0].said == "at least" and pieces[1].said in {"2", "two"}:
        return Read(lambda outcome: len({group[at] for at in outcome}) < draws)
    return None


def _counts(draws: int) -> set[str]:
    return {str(draws), {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(draws, "")}


def _grouped(said: str, experiment: Experiment) -> list[str] | None:
    """By what the kinds are alike: the suit or rank of a card, otherwise the kind itself."""
    words = [sorted(each) for each in experiment.kinds]
    if any("hearts" in each or "aces" in each for each in experiment.kinds):
        suits = {"hearts", "diamonds", "spades", "clubs"}
        if "colo" in said:
            return [next((w for w in each if w in {"reds", "blacks"}), "") for each in words] if all(
                experiment.kinds[at] & {"reds", "blacks"} for at in range(len(words))) else None  # fmt: skip
        if "suit" in said:
            return [next((w for w in each if w in suits), "") for each in words]
        ranks = set(FACES) | {"aces", "sevens", "eights", "nines", "tens", "jacks", "queens", "kings"}
        return [next((w for w in each if w in ranks - {"ones"}), "") for each in words]
    return [str(at) for at in range(len(words))]


def _in_order(pieces: list[_Piece], experiment: Experiment) -> Read | None:
    """Kinds for the draws one by one: "the first is red and the second blue", "red then blue"."""
    kinds = [piece.kind for piece in pieces]
    places: dict[int, frozenset[int]] = {}
    if "ordinal" in kinds:
        now = 0
        at = 0
        while at < len(pieces):
            if pieces[at].kind == "and":
                at += 1
                continue
            pair = pieces[at : at + 2]
            if sorted(each.kind for each in pair) != ["kind", "ordinal"]:
                return None
            kind, ordinal = sorted(pair, key=lambda each: each.kind)
            first, *more = ordinal.said.removeprefix("the ").split()
            size = (2 if more[0] in {"two", "2"} else 3) if more else 1
            start = experiment.draws - size if first == "last" else now if first == "next" else _ORDINALS.get(first, -1)
            if start < 0 or any(place in places for place in range(start, start + size)):
                return None
            places |= dict.fromkeys(range(start, start + size), kind.members)
            now, at = start + size, at + 2
    elif "then" in kinds or "back" in kinds:
        listed = [piece for piece in pieces if piece.kind not in {"then", "and", "back"} and not (piece.kind == "count" and piece.said in {"1", "one"})]
        if any(piece.kind != "kind" for piece in listed) or len(listed) != experiment.draws:
            return None
        places = {at: piece.members for at, piece in enumerate(listed)}
    if not places or max(places) >= experiment.draws:
        return None
    return Read(lambda outcome: all(outcome[at] in members for at, members in places.items()), ordered=True)


def _in_counts(pieces: list[_Piece], experiment: Experiment) -> Read | None:
    """How many of each kind: "exactly two red", "at least one six", "none is blue", "2 red and 1 blue"."""
    tests: list[tuple[Callable[[int], bool], frozenset[int]]] = []
    bare: list[int] = []
    at, draws = 0, experiment.draws
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == "and":
            at += 1
            continue
        if piece.kind in {"none", "all"}:
            skip = 1 + (at + 1 < len(pieces) and pieces[at + 1].kind == "count" and pieces[at + 1].said in _counts(draws))
            if (piece.said == "both" and draws != 2) or (piece.said == "neither" and draws != 2):
                return None
            test: Callable[[int], bool] = (lambda n: n == 0) if piece.kind == "none" else (lambda n: n == draws)
        else:
            read = _test(pieces[at:])
            if read is None and piece.kind == "kind" and draws == 1:
                read = (lambda n: n == 1), 0
            if read is None and piece.kind == "kind":
                bare.append(1)
                read = (lambda n: n == 1), 0
            elif read is not None and piece.kind == "count" and read[1] == 1:
                bare.append(_whole(piece.said))
            if read is None:
                return None
            test, skip = read
        at += skip
        at += at < len(pieces) and pieces[at].kind == "all" and False
        while at < len(pieces) and pieces[at].kind == "count" and pieces[at].said in _counts(draws):
            at += 1  # "two of the four drawn are"
        if at >= len(pieces) or pieces[at].kind != "kind":
            return None
        tests.append((test, pieces[at].members))
        at += 1
    unsure = [piece for piece in pieces if piece.kind == "kind"]
    articles = sum(bare) if bare else draws
    if not tests or (any(each == 1 for each in bare) and draws > 1 and articles != draws and len(unsure) == len(bare)):
        return None
    return Read(lambda outcome: all(test(sum(each in members for each in outcome)) for test, members in tests))
