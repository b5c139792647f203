"""Asking: which of the operations a question names is the one it asks for, and whether it asks for a number at all."""

import re

from tutor.calculator.cues import cues_of
from tutor.calculator.intent import Sentence
from tutor.calculator.mentions import Mention, compact
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.scoring import sums_to_one

_ALTERED = regex(
    r"\b(?:gradients?|derivatives?|jacobian|hessian|inverse|bounds?|upper|lower|limit|"
    r"proof|formula|definition|equation|graph|plot|"
    r"complexity|difference|differences|ratio|increase|decrease|change|changes|changed|"
    r"improve\w*|reduce\w*|property|properties|"
    r"range|maximum possible|minimum possible|theoretical|percentage change|relative "
    r"change|stable|numerically|stability|trick|"
    r"overflow\w*|underflow\w*|backprop\w*|implement\w*|code|library|pytorch|tensorflow|"
    r"sklearn|numpy|partial|curve|threshold|thresholds|doubled|halved|tripled|multiplied|"
    r"shifted|added|subtracted|untrained|random classifier)\b",
    re.I,
)
"""Words that make another question of "what is the softmax of ...": its gradient, its range, its overflow."""
_DERIVED = regex(r"\b(?:derivatives?|gradients?|inverse)\b", re.I)
_STATED = regex(
    r"\b(?:is|are|was|were|has|have|had|gives|gave|equals|means|shows?|overflow\w*|"
    r"can|could|may|might|must|should|will|would|does|do|did|fails?|works?|tends?|"
    r"becomes?|makes?|uses?|used|achieved?|reported|got|reached|improved|dropped)"
    r"\b",
    re.I,
)
_SIDE_CLAUSE = regex(
    r"\b(?:class|label|target|category|answer|truth|token|one|where|when|if|which|"
    r"that|with|who|whose)\b[^.;?]{0,40}?\b(?:is|are|was|were|has|have|does)\b|"
    r"\b(?:is|was) (?:the )?(?:right|correct|true|target|answer|label)\b|\b[A-Za-z](?:_\w+)?\s+(?:is|are)\s*(?=\s{3})",
    re.I,
)
"""Verbs beside the point: "if class 2 is right"."""
_WHAT_IF = regex(r"^\W*(?:and |but |so )?(?:what|how) (?:if|about)\b", re.I)
_VALUE_BEHIND = regex(
    r"(?:\([a-z]\w?\))?\s*(?:score |value )?(?:is|was|=|equals)\s*(?:about |only )?(?:-?\d|\.\d)", re.I
)
_QUESTIONED = regex(
    r"\b(?:what(?:'s| is| was| are| should| must| would)?|which|how (?:many|much|"
    r"large|big|small|high))\s+(?:be |the |a |an |new )*([a-z][a-z -]{2,30})",
    re.I,
)
_OF_THE = regex(r"\s*(?:of|after)\s+(?:the|a|an)?\s*", re.I)
_ASKABLE = frozenset(
    "probability loss prediction predictions predicted output outputs value values "
    "logit logits class label score scores input inputs "
    "parameters weights weight updates steps iterations batches examples images "
    "words tokens documents total layers current mean "
    "true target size".split()
) | {"probability of", "number of", "batches of", "mini batches of", "minibatches of"}
"""Cues that are asked for as results too."""
_GIVEN = regex(
    r"^\W*(?:given|let|for|with|if|suppose|assume|consider|say|using|when|where|take|"
    r"here|we have|i have|you have|there (?:is|are))\b",
    re.I,
)


_CONTEXT = frozenset({"confusion matrix"})
"""Operations whose names are more often what the numbers are than what is asked for."""


def asked_about(question: Question) -> tuple[Mention, ...]:
    """The named operations, the one asked for first; empty when no number is asked for."""
    bare = is_bare(question)
    kinds = {(_sentence(question, each), each.operation.name): each for each in question.mentions}
    open_ = {kind for kind, mention in kinds.items() if _open(question, mention, bare=bare)}
    found = [
        mention
        for mention in question.mentions
        if (_sentence(question, mention), mention.operation.name) in open_ and not _given(question, mention)
    ]
    if {mention.operation.name for mention in found} - _CONTEXT:
        found = [mention for mention in found if mention.operation.name not in _CONTEXT]
    return tuple(
        sorted(found, key=lambda mention: (not _sentence(question, mention).asks, -(mention.end - mention.start)))
    )


def is_altered(text: str) -> bool:
    """Whether the text asks for something else about an operation, such as its gradient."""
    return _ALTERED.search(text) is not None


def _open(question: Question, mention: Mention, *, bare: bool) -> bool:
    """Whether the sentence with the mention, or another one, asks for its number."""
    sentence = _sentence(question, mention)
    if (
        _altered(sentence, mention)
        or not sentence.asks
        and any(each.asks and _DERIVED.search(each.text) and _altered(each, mention) for each in question.sentences)
    ):
        return False
    if _WHAT_IF.match(question.text):
        return False
    if sentence.conceptual:
        return any(each.asks and not each.conceptual for each in question.sentences)
    return sentence.asks or any(each.asks and not each.conceptual for each in question.sentences) or bare


def _altered(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word of the sentence makes it another question, words of the operation's own aside."""
    own = " ".join(cue for parameter in mention.operation.parameters for cue in cues_of(parameter))
    own = f"{own} {mention.operation.name} {' '.join(mention.operation.aliases)}".lower()
    return any(hit[0].lower().rstrip("s") not in own for hit in _ALTERED.finditer(sentence.text))


def _given(question: Question, mention: Mention) -> bool:
    """Whether the text tells the value of the operation instead of asking for it: "the F1 is 0.8"."""
    return _VALUE_BEHIND.match(question.text, mention.end) is not None or _inverse(question, mention)


def is_outer(question: Question, mention: Mention) -> bool:
    """Whether the operation is asked for of another one's result: "mean of the softmax of ..."."""
    return any(
        other.operation.name not in {mention.operation.name, *_CONTEXT}
        and other.start >= mention.end
        and _OF_THE.fullmatch(question.text, mention.end, other.start)
        and other.name not in {compact(cue) for parameter in mention.operation.parameters for cue in cues_of(parameter)}
        and not (other.operation.name == "softmax" and any(sums_to_one(span) for span in question.lists))
        for other in question.mentions
    )


def _inverse(question: Question, mention: Mention) -> bool:
    """Whether a parameter of the operation is asked for: "what batch size gives 500 iterations?"."""
    found = _QUESTIONED.search(_sentence(question, mention).text)
    if found is None:
        return False
    words = found[1].lower().replace("-", " ")
    own = " ".join((mention.operation.name, *mention.operation.aliases)).lower().replace("-", " ")
    cues = {cue for parameter in mention.operation.parameters for cue in cues_of(parameter) if len(cue) > 3}
    return any(words.startswith(cue) and cue not in own for cue in cues - _ASKABLE)


def _sentence(question: Question, mention: Mention) -> Sentence:
    inside = [each for each in question.sentences if each.start <= mention.start < each.end]
    return inside[0] if inside else question.sentences[0]


def is_bare(question: Question) -> bool:
    """A question without a verb: "softmax of [2, 1, 0]", "KL P=[...] Q=[...]"."""
    if any(each.conceptual for each in question.sentences) or len(question.sentences) > 3:
        return False
    rest = list(question.text)
    for span in question.lists:
        rest[span.from_ : span.end] = " " * (span.end - span.from_)
    plain = "".join(rest)
    return _STATED.search(_SIDE_CLAUSE.sub(" ", _GIVEN.sub(" ", plain))) is None


def wants_explanation(question: Question) -> bool:
    """Whether the question asks for the idea too: "what is KL divergence, and what is it for ...?"."""
    if any(each.conceptual for each in question.sentences):
        return True
    return any(
        re.search(
            r"(?:\bwhat(?:'s| is| are)|\bdefine|\bexplain)\s+(?:an?\s+)?$", question.text[: mention.start].lower()
        )
        and re.match(r"\s*(?:\([^)]*\)\s*)?(?:[,?;.]|and\b)", question.text[mention.end :])
        and re.search(r"\d", question.text[mention.end :])
        for mention in question.mentions
    ) or question.has(
        r"\b(?:explain|describe|define)\b.{0,80}\band (?:then )?(?:calculate|compute|"
        r"find|give)|\b(?:and|then) (?:explain|describe|interpret)\b|\bhow (?:do|would|"
        r"can|should) (?:i|you|we) (?:calculate|compute|find)\b"
    )
