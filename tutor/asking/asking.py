"""The way of a question: calculate or search, decide, show the evidence, phrase, verify, cite."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index import Index, Results
from tutor.asking import (
    citing,
    coverage,
    evidence,
    following,
    notes_example,
    phrasing,
    resolve,
    small_talk,
    verifying,
    yes_no,
)
from tutor.asking.answer import (
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
)
from tutor.asking.thread import Thread
from tutor.calculator.calculate import calculate
from tutor.calculator.rendering import result
from tutor.calculator.working import Calculation, Working
from tutor.engines.engine import Engine, EngineError

MOST_TOKENS = 160
MOST_SENTENCES = 4
MOST_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation was about so far."""

    thread: Thread = Thread()
    working: Working | None = None

    def after(self, answer: Answer) -> "Context":
        """The context for the next turn."""
        return Context(self.thread.after(answer), answer.working or self.working)


@dataclass(frozen=True, slots=True)
class Desk:
    """What questions are answered with."""

    index: Index
    engine: Engine | None
    engine_fault: str
    """Why there is no engine though one was wanted, and what to do; "" when that is as it should be."""
    timer: Callable[[], float]
    """Seconds on a clock that never goes back."""


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
    resolved = resolve.resolve(question, context.thread)
    results, verdict = following.search(resolved, desk.index)
    yield Searched(results.query)
    answer = Answer(Status.ANSWERED, question, "", working=working, searched_for=results.query)
    if resolved.unclear:
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
    yield from _phrased(replace(answer, status=status, evidence=found, notices=notices), desk, watch)


def _ask_back(answer: Answer, unclear: str, results: Results) -> Answer:
    choices = tuple(hit.entry.question for hit in results.entries if hit.entry.answered)[:3]
    text = f"What does “{unclear}” stand for? Name the subject, or choose one of the questions in your notes."
    return replace(answer, status=Status.ASK_BACK, text=text, choices=choices)


def _phrased(answer: Answer, desk: Desk, watch: _Stopwatch) -> Iterator[Event]:
    if yes_no.is_yes_no(answer.searched_for):
        yield from _yes_or_no(answer, watch)
        return
    kept: list[Sentence] = []
    dropped: list[str] = []
    faults = [desk.engine_fault] if desk.engine_fault else []
    try:
        for text in _spoken(answer, desk.engine, watch):
            if text is None:
                yield Thinking()
                continue
            sentence = _backed(text, answer) if kept or not phrasing.dangles(text) else None
            if sentence is None:
                dropped.append(text)
            elif sentence.text not in {earlier.text for earlier in kept}:
                kept.append(sentence)
                watch.mark("first_sentence")
                yield SentenceReady(sentence)
            if len(kept) == MOST_SENTENCES:
                break
    except EngineError as error:
        faults.append(str(error))
    if not kept:
        kept = _lines(answer.evidence)
        yield from map(SentenceReady, kept)
        text = _list(kept)
    else:
        text = " ".join(sentence.text for sentence in kept)
    yield Done(
        replace(
            answer,
            text=_with_result(answer, text),
            sentences=tuple(kept),
            dropped=tuple(dropped),
            notices=(*answer.notices, *faults),
            complete=not faults,
        )
    )


def _spoken(answer: Answer, engine: Engine | None, watch: _Stopwatch) -> Iterator[str | None]:
    """The engine's sentences; None as a sign of life between them."""
    if engine is None or not answer.evidence:
        return
    pieces = engine.stream(phrasing.prompt(answer.searched_for, answer.evidence), max_tokens=MOST_TOKENS)
    for text in phrasing.sentences(_timed(pieces, watch)):
        yield text or None


def _timed(pieces: Iterator[str], watch: _Stopwatch) -> Iterator[str]:
    for piece in pieces:
        if piece:
            watch.mark("first_token")
        yield piece


def _backed(text: str, answer: Answer) -> Sentence | None:
    citations = citing.cite(text, answer.evidence)
    verdict = verifying.verify(text, answer.evidence, answer.searched_for)
    return Sentence(text, citations, verdict.support) if verdict.backed else None


def _yes_or_no(answer: Answer, watch: _Stopwatch) -> Iterator[Event]:
    """Yes or no where the lines decide it; where they don't, the lines themselves: a small model guesses."""
    decided = yes_no.decide(answer.searched_for, answer.evidence)
    said = [Sentence("Yes." if decided[0] else "No.", tuple(item.n for item in decided[1]), 1.0)] if decided else []
    kept = said + _lines(decided[1] if decided else answer.evidence)
    watch.mark("first_sentence")
    yield from map(SentenceReady, kept)
    text = "\n".join([*(sentence.text for sentence in said), _list(kept[len(said) :])])
    yield Done(replace(answer, text=_with_result(answer, text), sentences=tuple(kept)))


def _with_result(answer: Answer, text: str) -> str:
    """A mixed question gets its number first, then what the notes say."""
    return f"{result(answer.working)}\n\n{text}".strip() if answer.working else text


def _lines(evidence: Sequence[Evidence]) -> list[Sentence]:
    """The notes' own lines as the answer."""
    return [Sentence(phrasing.line(item), (item.n,), 1.0) for item in evidence]


def _list(kept: list[Sentence]) -> str:
    return "\n".join(f"- {sentence.text}" for sentence in kept)
