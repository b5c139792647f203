"""Calculate: a question in, a Calculation out. No model, no file, no network; the same answer every time."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.calculator.asked_part import asked_part, of_shapes
from tutor.calculator.chains import joined, links, together
from tutor.calculator.following import following
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.mentions import mentions
from tutor.calculator.offers import among
from tutor.calculator.patterns import regex
from tutor.calculator.picking import in_percent, in_size_unit, narrowed, with_channels
from tutor.calculator.question import Ask, Question, Recognition, Request, read
from tutor.calculator.recognise import MOST_CHARACTERS, recognise
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation
from tutor.calculator.reworked import reworked
from tutor.calculator.sheets import Sheet, off_the_sheet
from tutor.calculator.span import MOST_NUMBERS, TooManyNumbers
from tutor.calculator.subquestions import subquestions
from tutor.calculator.wording import plain
from tutor.calculator.working import Calculation, Working

_LARGE = regex(r"\d[\d,]{300,}|\d[\d,]*(?:\.\d+)?e\+?\d{3,}", re.I)
NOT_RECOGNISED = Calculation("not_recognised")


def calculate(question: str, *, last: Working | None = None) -> Calculation:
    """The calculation that the question asks for, with its steps.

    `last` is the last calculation of the conversation, for follow-ups. Status: calculated (see working); ambiguous
    (message asks the one thing that decides it, choices are complete questions); refused (message says what is wrong
    with the numbers); not_recognised (the question is for the notes). Never raises on any text.
    """
    if len(question) > MOST_CHARACTERS:
        return _too_long(question)
    if any(character.isdecimal() and not character.isascii() for character in question):
        # Digits of other scripts look like others to a reader; none of them is read, so nothing is half read.
        return NOT_RECOGNISED
    if _is_too_large(question):
        return Calculation("refused", message="A number is beyond 1e308, the largest that can be calculated with.")
    several = subquestions(question)
    answers = [_alone(text) for text in several.texts] if several else []
    if several and _apart(answers):
        return _all_of(answers, explain=several.explain)
    whole = _alone(question, last)
    return NOT_RECOGNISED if several and whole.working and _is_partial(whole.working, answers) else whole


def _alone(question: str, last: Working | None = None) -> Calculation:
    """What is made of a question with one part."""
    sheet = off_the_sheet(question)
    try:
        asked = read(sheet.text)
    except TooManyNumbers:
        return Calculation("refused", message=f"That is more than {MOST_NUMBERS:,} numbers: calculate with fewer.")
    answer = _answered(asked, last)
    chosen = _offered(answer.working, sheet) if answer.working else None
    return replace(answer, working=chosen) if chosen or answer.working is None else NOT_RECOGNISED


def _offered(working: Working, sheet: Sheet) -> Working | None:
    """The result as it is offered; None where it is none of the answers to choose from."""
    if not isinstance(working.value, (int, float)):
        return of_shapes(working, sheet.shapes)
    return working if not sheet.offered or among((float(working.value),), sheet.offered) else None


def _apart(answers: Sequence[Calculation]) -> bool:
    """Whether every part is worked out; where two come to the same working, one was not understood."""
    workings = [answer.working for answer in answers]
    return None not in workings and not any(each in workings[:at] for at, each in enumerate(workings))


def _all_of(answers: Sequence[Calculation], *, explain: bool) -> Calculation:
    """The answers of all parts as one."""
    working = together(tuple(answer.working for answer in answers if answer.working is not None))
    return Calculation("calculated", working, explain=explain or any(answer.explain for answer in answers))


def _is_partial(whole: Working, answers: Sequence[Calculation]) -> bool:
    """Whether the result is that of one part, or of none, while there are several."""
    if any(each.working is not None and each.working.value == whole.value for each in answers):
        return True
    return not isinstance(whole.value, tuple) or len(whole.value) < len(answers)


def _is_too_large(question: str) -> bool:
    """Whether a number is infinite as soon as it is read."""
    return any(math.isinf(float(hit[0].replace(",", ""))) for hit in _LARGE.finditer(question))


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
    for first, second in links(asked):
        chained = _chained(first, second)
        if chained is not None:
            if chained.working and _is_reworked(asked, chained.working):
                return NOT_RECOGNISED
            part = asked_part(asked, chained.working) if chained.working else None
            return replace(chained, working=part) if part else chained
    found = recognise(asked)
    if last is not None and not isinstance(found, Request):
        found = following(asked, last) or found
    answer = _finished(found, asked.text)
    if answer.working is not None:
        answer = replace(answer, working=asked_part(asked, in_percent(asked, in_size_unit(asked, answer.working))))
    return answer


def _is_reworked(asked: Question, working: Working) -> bool:
    """Whether more is done than the two calculations; "then" is what joins them."""
    plainly = replace(asked, text=asked.text.replace(" then ", " "))
    return reworked(plainly, Request(working.operation, {}, pick="chained"))


def _chained(first: str, second: str) -> Calculation | None:
    """Both calculations as one; None when the words do not make two."""
    before = _finished(recognise(read(first)))
    if before.working is None:
        return None
    after = _finished(following(read(second), before.working))
    if after.working is None:
        return after if after.status == "ambiguous" else None
    return Calculation("calculated", joined(before.working, after.working), explain=before.explain)


def _finished(found: Recognition, text: str = "") -> Calculation:
    """What is recognised, worked out."""
    if found is None:
        return NOT_RECOGNISED
    if isinstance(found, Ask):
        return Calculation("ambiguous", message=found.message, choices=found.choices)
    try:
        return Calculation("calculated", worked(found), explain=found.explain)
    except Refused as error:
        offer = (f"{text.strip().rstrip('?.')}, normalised",) if error.can_normalise and text else ()
        return Calculation("refused", message=str(error), choices=offer)


def worked(request: Request) -> Working:
    """The finished working of a request."""
    if request.also:
        return together(tuple(worked(each) for each in (replace(request, also=()), *request.also)))
    working = narrowed(operation(request.operation).work(**request.arguments), request.pick)
    if request.note:
        working = replace(working, interpretation=f"{working.interpretation}; {request.note}")
    if request.channels is None:
        return working
    return with_channels(working, request.channels, first=request.channels_first)
