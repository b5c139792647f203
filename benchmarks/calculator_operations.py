"""Random calls of every operation: nothing but a working or Refused may come back, never nan, never slow.

    python -m benchmarks.calculator_operations [calls] [seed]

Prints how many were worked out, refused and wrong, the slowest call, and a control: an operation with a fault
in it, which has to be found.
"""

import math
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from tutor.calculator.defining import flat
from tutor.calculator.operation import Kind, Operation, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import OPERATIONS
from tutor.calculator.working import Working

EDGES: list[Any] = [
    0, 1, -1, 0.5, 1e-300, 1e300, 5e-324, 1e100, -1e100, math.nan, math.inf, -math.inf, 10**400, True, None, "x", "",
    (), ((),), 1e-9, 0.999999999999, 1e15, 2**53,
]  # fmt: skip
TEXTS = ["x^2 - 4x", "a", "1", "e^x", "1/x", "x^x^x", "9^9^9", "sin(x)*y", "((", "x!", "ln(x)^-x", "exp(exp(x))"]


def number(chance: random.Random) -> Any:
    """A likely number."""
    return chance.choice([chance.randint(0, 6), chance.random(), chance.uniform(-5, 5), 0, 1])


def argument(chance: random.Random, parameter: Parameter, size: int) -> Any:
    """Mostly what the parameter wants, sometimes an edge case."""
    if chance.random() < 0.05:
        return chance.choice(EDGES)
    makers: dict[Kind, Callable[[], Any]] = {
        Kind.CHOICE: lambda: chance.choice(parameter.choices),
        Kind.COUNT: lambda: chance.choice(
            [chance.randint(0, 12), chance.randint(0, 1000), 10 ** chance.randint(0, 16)]
        ),
        Kind.PROBABILITY: lambda: chance.choice([chance.random(), 0, 1, 0.5, 1e-12, 1 - 1e-12]),
        Kind.DISTRIBUTION: lambda: distribution(chance, size),
        Kind.VECTOR: lambda: tuple(number(chance) for _ in range(size)),
        Kind.MATRIX: lambda: tuple(tuple(number(chance) for _ in range(2)) for _ in range(size)),
        Kind.LABEL: lambda: chance.randint(0, size + 1),
        Kind.LABELS: lambda: tuple(chance.choice(["a", "b", 0, 1, "1"]) for _ in range(size)),
        Kind.TEXT: lambda: chance.choice(TEXTS),
        Kind.SCALAR: lambda: number(chance),
    }
    return makers[parameter.kind]()


def distribution(chance: random.Random, size: int) -> tuple[float, ...]:
    """Weights, some of them 0, divided by their sum."""
    weights = [chance.choice([0, chance.random(), chance.randint(0, 5)]) for _ in range(size)]
    return tuple(weight / (math.fsum(weights) or 1) for weight in weights)


def arguments(chance: random.Random, operation: Operation) -> dict[str, Any]:
    """Arguments for one call; half of the optional ones are left out."""
    size = chance.randint(1, 6)
    wanted = [p for p in operation.parameters if not p.optional or p.name in operation.example or chance.random() < 0.5]
    return {parameter.name: argument(chance, parameter, size) for parameter in wanted}


def outcome(operation: Operation, given: dict[str, Any]) -> str:
    """Whether it was worked out or refused, or what went wrong."""
    try:
        working = operation.work(**given)
    except Refused:
        return "refused"
    except Exception as error:
        return f"wrong: {error!r}"
    numbers = flat(working.value)
    if any(value != value for value in numbers):
        return "wrong: nan"
    if math.inf in map(abs, numbers) and not any("infinit" in step.text for step in working.steps):
        return "wrong: infinity that no step explains"
    return "worked out"


def main(calls: int = 50_000, seed: int = 20261122) -> int:
    """Prints the figures; 1 when anything was wrong or the control was not found."""
    chance, seen, slowest = random.Random(seed), Counter[str](), (0.0, "")
    for _ in range(calls):
        operation = chance.choice(OPERATIONS)
        given = arguments(chance, operation)
        started = time.perf_counter()
        found = outcome(operation, given)
        slowest = max(slowest, (time.perf_counter() - started, operation.name))
        seen[found.partition(":")[0]] += 1
        if found.startswith("wrong"):
            print(operation.name, given, found)
    control = outcome(Operation("control", (), "", "", (), _faulty), {})
    print(f"Python {platform.python_version()}, {len(OPERATIONS)} operations, {calls} calls, seed {seed}: {dict(seen)}")
    print(f"slowest {1000 * slowest[0]:.1f} ms ({slowest[1]}); control: {control}")
    return int(seen["wrong"] > 0 or not control.startswith("wrong"))


def _faulty() -> Working:
    raise KeyError("a fault")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
