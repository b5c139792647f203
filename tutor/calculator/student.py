"""Student's t: its quantiles, without loading a library for one number."""

import math

LARGE = 10_000
"""From here on the expansion around the normal quantile is right to twelve digits."""


def normal_quantile(share: float) -> float:
    """The z below which this share of a normal distribution lies; share in (0, 1)."""
    from statistics import NormalDist  # takes longer to load than the rest of the calculator

    return NormalDist().inv_cdf(share)


def student_quantile(share: float, freedom: int) -> float:
    """The t below which this share of a t-distribution lies; share in (0, 1), freedom 1 or more.

    Solved by bisection on the upper tail, which the incomplete beta function gives.
    """
    if share < 0.5:
        return -student_quantile(1 - share, freedom)
    if freedom >= LARGE:
        return _expanded(normal_quantile(share), freedom)
    low, high = 0.0, 1.0
    while _above(high, freedom) > 1 - share:
        low, high = high, high * 2
    while high - low > 1e-15 * high:
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if _above(middle, freedom) > 1 - share else (low, middle)
    return (low + high) / 2


def _expanded(z: float, n: int) -> float:
    """Fisher and Cornish's expansion; Abramowitz, Stegun (1964), 26.7.5."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / n + second / n**2 + third / n**3


def _above(t: float, freedom: int) -> float:
    """P(T > t) for t of 0 or more."""
    return _beta(freedom / 2, 0.5, freedom / (freedom + t * t), t * t / (freedom + t * t)) / 2


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function I_x(a, b), with rest = 1 - x. Abramowitz, Stegun (1964), 26.5."""
    if x == 0 or rest == 0:
        return 0.0 if x == 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, rest) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    value, c, d = 1.0, 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 1_000):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value
