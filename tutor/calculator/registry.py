"""The table of all operations, and how to find one by name, alias or words."""

from tutor.calculator.operation import Operation
from tutor.calculator.operations import (
    activations,
    agreement,
    arithmetic,
    attention,
    bayes,
    boxes,
    classification,
    convolution,
    cost,
    counting,
    cross_entropy,
    dependence,
    descent,
    directions,
    distributions,
    drawing,
    estimating,
    games,
    impurity,
    information,
    intervals,
    kernels,
    layers,
    learning,
    logits,
    losses,
    margins,
    matrices,
    moments,
    neurons,
    normalisation,
    optimisers,
    penalties,
    ranking,
    relations,
    retrieval,
    rows,
    rules,
    schedules,
    slopes,
    stacks,
    statistics,
    tensors,
    texts,
    vectors,
    waiting,
)
from tutor.calculator.refusal import Refused

OPERATIONS: tuple[Operation, ...] = (
    *logits.OPERATIONS,
    *activations.OPERATIONS,
    *losses.OPERATIONS,
    *margins.OPERATIONS,
    *rows.OPERATIONS,
    *information.OPERATIONS,
    *cross_entropy.OPERATIONS,
    *dependence.OPERATIONS,
    *impurity.OPERATIONS,
    *relations.OPERATIONS,
    *classification.OPERATIONS,
    *agreement.OPERATIONS,
    *ranking.OPERATIONS,
    *boxes.OPERATIONS,
    *retrieval.OPERATIONS,
    *vectors.OPERATIONS,
    *directions.OPERATIONS,
    *matrices.OPERATIONS,
    *texts.OPERATIONS,
    *penalties.OPERATIONS,
    *attention.OPERATIONS,
    *convolution.OPERATIONS,
    *kernels.OPERATIONS,
    *layers.OPERATIONS,
    *stacks.OPERATIONS,
    *tensors.OPERATIONS,
    *cost.OPERATIONS,
    *normalisation.OPERATIONS,
    *neurons.OPERATIONS,
    *descent.OPERATIONS,
    *optimisers.OPERATIONS,
    *schedules.OPERATIONS,
    *slopes.OPERATIONS,
    *bayes.OPERATIONS,
    *rules.OPERATIONS,
    *distributions.OPERATIONS,
    *waiting.OPERATIONS,
    *moments.OPERATIONS,
    *counting.OPERATIONS,
    *drawing.OPERATIONS,
    *intervals.OPERATIONS,
    *estimating.OPERATIONS,
    *statistics.OPERATIONS,
    *learning.OPERATIONS,
    *games.OPERATIONS,
    *arithmetic.OPERATIONS,
)


def operation(name: str) -> Operation:
    """The operation with this name or alias, whatever its case, hyphens and underscores; Refused when there is none."""
    found = _BY_NAME.get(_plain(name))
    if found is None:
        near = ", ".join(each.name for each in search(name)[:3])
        raise Refused(f'There is no operation "{name[:60]}".' + (f" Do you mean {near}?" if near else ""))
    return found


def search(query: str) -> tuple[Operation, ...]:
    """Operations for the words of a query, best first; all of them for an empty query."""
    words = _plain(query).split()
    scored = [(_score(each, words), place) for place, each in enumerate(OPERATIONS)]
    return tuple(
        OPERATIONS[place] for score, place in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0
    )


def _score(candidate: Operation, words: list[str]) -> float:
    """How well the words fit: names count most, then the summary; every word has to be found somewhere."""
    names = [_plain(name) for name in (candidate.name, *candidate.aliases)]
    inside = " ".join([*names, candidate.family, _plain(candidate.summary)])
    if not all(word in inside for word in words):
        return 0
    query = " ".join(words)
    exact = 4 * (query in names) + 2 * any(name.startswith(query) for name in names)
    return 1 + exact + sum(any(word in name.split() for name in names) for word in words) / (1 + len(words))


def _plain(name: str) -> str:
    """Lower case, with one space where hyphens, underscores and spaces were."""
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


_BY_NAME = {
    **{_plain(alias): each for each in OPERATIONS for alias in each.aliases},
    **{_plain(each.name): each for each in OPERATIONS},
}
