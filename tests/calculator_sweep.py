"""Generated questions for the calculator: sense, nonsense and malice; for a test and for benchmarks/calculator.py."""

import random
from collections.abc import Iterator

_OPERATIONS = (
    "softmax",
    "KL divergence",
    "entropy",
    "cross-entropy",
    "sigmoid",
    "log-sum-exp",
    "F1",
    "precision",
    "recall",
    "output size of a convolution",
    "parameters of a dense layer",
    "Bayes",
    "Adam step",
    "gradient descent on f(x) = x^2",
    "cosine similarity",
    "R squared",
    "perplexity",
    "information gain",
    "layer norm",
    "binomial probability",
    "z-score",
    "Shapley values",
    "attention",
    "dropout",
    "mutual information",
    "standard deviation",
    "hinge loss",
    "receptive field",
)
_STARTS = (
    "what is the",
    "compute",
    "calculate the",
    "",
    "how many",
    "why is",
    "given P and Q,",
    "now",
    "explain",
    "and",
)
_JOINS = (" of ", " for ", " between ", ": ", " with ", "(", " and ", ", then its entropy of ", " from ", " || ")
_ODD = (
    "nan",
    "inf",
    "-",
    "--",
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "{",
    "}",
    "1e309",
    "1e-400",
    "9**9**9",
    "9^9^9",
    "1/0",
    "0/0",
    "\u0661\u0662\u0663",
    "\uff11",
    "\x00",
    "\ud800",
    "\\frac{1}{0}",
    "\\begin{bmatrix}1 & 2\\\\3\\end{bmatrix}",
    "10^-3",
    "__import__('os')",
    "{{7*7}}",
    "eval(1)",
    "x" * 80,
    "0,5;",
    "1,2;3,4",
    "p1=",
    "P=",
    "T=",
    "%",
    "100%",
    "1 in 0",
    "-1",
    "1.2.3",
    "1,000,000,000,000,000,000",
    "[]",
    "[nan]",
    "\u221e",
    "\u00bd",
    "e",
    "pi",
    "sqrt(-1)",
    "1:2",
    "3x3",
)
_WORDS = (
    "logits",
    "class 2",
    "in bits",
    "base 2",
    "temperature 0",
    "true label",
    "P = ",
    "Q = ",
    "stride",
    "padding",
    "kernel",
    "TP=",
    "prior",
    "learning rate",
    "rows are actual",
    "lambda",
    "bits",
    "?",
    ".",
    "if class 9 is right",
    "the second",
)

HOSTILE = (
    "9**9**9",
    "what is 9^9^9?",
    "calculate " + "9*" * 150 + "9",
    "(" * 400 + "1" + ")" * 400,
    "[" * 600,
    "softmax " + "[" * 50 + "1" + "]" * 50,
    "softmax of " + ", ".join(["1"] * 600),
    "softmax of [" + " ".join(["1.5"] * 400) + "]",
    "1" * 1900,
    "entropy of 0." + "1" * 1500,
    "softmax of \u0661, \u0662 and \u0663",
    "what is \u0662+\u0663?",
    "entropy of [\uff10.5, 0.5]",
    "softmax of [1\x00, 2]",
    "softmax of [\ud800 1, 2]",
    "\ud800\udfff",
    "\x00" * 500,
    "a" * 5000,
    "softmax " * 600,
    "softmax of " + "9" * 5000,
    "1 " * 2400,
    "- " * 900,
    "(a " * 600,
    "p=" * 900,
    "__import__('os').system('id')",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    "softmax of [__import__('os')]",
    "eval('2+2')",
    "what is exec('import os')?",
    "what is (lambda: 1)()?",
    "${7*7} #{7*7} <%= 7*7 %>",
    "gradient descent on f(x) = __import__('os') from x = 1, lr 0.1",
    "=cmd|'/C calc'!A0",
    "softmax of [open('/etc/passwd')]",
    "1;2;3;" * 300,
    "\\frac{" * 300,
    "\\begin{bmatrix}" * 100,
    "x^" * 700,
    "entropy of [nan, inf]",
    "KL of [1e308, 1e308] and [1e-308, 1]",
    "10^308 * 10^308",
    "factorial(170)!",
    "comb(1000000000, 500000000)",
)
"""Written to hang, to break out or to fall over."""


def generated(count: int, seed: int) -> Iterator[str]:
    """Questions put together at random, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 0.25:
            yield _sensible(rng)
            continue
        parts = [rng.choice(_STARTS), " ", rng.choice(_OPERATIONS)]
        for _ in range(rng.randrange(1, 6)):
            parts += [rng.choice(_JOINS), _piece(rng)]
        question = "".join(parts)
        if rng.random() < 0.2:
            cut = rng.randrange(len(question))
            question = question[:cut] + rng.choice(_ODD) + question[cut + rng.randrange(3) :]
        yield question


def _sensible(rng: random.Random) -> str:
    """A question that a person could ask, with numbers that may or may not make sense for it."""
    size = rng.randrange(1, 7)
    shares = [rng.random() ** 3 for _ in range(size)]
    first = [share / sum(shares) if rng.random() < 0.9 else share for share in shares]
    second = rng.sample(first, size)
    p, q = (f"[{', '.join(f'{value:.{rng.choice((1, 2, 17))}g}' for value in values)}]" for values in (first, second))
    z = f"[{', '.join(_number(rng) for _ in range(size))}]"
    counts = [rng.randrange(0, 10 ** rng.randrange(1, 9)) for _ in range(4)]
    return rng.choice(
        (
            f"What is the softmax of {z}?",
            f"softmax of {z} with temperature {_number(rng)}",
            f"KL divergence between P={p} and Q={q} in {rng.choice(('bits', 'nats', 'bans'))}",
            f"entropy of {p}",
            f"cross-entropy of {p} if class {rng.randrange(-1, 8)} is right",
            f"cross-entropy with logits {z} and class {rng.randrange(0, 8)}",
            f"softmax of {z}, then its entropy in bits",
            f"cosine similarity of {z} and {p}",
            f"precision, recall and F1 with TP={counts[0]}, FP={counts[1]}, FN={counts[2]}, TN={counts[3]}",
            f"sigmoid of {_number(rng)}",
            f"log-sum-exp of {z}",
            f"MSE of predictions {z} and targets {p}",
            f"standard deviation of {z}",
            f"output size of a convolution: input {counts[0]}, kernel {rng.randrange(12)}, stride {rng.randrange(5)}",
            f"{_number(rng)} {rng.choice('+-*/^')} {_number(rng)}",
            f"information gain of splitting {counts[:2]} into [{counts[0] // 2}, {counts[1] // 3}] and "
            f"[{counts[0] - counts[0] // 2}, {counts[1] - counts[1] // 3}]",
        )
    )


def _piece(rng: random.Random) -> str:
    kind = rng.randrange(7)
    if kind == 0:
        return rng.choice(_ODD)
    if kind == 1:
        return rng.choice(_WORDS) + " " + _number(rng)
    if kind == 2:
        return " and ".join((", ".join(_number(rng) for _ in range(rng.randrange(1, 5))), _number(rng)))
    if kind == 3:
        rows = [[_number(rng) for _ in range(rng.randrange(1, 4))] for _ in range(rng.randrange(1, 4))]
        return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]"
    vector = [_number(rng) for _ in range(rng.randrange(0, 6))]
    name = rng.choice(("", "P=", "Q = ", "z=", "y_true = ", "logits "))
    return f"{name}[{rng.choice((', ', ' ', '; ')).join(vector)}]"


def _number(rng: random.Random) -> str:
    kind = rng.randrange(8)
    if kind == 0:
        return str(rng.randrange(-5, 200))
    if kind == 1:
        return f"{rng.uniform(-1e3, 1e3):.{rng.randrange(5)}f}"
    if kind == 2:
        return f"{rng.randrange(10)}/{rng.randrange(10)}"
    if kind == 3:
        return f"{rng.uniform(0, 120):.3g}%"
    if kind == 4:
        return f"{rng.uniform(0, 9):.2f}e{rng.randrange(-320, 320)}"
    return f"{rng.random():.2g}"
