"""Calculate: a question in, a Calculation out. No model, no file, no network; the same answer every time."""

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.mentions import mentions
from tutor.calculator.question import Ask, Question, Request, read
from tutor.calculator.recognise import MOST_CHARACTERS, recognise
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation
from tutor.calculator.spans import MOST_NUMBERS, TooManyNumbers
from tutor.calculator.wording import plain
from tutor.calculator.working import Calculation, Working

NOT_RECOGNISED = Calculation("not_recognised")


def calculate(question: str, *, last: Working | None = None) -> Calculation:
    """The calculation that the question asks for, with its steps.

    `last` is the last calculation of the conversation, for follow-ups. Status: calculated (see working); ambiguous (message
    asks the one thing that decides it, choices are complete questions); refused (message says what is wrong with the
    numbers); not_recognised (the question is for the notes). Never raises on any text.
    """
    if len(question) > MOST_CHARACTERS:
        return _too_long(question)
    try:
        asked = read(question)
    except TooManyNumbers:
        return Calculation("refused", message=f"That is more than {MOST_NUMBERS:,} numbers: calculate with fewer.")
    return _answered(asked, last)


def _too_long(question: str) -> Calculation:
    """Refused when it starts as a calculation with numbers in it; otherwise a long question for the notes."""
    start = plain(question[:400])
    numbers = sum(character.isdigit() for character in question[:MOST_CHARACTERS])
    if numbers < 200 or not mentions(blank_furniture(start)):
        return NOT_RECOGNISED
    message = (
        f"The question has {len(question):,} characters; calculations are read up to {MOST_CHARACTERS:,}. Shorten it."
    )
    return Calculation("refused", message=message)


def _answered(asked: Question, last: Working | None) -> Calculation:
    found = recognise(asked)
    if found is None:
        return NOT_RECOGNISED
    if isinstance(found, Ask):
        return Calculation("ambiguous", message=found.message, choices=found.choices)
    try:
        working = worked(found)
    except Refused as error:
        return Calculation("refused", message=str(error))
    return Calculation("calculated", working, explain=found.explain)


def worked(request: Request) -> Working:
    """The finished working of a request."""
    return operation(request.operation).work(**request.arguments)
