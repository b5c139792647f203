"""Blueprint asks: what is wanted of a network that was told, as requests of the operations."""

import re
from dataclasses import replace

from tutor.calculator.asked_layer import APART, AskedLayer, asked_layer
from tutor.calculator.blueprint_costs import BATCH, COST, cost_of
from tutor.calculator.blueprint_parameters import convolution_parameters, parameters_of
from tutor.calculator.blueprint_shapes import field_of, setting_of, shape_of, transposed
from tutor.calculator.blueprints import Blueprint, blueprint
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.layer_tables import with_tables
from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.refusal import Refused
from tutor.calculator.storage import STORED
from tutor.calculator.worldly import without_worldly

_PARAMETERS = regex(
    r"(?<!following )(?<!hyper)(?<!these )\bparam\w*\b(?! (?:are|is) (?:given|as follows|set)|\s*:)|"
    r"\bnumber of (?:\w+ )?param\w*|\blearnable\b|\btrainable\b|\bweights\b",
    re.I,
)
_COUNTED = regex(r"\bhow many (?:\w+ ){0,3}?(?:param\w*|weights)\b", re.I)
_SUPPOSED = regex(r"\s*(?:suppose|assume|consider|let|given|you have)\b", re.I)
_QUESTION = regex(r"\?|\bwhat\b|\bhow (?:many|large|big|much)\b|\b(?:calculate|compute|find|determine)\b", re.I)
_HOW = regex(
    r"\bhow (?:to|do i|can i|do you|would you) (?:calc\w+|compute|find|get|count|work out)\b|"
    r"^\W*(?:calculating|computing|determining|finding|counting) (?:the )?(?:\w+ ){0,2}(?:param|receptive|outputs?|"
    r"shape|size)",
    re.I | re.M,
)
_PADDING = regex(r"\b(?:what|which|how much)(?: is| are| should)?(?: the)? (?:amount of )?(?:zero[- ])?padding\b", re.I)

_VALUES = regex(r"\bhow many (?:\w+ )?(?:values|numbers|elements|activations)\b", re.I)
_BATCHED = regex(r"\bbatch(?:es)?(?: size)?(?: of| is| =|=|:)? ?\d", re.I)
"""The shape of a batch begins with its size."""
_FORM = regex(r"(?<=[.?!]) (?:Express|Give|Write|Report|State) [^.?!]*")
"""How the answer is to be written."""
_EFFECTIVE = regex(r"\beffective (?:kernel|filter)(?: size)?\b", re.I)
_FIELD = regex(r"\breceptive field\b", re.I)
_SHAPE = regex(
    r"\b(?:outputs?|shapes?|sizes?|dimension\w*|volumes?|resolution|widths?|heights?|lengths?|sides?)\b|"
    r"\bhow (?:large|big|wide|tall|long)\b|\bhow many (?:\w+ )?(?:values|numbers|features|activations|neurons|"
    r"elements)\b|"
    r"\bfeature maps?\b|\bwhat comes out\b|\b[hw]_?out\b",
    re.I,
)


_SETTINGS = regex(
    r"\b(?:what|which|how much)(?: is| are)?(?: the)? (?:amount of )?(?:zero[- ])?(?:padding|stride|kernel|"
    r"filter|dilation)\b(?! of)|"
    r"\bhow many (?:\w+ )?(?:filters|kernels|layers|channels|maps)\b|"
    r"\b(?:what is|find|compute|calculate) the (?:output )?depth\b|"
    r"\bnumber of (?:\w+ )?(?:channels|filters|kernels) (?:of|in) the output\b|"
    r"\bhow many (?:\w+ ){0,4}(?:are|is) bias\w*|\bhow many bias\w*|\bnumber of bias\w*",
    re.I,
)
_CHANGED = regex(
    r"\bwould\b[^.?]*\bif\b|\bif\b[^.?]*\b(?:was|were|changed?|doubled?|halved|increased?|had|"
    r"dropped|removed|left out|skipped|added|replaced|omitted)\b|\binstead\b",
    re.I,
)
"""Asks for the layers as they are not."""
_SOME_BIAS = regex(
    r"\bonly (?:the |its )?(?!weights)[\w-]+(?: \w+)? (?:has|have|uses?|with)\b[^.?]*\bbias|"
    r"\bbias\w* (?:is|are|only)? ?(?:only |just )?(?:in|for|shared)\b(?=[^.?]*\b(?:only|alone|shared|all))",
    re.I,
)
"""Biases that are not as usual, one for each output or none."""
_NO_BIAS = regex(
    r"\bdo(?:es)? not (?:use|have|include|contain) (?:a |any )?bias\w*|\b(?:no|without(?: any)?|ignor\w+|"
    r"(?:\w*(?=excluding))excluding|neglect\w*|omit\w*|not counting|leav\w+ out) (?:the )?bias\w*|\bbias-?free\b|"
    r"\bbias\s*=\s*false|"
    r"\bweights only\b|\bonly (?:the )?weights\b|\bbias\w* (?:(?:are|is) )?(?:ignored|excluded|omitted|not)\b|"
    r"\bdisregard\w* (?:the )?bias\w*",
    re.I,
)
_BIAS = regex(r"\bbias", re.I)
_TOLD = regex(
    r"\b(?:conv\w*|pool\w*|filters?|kernels?|dense|fully[- ]connected|hidden|linear|perceptron|mlp|layers?|"
    r"network|embedding|lstm|rnn|autoencoder)\b|\bK\s*=\s*\d+[^.]*\bS\s*=",
    re.I,
)


def built(question: Question) -> Recognition:
    """The size, the parameters, the receptive field or the cost of the layers that the question tells."""
    try:
        return _built(question)
    except Refused:
        return None  # layers that cannot stand behind each other are read wrongly, or told wrongly


def _built(question: Question) -> Recognition:
    text = with_tables(question.text)
    if (not (question.asks or _COUNTED.search(text)) and len(text) > 160 and not _HOW.search(text)) or not _TOLD.search(
        text
    ):
        return None
    conceptual = any(sentence.conceptual for sentence in question.sentences)
    if _SOME_BIAS.search(text) or (conceptual and not _COUNTED.search(text)):
        return None
    sentences = [
        sentence.text
        for sentence in question.sentences
        if sentence.asks
        and (not sentence.conceptual or _COUNTED.search(sentence.text))
        and (not _SUPPOSED.match(sentence.text) or _QUESTION.search(sentence.text))
    ]
    asking = " ".join([*sentences, *_FORM.findall(text)]) or text.rstrip().rpartition("\n")[2]
    wants = list(dict.fromkeys(want for sentence in sentences for want in _wants(sentence)))
    wants = wants or ([] if sentences else _wants(text[-200:]) or _wants(text[:100]))
    if not wants or _CHANGED.search(asking) or ({"parameters", "cost"} & set(wants) and APART.search(asking)):
        return None
    told = STORED.sub(" ", blank_furniture(text)) if "cost" in wants else text
    asked = asked_layer(text, asking, strict=False)
    plan = blueprint(without_worldly(digits(re.sub(r"\bzero(?=[- ]padd)", " ", told, flags=re.I))), asked)
    if (
        plan is None
        or not plan.layers
        or (BATCH.search(text) and (_VALUES.search(asking) or _BATCHED.search(text) and "shape" in wants))
    ):
        return None
    if any(layer.asked for layer in plan.layers):
        asked = asked_layer(text, asking, strict=True)
    chosen = _chosen(plan, asked)
    if chosen is None or (plan.missing and chosen[1] and chosen[0] >= plan.missing_at):
        return None
    if chosen[1]:
        plan = replace(plan, missing="")
    layers, alone, bias = plan.layers[: chosen[0] + 1], chosen[1], _biased(text, asking)
    requests: list[Recognition] = [
        cost_of(plan, layers, text, asking, bias=bias, alone=alone)
        if want == "cost"
        else _request(plan, chosen, want, question, asking)
        for want in wants
    ]
    if len(requests) == 1:
        return requests[0]
    made = [each for each in requests if isinstance(each, Request)]
    if len(made) < len(requests):
        return None
    return made[0] if len(made) == 1 else replace(made[0], also=tuple(made[1:]))


_COUNT_AND_COST = regex(r"\bhow many (?:\w+ )?(?:parameters|weights)\b[^?]*\band (?:then )?how (?:much|many)\b", re.I)


def _wants(asking: str) -> list[str]:
    """What is asked, in its order."""
    if _FIELD.search(asking):
        return ["field"]
    if COST.search(asking):
        return ["parameters", "cost"] if _COUNT_AND_COST.search(asking) else ["cost"]
    if _PADDING.search(asking):
        return ["padding"]
    if _EFFECTIVE.search(asking):
        return ["effective"]
    if _SETTINGS.search(asking):
        return []
    trimmed = re.sub(
        r"\b(?:kernel|filter|pool|window|input|image|batch|vocabulary|hidden)[- ]sizes?\b|\b(?:kernels?|filters?|"
        r"windows?|images?|inputs?|pictures?)(?: that are)?(?: each)? of (?:size|shape)\b|\binput (?:volume|"
        r"shape)\b|\boutput (?:layer|channels?|units?|neurons?|classes)\b|\bembedding dimensions?\b|"
        r"\b\d[\d,]* (?:\w+ )?(?:outputs?|features?|values|numbers)\b|\bfeature maps? (?:of|with)\b",
        " ",
        asking,
        flags=re.I,
    )
    found = [
        (hit.start(), name)
        for name, pattern in (("parameters", _PARAMETERS), ("shape", _SHAPE))
        for hit in [pattern.search(trimmed)]
        if hit
    ]
    if len(found) == 2 and not re.search(
        r"\band\b.*\b(?:param|weights|output|shape|size|dimension|volume|how many)", trimmed, re.I | re.S
    ):
        found = [each for each in found if each[1] == "parameters"]
    return [name for _, name in sorted(found)]


def _chosen(plan: Blueprint, asked: AskedLayer | None) -> tuple[int, bool] | None:
    """Up to which layer, and whether that layer alone is asked; None where it is not clear."""
    if len(plan.layers) == 1 or asked is None:
        return len(plan.layers) - 1, False
    place = asked.among([layer.kind for layer in plan.layers])
    return None if place is None else (place, True)


def _biased(text: str, asking: str) -> bool:
    """Whether biases count: not where they are left out, nor where weights alone are asked."""
    weights = re.search(r"\bhow many weights\b|\bnumber of weights\b", asking, re.I)
    return _NO_BIAS.search(text) is None and not (weights and not _BIAS.search(text))


def _request(plan: Blueprint, chosen: tuple[int, bool], want: str, question: Question, asking: str) -> Request | None:
    layers, alone = plan.layers[: chosen[0] + 1], chosen[1]
    bias = _biased(question.text, asking)
    if any(layer.kind == "transposed" for layer in layers):
        if want == "parameters" and len(layers) == 1:
            return convolution_parameters(plan, layers[0], bias=bias) if "kernel" in layers[0].numbers else None
        return transposed(plan, layers, asking) if want == "shape" else None
    if want in {"padding", "effective"}:
        return setting_of(layers, want, question.text)
    if want == "field":
        return field_of(layers)
    if want == "parameters":
        return parameters_of(plan, layers, bias=bias, alone=alone, asking=asking)
    return shape_of(plan, layers, asking)
