"""Told layers: memory, products and values of layers told in a sentence, where each number has its own words."""

import re
from dataclasses import replace

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.rules import Rule, count_of, first_of


def told_layers(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    return first_of(_RULES, question, longest=1200)


_BYTES = {
    "float64": 64,
    "double": 64,
    "float32": 32,
    "fp32": 32,
    "float16": 16,
    "fp16": 16,
    "bfloat16": 16,
    "bf16": 16,
    "half precision": 16,
    "int8": 8,
    "int4": 4,
}


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


_BITS = regex(
    r"\b(?P<bits>\d{1,2})[- ]?bits?\b|\b(?P<bytes>\d{1,2})[- ]bytes? (?:each|per|for (?:each|every)|float\w*)|"
    r"\b(?P<name>float64|double|float32|fp32|bfloat16|bf16|float16|fp16|half[- ]precision|int8|int4)\b",
    re.I,
)
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
    if _BEYOND.search(text):
        return _training(text, scale)
    text = _HARDWARE.sub(" ", text)
    found = list(_BITS.finditer(text))
    sizes = {
        int(hit["bits"] or 8 * int(hit["bytes"] or 0) or _BYTES[hit["name"].lower().replace("-", " ")]) for hit in found
    }
    counts = _COUNT.findall(text)
    if len(sizes) != 1 or not _SIZED.search(text + asking) and scale is None:
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
    rest = _COUNT.sub(" ", _BITS.sub(" ", text))
    if len(re.findall(r"(?<![\w.])\d", re.sub(r"\b10\^\d+|\b106\b|\b109\b", " ", rest))) > 2 * bool(words):
        return None
    return Request("arithmetic", {"expression": f"{values} * {sizes.pop()} / 8 / {scale}"})


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


def _products(question: Question) -> Recognition:
    """The multiplications of a dense layer."""
    text = question.text
    inputs, outputs = (
        re.search(r"(\d[\d,]*) inputs?\b", text),
        re.search(r"(\d[\d,]*) (?:outputs?|units|neurons)\b", text),
    )
    if not re.search(r"\bhow many multipl\w+", text, re.I) or not re.search(
        r"\bdense\b|\bfully[- ]connected\b|\blinear\b", text, re.I
    ):
        return None
    if inputs is None or outputs is None or count_of(question) != 2:
        return None
    return Request("arithmetic", {"expression": f"{inputs[1].replace(',', '')} * {outputs[1].replace(',', '')}"})


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
    values = vectors[0].numbers
    mean = sum(values) / len(values)
    spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    if spread == 0:
        return None
    made = [
        f"{gain[1] if gain else 1} * ({value:g} - {mean:.15g}) / {spread:.17g} + {bias[1] if bias else 0}"
        for value in values
    ]
    requests = [Request("arithmetic", {"expression": each}) for each in made]
    return replace(requests[0], also=tuple(requests[1:]))


_RULES: tuple[Rule, ...] = (
    _memory,
    _products,
    _scaled,
)
