"""Schedule slots: the learning rate at a step: peak, lowest rate, warm-up, length and factor, each by its words."""

import re

from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_X = r"(?P<x>(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+|\s*(?:x|\*)\s*10\s?\^\s?\(?-?\d+\)?)?)"
_N = r"(?P<x>\d+(?:,\d{3})*(?:k\b)?)"
_UNIT = r"(?:training |optimi[sz]er |decay )?(?:steps?|epochs?|iterations?|updates)"
_NAMED_RATE = r"(?:learning[- ]rate|lr|eta|rate|step size|alpha)"
_SLOTS: tuple[tuple[str, str], ...] = (
    ("aside", r"\b\d+(?:\.\d+)?[MBk]?[- ](?:parameter|layer|class|billion|million)\w*|\bbeta[_ ]?[12]?\s*=\s*[\d.]+|"
              r"\blambda\s*=\s*[\d.]+|"
              r"\bepsilon\s*=\s*[\d.e-]+|\bweight decay\s*(?:=|of|is)?\s*[\d.]+"),
    ("warmup", rf"\bwarm(?:ed|s|ing)?[- ]?up\s*(?:steps?|period|phase)?\s*(?:is|of|over|for|lasts|=|:|"
               rf"takes)*\s*{_N}(?:\s{_UNIT})?|"
               rf"\b{_N} (?:linear )?(?:{_UNIT} of )?(?:linear )?warm-?up(?: {_UNIT})?|\b(?:over|in|during|"
               rf"for) the first {_N} {_UNIT}"),
    ("step", rf"\b(?:at|after|in|for)\s+(?:training )?(?:step|epoch|"
             rf"iteration)(?: number)?\s*(?:t\s*=\s*)?{_N}(?=[^.;]*\?)|"
             rf"\bafter {_N} {_UNIT}(?=\s*\?)|\b(?:at|after|in)\s+(?:step|epoch|iteration) {_N}\s*\.?\s*$"),
    ("low", rf"\b(?:eta[_ ]?min|minimum (?:{_NAMED_RATE} )?|min(?:imum)? lr|final (?:{_NAMED_RATE} )?|"
            rf"lowest (?:{_NAMED_RATE} )?)\s*(?:of|is|=|:)?\s*{_X}|"
            rf"\b(?:down |decays? |falls? |annealed |annealing )to (?:a (?:minimum|"
            rf"final value) of )?{_X}(?!\s*{_UNIT})|"
            rf"\b(?:to|reaching|towards) (?P<zero>zero|0)(?![\d.])\b"),
    ("total", rf"\b(?:T(?:_?max)?|total(?: (?:number of )?{_UNIT})?)\s*(?:=|of|is|:)\s*{_N}(?:\s{_UNIT})?|"
              rf"\bfor {_N} {_UNIT}|\b{_N} total {_UNIT}|"
              rf"\b(?:over|in|within|of) (?:a total of )?{_N} (?:total )?{_UNIT}|\b(?:at|by|until) {_UNIT} {_N}|"
              rf"\b{_N}[- ]{_UNIT} (?:run|training|schedule)"),
    ("factor", rf"\b(?:multipl\w+|decay\w*|reduc\w+|"
               rf"drops?)\s+(?:the )?(?:{_NAMED_RATE} )?(?:is )?by (?:a factor (?:of )?)?{_X}(?!\s*%)|"
               rf"\b(?:gamma|decay (?:factor|rate)|factor)\s*(?:of|is|=|:)?\s*{_X}"),
    ("every", rf"\b(?:every|each|after every) {_N} {_UNIT}|\bdecay steps\s*(?:=|of|is|:)?\s*{_N}|\b(?:every|each|"
              rf"per) (?P<one>{_UNIT})"),
    ("peak", rf"\b(?:peak|max(?:imum)?|initial|base|starting|start)\s*(?:{_NAMED_RATE})?\s*(?:of|is|=|:)?\s*{_X}|"
             rf"\b(?:eta[_ ]?(?:max|0)?|lr[_ ]?0?)\s*(?:=|is|of)\s*{_X}|"
             rf"\b(?:starts?|begins?|starting|beginning) (?:at|with|from)\s*{_X}|\b{_NAMED_RATE}\s*(?:of|is|=|"
             rf":)\s*{_X}|"
             rf"\b(?:to|from) (?:a (?:peak|maximum) (?:of )?)?{_X}(?!\s*{_UNIT})"),
)  # fmt: skip
_ASKS = regex(r"\blearning rate\b|\blr\b|\brate\b", re.I)
_OTHER = regex(
    r"\brestart\w*|\bcyclic\w*|\bone-?cycle\b|\bpolynomial\b|\bpower\b|\bsquare root\b|\binverse\b|\bwhen\b|"
    r"\bat (?:which|what) step\b|"
    r"\bhow many steps\b|\bby how much\b|\bratio\b|\bhalv\w*|\bdoubl\w*|\bplateau\b|\bweight after\b|"
    r"\bupdate the weight\b|\bf\(x\)|\bgradient of\b|"
    r"\bcontinuous\w*|\bfraction of\b|\bpercent\b|%",
    re.I,
)


def scheduled(question: Question) -> Recognition:
    """The learning rate at the step that the question names, when every number has its place."""
    text = re.sub(r"\binitial learning rate\s*=", "initial learning rate =", question.text.replace("_", " "))
    if not _ASKS.search(text) or _OTHER.search(text):
        return None
    if any(sentence.conceptual for sentence in question.sentences):
        return None
    told = _told(text)
    if told is None or "peak" not in told or "step" not in told:
        return None
    cosine, linear = re.search(r"\bcosine\b", text, re.I), re.search(r"\blinear(?:ly)?\b", text, re.I)
    if cosine:
        return _cosine(told)
    if "factor" in told:
        return _decay(told, text)
    return _straight(told, text) if linear and "warmup" in told else None


def _told(text: str) -> dict[str, str] | None:
    left = text
    found: dict[str, str] = {}
    for name, pattern in _SLOTS:
        counter = iter(range(60))
        plain = re.sub(r"\(\?P<(x|zero|one)>", lambda hit, c=counter: f"(?P<{hit[1]}{next(c)}>", pattern)  # type: ignore[misc]
        for hit in re.finditer(plain, left, re.I):
            said = next(((key, value) for key, value in hit.groupdict().items() if value), ("", ""))
            if name == "aside" or not said[0]:
                continue
            value = "0" if said[0].startswith("zero") else "1" if said[0].startswith("one") else _plain(said[1])
            if found.setdefault(name, value) != value:
                if name == "low" and "0" in {found[name], value}:
                    found[name] = max(found[name], value, key=float)
                    continue
                return None
        left = re.sub(plain, " ; ", left, flags=re.I)
    left = re.sub(
        r"\bfrom (?:zero|0)\b|\b(?:epoch|step) 0\b|\(?(?:first|counted from|counting from) (?:epoch )?=? ?0\)?",
        " ",
        left,
        flags=re.I,
    )
    return None if re.search(r"(?<![\w.])\d", left) else found


def _plain(written: str) -> str:
    """The number as an expression writes it."""
    made = re.sub(r"\s", "", written.replace(",", ""))
    made = re.sub(r"(?<=\d)k$", "000", made)
    power = re.fullmatch(r"([\d.]+)[x*]10\^\(?(-?\d+)\)?", made)
    return f"{power[1]}e{power[2]}" if power else made


def _cosine(told: dict[str, str]) -> Recognition:
    """Half a cosine from the peak to the lowest rate, after the warm-up where there is one."""
    if "total" not in told or set(told) - {"peak", "step", "total", "low", "warmup"}:
        return None
    warmup, step, total = (int(float(told.get(name, "0"))) for name in ("warmup", "step", "total"))
    if not warmup < total or step > total:
        return None
    if step < warmup:
        return Request("arithmetic", {"expression": f"{told['peak']} * {step} / {warmup}"})
    arguments: dict[str, Argument] = {
        "learning_rate": float(told["peak"]),
        "step": step - warmup,
        "total": total - warmup,
        "lowest": float(told.get("low", "0")),
    }
    note = f"after a warm-up of {warmup} steps, which do not count" if warmup else ""
    return Request("cosine annealing", arguments, note=note)


def _decay(told: dict[str, str], text: str) -> Recognition:
    """A factor for every step, or for every so many."""
    if set(told) - {"peak", "step", "factor", "every"} or "every" not in told:
        return None
    factor, every, step = float(told["factor"]), int(float(told["every"])), int(float(told["step"]))
    if not 0 < factor < 1 or re.search(
        r"\bexponential(?:ly)? with (?:a |the )?(?:decay )?rate|\brate of\b.{0,12}per\b|\bdecreas\w+ by\b|"
        r"\breduc\w+ by\b",
        text,
        re.I,
    ):
        return None
    smooth = re.search(r"\bexponential", text, re.I) and not re.search(r"\bstaircase\b(?!\s*=\s*false)", text, re.I)
    if step % every and smooth is None:
        step -= step % every
    return Request("arithmetic", {"expression": f"{told['peak']} * {told['factor']}^({step} / {every})"})


def _straight(told: dict[str, str], text: str) -> Recognition:
    """A linear warm-up, then the same rate or a straight line down."""
    warmup, step = int(float(told["warmup"])), int(float(told["step"]))
    if set(told) - {"peak", "step", "warmup", "total", "low"} or warmup < 1:
        return None
    if step <= warmup:
        return Request("arithmetic", {"expression": f"{told['peak']} * {step} / {warmup}"})
    if "total" not in told or not re.search(r"\b(?:decay|decreas|fall|drop|down)\w*", text, re.I):
        return None
    total, low = int(float(told["total"])), told.get("low", "0")
    if not step <= total or total <= warmup:
        return None
    return Request(
        "arithmetic", {"expression": f"{low} + ({told['peak']} - {low}) * ({total} - {step}) / ({total} - {warmup})"}
    )
