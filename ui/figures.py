"""Figures: numbers as a person reads them."""


def percent(share: float) -> str:
    """A share or a score from 0 to 1: 45 %."""
    return f"{round(100 * share)} %"


def track(share: float) -> str:
    """A bar that is filled so far, 0 to 1."""
    return f'<div class="track" aria-hidden="true"><div style="width:{round(100 * share)}%"></div></div>'


def counted(number: int, noun: str) -> str:
    """The number with its noun: 1 card, 3 cards."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
