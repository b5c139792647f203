"""Told steps: a step of an optimiser, of a model or of a schedule, by the first reader that accounts for all."""

from tutor.calculator.question import Question, Recognition
from tutor.calculator.rules import Rule, first_of
from tutor.calculator.told_models import told_model
from tutor.calculator.told_states import told_state

_RULES: tuple[Rule, ...] = (told_model, told_state)


def told_steps(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    if question.has(r"\bridge\b|\bregulari[sz]\w+|\bpenalt\w+|\bweight decay\b|\+\s*0?\.\d+\s*[·*]?\s*w\s*(?:²|\^2)"):
        return None  # a term of the loss that none of the rules takes into account
    return first_of(_RULES, question, longest=1_500)
