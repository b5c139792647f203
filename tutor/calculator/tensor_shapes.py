"""Tensor shapes: tensors told by their shape, in code or in words, and what is done with them."""

import re

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation
from tutor.calculator.storage import STORED, precision_of

Shape = tuple[int, ...]
_SIDES = r"[(\[]?\s*[(\[]?\s*(?P<sides>\d+(?:\s*,\s*\d+)+|\d+(?:\s*x\s*\d+)+)\s*,?\s*[)\]]?"
_MADE = regex(
    rf"\b(?P<name>[A-Za-z_]\w*)\s*=\s*(?:torch|np|numpy|tf|jnp)\.(?:random\.)?"
    rf"(?:randn|rand|zeros|ones|empty|normal|random|uniform|Tensor)\s*\(\s*(?:size\s*=\s*|shape\s*=\s*)?{_SIDES}"
    r"(?:\s*,\s*\w+\s*=\s*[\w.]+)*\s*\)"
)
_TOLD = regex(
    rf"\b(?P<name>[A-Za-z]\w{{0,12}})\s+(?:(?:is|be|has|have|of|with|an?|the|numpy|NumPy|torch|PyTorch|array|tensor|"
    rf"matrix|its|ndarray)\s+)*(?:shape|size|dimensions)\s*(?:of|is|=|:)?\s*{_SIDES}|"
    rf"\b(?P<other>[A-Za-z]\w{{0,12}})\.shape\s*(?:==?|is|:)\s*{_SIDES.replace('sides', 'shown')}"
)
_NO_NAME = frozenset(
    "tensor array matrix a an the of input image it output is has and with Tensor Input An The".split()
)
_CALL = r"(?:\.\w+(?:\((?:[^()]|\([^()]*\))*\))?)"
_CHAIN = regex(rf"(?<![\w.])(?P<name>[A-Za-z_]\w*)(?P<calls>{_CALL}+)")
_PAIR = regex(
    r"(?<![\w.(])(?P<one>[A-Za-z_]\w*)\s*(?P<sign>[-+*/@])\s*(?P<two>[A-Za-z_]\w*)(?![\w(.])|"
    r"\b(?:torch|np|numpy)\.(?P<function>matmul|add|multiply|mul|subtract|bmm|dot)\(\s*(?P<first>\w+)\s*,\s*(?P<second>\w+)\s*\)"
)
_ASSIGNED = regex(r"(?m)^[ \t]*(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<body>.+?)[ \t]*;?[ \t]*(?:#.*)?$")
_STEP = regex(r"\.(\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?")
_ASKS = regex(r"\b(?:shape|size|dimensions?)\b", re.I)
_OTHER = regex(
    r"\b(?:error|fail\w*|valid|why|which of|contiguous|stride|total (?:number|elements)|how many|bytes|memory|"
    r"instead|wrong|not|without|conv\w*|pool\w*|nn|layers?|einsum|gather|repeat|expand|chunk|split)\b",
    re.I,
)


def tensor_shape(question: Question) -> Recognition:
    """The shape of what is made of the tensors that are told; None where a number of the text has no place."""
    text = blank_furniture(question.text)
    if not _ASKS.search(text) or _OTHER.search(text):
        return None
    shapes, rest = _told(text)
    if not shapes:
        return None
    bodies = [(hit["name"], hit["body"]) for hit in _ASSIGNED.finditer(rest)]
    rest = _ASSIGNED.sub(" ", rest)
    known = {*shapes, *(name for name, _ in bodies)}
    found = [hit[0] for pattern in (_CHAIN, _PAIR) for hit in pattern.finditer(rest) if _names(hit) <= known]
    for body in found:
        rest = rest.replace(body, " ")
    left = re.search(r"[+*@]\s*\w|\[", rest)  # a part of a formula, or an index
    if left or re.search(r"\d", re.sub(r"\b[A-Za-z]\w*\b", " ", rest)) or len(found) > 1:
        return None
    for name, body in bodies:
        request = _request(body, shapes)
        if request is None or name in shapes:
            return None
        if not found and re.search(rf"\b{name}\b", rest):
            return request
        try:
            value = operation(request.operation).work(**request.arguments).value
        except Refused:
            return None
        shapes[name] = (
            tuple(int(side) for side in value if isinstance(side, (int, float))) if isinstance(value, tuple) else ()
        )
    return _request(found[0], shapes) if found else None


def _names(hit: re.Match[str]) -> set[str]:
    """The tensors that a call or a sum is made of."""
    return {name for key, name in hit.groupdict().items() if key in {"name", "one", "two", "first", "second"} and name}


def _told(text: str) -> tuple[dict[str, Shape], str]:
    """The shapes by name, and the text without them; no shapes where a name has two."""
    shapes: dict[str, Shape] = {}
    for pattern in (_MADE, _TOLD):
        for hit in pattern.finditer(text):
            groups = hit.groupdict()
            name = groups["name"] or groups.get("other") or ""
            sides = tuple(int(side) for side in re.findall(r"\d+", groups["sides"] or groups.get("shown") or ""))
            if (pattern is _TOLD and name in _NO_NAME) or shapes.setdefault(name, sides) != sides:
                return {}, text
        text = pattern.sub(" ", text)
    return shapes, text


def _request(body: str, shapes: dict[str, Shape]) -> Request | None:
    pair = _PAIR.fullmatch(body.strip())
    if pair is not None:
        one, two = pair["one"] or pair["first"], pair["two"] or pair["second"]
        if one not in shapes or two not in shapes:
            return None
        if pair["function"] == "dot" and max(len(shapes[one]), len(shapes[two])) > 2:
            return None
        matrices = pair["sign"] == "@" or pair["function"] in {"matmul", "bmm", "dot"}
        name = "matrix product shape" if matrices else "broadcast shape"
        return Request(name, {"shape": shapes[one], "other": shapes[two]})
    chain = _CHAIN.fullmatch(body.strip())
    if chain is None or chain["name"] not in shapes:
        return None
    shape = shapes[chain["name"]]
    steps = [_step(hit[1], hit[2], chain["name"], shape) for hit in _STEP.finditer(chain["calls"]) if hit[1] != "shape"]
    if not steps or None in steps:
        return None
    return Request("tensor shape", {"shape": shape, "steps": "; ".join(step for step in steps if step)})


_NAMES = {"view": "view", "reshape": "view", "permute": "permute", "flatten": "flatten", "squeeze": "squeeze"}
_NAMES |= {"unsqueeze": "unsqueeze", "transpose": "transpose", "swapaxes": "transpose"}
_REDUCING = frozenset("sum mean max min prod std var argmax argmin".split())


def _step(name: str, inside: str | None, tensor: str, shape: Shape) -> str | None:
    """One call as a step of the operation; None where it is not known."""
    written = re.sub(rf"\b{tensor}\.(?:size\((\d)\)|shape\[(\d)\])", lambda hit: _side(shape, hit), inside or "")
    keyed = re.fullmatch(r"(.*?)(?:,\s*)?\b(?:keepdims?\s*=\s*(True|False))?\s*", written)
    kept = keyed is not None and keyed[2] == "True"
    plain = re.sub(r"\b(?:dim|axis|start_dim|end_dim|dim0|dim1)\s*=\s*", "", keyed[1] if keyed else written)
    plain = re.sub(r"[()\[\]\s]", "", plain).strip(",")
    if not re.fullmatch(r"(?:-?\d+(?:,-?\d+)*)?", plain):
        return None
    numbers = plain.split(",") if plain else []
    if name == "T" and inside is None and len(shape) == 2:
        return "transpose 0 1"
    if name in _REDUCING:
        return " ".join(["keep" if kept else "reduce", *numbers]) if numbers else None
    if name == "transpose" and len(numbers) > 2:
        name = "permute"
    return None if name not in _NAMES or kept else " ".join([_NAMES[name], *numbers])


def _side(shape: Shape, hit: re.Match[str]) -> str:
    at = int(hit[1] or hit[2])
    return str(shape[at]) if at < len(shape) else "none"


_HELD = regex(
    rf"\b(?:tensor|array|activations?|feature maps?|matrix|batch)\b[^.?;\d]{{0,40}}?"
    rf"(?:\b(?:of|with|has|is|shape|size)\b[ :]*)+{_SIDES}",
    re.I,
)
_BYTES = regex(r"\b(?:how (?:many|much)|what|compute|calculate)\b[^?.]*\b(?:bytes|memory|[KMG]i?B)\b", re.I)


def tensor_memory(question: Question) -> Recognition:
    """How many bytes one tensor takes whose shape and precision are told."""
    text = blank_furniture(question.text)
    precision, held = precision_of(question.text), list(_HELD.finditer(text))
    other = _OTHER.search(re.sub(r"how many|memory|bytes", "", text, flags=re.I))
    if not _BYTES.search(text) or precision is None or len(held) != 1 or other:
        return None
    if re.search(r"\d", STORED.sub(" ", _HELD.sub(" ", text))):
        return None
    shape = tuple(int(side) for side in re.findall(r"\d+", held[0]["sides"]))
    return Request("activation size", {"shape": shape, "precision": precision})
