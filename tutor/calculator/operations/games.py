"""Games: the exact Shapley values of a few players, or features."""

import math

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, signed, tex, vector_tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

MOST_PLAYERS = 10


@calculates(
    "Shapley values",
    family="probability",
    summary="Every player's fair share of a game: the average of what it adds, over all orders of joining.",
    aliases=("shapley value", "shap values", "shapley", "exact shapley values"),
    parameters=(
        Parameter(
            "worth",
            Kind.VECTOR,
            "the worth of every coalition, in the order {}, {1}, {2}, {1,2}, {3}, {1,3}, {2,3}, ...",
            symbol="v",
            example="[0, 10, 20, 50]",
        ),
        Parameter("players", Kind.LABELS, "the names of the players or features", optional=True, example="[A, B]"),
    ),
    convention="Coalitions in the order of binary counting, player 1 the lowest bit. The values sum to v(all) - v({}).",
)
def shapley(worth: Vector, players: tuple[str, ...] | None) -> Solution:
    """Sum |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)). Shapley (1953); Lundberg, Lee, SHAP (2017), eq. 4."""
    count = len(worth).bit_length() - 1
    if len(worth) != 2**count or not 1 <= count <= MOST_PLAYERS:
        raise Refused(
            f"n players form 2^n coalitions, the empty one first (n up to {MOST_PLAYERS}); these are {len(worth)}."
        )
    names = players or tuple(str(at + 1) for at in range(count))
    if len(names) != count:
        raise Refused(f"{len(worth)} coalitions mean {count} players, but there are {len(names)} names.")
    share = [math.factorial(s) * math.factorial(count - s - 1) / math.factorial(count) for s in range(count)]
    values, steps = [], [Step(f"The worth of the coalitions of {', '.join(names)}.", rf"v = {vector_tex(worth)}")]
    for player in range(count):
        terms, lines = [], []
        for others in range(2**count):
            if others >> player & 1:
                continue
            gain = worth[others | 1 << player] - worth[others]
            weight = share[others.bit_count()]
            terms.append(weight * gain)
            lines.append(rf"{tex(weight)} \cdot {signed(gain)}")
        values.append(math.fsum(terms))
        added = " + ".join(abbreviated(lines, r"\cdots"))
        steps.append(
            Step(
                f"What {names[player]} adds to every coalition without it, weighted.",
                rf"\phi = {added} {equals(values[-1])}",
            )
        )
    total = math.fsum(values)
    steps.append(
        Step("Check: they sum to what all gain together.", rf"{tex(total)} = {tex(worth[-1])} - {signed(worth[0])}")
    )
    parts = dict(zip(names, values, strict=True))
    return Solution(tuple(values), f"Shapley values of {', '.join(names)}", tuple(steps), parts=parts)


OPERATIONS = (shapley,)
