"""AnswerSheet: what the page knows of one question so far, and how it looks.

Every event of the tutor makes a new sheet; a sheet is drawn whole each time. So a half-finished, a stopped and a
finished answer are one thing at three moments, and what a reload shows is what was there.
"""

from dataclasses import dataclass, replace
from itertools import groupby

from tutor import (
    Answer,
    Calculated,
    Done,
    Event,
    Evidence,
    EvidenceFound,
    Searched,
    Sentence,
    SentenceReady,
    Status,
    Thinking,
    Working,
)
from ui.comparison import comparison_html
from ui.place_reference import place_reference
from ui.rendering import attribute, block, inline, words
from ui.working_sheet import working_html


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One question and what has come of it."""

    question: str
    searched_for: str = ""
    evidence: tuple[Evidence, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    working: Working | None = None
    answer: Answer | None = None
    """None while the tutor is at work."""
    failure: str = ""
    """What went wrong, in words for a person; "" when nothing did."""
    stopped: bool = False
    position: int = 0
    """The place in the queue while others are answered first; 0 when it is one's turn."""

    def after(self, event: Event) -> "AnswerSheet":
        """The sheet with one more event taken in."""
        match event:
            case Searched(searched_for):
                return replace(self, searched_for=searched_for)
            case EvidenceFound(evidence):
                return replace(self, evidence=evidence)
            case Calculated(working):
                return replace(self, working=working)
            case Thinking(position):
                return replace(self, position=position)
            case SentenceReady(sentence):
                return replace(self, sentences=(*self.sentences, sentence))
            case Done(answer):
                return finished(answer)
        return self

    @property
    def at_work(self) -> bool:
        """Whether more will come."""
        return self.answer is None and not self.stopped and not self.failure


def finished(answer: Answer) -> AnswerSheet:
    """The sheet of an answer that is complete."""
    return AnswerSheet(
        question=answer.question,
        searched_for=answer.searched_for,
        evidence=answer.evidence,
        sentences=answer.sentences,
        working=answer.working,
        answer=answer,
    )


def sheet_html(sheet: AnswerSheet, number: int, seconds: float = 0.0, after: str = "") -> str:
    """The whole turn as safe HTML; `number` counts the turns of the page from 1, `seconds` since it was asked.

    `after` is what is offered below the answer, as safe HTML.
    """
    state = " is-working" if sheet.at_work else ""
    body = [_answer(sheet, number), f'<p class="status">{_status_line(sheet, seconds)}</p>', after]
    return (
        f'<article class="turn{state}" id="turn-{number}">'
        f'<h2 class="asked">{inline(sheet.question)}</h2>{_searched_for(sheet)}'
        f'<div class="sheet"><div class="said">{"".join(body)}</div>{_evidence(sheet, number)}</div></article>'
    )


def choices_html(questions: tuple[str, ...], css: str = "choices") -> str:
    """Questions that are asked with a click."""
    items = "".join(f"<li>{_ask_link(question)}</li>" for question in questions)
    return f'<ul class="{css}">{items}</ul>' if items else ""


def _ask_link(question: str) -> str:
    return f'<a href="#ask" class="ask" title="{attribute(question)}">{inline(question)}</a>'


def _searched_for(sheet: AnswerSheet) -> str:
    if not sheet.searched_for or sheet.searched_for.casefold() == sheet.question.strip().casefold():
        return ""
    edit = f'<a href="#edit" class="action" title="{attribute(sheet.searched_for)}">change</a>'
    return f'<p class="searched">Searched for: {words(sheet.searched_for)} {edit}</p>'


def _answer(sheet: AnswerSheet, number: int) -> str:
    parts = [working_html(sheet.working, str(number))] if sheet.working else []
    if sheet.sentences:
        parts.append(_sentences(sheet, number))
    if sheet.failure:
        parts.append(f'<p class="notice failure">{words(sheet.failure)}</p>')
    if sheet.answer is not None:
        parts = _remarks_before(sheet.answer) + parts + _remarks_after(sheet.answer)
    return "".join(parts)


def _sentences(sheet: AnswerSheet, number: int) -> str:
    """Sentences as a paragraph; the notes' own lines, which don't read as one, under each other or as their table."""
    texts = {item.n: item.text for item in sheet.evidence}

    def own(sentence: Sentence) -> bool:
        cited = sentence.citations
        line = texts.get(cited[0], "") if len(cited) == 1 else ""
        return bool(line) and (sentence.text.endswith(line) or line.endswith(sentence.text))

    parts = []
    for lines, run in groupby(sheet.sentences, own):
        group = tuple(run)
        spans = [_sentence(sentence, number) for sentence in group]
        table = comparison_html(group, lambda sentence: _marks(sentence, number)) if lines else ""
        if table:
            parts.append(table)
        elif lines and len(sheet.sentences) > 1:
            parts.append(f'<ul class="sentences lines">{"".join(f"<li>{span}</li>" for span in spans)}</ul>')
        else:
            parts.append(f'<p class="sentences">{" ".join(spans)}</p>')
    return "".join(parts)


def _sentence(sentence: Sentence, number: int) -> str:
    return f'<span class="sentence">{inline(sentence.text)}{_marks(sentence, number)}</span>'


def _marks(sentence: Sentence, number: int) -> str:
    return "".join(_citation(n, number) for n in sentence.citations)


def _citation(n: int, number: int) -> str:
    return f'<sup><a href="#cite-{number}-{n}" class="cite" aria-label="line {n} of your notes">{n}</a></sup>'


def _remarks_before(answer: Answer) -> list[str]:
    if answer.status is Status.PARTLY_COVERED:
        return ['<p class="partly"><strong>Partly in your notes.</strong> They cover only a piece of this.</p>']
    if answer.status is Status.NOT_IN_NOTES:
        return [_not_in_notes(answer)]
    if answer.status is Status.ASK_BACK:
        return [f'<div class="back-question">{block(answer.text)}{choices_html(answer.choices)}</div>']
    return []


def _remarks_after(answer: Answer) -> list[str]:
    parts = [f'<p class="notice">{words(notice)}</p>' for notice in answer.notices]
    shown_elsewhere = answer.sentences or answer.working or answer.evidence
    if not shown_elsewhere and answer.status not in {Status.NOT_IN_NOTES, Status.ASK_BACK}:
        parts.insert(0, block(answer.text))
    return parts


def _not_in_notes(answer: Answer) -> str:
    nearest = "".join(
        f'<li>{_ask_link(near.question)} <span class="line">line {near.line}</span></li>' for near in answer.nearest
    )
    offered = f'<h3>What they do have, nearest first</h3><ul class="choices">{nearest}</ul>' if nearest else ""
    if not answer.nearest and answer.text:  # such as: they say no more about this
        return f'<div class="nothing"><p class="verdict">{words(answer.text)}</p></div>'
    return (
        '<div class="nothing"><p class="verdict">Your notes don’t cover this.</p>'
        f"<p>Nothing was made up in their place.</p>{offered}</div>"
    )


def _evidence(sheet: AnswerSheet, number: int) -> str:
    if not sheet.evidence or (sheet.answer is not None and sheet.answer.status is Status.NOT_IN_NOTES):
        return ""
    cited = {n for sentence in sheet.sentences for n in sentence.citations}
    dim = bool(cited) and not sheet.at_work
    groups = "".join(
        f'<p class="source">{inline(question)}</p><ol>'
        f"{''.join(_passage(item, number, unused=dim and item.n not in cited) for item in items)}</ol>"
        for question, items in groupby(sheet.evidence, key=lambda item: item.question or " › ".join(item.heading))
    )
    return f'<aside class="evidence" aria-label="From your notes"><h3>From your notes</h3>{groups}</aside>'


def _passage(item: Evidence, number: int, *, unused: bool) -> str:
    lines = f"line {item.line}" if item.end_line <= item.line else f"lines {item.line}–{item.end_line}"
    heading = item.heading if item.question else ()
    place = f'<a href="#place:{place_reference(item)}" class="at">{lines}</a>'
    where = " · ".join([*(inline(part) for part in heading), place, *(["found, not used"] if unused else [])])
    css = "passage unused" if unused else "passage"
    return (
        f'<li id="cite-{number}-{item.n}" class="{css}"><span class="n">{item.n}</span>'
        f'<blockquote>{inline(item.text)}</blockquote><p class="where">{where}</p></li>'
    )


def _status_line(sheet: AnswerSheet, seconds: float) -> str:
    if sheet.at_work:
        return f'<span class="pulse"></span>{_doing(sheet)} <span class="seconds">{seconds:.0f} s</span>'
    if sheet.stopped:
        return "Stopped. What was said so far is kept."
    if sheet.answer is None:
        return ""
    timings = sheet.answer.timings
    if "done" not in timings:
        return ""
    first = f", the first sentence after {_seconds(timings['first_sentence'])}" if "first_sentence" in timings else ""
    return f"Answered in {_seconds(timings['done'])}{first}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 0.1 else "less than 0.1 s"


def _doing(sheet: AnswerSheet) -> str:
    if sheet.position:
        return f"Waiting for the model: number {sheet.position} in the queue …"
    if sheet.sentences:
        return "Writing on …"
    if sheet.evidence:
        count = len(sheet.evidence)
        return f"Found {count} line{'s' if count > 1 else ''}. The model is putting them into words …"
    return "Looking through your notes …"
