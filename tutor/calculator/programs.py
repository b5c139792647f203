"""Programs: straight lines of code that assign, add, multiply and print, worked out without being run.

Covered: assignments (also `+=`) of numbers and formulas, loops over `range(n)`, comments, `print`. Not covered and left
alone: definitions, conditions, lists, calls of anything that is no function of an expression.
"""

import re
from dataclasses import dataclass, field

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.symbolic import Names, free_names, written

MOST_LINES = 60
MOST_ROUNDS = 20
_NAME = r"[A-Za-z_]\w*"
_ASSIGNED = regex(rf"\s*(?:>>>|\.\.\.|-|\*)?\s*(?P<name>{_NAME})\s*(?P<sign>[-+*/]?)=(?!=)\s*(?P<body>[^=]+?)\s*;?\s*")
_FOR = regex(rf"\s*for\s+{_NAME}\s+in\s+range\s*\(\s*(\d{{1,3}})\s*\)\s*:\s*")
_PRINT = regex(r"\s*(?:>>>)?\s*print\s*\((?P<shown>.*)\)\s*;?\s*")
_SILENT = regex(r"\s*(?:(?:import|from)\s.*|#.*|//.*|```.*|pass|python|py|code:?)?\s*", re.I)
_MODULE = regex(r"\b(?:np|numpy|math|torch)\s*\.\s*")
_OPERATIVE = regex(
    r"\b(?:instead|if|were|without|except|not|again|twice|second|third|wrong|bug|error message|why|fix|replac\w+|"
    r"chang\w+|next|more|another|continu\w+|iterations|steps|epochs|before)\b",
    re.I,
)
"""Words beside a program by which something else than the program is asked about."""
_ASKS = regex(r"\b(?:value|what|print\w*|output\w*|result\w*|compute|find|calculate|determine|give)\b|\?", re.I)
_ASKED = (
    r"\b(?:what(?:'s| is| are| will| would| does)?|find|compute|calculate|determine|give|values? of|output|printed)"
    r"(?:\s+(?:the|is|are|new|updated|final|resulting|printed|values?|of|for|be|will|variables?))*?\s+"
)
"""What stands before the names of the variables that are asked for."""


@dataclass(slots=True)
class _Code:
    """The lines of a program, and what stands around it."""

    lines: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    formulas: int = 0
    """How many assignments are made of other names."""


def program(question: Question) -> Recognition:
    """The value that a program gives the variable which is asked for or printed last."""
    code = _read(question.text)
    if code is None or not code.formulas or len(code.lines) < 3:
        return None
    prose = blank_furniture("\n".join(code.prose))
    if re.search(r"\d", prose) or _OPERATIVE.search(prose) or not _ASKS.search(prose):
        return None
    names: Names = {}
    order: list[str] = []
    printed = _run(code.lines, names, order)
    wanted = None if printed is None else _wanted(prose, order, printed, names)
    if not wanted:
        return None
    made = [Request("arithmetic", {"expression": each}) for each in wanted]
    return Request("arithmetic", made[0].arguments, also=tuple(made[1:]))


def _read(text: str) -> _Code | None:
    """Lines of code and lines of prose told apart; None where a line is code of another kind."""
    code = _Code()
    for line in text.split("\n"):
        bare = re.sub(r"(?<=\S)\s*#[^=]*$", "", line)
        found = _ASSIGNED.fullmatch(bare)
        if found or _FOR.fullmatch(bare) or _PRINT.fullmatch(bare):
            code.lines.append(_MODULE.sub("", bare).replace("**", "^").replace("log(", "ln("))
            code.formulas += bool(found and re.search(r"[A-Za-z]", found["body"]))
        elif re.search(r"^\s*(?:def|class|if|while|else|elif|return|for|try|with)\b.*:\s*$|^\s*return\b", line):
            return None
        elif not _SILENT.fullmatch(line):
            code.prose.append(line)
    return code if len(code.lines) <= MOST_LINES else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _run(lines: list[str], names: Names, order: list[str]) -> list[str] | None:
    """What the last `print` shows, [] where there is none; fills in every variable; None for what is not covered."""
    printed: list[str] = []
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        loop, shown = _FOR.fullmatch(line), _PRINT.fullmatch(line)
        if loop:
            body = at
            while at < len(lines) and _indent(lines[at]) > _indent(line):
                at += 1
            if body == at or int(loop[1]) > MOST_ROUNDS:
                return None
            for _ in range(int(loop[1])):
                again = _run(lines[body:at], names, order)
                if again is None:
                    return None
                printed = again or printed
        elif shown:
            printed = _shown(shown["shown"], names)
        elif not _assign(line, names, order):
            return None
    return printed


def _assign(line: str, names: Names, order: list[str]) -> bool:
    """Whether the line could be worked out; its variable then stands for an expression in brackets."""
    found = _ASSIGNED.fullmatch(line)
    if found is None or free_names(found["body"], names) is None:
        return False
    name, value = found["name"], f"({written(found['body'], names)})"
    if found["sign"]:
        if name not in names:
            return False
        value = f"({names[name]} {found['sign']} {value})"
    names[name] = value
    if name in order:
        order.remove(name)
    order.append(name)
    return True


def _shown(inside: str, names: Names) -> list[str]:
    """The variables that a print shows, as expressions; its texts and how it rounds are no matter."""
    braces = re.findall(r"\{([^{}:]+)(?::[^{}]*)?\}", inside) if re.match(r"\s*f[\"']", inside) else []
    plain = re.sub(r"[\"'][^\"']*[\"']", " ", inside)
    plain = re.sub(rf"\bround\s*\(\s*({_NAME})\s*,\s*\d+\s*\)", r"\1", plain)
    parts = [each.strip() for each in (braces or plain.split(","))]
    return [names[each] for each in parts if each in names] if all(e in names for e in parts if e) else []


def _wanted(prose: str, order: list[str], printed: list[str], names: Names) -> list[str]:
    """The expressions of what is asked for: variables that the question names, or what the program prints."""
    one = "|".join(re.escape(name).replace("_", r"[\s_-]+") for name in sorted(order, key=len, reverse=True))
    found = re.search(rf"{_ASKED}(?P<names>(?:{one})\b(?:(?:,|,? and)\s+(?:the )?(?:{one})\b)*)", prose, re.I)
    if found:
        spoken = [re.sub(r"[\s-]+", "_", each) for each in re.findall(rf"(?:{one})\b", found["names"], re.I)]
        plain = {name.lower(): name for name in reversed(order)}
        return [names[each if each in names else plain[each.lower()]][1:-1] for each in spoken]
    return [each[1:-1] for each in printed] if re.search(r"\bprint|\boutput|\bresult|\bvalue|\bdisplay", prose) else []
