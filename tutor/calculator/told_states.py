"""Told states: updates of an optimiser whose memory, gradient and weight are told, by its rule or the text's own.

The rule is a program of assignments in which every name keeps its old value until it is written, worked out once for
every gradient; what is asked for is one of its names. Every number of the text has to be the value of a name.
"""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.symbolic import Names, free_names, written
from tutor.calculator.told_values import Told, Value, indexed, told_values

MOST_ROUNDS = 20
Rule = tuple[tuple[str, str], ...]
_MOVES = (("w", "w - eta * (g) / (sqrt(s) + epsilon)"),)
_RULES: tuple[tuple[str, Rule], ...] = (
    (
        r"\badam\b",
        (
            ("m", "beta1 * m + (1 - beta1) * g"),
            ("s", "beta2 * s + (1 - beta2) * g^2"),
            ("mhat", "m / (1 - beta1^t)"),
            ("shat", "s / (1 - beta2^t)"),
            ("w", "w - eta * mhat / (sqrt(shat) + epsilon)"),
        ),
    ),
    (r"\brms-?prop\b", (("s", "beta * s + (1 - beta) * g^2"), *_MOVES)),
    (r"\badagrad\b", (("s", "s + g^2"), *_MOVES)),
    (r"\bgradient\b|\bsgd\b|\bupdate rule\b", (("w", "w - eta * g"),)),
)
_SAME = {
    "eta": "eta|alpha|lr|learning_rate|step_size", "w": "w|theta|weights?|param|parameter",
    "g": "g|grad|gradients?|dw", "s": "s|cache|grad_sq|sq_avg", "m": "m", "v": "v|velocity",
    "beta": "beta|rho|mu|decay|decay_rate|momentum", "epsilon": "epsilon|eps", "beta1": "beta1", "beta2": "beta2",
    "t": "t",
}  # fmt: skip
_CALLED = {
    "eta": r"(?:base |constant )?learning rate|step[ -]size",
    "g": r"(?:(?:current|present|first|initial|new) )*gradients?(?: value)?",
    "w": r"(?:(?:current|initial|old) )?(?:weights?|parameter(?: value)?)",
    "m": r"(?:previous |old )?first moment(?: estimate)?",
    "s": r"(?:previous |old )?(?:second moment(?: estimate)?|cache|running (?:mean|"
    r"average)(?: of (?:the )?squared gradients)?|accumulated (?:sum of )?(?:squares|squared gradients?))",
    "v": r"(?:previous |old )?velocity",
    "epsilon": r"epsilon",
    "beta": r"beta(?!_?\d)|momentum(?: coefficient)?|decay(?: rate| factor)?",
    "t": r"(?:at|for|in) step|(?:time ?)?step number|iteration number",
}
_OLD = regex(r"(?<![A-Za-z])(m|v|s|g|w|theta)(?:tprev|tnext|t|new|old|0)(?![A-Za-z\d])|\b(new|old)_(?=[a-z])")
_STATED = regex(
    r"(?<![\w.^(|])(?P<name>[A-Za-z]+_?\w*)\s*(?P<sign><-|leftarrow|:=|=)\s*(?P<body>(?:[^,;?=\n.]|\.(?=\d))+?)"
    r"(?=\s*(?:,|;|\.(?:\s|$)|\?|$|\n|\)?\s+(?:and|then|with|where|for|start\w*|as)\b|\)\s+[a-z]))"
)
_ROW = regex(r"\bg\s*=\s*(?P<a>-?[\d.]*\d)\s*,?\s*(?:and )?then\s*(?:g\s*=\s*)?(?P<b>-?[\d.]*\d)")
_OTHER = regex(
    r"\bchange\b|\bascent\b|\bmaximi[sz]\w*|\bby how much\b|\bnesterov\b|\badamw\b|\bweight decay\b|\bamsgrad\b|"
    r"\badamax\b|\bnadam\b|\bclip\w*|\bderivative of\b|\bif\b(?! the (?:\w+ )?gradient)|"
    r"\binstead\b|\bwithout\b|\btwice\b|\bhow many\b|\bloss\b|\bcosine\b|\bwarm|\bschedul\w+|\bcentered\b|\bl2\b",
    re.I,
)
_CORRECTED = r"\b(?:bias[- ]correct\w+|corrected)\b"
_ASKED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("mhat",), rf"{_CORRECTED}[^?.]*\bfirst moment|\bmhat\b|\bhat m\b"),
    (("shat",), rf"{_CORRECTED}[^?.]*\bsecond moment|\b[sv]hat\b|\bhat v\b"),
    (("mhat", "shat"), rf"{_CORRECTED}[^?.]*\b(?:moments|estimates|values)\b"),
    (("m",), r"\bfirst moment\b|\bm1?\b(?=\W*(?:\?|$|and))"),
    (("s",), r"\bsecond moment\b|\bcache\b|\brunning (?:mean|average)\b|\bs\b|\bgrad_sq\b"),
    (("v",), r"\bvelocity\b|\bv\b"),
    (("w",), r"\b(?:(?:new_)?weights?(?:_new)?|parameter|theta|w)\b|\bw\d\b"),
)  # fmt: skip
_ASKS = regex(r"\?|\b(?:what|find|compute|calculate|determine|give)\b|=\s*$", re.I)


def told_state(question: Question) -> Recognition:
    """What a name of the rule is after the update."""
    text = indexed(question.text)
    rule = next((rule for pattern, rule in _RULES if re.search(pattern, text, re.I)), None)
    if _OTHER.search(text) or any(s.conceptual and not s.text.startswith("Implement") for s in question.sentences):
        return None
    text = _ROW.sub(r"gradients = [\g<a>, \g<b>]", _OLD.sub(lambda hit: hit[1] or "", text))
    stated, text = _stated(text)
    if stated:
        rule = stated
    told = told_values(text, _CALLED)
    if rule is None or told is None or not told.complete:
        return None
    names = _canonical(told)
    if names and "v" in names and "v" not in {name for name, _ in rule}:
        names["s"] = names.pop("v")
    asked = _asked(question, rule)
    return None if names is None or not asked else _worked(rule, names, asked, text)


def _stated(text: str) -> tuple[Rule, str]:
    """The text's own rule and the text without it."""
    found = []
    for hit in _STATED.finditer(text):
        body = hit["body"].strip()
        own = re.search(rf"(?<![A-Za-z]){re.escape(hit['name'])}(?![A-Za-z\d])", body)
        if own and re.search(r"[-+*/]", body):
            found.append((_name(hit["name"]), body))
            text = text[: hit.start()] + ";" + " " * (len(hit[0]) - 1) + text[hit.end() :]
    return tuple(found), text


def _name(written_: str) -> str:
    """The name that the rules of this file have for it, or itself."""
    return next((name for name, same in _SAME.items() if re.fullmatch(same, written_)), written_)


def _canonical(told: Told) -> dict[str, tuple[float, ...]] | None:
    """Each name with its value in every place; g1, g2, ... as one row of gradients in the order of the steps."""
    found: dict[str, tuple[float, ...]] = {}
    row = sorted(name for name in told.values if re.fullmatch(r"g[1-9]", name))
    if row and row != [f"g{at}" for at in range(1, len(row) + 1)]:
        return None
    values: dict[str, Value] = {name: value for name, value in told.values.items() if name not in row}
    if row:
        values["g"] = tuple(float(told.values[name]) for name in row if isinstance(told.values[name], float))  # type: ignore[arg-type]
    for name, value in values.items():
        numbers = (value,) if isinstance(value, float) else value
        if any(isinstance(each, tuple) for each in numbers):
            return None
        plain = tuple(float(each) for each in numbers if not isinstance(each, tuple))
        if found.setdefault(_name(re.sub(r"\b(theta)0$", r"\1", name)), plain) != plain:
            return None
    return found


def _asked(question: Question, rule: Rule) -> tuple[str, ...]:
    """The names of the rule that the last asking sentence asks for; () for none."""
    asking = [s.text for s in question.sentences if _ASKS.search(s.text)]
    said = indexed(asking[-1]) if asking else ""
    said = re.sub(r"before (?:the |any )?bias[- ]correct\w+", " ", said, flags=re.I)
    said = re.split(r"\b(?:what|find|compute|calculate|determine|give)\b", said, flags=re.I)[-1]
    said = re.sub(r"\b(?:with|given|where|using|if)\b.*$|[^,;]*\d[^,;?]*,", " ", said, flags=re.I | re.S)
    made = {name for name, _ in rule}
    for names, pattern in _ASKED:
        if re.search(pattern, said, re.I):
            wanted = tuple("v" if name == "s" and "v" in made and "s" not in made else name for name in names)
            return wanted if made.issuperset(wanted) else ()
    return ()


def _worked(rule: Rule, told: dict[str, tuple[float, ...]], asked: tuple[str, ...], text: str) -> Recognition:
    """The expressions of the names that are asked for, after one round for every gradient."""
    gradients = told.get("g", ())
    memory = {name for name, body in rule if name in {"m", "s", "v"}} - set(told)
    fresh = re.search(
        r"\bfirst (?:\w+ )?(?:step|update|iteration)\b|\binitial(?:ly|i[sz]ed)?\b|\bstart\w*\b", text, re.I
    )
    if not gradients or len(gradients) > MOST_ROUNDS or (memory and not fresh):
        return None
    names: Names = {name: f"({value[0]!r})" for name, value in told.items() if len(value) == 1 and name != "g"}
    if len(names) + 1 < len(told):
        return None
    names = {**{name: "(0)" for name in memory}, **names}
    names.setdefault("epsilon", "(1e-8)")
    at = int(told.get("t", (1.0,))[0])
    for number, gradient in enumerate(gradients):
        names |= {"g": f"({gradient!r})", "t": f"({at + number})"}
        for name, body in rule:
            if free_names(body, names) is not None:
                names[name] = f"({written(body, names)})"
            elif name in asked:
                return None
    made = [Request("arithmetic", {"expression": names[name][1:-1]}) for name in asked]
    return Request("arithmetic", made[0].arguments, also=tuple(made[1:]))
