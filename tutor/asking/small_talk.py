"""Small talk: greetings, thanks, questions about the tutor, attempts to set the notes aside.

They get a short, courteous answer and no search result. Only what is nothing else counts: "hello, what is dropout?"
is a question.
"""

import re
from dataclasses import dataclass

_NAME = r"(?:\s+(?:there|tutor|everyone|all|again|you|friend|bot|mate|buddy))?"
_END = r"[\s.!?,;:)(-]*$"
_THANKS = (
    r"(?:(?:many |great |ok(?:ay)?,? |great,? |perfect,? )?(?:thanks?|thank you|thx|cheers)"
    r"(?: a lot| so much| very much| again| for [\w\s]{1,40})?)"
)
_PRAISE = (
    r"(?:(?:that|this|it)(?:'s| is| was) (?:really |very |so )?(?:great|good|helpful|useful|nice|clear|perfect"
    r"|cool|interesting|all)"
    r"|(?:great|good|nice|perfect|cool|awesome|excellent|wonderful|amazing|well done|good job|got it|i see"
    r"|understood|makes sense"
    r"|interesting|wow|ok|okay|alright|fine))"
)
NOTES_ONLY = "I answer from your notes and show the lines each answer rests on."


@dataclass(frozen=True, slots=True)
class _Kind:
    asked: re.Pattern[str]
    said: str


def _kind(pattern: str, said: str) -> _Kind:
    return _Kind(re.compile(rf"^\W*(?:{pattern}){_END}", re.IGNORECASE), said)


KINDS = (
    _kind(
        rf"(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo|hallo|welcome){_NAME}"
        rf"(?:[\s,.!]+(?:how are you(?: today| doing)?|nice to meet you|what'?s up))?|how are you(?: today"
        rf"| doing)?|what'?s up",
        f"Hello! {NOTES_ONLY} What would you like to know?",
    ),
    _kind(
        rf"{_THANKS}(?:[\s,.!;-]+(?:{_PRAISE}|bye|goodbye))*|{_PRAISE}(?:[\s,.!;-]+{_THANKS})",
        "You're welcome. Ask on whenever you like.",
    ),
    _kind(rf"{_PRAISE}", "Good. What would you like to know next?"),
    _kind(
        r"(?:good ?)?bye(?: bye| now)?|good night|see you(?: later| soon| tomorrow)?|cheerio|ciao|farewell",
        "Goodbye, and good luck with the interview.",
    ),
    _kind(
        r"(?:so |and |please )?(?:who|what) are you(?: exactly)?|what(?:'s| is) your name|are you (?:a "
        r"|an )?(?:bot|ai|human|robot|person|real)[\w\s]{0,20}"
        r"|what (?:can|do|could) you (?:do|help(?: me)?(?: with)?|know|offer)(?: for me)?|how (?:can|do"
        r"|could) (?:you help(?: me)?|i use (?:you|this)|this work)"
        r"|help(?: me)?(?: please)?|what (?:can|should|could) i (?:ask|do here)(?: you)?|what(?:'s"
        r"| is) this(?: for| tool| app)?"
        r"|how does this (?:work|tool work|app work)|tell me about yourself|introduce yourself|(?:tell"
        r"|show) me what you can do",
        f"I am the tutor of your notes. {NOTES_ONLY} I also compute numeric questions step by step, such as the "
        "softmax of [2, 1, 0], and hold mock interviews with grades. Ask about anything in your notes.",
    ),
    _kind(
        r"what(?:'s| is) (?:the |today'?s )?(?:time|date|day)(?: is it| today| now)?|what time is it(?: now)?"
        r"|(?:tell|tell me) a joke"
        r"|(?:tell|sing|write|compose)(?: me)? (?:a|an|another|some) (?:\w+ )?(?:joke|poem|song|story|haiku"
        r"|limerick|rap)\b.{0,80}",
        f"I cannot help with that. {NOTES_ONLY}",
    ),
)
SETTING_ASIDE = re.compile(
    r"(?:^\W*|[.!?;,]\s+|\b(?:and|but|please|then|now|just|you (?:must|should|can|may)) )"
    r"(?:ignore|disregard|forget|override)\s+(?:all|any|your|my|the|these|those|previous|prior|every|what)\b.{0,30}?"
    r"\b(?:notes?|instructions?|rules|prompts?|guidelines|everything)\b"
    r"|\b(?:print|show|reveal|repeat|tell me|output|give me|what(?:'s| is))\b.{0,20}\byour\s+(?:system|hidden|initial"
    r"|secret)\s+(?:prompt|instructions?|message)"
    r"|^\W*(?:please\s+)?(?:print|show|reveal|repeat|output)\b.{0,20}\bthe\s+(?:system|hidden|initial|secret)\s+"
    r"(?:prompt|instructions?|message)"
    r"|^\W*(?:please\s+)?(?:(?:pretend|act as if|act like)\b(?: that)?(?= you| to\b| an?\b)|role-?play|you are now"
    r"|from now on,? you)\b"
    r"|\bwithout (?:using |looking at )?(?:your|my|the) notes\b|\b(?:use|from) your own knowledge\b",
    re.IGNORECASE,
)
ONLY_NOTES = f"I stay with your notes. {NOTES_ONLY} What in them would you like to know?"
LONGEST = 300
"""Characters: what is longer is no small talk."""


def reply(question: str) -> str:
    """A short answer to what is no question to the notes; "" for everything else."""
    if len(question) > LONGEST:
        return ""
    if SETTING_ASIDE.search(question):
        return ONLY_NOTES
    return next((kind.said for kind in KINDS if kind.asked.match(question)), "")
