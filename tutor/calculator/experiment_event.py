"""Experiment event: what the draws have to show, put together from the pieces that an asked event is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tutor.calculator.amounts import COUNT, whole
from tutor.calculator.experiment import Event, Experiment, Outcome
from tutor.calculator.experiment_story import FACES, plural
from tutor.calculator.experiment_words import ORDINALS, Piece, pieces_of

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "at least": lambda n, k: n >= k, "no fewer than": lambda n, k: n >= k, "no less than": lambda n, k: n >= k,
    "at most": lambda n, k: n <= k, "no more than": lambda n, k: n <= k, "not more than": lambda n, k: n <= k,
    "more than": lambda n, k: n > k, "greater than": lambda n, k: n > k, "higher than": lambda n, k: n > k,
    "larger than": lambda n, k: n > k, "less than": lambda n, k: n < k, "fewer than": lambda n, k: n < k,
    "lower than": lambda n, k: n < k, "exactly": lambda n, k: n == k, "precisely": lambda n, k: n == k,
    "only": lambda n, k: n == k,
}  # fmt: skip


@dataclass(slots=True)
class Read:
    """An event and whether the order of the draws matters to it."""

    event: Event
    ordered: bool = False


def read_event(text: str, experiment: Experiment, story_words: frozenset[str]) -> Read | None:
    """The event; None where a word of it is not understood or its parts can be put together in two ways."""
    pieces = pieces_of(text, experiment, story_words)
    if not pieces:
        return None
    for rule in (_of_values, _alike, _in_order, _in_counts):
        found = rule(pieces, experiment)
        if found is not None:
            return found
    return None


def _test(pieces: list[Piece]) -> tuple[Callable[[int], bool], int] | None:
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


def _of_values(pieces: list[Piece], experiment: Experiment) -> Read | None:
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


def _alike(pieces: list[Piece], experiment: Experiment) -> Read | None:
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
    whole_of_it = (
        kinds[:1] == ["all"] and len(kinds) in {2, 3} and (len(kinds) == 2 or pieces[1].said in _counts(draws))
    )
    whole_of_it = (
        whole_of_it
        or (len(kinds) == 1 and draws == 2)
        or (len(kinds) == 2 and kinds[0] == "count" and pieces[0].said in _counts(draws))
    )
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


def _in_order(pieces: list[Piece], experiment: Experiment) -> Read | None:
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
            start = experiment.draws - size if first == "last" else now if first == "next" else ORDINALS.get(first, -1)
            if start < 0 or any(place in places for place in range(start, start + size)):
                return None
            places |= dict.fromkeys(range(start, start + size), kind.members)
            now, at = start + size, at + 2
    elif "then" in kinds or "back" in kinds:
        listed = [
            piece
            for piece in pieces
            if piece.kind not in {"then", "and", "back"} and not (piece.kind == "count" and piece.said in {"1", "one"})
        ]
        if any(piece.kind != "kind" for piece in listed) or len(listed) != experiment.draws:
            return None
        places = {at: piece.members for at, piece in enumerate(listed)}
    if not places or max(places) >= experiment.draws:
        return None
    return Read(lambda outcome: all(outcome[at] in members for at, members in places.items()), ordered=True)


Test = Callable[[int], bool]


def _in_counts(pieces: list[Piece], experiment: Experiment) -> Read | None:
    """How many of each kind: "exactly two red", "at least one six", "none is blue", "2 red and 1 blue"."""
    tests: list[tuple[Test, frozenset[int]]] = []
    bare: list[int] = []
    at, draws = 0, experiment.draws
    while at < len(pieces):
        if pieces[at].kind == "and":
            at += 1
            continue
        read = _quantity(pieces[at:], draws)
        if read is None:
            return None
        test, skip, plain = read
        bare += [plain] if plain else []
        at += skip
        while at < len(pieces) and pieces[at].kind == "count" and pieces[at].said in _counts(draws):
            at += 1  # "two of the four drawn are"
        if at >= len(pieces) or pieces[at].kind != "kind":
            return None
        tests.append((test, pieces[at].members))
        at += 1
    only_plain = len(bare) == len(tests)
    if not tests or (only_plain and 1 in bare and sum(bare) != draws):
        return None  # "one red" of three may be at least one
    return Read(lambda outcome: all(test(sum(each in members for each in outcome)) for test, members in tests))


def _quantity(pieces: list[Piece], draws: int) -> tuple[Test, int, int] | None:
    """How many are wanted, how many pieces say it, and the number where it stands without "exactly" or the like."""
    piece = pieces[0]
    if piece.kind in {"none", "all"}:
        if piece.said in {"both", "neither"} and draws != 2:
            return None
        return ((lambda n: n == 0) if piece.kind == "none" else (lambda n: n == draws)), 1, 0
    if piece.kind == "kind":
        return (lambda n: n == 1), 0, 1
    read = _test(pieces)
    if read is None:
        return None
    return (*read, _whole(piece.said) if piece.kind == "count" and read[1] == 1 else 0)
