"""The way of a question: calculate or search, decide, show the evidence, phrase, verify, cite."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from index import Index, Results, content_words
from tutor.asking import (
    composing,
    coverage,
    deciding,
    evidence,
    following,
    notes_example,
    resolve,
    small_talk,
)
from tutor.asking.answer import (
    Answer,
    Calculated,
    Done,
    Event,
    EvidenceFound,
    Searched,
    Sentence,
    SentenceReady,
    Status,
    Thinking,
)
from tutor.asking.letters import spelled_out
from tutor.asking.manners import Manner, manner, split_off
from tutor.asking.phrasing import SHORT, Length
from tutor.asking.readings import telling
from tutor.asking.speaking import Draft, speak
from tutor.asking.thread import Thread
from tutor.asking.which_of import options
from tutor.calculator.calculate import calculate
from tutor.calculator.rendering import result
from tutor.calculator.working import Calculation, Working
from tutor.engines.engine import Engine

MOST_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation was about so far."""

    thread: Thread = Thread()
    working: Working | None = None
    last: Answer | None = None
    """The last answer that rests on points: what "simpler" and "an example" are about."""
    searched: str = ""
    """What the next question is to be searched for, as the person put it right; "" where code reads it."""

    def after(self, answer: Answer) -> "Context":
        """The context for the next turn; the same points put another way change nothing of what was spoken about."""
        again = self.last is not None and manner(answer.question) and answer.searched_for == self.last.searched_for
        thread = self.thread if again else self.thread.after(answer)
        return Context(thread, answer.working or self.working, answer if answer.evidence and not again else self.last)


@dataclass(frozen=True, slots=True)
class Desk:
    """What questions are answered with."""

    index: Index
    engine: Engine | None
    engine_fault: str
    """Why there is no engine though one was wanted, and what to do; "" when that is as it should be."""
    timer: Callable[[], float]
    """Seconds on a clock that never goes back."""
    length: Length = SHORT
    """How much the engine may say."""


@dataclass(slots=True)
class _Stopwatch:
    timer: Callable[[], float]
    started: float
    seen: dict[str, float] = field(default_factory=dict)

    def mark(self, what: str) -> None:
        self.seen.setdefault(what, self.timer() - self.started)


def stream(question: str, context: Context, desk: Desk) -> Iterator[Event]:
    """The events of one question; the last is Done with the whole answer. Closing the iterator stops the engine."""
    watch = _Stopwatch(desk.timer, desk.timer())
    for event in _events(question.strip(), context, desk, watch):
        if isinstance(event, Done):
            watch.mark("done")
            event = Done(replace(event.answer, timings=dict(watch.seen)))
        yield event


def _events(question: str, context: Context, desk: Desk, watch: _Stopwatch) -> Iterator[Event]:
    if not question:
        yield Done(Answer(Status.ASK_BACK, question, "What would you like to know? For example: What is dropout?"))
        return
    if len(question) > MOST_CHARACTERS:
        said = (
            f"The question has {len(question):,} characters; at most {MOST_CHARACTERS:,} are read. Ask in fewer words."
        )
        yield Done(Answer(Status.ASK_BACK, question[:MOST_CHARACTERS], said))
        return
    if context.searched:
        yield from _from_notes(question, None, context, desk, watch)
        return
    asked = manner(question)
    if asked and context.last:
        yield from _put_otherwise(question, asked, context.last, desk, watch)
        return
    said = small_talk.reply(question)
    if said and not resolve.takes_up(question, context.thread):
        yield Done(Answer(Status.ASK_BACK, question, said))
        return
    calculation = _calculation(question, context, desk)
    if calculation.working:
        watch.mark("evidence")
        yield Calculated(calculation.working)
    if calculation.status != "not_recognised" and not calculation.explain:
        yield Done(_calculated(question, calculation))
        return
    yield from _from_notes(question, calculation.working, context, desk, watch)


def _calculation(question: str, context: Context, desk: Desk) -> Calculation:
    if not notes_example.wanted(question):
        return calculate(question, last=context.working)
    about = f"{question} {context.working.operation if context.working else context.thread.subject}"
    return notes_example.calculated(question, (hit.entry for hit in desk.index.search(about).entries))


def _calculated(question: str, calculation: Calculation) -> Answer:
    if calculation.working is None:
        return Answer(Status.ASK_BACK, question, calculation.message, choices=calculation.choices)
    working = calculation.working
    return Answer(Status.CALCULATED, question, result(working), working=working, searched_for=question)


def _from_notes(
    question: str, working: Working | None, context: Context, desk: Desk, watch: _Stopwatch
) -> Iterator[Event]:
    corrected = context.searched
    bare, asked = split_off(question)
    bare = spelled_out(bare, desk.index.points)
    resolved = resolve.Resolved(corrected, True) if corrected else resolve.resolve(bare, context.thread)
    results, verdict = following.search(resolved, desk.index)
    yield Searched(results.query)
    answer = Answer(Status.ANSWERED, question, "", working=working, searched_for=results.query)
    if resolved.unclear and not _clear_enough(question, resolved.unclear, verdict.coverage):
        yield Done(_ask_back(answer, resolved.unclear, results))
        return
    covered = verdict.coverage
    if covered is coverage.Coverage.NOT and working is None:
        nearest = evidence.nearest(results)
        yield Done(replace(answer, status=Status.NOT_IN_NOTES, text=coverage.NOT_COVERED, nearest=nearest))
        return
    found = evidence.choose(results, desk.index) if covered is not coverage.Coverage.NOT else ()
    watch.mark("evidence")
    yield EvidenceFound(found)
    partly = covered is coverage.Coverage.PARTLY
    status = Status.PARTLY_COVERED if partly else Status.ANSWERED
    notices = verdict.lacking if partly else ()
    status = Status.CALCULATED if working else status
    asked = Manner.PLAIN if deciding.is_choice(results.query) else asked
    yield from _phrased(replace(answer, status=status, evidence=found, notices=notices), desk, watch, asked)


def _clear_enough(question: str, unclear: str, covered: coverage.Coverage) -> bool:
    """Whether a word that points to nothing may point inside the question: "Does Adam scale its steps?"."""
    if covered is coverage.Coverage.NOT or EXPLETIVE.search(question) or options(question):
        return covered is not coverage.Coverage.NOT
    before = re.split(rf"\b{re.escape(unclear)}\b", question, maxsplit=1, flags=re.IGNORECASE)[0]
    enough = 2 if unclear.lower() in {"its", "their"} else ENOUGH
    return bool(telling(before)) and len(set(content_words(question))) >= enough


EXPLETIVE = re.compile(r"\b(?:is|was) it (?!that\b)\w+(?: \w+){0,3} (?:to|that)\b", re.IGNORECASE)
""""Is it right to ...?" points to nothing."""
ENOUGH = 3
"""Content words of a question that says itself what it is about."""


def _ask_back(answer: Answer, unclear: str, results: Results) -> Answer:
    choices = tuple(hit.entry.question for hit in results.entries if hit.entry.answered)[:3]
    text = f"What does “{unclear}” stand for? Name the subject, or choose one of the questions in your notes."
    return replace(answer, status=Status.ASK_BACK, text=text, choices=choices)


def _phrased(answer: Answer, desk: Desk, watch: _Stopwatch, asked: Manner = Manner.PLAIN) -> Iterator[Event]:
    if deciding.is_choice(answer.searched_for) and not asked:
        yield from _decided(answer, desk, watch)
        return
    draft = Draft(faults=[desk.engine_fault] if desk.engine_fault else [])
    lines = composing.in_lines(answer.searched_for) or composing.all_cells(answer.evidence)
    if lines and not asked and desk.length is SHORT:
        yield from _shown(answer, draft, watch)
        return
    spoken = speak(
        answer,
        desk.engine,
        draft,
        manner=asked,
        known=desk.index.vocabulary.stems,
        length=desk.length,
        first_token=lambda: watch.mark("first_token"),
    )
    for said in spoken:
        if isinstance(said, Thinking):
            yield said
        else:
            watch.mark("first_sentence")
            yield SentenceReady(said)
    yield from _shown(answer, draft, watch, short=asked is Manner.SHORTER)


def _shown(answer: Answer, draft: Draft, watch: _Stopwatch, *, short: bool = False) -> Iterator[Event]:
    """The end of an answer: what was phrased, or else the lines."""
    kept = tuple(draft.kept)
    if not kept:
        kept = composing.lines(composing.best(answer.evidence)[:1] if short else answer.evidence)
        watch.mark("first_sentence")
        yield from map(SentenceReady, kept)
    yield Done(
        replace(
            answer,
            text=_with_result(answer, composing.text(kept, answer.evidence)),
            sentences=kept,
            dropped=tuple(draft.dropped),
            notices=(*answer.notices, *draft.faults),
            complete=not draft.faults,
        )
    )


def _decided(answer: Answer, desk: Desk, watch: _Stopwatch) -> Iterator[Event]:
    """A verdict where lines or engine decide it, with its lines; where they don't, the lines: a small model guesses."""
    yield Thinking()
    found = deciding.decide(answer.searched_for, answer.evidence, desk.engine)
    said = (Sentence(found.said, tuple(item.n for item in found.evidence), found.support),) if found else ()
    lines = composing.lines(found.evidence if found else answer.evidence)
    watch.mark("first_sentence")
    yield from map(SentenceReady, (*said, *lines))
    text = composing.text((*said, *lines), answer.evidence)
    faults = (desk.engine_fault,) if desk.engine_fault else ()
    done = replace(answer, text=_with_result(answer, text), sentences=(*said, *lines))
    yield Done(replace(done, notices=(*answer.notices, *faults), complete=not faults))


def _put_otherwise(question: str, asked: Manner, last: Answer, desk: Desk, watch: _Stopwatch) -> Iterator[Event]:
    """The points of the last answer once more, as the turn wants them."""
    yield Searched(last.searched_for)
    found = evidence.around(last.evidence, asked, desk.index)
    watch.mark("evidence")
    yield EvidenceFound(found)
    answer = Answer(Status.ANSWERED, question, "", searched_for=last.searched_for, evidence=found)
    if asked in {Manner.EXAMPLE, Manner.DEEPER}:
        lines = composing.lines(found)
        yield from map(SentenceReady, lines)
        missing = "" if lines else NO_EXAMPLE if asked is Manner.EXAMPLE else NO_MORE
        status = Status.ANSWERED if lines else Status.NOT_IN_NOTES
        yield Done(replace(answer, status=status, text=composing.text(lines, found) or missing, sentences=lines))
        return
    yield from _phrased(answer, desk, watch, asked)


NO_EXAMPLE = "Your notes give no example of this, and none is made up here."
NO_MORE = "Your notes say no more about this."


def _with_result(answer: Answer, text: str) -> str:
    """A mixed question gets its number first, then what the notes say."""
    return f"{result(answer.working)}\n\n{text}".strip() if answer.working else text
