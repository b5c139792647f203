"""Told layers: memory and normalised values of layers told in a sentence, where each number has its own words."""

import re

from tutor.calculator.operation import Argument
from tutor.calculator.operations.cost import BYTES
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.rules import Rule, count_of, first_of
from tutor.calculator.storage import STORED, precision_of
from tutor.calculator.tensor_shapes import tensor_memory, tensor_shape
from tutor.calculator.transformer_sizes import transformer


def told_layers(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    return first_of(_RULES, question, longest=1200)


_SCALE = (
    ("gib", 2**30),
    ("gigabyte", 10**9),
    ("gb", 10**9),
    ("mib", 2**20),
    ("megabyte", 10**6),
    ("mb", 10**6),
    ("kilobyte", 10**3),
    ("kb", 10**3),
)
_BINARY = {10**3: 2**10, 10**6: 2**20, 10**9: 2**30}
_POWERS = regex(r"\b1024\b|\b2\s?(?:\^|\*\*)\s?[123]0\b|\b1,?048,?576\b|\b1,?073,?741,?824\b")
"""Says that a kilobyte is 1024 bytes, and so on."""
_HARDWARE = regex(
    r"\b(?:[AHVTLB]\d{1,3}s?|RTX ?\d{4})\b,?(?: with| has)? ?\(?(?:\d+ ?GB)?\)?|\b\d+ ?GB (?:gpus?|cards?|v?ram)\b",
    re.I,
)
_COUNT = regex(r"(?<![\w.])(\d+(?:\.\d+)?)[ -]?(billion|million|bn|B|M)\b(?! ?(?:bytes|tokens|images))", re.I)
_SIZED = regex(r"\bmemory\b|\bmodel size\b|\bstorage\b|\bfootprint\b|\bhow (?:big|large|much)\b|\bsize in\b", re.I)
_BEYOND = regex(
    r"\bgradients?\b|\badam\b|\boptimi[sz]er\b|\bactivations?\b|\bcache\b|\btrain(?:ed|ing)?\b|\bfine-?tun\w*|"
    r"\bfits?\b|"
    r"\bhow many (?:gpus?|cards?|devices)\b|\bsav\w+|\breduc\w+|\bratio\b|\bcompar\w+|\binstead\b|\boverhead\b|"
    r"\blora\b",
    re.I,
)


def _memory(question: Question) -> Recognition:
    """The memory of weights or of an embedding table, in the unit that is asked for; GB or MB where none is."""
    text = re.sub(r"\(\s*1?\s*[GMK]i?B[^)]*\)|\(\s*10\^\d+ bytes\s*\)", " ", question.text)
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    scale = next((value for name, value in _SCALE if re.search(rf"\b{name}s?\b", asking, re.I)), None)
    if scale in _BINARY and _POWERS.search(question.text):
        scale = _BINARY[scale]
    if _BEYOND.search(text):
        return _training(text, scale)
    text = _HARDWARE.sub(" ", text)
    precision = precision_of(text)
    counts = _COUNT.findall(text)
    if precision is None or not _SIZED.search(text + asking) and scale is None:
        return None
    words = re.search(r"(\d[\d,]*) (?:words|tokens|entries|rows|items)", text)
    width = re.search(r"(\d[\d,]*)[- ](?:dimension\w*|dims?\b|d\b)|\bdimension\w* (?:of )?(\d+)", text)
    if words and width and "embedd" in text.lower() and not counts and scale:
        values = words[1].replace(",", "") + " * " + (width[1] or width[2]).replace(",", "")
    elif len(counts) == 1 and not words and re.search(r"\bparam\w*|\bweights?\b|\bmodel\b|\bllm\b", text, re.I):
        many = 10**9 if counts[0][1][0].lower() == "b" else 10**6
        scale = scale or many
        values = f"{counts[0][0]} * {many}"
    else:
        return None
    rest = _COUNT.sub(" ", STORED.sub(" ", text))
    if len(re.findall(r"(?<![\w.])\d", re.sub(r"\b10\^\d+|\b106\b|\b109\b", " ", rest))) > 2 * bool(words):
        return None
    return Request("arithmetic", {"expression": f"{values} * {BYTES[precision]:g} / {scale}"})


def _training(text: str, scale: int | None) -> Recognition:
    """Weights, gradients and the two states of Adam, all in float32."""
    count = re.search(r"(\d+(?:\.\d+)?)\s?(billion|million|B|M)\b", text)
    if (
        scale is None
        or count is None
        or not re.search(r"\badam\b", text, re.I)
        or not re.search(r"\bfloat32\b|\bfp32\b", text, re.I)
    ):
        return None
    if not (re.search(r"\bgradients?\b", text) and re.search(r"\bweights?\b|\bparameters?\b", text)) or re.search(
        r"\bactivations?\b|\bfp16\b|\bmixed\b|\bbfloat16\b", text, re.I
    ):
        return None
    number = f"{count[1]} * {10**9 if count[2][0].lower() == 'b' else 10**6}"
    return Request(
        "arithmetic",
        {"expression": f"{number} * 16 / {scale}"},
        note="4 bytes each for weights, gradients and the two states of Adam",
    )


def _scaled(question: Question) -> Recognition:
    """Layer normalisation with gain and bias."""
    text = question.text
    if not re.search(r"\blayer[- ]?norm\w*", text, re.I) or not re.search(
        r"\bignor\w+|\bepsilon\s*=\s*0\b|\bwithout epsilon|\bno epsilon", text, re.I
    ):
        return None
    vectors = [span for span in question.lists if span.is_vector]
    gain, bias = (
        re.search(rf"\b(?:{name})\s*(?:of|is|=)?\s*(-?\d+(?:\.\d+)?)", text, re.I)
        for name in ("gain|gamma|scale", "bias|beta|shift")
    )
    zero = 1 if re.search(r"\bepsilon\s*=\s*0\b", text) else 0
    if len(vectors) != 1 or count_of(question) != len(vectors[0].numbers) + bool(gain) + bool(bias) + zero:
        return None
    arguments: dict[str, Argument] = {"x": vectors[0].numbers, "epsilon": 0}
    arguments |= {name: float(hit[1]) for name, hit in (("gamma", gain), ("beta", bias)) if hit}
    return Request("layer normalisation", arguments)


_RULES: tuple[Rule, ...] = (
    transformer,
    tensor_shape,
    tensor_memory,
    _memory,
    _scaled,
)
