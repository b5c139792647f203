"""Credit: what the signals of one point are worth."""

from tutor.interview.signals import Signals


def credit(signals: Signals) -> float:
    """0 to 1."""
    words = 0.5 * signals.coverage + 0.2 * signals.all_words + 0.3 * signals.letters
    if signals.similarity is None:
        return min(1.0, words * 1.3)
    near = min(1.0, max(0.0, (signals.similarity - 0.2) / 0.6))
    return min(1.0, 0.5 * words + 0.6 * near)
