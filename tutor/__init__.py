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
    from tutor.calculator.calculate import calculate
    from tutor.calculator.rendering import latex as latex_working
    from tutor.calculator.rendering import plain as plain_working
    from tutor.calculator.working import Calculation, Step, Working
    from tutor.conversation import Conversation
    from tutor.doctor import examine
    from tutor.engines.engine import Engine, EngineError, EngineMissing, Message
    from tutor.engines.scripted import ScriptedEngine
    from tutor.interview.grade import Grade, PointGrade, PointStatus
    from tutor.interview.grading import grade
    from tutor.interview.interview import Interview
    from tutor.interview.report import Report as InterviewReport
    from tutor.number_checks import NumberCheck, check_numbers
    from tutor.settings import Settings, load_settings
    from tutor.tutor import DEFAULT_NOTES, Tutor, default_embedder

_HOMES = {
    "tutor.asking.answer": (
        "Answer Calculated Done Event Evidence EvidenceFound Nearest Searched Sentence SentenceReady Status Thinking"
    ),
    "tutor.calculator.calculate": "calculate",
    "tutor.calculator.rendering": "latex_working=latex plain_working=plain",
    "tutor.calculator.working": "Calculation Step Working",
    "tutor.conversation": "Conversation",
    "tutor.doctor": "examine",
    "tutor.engines.engine": "Engine EngineError EngineMissing Message",
    "tutor.engines.scripted": "ScriptedEngine",
    "tutor.interview.grade": "Grade PointGrade PointStatus",
    "tutor.interview.grading": "grade",
    "tutor.interview.interview": "Interview",
    "tutor.interview.report": "InterviewReport=Report",
    "tutor.number_checks": "NumberCheck check_numbers",
    "tutor.settings": "Settings load_settings",
    "tutor.tutor": "DEFAULT_NOTES Tutor default_embedder",
}
_WHERE = {
    public: (module, inside or public)
    for module, names in _HOMES.items()
    for public, _, inside in (name.partition("=") for name in names.split())
}

__all__ = [
    "DEFAULT_NOTES",
    "Answer",
    "Calculated",
    "Calculation",
    "Conversation",
    "Done",
    "Engine",
    "EngineError",
    "EngineMissing",
    "Event",
    "Evidence",
    "EvidenceFound",
    "Grade",
    "Interview",
    "InterviewReport",
    "Message",
    "Nearest",
    "NumberCheck",
    "PointGrade",
    "PointStatus",
    "ScriptedEngine",
    "Searched",
    "Sentence",
    "SentenceReady",
    "Settings",
    "Status",
    "Step",
    "Thinking",
    "Tutor",
    "Working",
    "calculate",
    "check_numbers",
    "default_embedder",
    "examine",
    "grade",
    "latex_working",
    "load_settings",
    "plain_working",
    "weights",
]


def __getattr__(name: str) -> Any:
    if name == "weights":
        return import_module("tutor.weights")
    if name not in _WHERE:
        raise AttributeError(f"module 'tutor' has no attribute {name!r}")
    module, inside = _WHERE[name]
    return getattr(import_module(module), inside)
