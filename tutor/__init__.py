"""Questions, calculations and interviews on somebody's notes.

    from tutor import Tutor, calculate, grade

    calculate("softmax of [2, 1, 0]")
    with Tutor.open("notes.md") as tutor:
        print(tutor.ask("Why does dropout help?").text)

Names are imported when they are used: `calculate` and `grade` load no model and no heavy library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor import weights
    from tutor.adding import Added, add_question, undo_adding
    from tutor.asking.answer import (
        Answer,
        Calculated,
        Done,
        Event,
        Evidence,
        EvidenceFound,
        Nearest,
        Searched,
        Sentence,
        SentenceReady,
        Status,
        Thinking,
    )
    from tutor.beside import neighbouring
    from tutor.calculator.calculate import calculate
    from tutor.calculator.fields import read_field
    from tutor.calculator.operation import Kind, Operation, Parameter
    from tutor.calculator.python_code import python_code
    from tutor.calculator.refusal import Refused
    from tutor.calculator.registry import operation
    from tutor.calculator.registry import search as find_operations
    from tutor.calculator.rendering import latex as latex_working
    from tutor.calculator.rendering import plain as plain_working
    from tutor.calculator.working import Calculation, Step, Working
    from tutor.conversation import Conversation
    from tutor.conversations import Conversations, Listed
    from tutor.doctor import examine
    from tutor.engines.engine import Engine, EngineError, EngineMissing, Message
    from tutor.engines.scripted import ScriptedEngine
    from tutor.exporting import everything
    from tutor.interview.anki import CardsError
    from tutor.interview.backup import BadBackup, Restored
    from tutor.interview.cards import BadRating, Card, RatingChoice, ReviewRound
    from tutor.interview.choices import MOST_MINUTES, MOST_QUESTIONS, BadChoice, Choices, Difficulty, Manner, Mix
    from tutor.interview.delivery import Delivery
    from tutor.interview.edits import ProgressKept
    from tutor.interview.feedback import Feedback, ModelAnswer
    from tutor.interview.grade import Grade, PointGrade, PointStatus
    from tutor.interview.grading import grade
    from tutor.interview.interview import Interview
    from tutor.interview.pace import Pace
    from tutor.interview.plots import Bin, Calibration, DayValue, Plots
    from tutor.interview.profiles import BadProfile, open_history, profiles
    from tutor.interview.question import Question
    from tutor.interview.readiness import PastInterview, Planned, PlannedDay, Readiness, TopicReadiness
    from tutor.interview.report import Report as InterviewReport
    from tutor.interview.report_text import report_fields, report_markdown
    from tutor.interview.review import Estimate
    from tutor.interview.session_summary import SessionSummary
    from tutor.interview.turn import Outcome, Turn
    from tutor.interview.weak_points import WeakSpot
    from tutor.kept_engine import keep_engine
    from tutor.kept_notes import forget_notes, keep_notes, own_notes
    from tutor.mending import Fault
    from tutor.mending import faults as find_faults
    from tutor.number_checks import NumberCheck, check_numbers
    from tutor.opening import default_embedder
    from tutor.practice import Practice
    from tutor.running import Run
    from tutor.settings import Settings, load_settings
    from tutor.shelf import Shelf
    from tutor.tutor import DEFAULT_NOTES, Tutor

_HOMES = {
    "tutor.asking.answer": (
        "Answer Calculated Done Event Evidence EvidenceFound Nearest Searched Sentence SentenceReady Status Thinking"
    ),
    "tutor.adding": "Added add_question undo_adding",
    "tutor.calculator.calculate": "calculate",
    "tutor.calculator.fields": "read_field",
    "tutor.calculator.operation": "Kind Operation Parameter",
    "tutor.calculator.python_code": "python_code",
    "tutor.calculator.refusal": "Refused",
    "tutor.calculator.registry": "find_operations=search operation",
    "tutor.calculator.rendering": "latex_working=latex plain_working=plain",
    "tutor.calculator.working": "Calculation Step Working",
    "tutor.conversation": "Conversation",
    "tutor.conversations": "Conversations Listed",
    "tutor.doctor": "examine",
    "tutor.engines.engine": "Engine EngineError EngineMissing Message",
    "tutor.engines.scripted": "ScriptedEngine",
    "tutor.interview.anki": "CardsError",
    "tutor.interview.backup": "BadBackup Restored",
    "tutor.interview.cards": "BadRating Card RatingChoice ReviewRound",
    "tutor.interview.choices": "MOST_MINUTES MOST_QUESTIONS BadChoice Choices Difficulty Manner Mix",
    "tutor.interview.delivery": "Delivery",
    "tutor.interview.edits": "ProgressKept",
    "tutor.interview.feedback": "Feedback ModelAnswer",
    "tutor.interview.pace": "Pace",
    "tutor.interview.plots": "Bin Calibration DayValue Plots",
    "tutor.interview.session_summary": "SessionSummary",
    "tutor.interview.profiles": "BadProfile open_history profiles",
    "tutor.interview.question": "Question",
    "tutor.interview.readiness": "PastInterview Planned PlannedDay Readiness TopicReadiness",
    "tutor.interview.report_text": "report_fields report_markdown",
    "tutor.interview.review": "Estimate",
    "tutor.interview.turn": "Outcome Turn",
    "tutor.interview.weak_points": "WeakSpot",
    "tutor.practice": "Practice",
    "tutor.exporting": "everything",
    "tutor.mending": "Fault find_faults=faults",
    "tutor.interview.grade": "Grade PointGrade PointStatus",
    "tutor.interview.grading": "grade",
    "tutor.interview.interview": "Interview",
    "tutor.interview.report": "InterviewReport=Report",
    "tutor.beside": "neighbouring",
    "tutor.number_checks": "NumberCheck check_numbers",
    "tutor.kept_engine": "keep_engine",
    "tutor.kept_notes": "forget_notes keep_notes own_notes",
    "tutor.running": "Run",
    "tutor.settings": "Settings load_settings",
    "tutor.shelf": "Shelf",
    "tutor.opening": "default_embedder",
    "tutor.tutor": "DEFAULT_NOTES Tutor",
}
_WHERE = {
    public: (module, inside or public)
    for module, names in _HOMES.items()
    for public, _, inside in (name.partition("=") for name in names.split())
}

__all__ = [
    "DEFAULT_NOTES",
    "MOST_MINUTES",
    "MOST_QUESTIONS",
    "Added",
    "Answer",
    "BadBackup",
    "BadChoice",
    "BadProfile",
    "BadRating",
    "Bin",
    "Calculated",
    "Calculation",
    "Calibration",
    "Card",
    "CardsError",
    "Choices",
    "Conversation",
    "Conversations",
    "DayValue",
    "Delivery",
    "Difficulty",
    "Done",
    "Engine",
    "EngineError",
    "EngineMissing",
    "Estimate",
    "Event",
    "Evidence",
    "EvidenceFound",
    "Fault",
    "Feedback",
    "Grade",
    "Interview",
    "InterviewReport",
    "Kind",
    "Listed",
    "Manner",
    "Message",
    "Mix",
    "ModelAnswer",
    "Nearest",
    "NumberCheck",
    "Operation",
    "Outcome",
    "Pace",
    "Parameter",
    "PastInterview",
    "Planned",
    "PlannedDay",
    "Plots",
    "PointGrade",
    "PointStatus",
    "Practice",
    "ProgressKept",
    "Question",
    "RatingChoice",
    "Readiness",
    "Refused",
    "Restored",
    "ReviewRound",
    "Run",
    "ScriptedEngine",
    "Searched",
    "Sentence",
    "SentenceReady",
    "SessionSummary",
    "Settings",
    "Shelf",
    "Status",
    "Step",
    "Thinking",
    "TopicReadiness",
    "Turn",
    "Tutor",
    "WeakSpot",
    "Working",
    "add_question",
    "calculate",
    "check_numbers",
    "default_embedder",
    "everything",
    "examine",
    "find_faults",
    "find_operations",
    "forget_notes",
    "grade",
    "keep_engine",
    "keep_notes",
    "latex_working",
    "load_settings",
    "neighbouring",
    "open_history",
    "operation",
    "own_notes",
    "plain_working",
    "profiles",
    "python_code",
    "read_field",
    "report_fields",
    "report_markdown",
    "undo_adding",
    "weights",
]


def __getattr__(name: str) -> Any:
    if name == "weights":
        return import_module("tutor.weights")
    if name not in _WHERE:
        raise AttributeError(f"module 'tutor' has no attribute {name!r}")
    module, inside = _WHERE[name]
    return getattr(import_module(module), inside)
