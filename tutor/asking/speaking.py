"""Speaking: the engine's sentences, each verified as it ends; what fails gives its place to the line it rests on."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from tutor.asking import citing, composing, phrasing, verifying
from tutor.asking.answer import Answer, Evidence, Sentence, Thinking
from tutor.asking.manners import Manner
from tutor.asking.orders import without_orders
from tutor.asking.readings import telling
from tutor.engines.engine import Engine, EngineError, Queued

REPEATED = 0.9
"""A sentence with so many of its words in one that is shown says nothing new."""


@dataclass(slots=True)
class Draft:
    """What has become of the engine's sentences so far."""

    kept: list[Sentence] = field(default_factory=list)
    """What is shown: sentences that passed, and lines in the place of those that did not."""
    dropped: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    """Why each was dropped."""
    faults: list[str] = field(default_factory=list)


def speak(
    answer: Answer,
    engine: Engine | None,
    draft: Draft,
    *,
    manner: Manner = Manner.PLAIN,
    known: frozenset[str] | None = None,
    length: phrasing.Length = phrasing.SHORT,
    first_token: Callable[[], None] = lambda: None,
) -> Iterator[Sentence | Thinking]:
    """What may be shown as it is ready, with signs of life between; fills `draft`.

    At least the best lines are in it, told or as they stand, unless one short sentence is wanted. Nothing is said where
    the engine may not be shown one of the best lines: the others alone would be beside the question.
    """
    readable = without_orders(answer.evidence)
    if engine is None or not readable or not set(composing.best(answer.evidence)) <= set(readable):
        return
    check = _Check(answer.searched_for, readable, engine, known, length)
    try:
        yield from _phrased(answer, check, draft, manner, first_token)
    except EngineError as error:
        draft.faults.append(str(error))
    if draft.kept and manner is not Manner.SHORTER:
        for item in composing.untold(draft.kept, answer.evidence):
            yield from _kept(composing.line(item), draft)


@dataclass(frozen=True, slots=True)
class _Check:
    """What sentences are held against."""

    question: str
    evidence: Sequence[Evidence]
    engine: Engine
    known: frozenset[str] | None
    length: phrasing.Length

    def verdict(self, text: str) -> verifying.Verdict:
        return verifying.verify(text, self.evidence, self.question, engine=self.engine, known=self.known)


def _phrased(
    answer: Answer, check: _Check, draft: Draft, manner: Manner, first_token: Callable[[], None]
) -> Iterator[Sentence | Thinking]:
    most = 1 if manner is Manner.SHORTER else check.length.sentences
    with closing(_said(answer, check, manner, first_token)) as said:
        for text in said:
            if text:
                yield from _judged(text, draft, check)
            else:
                yield Thinking(text.position if isinstance(text, Queued) else 0)
            if len(draft.kept) >= most:
                return


def _said(answer: Answer, check: _Check, manner: Manner, first_token: Callable[[], None]) -> Generator[str, None, None]:
    messages = phrasing.prompt(answer.searched_for, answer.evidence, manner, length=check.length)

    def pieces() -> Iterator[str]:
        for piece in check.engine.stream(messages, max_tokens=check.length.tokens):
            if piece:
                first_token()
            yield piece

    yield from phrasing.sentences(pieces())


def _judged(text: str, draft: Draft, check: _Check) -> Iterator[Sentence]:
    if _repeats(text, draft.kept):
        return
    if telling(text) <= telling(check.question):
        _drop(draft, text, "it only repeats the question")
        return
    before = draft.kept[-1] if draft.kept else None
    if phrasing.dangles(text) and (before is None or composing.is_line(before, check.evidence)):
        _drop(draft, text, "it begins with a word that stands for something not said")
        return
    verdict = check.verdict(text)
    if verdict.backed:
        yield from _kept(Sentence(text, citing.cite(text, check.evidence), verdict.support), draft)
        return
    _drop(draft, text, verdict.why)
    own = citing.nearest(text, composing.best(check.evidence))
    if own and not composing.tells(draft.kept, own):
        yield from _kept(composing.line(own), draft)


def _kept(sentence: Sentence, draft: Draft) -> Iterator[Sentence]:
    draft.kept.append(sentence)
    yield sentence


def _drop(draft: Draft, text: str, why: str) -> None:
    draft.dropped.append(text)
    draft.why.append(why)


def _repeats(text: str, kept: Sequence[Sentence]) -> bool:
    own = telling(text)
    return any(len(own & telling(sentence.text)) >= REPEATED * max(len(own), 1) for sentence in kept)
