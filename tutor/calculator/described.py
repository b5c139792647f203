"""Described: operations that a question asks for without their name: "how many parameters has a dense layer ...?"."""

import re

from tutor.calculator.patterns import regex

_PARAMETERS = regex(
    r"\b(?:how many|number of|total|count(?: the)?|compute the|calculate the|what(?:'s|"
    r" is) the)\b.{0,40}\b(?:parameters?|params|weights)\b|"
    r"\b(?:parameters?|params|weights)\b.{0,12}(?:count|does|do|are|is|has|have|\?|$)",
    re.I,
)
_MEMORY = regex(
    r"\bmemory\b|\bhow (?:many|much) (?:gb|gib|mb|mib|gigabytes?|megabytes?|bytes|"
    r"vram|ram|space|storage|disk)\b|\bfootprint\b|\bvram\b|\bmodel size\b|\bsize "
    r"in (?:gb|mb|bytes)\b|\bin (?:gb|mb|gib|mib|bytes|gigabytes|megabytes)\b|\bhow "
    r"(?:big|large)\b",
    re.I,
)
DESCRIBED: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    (
        "gradient clipping",
        (regex(r"\bgradient\b[^.?]*\bclip\w*|\bclip\w*\b[^.?]*\bgradient\b", re.I), regex(r"\bnorm\b", re.I)),
    ),
    (
        "unit vector",
        (regex(r"\bnormali[sz]e\b.*\bunit (?:length|norm)|\bunit vector\b|\bto unit (?:length|norm)\b", re.I),),
    ),
    ("vector projection", (regex(r"\bproject\b[^.?]*\bonto\b", re.I),)),
    (
        "matrix-vector product",
        (
            regex(r"\b(?:multiply|compute|product)\b", re.I),
            regex(r"\[\s*\[[^\]]*\](?:\s*,\s*\[[^\]]*\])*\s*\]\s*(?:\*|by|times|and|with|x)\s*\[\s*-?\d"),
        ),
    ),
    (
        "matrix product",
        (
            regex(r"\bmultiply\b|\btimes\b", re.I),
            regex(r"\[\s*\[[^\]]*\](?:\s*,\s*\[[^\]]*\])*\s*\]\s*(?:\*|by|times|and|with|x)\s*\[\s*\["),
        ),
    ),
    ("LoRA parameters", (regex(r"\blora\b|\blow[- ]rank adapt", re.I), _PARAMETERS)),
    ("LSTM parameters", (regex(r"\blstm\b", re.I), _PARAMETERS)),
    ("GRU parameters", (regex(r"\bgru\b", re.I), _PARAMETERS)),
    ("RNN parameters", (regex(r"\brnn\b|\brecurrent\b", re.I), _PARAMETERS)),
    (
        "embedding parameters",
        (regex(r"\bembedding\b", re.I), regex(r"\bvocab|\btable\b|\blayer\b|\bmatrix\b", re.I), _PARAMETERS),
    ),
    (
        "transformer block parameters",
        (regex(r"\b(?:transformer|encoder|decoder) (?:block|layer)\b(?!'s)", re.I), _PARAMETERS),
    ),
    ("attention parameters", (regex(r"\battention\b|\bmha\b", re.I), _PARAMETERS)),
    (
        "training memory",
        (
            regex(r"\btrain(?:ing)?\b|\bfine-?tun\w+\b", re.I),
            _MEMORY,
            regex(r"\bparam\w*\b|\b\d+(?:\.\d+)?\s?[BM]\b", re.I),
            regex(r"\badam\b|\boptimi[sz]er\b|\bsgd\b", re.I),
        ),
    ),
    ("model memory", (_MEMORY, regex(r"\bparam\w*\b|\bweights\b|\b\d+(?:\.\d+)?\s?[BM]\b(?: \w+)? model", re.I))),
    (
        "dense layer parameters",
        (
            regex(r"\bdense\b|\bfully[- ]connected\b|\blinear layer\b|\bfc layer\b|\bperceptron layer\b", re.I),
            _PARAMETERS,
        ),
    ),
    (
        "MLP parameters",
        (
            regex(
                r"\bmlp\b|\bnetwork\b|\bneural net\b|\bperceptron\b|\bhidden (?:layer|unit|neuron|"
                r"node)|\d\s*(?:-|->)\s*\d+\s*(?:-|->)\s*\d",
                re.I,
            ),
            _PARAMETERS,
        ),
    ),
    (
        "steps per epoch",
        (
            regex(
                r"\b(?:how many|number of|total)\b.{0,30}\b(?:iterations?|batches|steps|updates|"
                r"mini-?batches|gradient (?:steps|updates)|weight updates)\b",
                re.I,
            ),
            regex(r"\bbatch", re.I),
        ),
    ),
    (
        "k-fold sizes",
        (
            regex(r"\bfolds?\b", re.I),
            regex(r"\bhow many\b|\bsize|\bnumber of\b", re.I),
            regex(
                r"\b(?:samples?|examples?|data ?points?|instances?|observations?|rows?|records?|images?|patients)\b",
                re.I,
            ),
        ),
    ),
    (
        "mean",
        (
            regex(
                r"\b(?:arithmetic |sample )?(?:mean|average)\b(?= (?:value )?(?:of|for)\b[^.?]{0,40}(?:\[|\(|\d))", re.I
            ),
        ),
    ),
    (
        "variance",
        (
            regex(r"\bvariance\b", re.I),
            regex(r"\b(?:of|for|numbers|values|data|sample|samples|list)\b", re.I),
        ),
    ),
    (
        "surprisal",
        (
            regex(r"\bhow (?:much|many bits of) information\b|\bhow surpris\w+\b", re.I),
            regex(r"\b(?:event|outcome|message|something)\b.{0,30}\bprobability\b", re.I),
        ),
    ),
    (
        "entropy",
        (
            regex(r"\bhow (?:much|many bits of) information\b|\b(?:average|expected) (?:information|surprise)\b", re.I),
            regex(r"\bcoins?\b|\bdie\b|\bdice\b|\bcards?\b|\[|\bsymbols?\b.{0,60}\bprobabilities\b", re.I | re.S),
        ),
    ),
    (
        "sigmoid",
        (
            regex(r"\blogistic regression\b", re.I),
            regex(r"\bz\s*=|\blogit\b|\blinear (?:output|combination|score|predictor)\b|\b(?:raw )?score\b", re.I),
            regex(r"\bprobability\b", re.I),
        ),
    ),
    ("softmax", (regex(r"\blogits?\b", re.I), regex(r"\bprobabilit(?:y|ies)\b", re.I))),
    (
        "gradient descent",
        (
            regex(
                r"\b(?:update[ds]?|new (?:value|weight|parameter|theta|w|x)|after (?:one|1|a "
                r"single|two|three|\d+) (?:gradient )?(?:steps?|updates?|iterations?)|next (?:value|"
                r"weight|iterate))\b",
                re.I,
            ),
            regex(r"\blearning rate\b|\blr\b|\bstep size\b|\beta\b", re.I),
            regex(r"\bgradient|\bf\s*\(|\bloss\b", re.I),
        ),
    ),
)
"""Operations with patterns that must all be found; the first that fits is meant."""


def described(text: str) -> tuple[str, int, int] | None:
    """The operation that the words describe, with where its first pattern stands."""
    for name, patterns in DESCRIBED:
        hits = [pattern.search(text) for pattern in patterns]
        first = hits[0]
        if first is not None and all(hits):
            return name, first.start(), first.end()
    return None
