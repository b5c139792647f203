"""Wording: a question as it was typed or pasted, brought to plain text that the rules can read."""

import re
from html import unescape

from tutor.calculator.layer_code import spelled
from tutor.calculator.numerals import compounds
from tutor.calculator.patterns import regex

_CHARACTERS = str.maketrans(
    {
        "\u2212": "-",
        "\uff0d": "-",
        "\ufe63": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u00d7": "x",
        "\u2a2f": "x",
        "\u00b7": "*",
        "\u22c5": "*",
        "\u2217": "*",
        "\u00f7": "/",
        "\u2215": "/",
        "\u2044": "/",
        "\u2225": "||",
        "\u2016": "||",
        "\u2223": "|",
        "\u2248": "~",
        "\u2245": "~",
        "\u2192": "->",
        "\u2190": "<-",
        "\u27f6": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u2260": "!=",
        "\u27e8": "[",
        "\u27e9": "]",
        "\u3008": "[",
        "\u3009": "]",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2032": "'",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u200b": "",
        "\ufeff": "",
        "\u2060": "",
        "\u2026": " ... ",
        "\u00bd": " 1/2",
        "\u00bc": " 1/4",
        "\u00be": " 3/4",
        "\u2153": " 1/3",
        "\u2154": " 2/3",
        "\u215b": " 1/8",
        "\u215c": " 3/8",
        "\u2155": " 1/5",
        "\u2159": " 1/6",
        "\u221e": " infinity ",
        "\u221a": "sqrt",
        "\u03c0": "pi",
        "\u03b1": "alpha",
        "\u03b2": "beta",
        "\u03b3": "gamma",
        "\u03b4": "delta",
        "\u03b5": "epsilon",
        "\u03f5": "epsilon",
        "\u03b7": "eta",
        "\u03b8": "theta",
        "\u03bb": "lambda",
        "\u03bc": "mu",
        "\u00b5": "mu",
        "\u03c1": "rho",
        "\u03c3": "sigma",
        "\u03c4": "tau",
        "\u03c6": "phi",
        "\u03a3": "Sigma",
        "\u0176": "yhat",
        "\u0177": "yhat",
        **{chr(0x2080 + digit): str(digit) for digit in range(10)},
    }
)
"""Only writings of the same sign; foreign digits stay as they are, and are not read as numbers."""

_POWER = regex("\u207b?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
_UNREADABLE = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MATRIX = regex(r"\\begin\{([bpvV]?matrix|array)\}(?:\{[lcr|]+\})?(.*?)\\end\{\1\}", re.DOTALL)
_ROOT = regex(r"\\sqrt\s*\{([^{}]*)\}")
_FRACTION = regex(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
DEEPEST_FRACTION = 4
_LATEX = (
    (regex(r"\\[hv]space\*?\s*\{[^{}]*\}|\\(?:rm|bf|it|sf|tt)(?![a-z])"), " "),
    (regex(r"\\var(?=epsilon|theta|phi|rho|sigma)"), r"\\"),
    (regex(r"\\[dt]?frac\s*(\d)\s*(\d)"), r"\1/\2"),
    (regex(r"\\[dt]?frac\s*(\d)\s*\{(\d+)\}"), r"\1/\2"),
    (regex(r"\\[dt]?frac\s*\{(\d+)\}\s*(\d)"), r"\1/\2"),
    (
        regex(
            r"\\(?:text|textbf|textit|mathrm|mathbf|mathit|mathcal|mathbb|operatorname|boldsymbol|"
            r"bm)\*?\s*\{([^{}]*)\}"
        ),
        r"\1",
    ),
    (regex(r"\\hat\s*\{?\s*([a-z])\s*\}?"), r"\1hat"),
    (regex(r"\\vec\s*\{?\s*([a-z])\s*\}?"), r"\1"),
    (regex(r"_\{\s*(\w+)\s*-\s*1\s*\}"), r"_\1prev"),
    (regex(r"_\{\s*(\w+)\s*\+\s*1\s*\}"), r"_\1next"),
    (regex(r"_\{([^{}]*)\}"), r"_\1"),
    (regex(r"\^\{\s*([-+]?[\w.]*)\s*\}"), r"^\1"),
    (regex(r"(?<=[\w.)\]])\^\{([^{}]*)\}"), r"^(\1)"),
    (regex(r"(?<=\d)\{,\}(?=\d{3})"), ","),
    (regex(r"\\(?:left|right|bigl|bigr|Bigl|Bigr|big|Big|displaystyle|limits)(?![a-z])"), " "),
    (regex(r"\\[,;:! ]|\\q?quad|~"), " "),
    (regex(r"\\\||\\parallel|\\[lr]?Vert"), "||"),
    (regex(r"\\mid"), "|"),
    (regex(r"\\(?:times)"), " x "),
    (regex(r"\\(?:cdot|ast)"), " * "),
    (regex(r"\\([{}%$&#_/])"), r"\1"),
    (regex(r"\\[()\[\]]"), " "),
    (regex(r"\\langle"), "["),
    (regex(r"\\rangle"), "]"),
    (regex(r"\\\\"), " ; "),
    (regex(r"\\([A-Za-z]+)"), r" \1"),
    (regex(r"([\])])\s*\^\s*(?:T|top|intercal|\\?prime)(?![a-z])"), r"\1"),
)
"""In order: what one line writes, the next may read."""
_MARKUP = (
    (regex(r"!\[[^\]\n]*\]\([^)\n]*\)"), " "),
    (regex(r"\[\s*(\d+)\s*\+\s*,\s*(\d+)\s*-\s*\]"), r"[\1, \2]"),
    (regex(r"\*\*(?=\S)([^*\n]*[^*\s\d])\*\*"), r"\1"),
    (
        regex(
            r"\((?:1 minus|one minus|maximum|largest|the sum of|also called|i\.e\.)\s+(?:the )?[a-z -]{4,50}\)", re.I
        ),
        " ",
    ),
    (regex(r"`+"), " "),
    (regex(r"\$+"), " "),
    (regex(r"(?<=\d)\s*[\u2013]\s*(?=\d)"), " to "),
    (regex(r"\u2013(?=\s?[\d.])"), "-"),
    (regex(r"(?<=[^\W\d_])[\u2013](?=[^\W\d_])"), "-"),
    (regex(r"[\u2013\u2014]"), " , "),
    (regex(r"(?<=[^\W\d_])\u0302"), "hat"),
)


_CODE = (
    (regex(r"\bF[_-]?(0?\.5)(?:[- ](?:scores?|measures?))?(?![\d.])"), r"F-beta score (beta = \1)"),
    (
        regex(
            r"\b(?:nn\.)?(Conv(?:Transpose)?[123]d)\s*\(\s*(?:in_channels\s*=\s*)?(\d+)\s*,\s*(?:out_channels\s"
            r"*=\s*)?(\d+)\s*,\s*(?:kernel_size\s*=\s*)?(\d+|\(\d+,\s*\d+\))"
        ),
        r"\1 in channels \2, out channels \3, kernel size \4",
    ),
    (
        regex(r"\b(?:Binomial|Bin|Binom)\s*\(\s*(?:n\s*=\s*)?(\d+)\s*,\s*(?:p\s*=\s*)?([\d./]+%?)\s*\)"),
        r"binomial with n = \1, p = \2",
    ),
    (regex(r"\bPoisson\s*\(\s*(?:lambda\s*=\s*)?([\d.]+)\s*\)"), r"poisson with lambda = \1"),
    (regex(r"\bBernoulli\s*\(\s*(?:p\s*=\s*)?([\d./]+%?)\s*\)"), r"bernoulli with p = \1"),
    (
        regex(r"\bConv2D\s*\(\s*(?:filters\s*=\s*)?(\d+)\s*,\s*(?:kernel_size\s*=\s*)?(\d+|\(\d+,\s*\d+\))"),
        r"Conv2D \1 filters, kernel size \2",
    ),
    (
        regex(r"\b(?:nn\.)?Linear\s*\(\s*(?:in_features\s*=\s*)?(\d+)\s*,\s*(?:out_features\s*=\s*)?(\d+)"),
        r"linear layer inputs \1, outputs \2",
    ),
    (
        regex(r"\b(?:nn\.)?Embedding\s*\(\s*(?:num_embeddings\s*=\s*)?(\d+)\s*,\s*(?:embedding_dim\s*=\s*)?(\d+)"),
        r"embedding layer vocabulary \1, dimension \2",
    ),
    (
        regex(r"\b(?:nn\.)?(LSTM|GRU|RNN)\s*\(\s*(?:input_size\s*=\s*)?(\d+)\s*,\s*(?:hidden_size\s*=\s*)?(\d+)"),
        r"\1 layer input size \2, hidden size \3",
    ),
    (
        regex(
            r"\b(?:nn\.)?(Max|Avg)Pool[123]d\s*\(\s*(?:kernel_size\s*=\s*)?(\d+)(?:\s*,\s*(?:stride\s*=\s*)"
            r"?(\d+))?"
        ),
        r"\1 pooling kernel size \2 stride \3",
    ),
)
"""Layers and distributions as code and formulas write them, in words."""


def plain(question: str) -> str:
    """The question with LaTeX, Markdown and typographic signs replaced by plain ones; words stay as they are."""
    text = _UNREADABLE.sub(" ", unescape(question) if "&" in question else question)
    text = _POWER.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text).translate(_CHARACTERS)
    if "\\" in text or "{" in text:
        text = _MATRIX.sub(_rows, text)
        for _ in range(DEEPEST_FRACTION):
            text = _FRACTION.sub(_quotient, _ROOT.sub(r"sqrt(\1)", text))
        for pattern, instead in _LATEX:
            text = pattern.sub(instead, text)
    text = compounds(spelled(text))
    for pattern, instead in (*_CODE, *_MARKUP):
        text = pattern.sub(instead, text)
    return text


def _quotient(found: re.Match[str]) -> str:
    """A LaTeX fraction with a slash, in parentheses where a slash would not hold it together."""
    above, below = (side.strip() if re.fullmatch(r"\s*[\w.]+\s*", side) else f"({side})" for side in found.groups())
    return f" {above}/{below} " if above.isalnum() and below.isalnum() else f" ({above}/{below}) "


def _rows(found: re.Match[str]) -> str:
    """A LaTeX matrix as nested brackets; one row or one column is a vector."""
    rows = [[cell.strip() for cell in row.split("&")] for row in re.split(r"\\\\", found[2]) if row.strip()]
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return " [" + ", ".join(cell for row in rows for cell in row) + "] "
    return " [" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "] "
