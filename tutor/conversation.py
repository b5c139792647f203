"""Conversation: questions that follow each other."""

from collections.abc import Callable, Iterator
from functools import reduce

from tutor.asking.answer import Answer, Done, Event
from tutor.asking.asking import Context


class Conversation:
    """Asks with what was said before in mind: `ask("What is dropout?")`, then `ask("and its drawbacks?")`."""

    def __init__(
        self,
        id: str,
        answers: tuple[Answer, ...],
        answer: Callable[[str, Context], Iterator[Event]],
        remember: Callable[[str, Answer], None],
    ) -> None:
        """Go on after `answers`; `answer` makes the events of the next, `remember` keeps it."""
        self.id = id
        self.answers = answers
        self._answer = answer
        self._remember = remember
        self._context = reduce(Context.after, answers, Context())

    def ask(self, question: str) -> Answer:
        """The whole answer; see `stream`."""
        for event in self.stream(question):
            if isinstance(event, Done):
                return event.answer
        raise RuntimeError("a stream ends with Done")

    def stream(self, question: str) -> Iterator[Event]:
        """The events of the answer as they happen; the turn is remembered before Done is given out."""
        for event in self._answer(question, self._context):
            if isinstance(event, Done):
                self._remember(self.id, event.answer)
                self._context = self._context.after(event.answer)
                self.answers = (*self.answers, event.answer)
            yield event
