"""Tutor: somebody's notes, opened: ask, calculate, interview."""

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Self

from index import CrossEncoderReranker, Embedder, Index, Results, SentenceEmbedder
from ingest import Changes, Entry, Point, Report, UserError
from tutor.adding import Added, add_question, undo_adding
from tutor.asking import asking
from tutor.asking.answer import Answer, Done, Event
from tutor.asking.asking import Context, Desk
from tutor.asking.checking import prompt as checking_prompt
from tutor.asking.coverage import Coverage, decide
from tutor.asking.phrasing import LONG, SHORT
from tutor.asking.phrasing import prompt as phrasing_prompt
from tutor.asking.storing import remembered, stored
from tutor.conversation import Conversation
from tutor.conversations import Conversations
from tutor.engines.engine import Engine, Warmable
from tutor.interview.choices import choices
from tutor.interview.conversation_turn import ConversationTurn
from tutor.interview.grade import Grade
from tutor.interview.grading import grade_points
from tutor.interview.history import History
from tutor.interview.interview import Interview
from tutor.interview.profiles import open_history, profiles
from tutor.kept_notes import forget_notes, own_notes, place_to_write
from tutor.opening import phrasing_engine
from tutor.practice import Practice
from tutor.running import Runs
from tutor.settings import Settings, load_settings
from tutor.shelf import Progress, Shelf, forget_indexes, read_shelf

DEFAULT_NOTES = Path(__file__).parent / "notes" / "machine_learning.md"
"""The notes that come with the tutor."""


class Tutor:
    """Notes, their index, an engine and a history. Close it, or use it in a `with` block."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        embedder: Embedder,
        engine: Engine | None,
        engine_fault: str = "",
        history: History,
        data: Path,
        settings: Settings | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Put together what `open` opens; `engine_fault` says why there is no engine though one was wanted."""
        self.shelf = shelf
        self.data = data
        self.embedder = embedder
        self.engine = engine
        self.history = history
        self.conversations = Conversations(history, history.path.with_name("conversations.sqlite"))
        self.runs = Runs()
        self._fault = engine_fault
        self._settings = settings or Settings(data=data)
        self._length = LONG if self._settings.prose else SHORT
        self._timer = timer
        self._reading = threading.RLock()
        """One reading at a time: a late one must not bring back the files of before."""

    @classmethod
    def open(
        cls,
        notes: str | Path | Sequence[str | Path] = (),
        *,
        engine: str | Engine | None = None,
        model: str | None = None,
        data: str | Path | None = None,
        embedder: Embedder | None = None,
        clock: Callable[[], datetime] | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
        profile: str | None = None,
    ) -> Self:
        """Open notes (files or folders; by default the ones that come with the tutor), building or reopening the index.

        `engine` is a name ("llamacpp", "transformers", "openai", "none") or an engine of your own; what is not given
        comes from `settings`, or else from the environment and the settings file. `progress` is told (done, all) while
        texts are embedded. `profile` is whose progress, where several share a machine. Raises a UserError that says
        what to do when notes, settings or index cannot be used.
        """
        given = [Path(path).expanduser() for path in ([notes] if isinstance(notes, str | Path) else notes)]
        named = engine if isinstance(engine, str) else None
        chosen = settings or load_settings(os.environ, engine=named, model=model, data=data)
        folder = Path(data).expanduser() if data else chosen.data
        files = given or list(chosen.notes) or list(own_notes(folder)) or [DEFAULT_NOTES]
        embedder = embedder or SentenceEmbedder(chosen.embedder)
        reranker = CrossEncoderReranker(chosen.reranker) if chosen.reranker else None
        shelf = read_shelf(files, folder, embedder, progress=progress, reranker=reranker)
        phrasing, fault = phrasing_engine(engine, model, folder, chosen)
        return cls(
            shelf,
            embedder=embedder,
            engine=phrasing,
            engine_fault=fault,
            history=open_history(folder, chosen.profile if profile is None else profile, clock),
            data=folder,
            settings=chosen,
        )

    @property
    def index(self) -> Index:
        """The index over the notes as they were last read."""
        return self.shelf.index

    @property
    def report(self) -> Report:
        """What the last reading found."""
        return self.shelf.report

    @property
    def changes(self) -> Changes | None:
        """What the notes' author did since the reading before; None at the first."""
        return self.shelf.changes

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The questions of the notes, in order."""
        return self.index.entries

    @property
    def points(self) -> tuple[Point, ...]:
        """The checkable statements of the notes, in order."""
        return self.index.points

    @property
    def practice(self) -> Practice:
        """What there is to do between two interviews: readiness, cards, exports."""
        return Practice(self.entries, self.points, self.history, self.changes)

    @property
    def notes_title(self) -> str:
        """The names of the files, for a person."""
        return ", ".join(document.source for document in self.report.documents)

    @property
    def engine_name(self) -> str:
        """What phrases the answers, for a person."""
        return self.engine.name if self.engine else "no language model"

    @property
    def engine_fault(self) -> str:
        """Why there is no engine though one was wanted, and what to do; "" when that is as it should be."""
        return self._fault

    @property
    def unkept(self) -> str:
        """Why progress or the index is not kept on disk, and what to do about it; "" when both are."""
        return self.history.unkept or self.shelf.unkept

    def read_again(self, files: Sequence[Path] = (), progress: Progress | None = None) -> Changes | None:
        """Read the notes anew, or these files from now on; what changed. Answers in the making keep the old ones.

        The index over files that are left goes with them. Raises BadNotes, then everything is as it was; NotForgotten
        where that index cannot be deleted.
        """
        with self._reading:
            before = self.shelf
            self.shelf = before.read_again(files, self.data, self.embedder, progress)
            self.shelf.forget_index_of(before, self.data)
            return self.changes

    def add_question(self, question: str) -> Added:
        """Write a question that the notes don't answer into them, unanswered; raises NotAdded or NotKept."""
        with self._reading:
            files, path = place_to_write(self.shelf.files, self.data, DEFAULT_NOTES)
            added = add_question(path, question)
            self.read_again(files)
            return added

    def undo_adding(self, added: Added) -> None:
        """Take it out again; raises NotAdded when the file was changed since."""
        with self._reading:
            undo_adding(added)
            self.read_again()

    def use_engine(self, engine: str | Engine, model: str | None = None) -> str:
        """Phrase with another engine from now on; "" or why there is none now, and what to do about it."""
        phrasing, self._fault = phrasing_engine(engine, model, self.data, self._settings)
        old, self.engine = self.engine, phrasing
        if old:
            old.close()
        return self._fault

    def forget_everything(self) -> None:
        """Delete this profile's progress and conversations; copies and indexes of notes where nobody else uses them."""
        self.history.forget_everything()
        self.conversations.forget_everything()
        if self.history.path.parent == self.data and not profiles(self.data):
            with self._reading:
                forget_notes(self.data)
                forget_indexes(self.data)

    def ask(self, question: str) -> Answer:
        """The whole answer to a question that stands alone."""
        return self.conversation().ask(question)

    def stream(self, question: str) -> Iterator[Event]:
        """The same, event by event."""
        return self.conversation().stream(question)

    def conversation(self, id: str | None = None, topics: Sequence[str] = ()) -> Conversation:
        """A new conversation, or the one with this id, continued; over these headings of the notes alone, or all."""
        id = id or uuid.uuid4().hex
        answers = tuple(map(remembered, self.history.turns(id)))
        return Conversation(id, answers, partial(self._answer, tuple(topics)), self._remember)

    def retrieve(self, query: str) -> tuple[Results, Coverage]:
        """What the search finds, with its reasons, and whether the notes cover the question."""
        results = self.index.search(query)
        return results, decide(results)

    def grade(self, entry: Entry, answer: str) -> Grade:
        """What a free-text answer to an entry's question is worth, point by point."""
        return grade_points(entry.question, self.points_of(entry.id), answer, embedder=self.embedder)

    def points_of(self, entry_id: str) -> tuple[Point, ...]:
        """The points of one entry, in order."""
        return tuple(point for point in self.points if point.entry_id == entry_id)

    def interview(
        self,
        questions: int | None = None,
        seed: int | None = None,
        topics: Sequence[str] = (),
        resume: str | None = None,
        **chosen: Any,
    ) -> Interview:
        """A mock interview over the answered entries; `resume` is the id of one that was left.

        `chosen` are the other fields of Choices: minutes, mix, difficulty, manner, warm_up, fresh_numbers,
        vary_wording, depth. The same `seed` asks the same questions of the same notes and history. Raises NothingToAsk,
        BadChoice or UnknownSession.
        """
        if resume:
            return Interview.resume(resume, self.points_of, self.history, embedder=self.embedder)
        made = choices(questions=questions, topics=topics, **chosen)
        return Interview.start(
            self.entries, self.points_of, self.history, made, rng=Random(seed), embedder=self.embedder
        )

    def warm(self) -> None:
        """Load the models in the background, so that the first question does not wait."""
        for work in (lambda: self.embedder.query("warm"), self._warm_engine):  # side by side: the engine is a process
            threading.Thread(target=_quietly, args=(work,), name="warm", daemon=True).start()

    def close(self) -> None:
        """Give back the engine and the history."""
        self.runs.close()
        if self.engine:
            self.engine.close()
        self.history.close()
        self.conversations.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, topics: tuple[str, ...], question: str, context: Context) -> Iterator[Event]:
        desk = Desk(self.shelf.within(topics), self.engine, self._fault, self._timer, self._length)
        for event in asking.stream(question, context, desk):
            if topics and isinstance(event, Done):
                notice = f"Looked only under: {', '.join(topics)}."
                event = Done(replace(event.answer, notices=(*event.answer.notices, notice)))
            yield event

    def _remember(self, conversation_id: str, answer: Answer) -> None:
        self.history.add_turn(conversation_id, ConversationTurn(answer.question, answer.text, stored(answer)))

    def _warm_engine(self) -> None:
        if isinstance(self.engine, Warmable):
            self.engine.warm([phrasing_prompt("warm", (), length=self._length)[:-1], checking_prompt("warm", ())[:-1]])


def _quietly(work: Callable[[], object]) -> None:
    with suppress(UserError):  # the first question tells the person, with what to do
        work()
