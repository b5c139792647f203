"""Units of information: nats, bits and bans are logarithms with the base e, 2 and 10."""

import math
from dataclasses import dataclass

from tutor.calculator.operation import Kind, Parameter


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of information."""

    name: str
    base: str
    """The base of its logarithm, as LaTeX."""
    log: str
    """How LaTeX writes the logarithm."""
    nats: float
    """How many nats one of this unit is."""
    words: str

    def of_nats(self, nats: float) -> float:
        """The same amount in this unit."""
        return nats / self.nats

    def logarithm(self, number: float) -> float:
        """The logarithm with this unit's base; exact for powers of 2 and 10."""
        return _LOGARITHMS[self.name](number)


_LOGARITHMS = {"nats": math.log, "bits": math.log2, "bans": math.log10}

UNITS = {
    "nats": Unit("nats", "e", r"\ln", 1.0, "the natural logarithm (nats)"),
    "bits": Unit("bits", "2", r"\log_2", math.log(2), "the logarithm to base 2 (bits)"),
    "bans": Unit("bans", "10", r"\log_{10}", math.log(10), "the logarithm to base 10 (bans)"),
}

UNIT = Parameter(
    "unit",
    Kind.CHOICE,
    "the unit of the result: nats (natural logarithm), bits (base 2) or bans (base 10)",
    default="nats",
    optional=True,
    choices=("nats", "bits", "bans"),
    example="nats",
)

BITS = Parameter(
    "unit", Kind.CHOICE, UNIT.description, default="bits", optional=True, choices=UNIT.choices, example="bits"
)
"""For decision trees and entropy of counts, where textbooks count in bits."""
