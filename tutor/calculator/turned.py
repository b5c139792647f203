"""Turned: what is told of a classifier is to become something else, so that its numbers are not what is asked of."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.shares_asked import of_another_share
from tutor.calculator.verdicts import NEEDS


def turned_to_another(question: Question) -> bool:
    """Whether one score is named to be left for another, or a confusion matrix is there and its error rate asked."""
    names = {mention.operation.name for mention in question.mentions}
    if re.search(r"\binstead\b", question.text, re.I) and len(names & set(NEEDS)) > 1:
        return True
    if names & set(NEEDS) and _FLIPPED.search(question.text) or _WITHHELD.search(question.text):
        return True
    return (
        "confusion matrix" in names
        and re.search(r"\b(?:error|misclassification) rate\b", question.text, re.I) is not None
    )


_WITHHELD = regex(
    r"(?:^|\n)\W*(?:\|\s*)?\$?\s*(?:f|freq\w*|count)\s*\$?\s*\|\s*\d[^\n]*\|\s*\d|\(in inches\)(?=.*\b(?:feet|"
    r"foot|ft)\b)",
    re.I | re.S,
)
"""A table of frequencies, and lengths in two units: their numbers are no plain list."""
_FLIPPED = regex(
    r"\b(?:flip(?:s|ped|ping)?|invert(?:s|ed|ing)?|revers(?:e|ed|ing)|swap(?:s|ped|ping)?) (?:all |every |the |"
    r"its |your )*"
    r"(?:predictions?|labels?|classes|outputs?|decisions?)\b|\bif (?:the )?prevalence (?:drops|rises|falls|"
    r"changes|increases|decreases|were)\b",
    re.I,
)


_CALLED_NOT = regex(
    r"\b(?:classified|labell?ed|flagged|marked|predicted|identified|recogni[sz]ed|called|judged|reported|declared)\s+"
    r"(?:as |to be |being )*(?:an? |the )?(?:non\b|not\b|ham\b|legit|negative|normal|healthy|clean|genuine|safe|good)|"
    r"\bnot (?:classified|labell?ed|flagged|marked|identified|reported|detected|caught)\b",
    re.I,
)


_KNOWN = regex(
    r"\bgiven (?:the )?(?:knowledge|information|fact) (?:of|that|about)\b|\b(?:if|when|once) (?:we|you|they) know\b|"
    r"\bknowing (?:the|that|whether|if)\b|\b(?:learns?|learned|learnt|(?:is|are|am|was|"
    r"were) told|finds? out|hears?|reveals?|"
    r"observes?|peeks?|sees?) (?:that|whether|if)\b|\b(?:remaining|residual) (?:entropy|uncertainty)\b",
    re.I,
)
_OF_SEVERAL = regex(
    r"\b(?:entropy|information)\b[^.?;]{0,30}\b(?:of|in|for) (?:a |the |each )?(?:pairs?|blocks?|sequences?|"
    r"strings?|two|three|"
    r"four|five|\d+) (?:of )?(?:\w+ )?(?:symbols|letters|messages|draws|outcomes|tosses|characters)\b",
    re.I,
)
_ALONE = frozenset({"entropy", "entropy of counts", "binary entropy"})


def beside_the_point(question: Question, found: Recognition) -> bool:
    """Whether what was found is that of the other verdict, or the entropy of one thing where another is known."""
    if not isinstance(found, Request):
        return False
    return (
        of_another_walk(question, found)
        or of_another_share(question, found)
        or of_the_other_verdict(question, found)
        or (
            found.operation in _ALONE
            and (_KNOWN.search(question.text) or _OF_SEVERAL.search(question.text)) is not None
        )
    )


def of_the_other_verdict(question: Question, found: Request) -> bool:
    """Whether something is known to have been called negative, and the posterior is that after a positive."""
    if found.operation != "Bayes' theorem" or "result" in found.arguments:
        return False
    asking = [sentence.text for sentence in question.sentences if sentence.asks]
    return _CALLED_NOT.search(" ".join(asking) or question.text[-200:]) is not None


_WALKS = frozenset({"gradient descent", "momentum", "RMSProp", "Adam"})
_OTHER_WALK = regex(
    r"\bmaximi[sz]\w*|\bascent\b|\bascend\w*|\bhalv(?:e|es|ed|ing)\b|\bdoubl(?:e|es|ed|ing)\b|"
    r"\bby (?:what|which) factor\b|\bdistance (?:to|from|of)\b|\bhow far (?:is|are|from|away)\b|\bsteps? before\b|"
    r"\b(?:mean|average|sum) of (?:the |these |those |their )?gradients\b|\baverag(?:es|ed|ing) (?:the )?gradients\b|"
    r"\bonly (?:\w+ ){1,3}(?:is|are|gets?) (?:updated|moved|changed)\b|"
    r"\b(?:rate|lr|eta|alpha) (?:is |was )?(?:then |later |now )?(?:reduced|lowered|raised|increased|decreased|"
    r"changed|dropped|drops|falls|cut)\b",
    re.I,
)
"""Steps uphill, of some of the variables, or of another size half-way."""
_OTHER_OF_WALK = regex(
    r"\bwhat(?:'s| is| are| was| were| will be| would be) (?:the )?(?:(?:new|resulting|norm of|size of|length of|"
    r"magnitude of|value of|the|absolute) )*"
    r"(?:gradient|derivative|slope|velocity|direction|step|update|moments?|change|move)\b(?! descent)|"
    r"\b(?:size|length|magnitude|norm) of the (?:\w+ )?(?:step|update|move|change|gradient)\b",
    re.I,
)
_FALL_OF_LOSS = regex(
    r"\bhow much (?:lower|smaller|less|higher|larger|greater|better|worse)\b|"
    r"\bhow (?:much|far) (?:\w+ ){0,4}?(?:[fghJLE]|f\([\w, ]+\)|loss|cost|objective|error|function)\b|"
    r"\b(?:change|decrease|reduction|drop|fall|improvement) (?:in|of) (?:the )?(?:\w+ )?"
    r"(?:[fghJLE]|loss|cost|objective|error|function)\b",
    re.I,
)
_ONE_NAME = regex(
    r"\b(?:what(?:'s| is| will be| would be)|find|compute|calculate|determine|give) (?:the )?"
    r"(?:(?:new|updated|value|values|of|resulting|final|coordinate) )*(?P<name>[a-z]+(?:_?\d)?)\b(?!\s*(?:,|and\b|\())",
    re.I,
)
_NAMES = regex(r"\(\s*(\w+(?:\s*,\s*\w+)+)\s*\)\s*=")


def of_another_walk(question: Question, found: Request) -> bool:
    """Whether an optimiser walks in another way than the operation, or something else of its walk is asked for."""
    if found.operation not in _WALKS:
        return False
    text = question.text
    if _OTHER_WALK.search(text):
        return True
    if _FALL_OF_LOSS.search(text) or not found.pick and _OTHER_OF_WALK.search(text):
        return True
    if found.pick == "change" and found.arguments.get("steps", 1) != 1:
        return True
    names = {name.strip() for hit in _NAMES.finditer(text) for name in hit[1].split(",")}
    return not found.pick and any(hit["name"] in names for hit in _ONE_NAME.finditer(text))
