"""Transformer sizes: the dimensions of a transformer by their names or letters, and the KV cache that they make."""

import re

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.storage import STORED, precision_of

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?![\w.,]*\d|\s?[kKxX]\b|%|\^)"
_SIZES: tuple[tuple[str, str, str, str], ...] = (
    (
        "kv_heads",
        r"n_?kv(?:_heads)?|num_(?:key_value|kv)_heads|h_?kv|kv[- ]heads?|(?:key[-/ ]?(?:and )?value|k/v) heads?",
        "",
        "Hkv",
    ),
    ("head_size", r"d_?head|d_?k|d_?h", r"head[_ -]?(?:dim(?:ension)?|size)s?|dimension(?: per| of each)? head", "Dh"),
    ("heads", r"n_?heads?|num_(?:attention_)?heads|(?:(?:attention|query|q) )?heads", "", "H"),
    ("layers", r"n_?layers?|num_(?:hidden_)?layers|(?:transformer |decoder |attention )?(?:layers|blocks)", "", "L"),
    ("width", "", r"d_?model|(?:hidden|model|embedding)[_ ](?:size|dim(?:ension)?)", "D"),
    (
        "inner",
        "",
        r"d_?ffn?|(?:feed[- ]?forward|ffn?|inner|intermediate)(?: layer)?[_ ](?:size|dim(?:ension)?)",
        "F",
    ),
    ("tokens", r"tokens?", r"(?:max_?)?seq(?:uence)?[_ -]?len(?:gth)?|context(?: (?:length|window|size))?", "[STN]"),
    ("batch", r"(?:concurrent |parallel )?(?:sequences|requests|users)", r"batch(?:[_ -]size)?", "B"),
)
"""For each size: its names, its names that stand right before a number, and its letters."""
_PATTERNS = tuple(
    (name, regex(pattern))
    for name, words, sized, letters in _SIZES
    for pattern in (
        rf"(?<![\w-])(?:(?i:{'|'.join(filter(None, (words, sized)))})|{letters})(?: \([\w ]{{1,12}}\))?\s*"
        rf"(?:=|:|(?i:of|is))\s*{_NUMBER}",
        *([rf"(?<![\w-])(?i:{sized})\s*{_NUMBER}"] if sized else []),
        rf"(?<![\w.,/^-]){_NUMBER}[ -](?i:{'|'.join(filter(None, (words, sized)))})(?![\w=])",
    )
)
_OF_HEADS = regex(rf"(?i:(?<=heads) (?:of|with)(?: (?:size|dim|dimension))? ){_NUMBER}")
_MODEL = regex(r"\b[A-Z][A-Za-z]*(?:[- ]?\d+(?:\.\d+)*)?[- ]\d+(?:\.\d+)?[BM]\b|\b\d+(?:\.\d+)?[BM] (?=model)")
"""The name of a model: "Llama-2-7B"."""
_CACHE = regex(r"\bkv[- ]?cache\b|\bkey[-/ ]?(?:and )?value cache\b", re.I)
_INNER = regex(
    r"^(?=.*\bparam\w*)(?:.*(?:layer|block)'?s (?:feed[- ]?forward|ffn|mlp)\b|"
    r".*\bparam\w* (?:\w+ ){0,6}?(?:feed[- ]?forward|ffn)\b)(?!.*\bnorm)(?!.*\b(?:gated|swiglu|geglu|experts?)\b)",
    re.I | re.S,
)
"""Asks for the feed-forward part of a block alone."""
_NO_BIAS = regex(r"\b(?:no|without(?: any)?|ignor\w+|exclud\w+|neglect\w+) (?:the )?bias|\bbias-?free\b", re.I)
_HEAD = regex(
    r"\b(?:what|compute|calculate|find)\b[^?.]*\b(?:(?:dimension\w*|size|width) of (?:each|every|a|one|a single)"
    r" (?:attention )?head|(?:dimension|size|width) (?:per|for each) (?:attention )?head|head (?:dimension|size)|"
    r"head_?dim|d_?k)\b(?!\s*(?:=|is|of) ?\d)",
    re.I,
)
_OTHER = regex(
    r"\b(?:alone|only|just|doubl\w*|halv\w*|half|twice|compar\w*|reduc\w*|sav\w*|fewer|less|more|smaller|larger|instead|ratio|factor|times|sliding|window(?:ed)?|"
    r"paged|shared?|cross|encoder|quanti[sz]\w+|versus|vs|mqa|multi-query|mla|latent|fits?|maximum|left|remaining|"
    r"weights|how (?:many|long) (?:tokens|sequences|users|requests)|"
    r"per (?:second|step|layer|head)|(?:each|every) layer)\b",
    re.I,
)
"""Another cache, or another thing asked for."""
_GROUPED = regex(r"\bgqa\b|\bgrouped\b|\bgroups\b", re.I)
_PER_TOKEN = regex(r"\b(?:per|for (?:a|one|each|every)(?: single)?|a single|each) token\b", re.I)
_RESTATED = regex(r"\b2(?= ?(?:\(|for\b|x\b|\*|tensors\b|because\b|matrices\b))|\(?\b1 [KMG]i?B\b[^.?]*")
"""The 2 of keys and values, and what a unit is."""


def transformer(question: Question) -> Recognition:
    """The KV cache, the size of a head or the parameters of a feed-forward part, when every number has its name."""
    text = question.text
    cached, inner = (pattern.search(text) is not None for pattern in (_CACHE, _INNER))
    if (
        not question.asks
        or not (cached or inner or _HEAD.search(text))
        or _OTHER.search(_PER_TOKEN.sub(" ", STORED.sub(" ", text)))
    ):
        return None
    plain = _PER_TOKEN.sub(" of 1 token ", _MODEL.sub(" ", blank_furniture(text)))
    precision = precision_of(_MODEL.sub(" ", text))
    sizes, rest = _sizes(STORED.sub(" ", plain))
    if sizes is None or re.search(r"\d", _RESTATED.sub(" ", rest)):
        return None
    if inner:
        layers = (sizes["width"], sizes["inner"], sizes["width"]) if set(sizes) == {"width", "inner"} else ()
        said = "no" if _NO_BIAS.search(text) else "yes"
        return Request("MLP parameters", {"layers": layers, "bias": said}) if layers else None
    if not cached:
        each = set(sizes) == {"width", "heads"} and _share(sizes["width"], sizes["heads"])
        return Request("arithmetic", {"expression": f"{sizes['width']} / {sizes['heads']}"}) if each else None
    heads = sizes.get("kv_heads") or sizes.get("heads")
    width = sizes.get("head_size") or _share(sizes.get("width"), sizes.get("heads"))
    if "kv_heads" not in sizes and _GROUPED.search(text):
        return Ask("How many key-value heads does a layer have?")
    if not heads or not width or "layers" not in sizes or "tokens" not in sizes:
        return None
    arguments: dict[str, Argument] = {"layers": sizes["layers"], "kv_heads": heads, "head_size": width}
    arguments |= {"tokens": sizes["tokens"], "batch": sizes.get("batch", 1)}
    return Request("KV cache size", arguments | ({"precision": precision} if precision else {}))


def _share(width: int | None, heads: int | None) -> int | None:
    return width // heads if width and heads and width % heads == 0 else None


def _sizes(text: str) -> tuple[dict[str, int] | None, str]:
    """The sizes by name, and the text without them; None for the sizes where one is told as two numbers."""
    found: dict[str, int] = {}
    for name, pattern in (("head_size", _OF_HEADS), *_PATTERNS):
        for hit in pattern.finditer(text):
            value = int(hit["number"].replace(",", ""))
            if found.setdefault(name, value) != value:
                return None, text
        text = pattern.sub(" ", text)
    return found, text
