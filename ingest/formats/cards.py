"""Pairs of question and answer -> Markdown with labelled questions."""

import re
from collections.abc import Iterable

_LABEL = re.compile(r"^(\s*(?:#+\s*)?)(Q(?:uestion)?\s*\d*\s*[:.])", re.MULTILINE | re.IGNORECASE)


def to_labelled(pairs: Iterable[tuple[str, str]]) -> str:
    """One "### Q1: ..." for each pair, the answer under it."""
    parts = []
    for number, (question, answer) in enumerate(pairs, 1):
        words = " ".join(question.split())
        parts.append(f"### Q{number}: {words}\n\n{_lowered(answer.strip())}\n")
    return "\n".join(parts)


def _lowered(answer: str) -> str:
    """An answer whose own lines cannot be taken for the next question."""
    return re.sub(
        r"^(\s*(?:#+\s*)?)(Q(?:uestion)?\s*\d*\s*[:.])", r"\1\\\2", answer, flags=re.MULTILINE | re.IGNORECASE
    )
