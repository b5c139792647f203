# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Writes calculator_phrasings.jsonl: what candidates type, and the number that is right.

The expected values come from numpy, scipy, scikit-learn, torch or a formula written out here, never from the calculator
that is measured with them. The questions were written without looking at its rules.

A line is {"question", "operation", "expect", "unit"?, "last"?, "also"?}:
- operation: the family, such as "softmax" or "kl".
- expect: a number, a list, a nested list, "inf", "ask" (a good tutor asks back) or "refuse" (there is no such number).
- unit: nats, bits or bans where the question decides or leaves it open; GB, bytes and so on for memory.
- last: the earlier questions of the conversation, for follow-ups.
- also: further honest results, each {"expect", "unit"?}, such as the same entropy in bits when no unit is asked for.
A number is right when it agrees to one part in ten thousand or to four decimals. bans are also called hartleys.

    python tests/data/make_calculator_phrasings.py
"""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import special, stats
from sklearn import metrics

Case = dict[str, Any]
CASES: list[Case] = []


def add(operation: str, question: str, expect: Any, unit: str | None = None, last: list[str] | None = None, also: list[Case] | None = None) -> None:
    case: Case = {"question": question, "operation": operation, "expect": plain(expect)}
    optional = {"unit": unit, "last": last, "also": [{**a, "expect": plain(a["expect"])} for a in also] if also else None}
    CASES.append(case | {name: value for name, value in optional.items() if value is not None})


def plain(value: Any) -> Any:
    """The same as JSON: arrays become lists, infinity becomes "inf"."""
    if isinstance(value, str):
        return value
    if isinstance(value, torch.Tensor):
        value = value.numpy()
    array = np.asarray(value, dtype=float)
    if array.ndim:
        return [plain(v) for v in array]
    return "inf" if math.isinf(array) else float(array)


def softmax(logits: Any, temperature: float = 1.0) -> Any:
    return special.softmax(np.asarray(logits, dtype=float) / temperature)


BASES = {"nats": math.e, "bits": 2.0, "bans": 10.0}


def entropy(p: Any, unit: str = "nats") -> float:
    return float(stats.entropy(np.asarray(p, dtype=float), base=BASES[unit]))


def kl(p: Any, q: Any, unit: str = "nats") -> float:
    return float(special.rel_entr(np.asarray(p, dtype=float), np.asarray(q, dtype=float)).sum() / math.log(BASES[unit]))


def cross(p: Any, q: Any, unit: str = "nats") -> float:
    return entropy(p, unit) + kl(p, q, unit)


def surprise(p: float, unit: str = "nats") -> float:
    return math.inf if p == 0 else -math.log(p) / math.log(BASES[unit])


def logits_loss(logits: Any, label: int) -> float:
    return float(torch.nn.functional.cross_entropy(torch.tensor([logits], dtype=torch.float64), torch.tensor([label])))


def either(operation: str, question: str, nats: float, last: list[str] | None = None) -> None:
    """No unit is asked for: nats, or bits if the result says so."""
    add(operation, question, nats, "nats", last, [{"expect": nats / math.log(2), "unit": "bits"}])


OR_ASK: list[Case] = [{"expect": "ask"}]

# ---------------------------------------------------------------- softmax
for text, logits in [
    ("softmax of [2, 1, 0]", [2, 1, 0]),
    ("softmax [1,2,3]", [1, 2, 3]),
    ("what's the softmax of 3, 1 and 0?", [3, 1, 0]),
    ("Compute softmax for z = [0.5, -0.5, 1.5]", [0.5, -0.5, 1.5]),
    ("Given logits z = (1, 2, 5), find the softmax probabilities.", [1, 2, 5]),
    ("hey can u do softmax(4,2)", [4, 2]),
    ("Softmax von [1, 1, 1]", [1, 1, 1]),
    ("softmax([-1, 0, 1])", [-1, 0, 1]),
    ("softmax of −1, −2 and −3", [-1, -2, -3]),
    ("Calculate $\\text{softmax}(z)$ for $z = [1.0, 2.0, 0.1]$.", [1.0, 2.0, 0.1]),
    ("Given the logits \\( z = [3, 0, -3] \\): calculate the softmax probabilities for each class.", [3, 0, -3]),
    ("softmax of \\begin{bmatrix} 2 \\\\ 4 \\\\ 1 \\end{bmatrix}", [2, 4, 1]),
    ("A network outputs the scores 2.0, 1.0, 0.1. What probabilities does softmax give?", [2.0, 1.0, 0.1]),
    ("my last layer gives 5, 3 and 2 for cat, dog, bird. turn these into probabilities with softmax", [5, 3, 2]),
    ("softmax 1000 1001 1002", [1000, 1001, 1002]),
    ("Softmax of [1000, 0]?", [1000, 0]),
    ("please compute the softmax over the logits 1/2, 1/4 and 1/4", [0.5, 0.25, 0.25]),
    ("whats softmax of 1e-3, 2e-3 and 3e-3", [1e-3, 2e-3, 3e-3]),
    ("Apply softmax to the vector (0, 0, 0, 0)", [0, 0, 0, 0]),
    ("softmax of [ln 1, ln 2, ln 3]", [0, math.log(2), math.log(3)]),
    ("z1=2, z2=-1, z3=0.5 softmax?", [2, -1, 0.5]),
    ("z_1 = 1, z_2 = 0: what are the softmax outputs?", [1, 0]),
    ("logits:\n2.5\n0.3\n-1\nsoftmax please", [2.5, 0.3, -1]),
    ("the logits are -2, 0, 2, 4. convert to probabilities using the softmax function", [-2, 0, 2, 4]),
    ("What does softmax return for [0.1, 0.2, 0.7]?", [0.1, 0.2, 0.7]),
    ("Softmax of (1,5; 0,5)", [1.5, 0.5]),
    ("sofmax of [2, 0]", [2, 0]),
    ("soft max of 1, 3, 2", [1, 3, 2]),
    ("normalised exponential of [1, 0, -1]", [1, 0, -1]),
]:
    add("softmax", text, softmax(logits))
for text, logits, temperature in [
    ("what's the softmax of 2, 1 and 0 with temperature 0.5?", [2, 1, 0], 0.5),
    ("softmax([3, 1, 0.2], T=2)", [3, 1, 0.2], 2),
    ("softmax of [1, 2, 3] at temperature 10", [1, 2, 3], 10),
    ("Logits 4, 2, 1 and T = 0.1: softmax with temperature?", [4, 2, 1], 0.1),
    ("temperature-scaled softmax, temp 1.5, logits [2,2,1]", [2, 2, 1], 1.5),
    ("Apply softmax with $\\tau = 0.7$ to [1.2, 0.4, -0.3]", [1.2, 0.4, -0.3], 0.7),
]:
    add("softmax", text, softmax(logits, temperature))
add("softmax", "softmax of [2, 1, 0]: only the probability of the first class please", softmax([2, 1, 0])[0])
add("softmax", "What probability does the last class get if the logits are [1, 2, 3] and I use softmax?", softmax([1, 2, 3])[2])
add("softmax", "logits are cat 2.0, dog 1.0 and fox 0.5. probability of dog under softmax?", softmax([2.0, 1.0, 0.5])[1])
add("softmax", "In softmax of [2, 1, 0], how many times larger is the first probability than the third?", math.exp(2))
add("softmax", "softmax of [2,1,0]: how much larger is the first probability than the second?", softmax([2, 1, 0])[0] - softmax([2, 1, 0])[1], also=[{"expect": math.e}, *OR_ASK])
add("softmax", "largest softmax probability for logits 0.3, 2.2, 1.1", softmax([0.3, 2.2, 1.1])[1])
add("softmax", "softmax of 7", [1], also=[{"expect": "refuse"}, *OR_ASK])
add("softmax", "softmax of []", "refuse", also=OR_ASK)
add("softmax", "softmax of [1, 2] with temperature 0", "refuse", also=OR_ASK)
add("softmax", "softmax of [1, nan, 2]", "refuse", also=OR_ASK)
add("softmax", "row-wise softmax of [[1, 0], [0, 2]]", [softmax([1, 0]), softmax([0, 2])])
add("softmax", "softmax of [2,1,0], then its entropy in bits", entropy(softmax([2, 1, 0]), "bits"), "bits")

# ---------------------------------------------------------------- KL divergence
P, Q = [0.2, 0.5, 0.3], [0.1, 0.7, 0.2]
for text, p, q in [
    ("KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]", P, Q),
    ("Given two probability distributions: P=[0.2,0.5,0.3], Q=[0.1,0.7,0.2]. Calculate the Kullback-Leibler divergence $D_{KL}(P \\| Q)$.", P, Q),
    ("D_KL(P||Q) for P = (0.5, 0.5), Q = (0.9, 0.1)", [0.5, 0.5], [0.9, 0.1]),
    ("KL(P‖Q), P=[0.1, 0.9], Q=[0.5, 0.5]", [0.1, 0.9], [0.5, 0.5]),
    ("kl(p || q) with p = 0.25, 0.75 and q = 0.5, 0.5", [0.25, 0.75], [0.5, 0.5]),
    ("p=[.3 .7] q=[.6 .4] kl div p||q ?", [0.3, 0.7], [0.6, 0.4]),
    ("Kullback–Leibler divergence D(P||Q): P = [1/2, 1/4, 1/4], Q = [1/3, 1/3, 1/3]", [1 / 2, 1 / 4, 1 / 4], [1 / 3] * 3),
    ("KL divergence for P = [20%, 80%] and Q = [50%, 50%], D(P||Q)", [0.2, 0.8], [0.5, 0.5]),
    ("what is the relative entropy of P = [0.7, 0.2, 0.1] with respect to Q = [0.4, 0.4, 0.2]", [0.7, 0.2, 0.1], [0.4, 0.4, 0.2]),
    ("$P = (0.36, 0.48, 0.16)$, $Q = (1/3, 1/3, 1/3)$. Find $D_{\\mathrm{KL}}(P\\parallel Q)$.", [0.36, 0.48, 0.16], [1 / 3] * 3),
    ("true distribution P = [0.6, 0.3, 0.1], approximating distribution Q = [0.5, 0.25, 0.25]. How large is KL(P||Q)?", [0.6, 0.3, 0.1], [0.5, 0.25, 0.25]),
    ("KL divergence between P = [0.4, 0.6] and itself, i.e. Q = [0.4, 0.6]", [0.4, 0.6], [0.4, 0.6]),
    ("p1=0.2, p2=0.8; q1=0.3, q2=0.7. D_KL(p||q)?", [0.2, 0.8], [0.3, 0.7]),
    ("P = {0.1, 0.2, 0.7}; Q = {0.2, 0.2, 0.6}; compute KL(P, Q)", [0.1, 0.2, 0.7], [0.2, 0.2, 0.6]),
    ("Please work out the KL-divergence D_KL(P ‖ Q), where P is (0.9, 0.1) and Q is (0.8, 0.2).", [0.9, 0.1], [0.8, 0.2]),
    ("P=[0,1], Q=[0.5,0.5], KL(P||Q)=?", [0, 1], [0.5, 0.5]),
    ("P is [0.25,0.25,0.25,0.25] and Q is [0.4,0.3,0.2,0.1]; whats D(P || Q)", [0.25] * 4, [0.4, 0.3, 0.2, 0.1]),
    ("KL von P = (0,2; 0,5; 0,3) und Q = (0,1; 0,7; 0,2), D(P||Q)", P, Q),
    ("How far is P=[0.55,0.45] from Q=[0.5,0.5] in KL divergence, D_KL(P||Q)?", [0.55, 0.45], [0.5, 0.5]),
    ("P:\n0.2\n0.8\nQ:\n0.6\n0.4\nKL(P||Q)", [0.2, 0.8], [0.6, 0.4]),
    ("what is KL divergence, and what is it for P = [0.3, 0.7], Q = [0.5, 0.5]?", [0.3, 0.7], [0.5, 0.5]),
    ("KL-Divergence P=[1e-3, 0.999], Q=[0.01, 0.99]", [0.001, 0.999], [0.01, 0.99]),
]:
    either("kl", text, kl(p, q))
add("kl", "KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2] in bits", kl(P, Q, "bits"), "bits")
add("kl", "D_KL(P||Q) base 2, P=[0.5,0.5], Q=[0.75,0.25]", kl([0.5, 0.5], [0.75, 0.25], "bits"), "bits")
add("kl", "Using log base 10, what is KL(P||Q) for P = [0.4, 0.6], Q = [0.3, 0.7]?", kl([0.4, 0.6], [0.3, 0.7], "bans"), "bans")
add("kl", "kl divergence (natural log) p = [0.8, 0.2], q = [0.5, 0.5]", kl([0.8, 0.2], [0.5, 0.5]), "nats")
add("kl", "Compute D_KL(Q||P) for P=[0.2,0.5,0.3], Q=[0.1,0.7,0.2], in nats", kl(Q, P), "nats")
add("kl", "with P = [0.9, 0.1] and Q = [0.5, 0.5], what's KL(Q || P) using log2", kl([0.5, 0.5], [0.9, 0.1], "bits"), "bits")
add("kl", "reverse KL, that is D(Q||P), for P=[0.7,0.3] and Q=[0.6,0.4], nats", kl([0.6, 0.4], [0.7, 0.3]), "nats")
add("kl", "D_KL(P||Q) in nats for P = [1/3, 2/3], Q = [2/3, 1/3]", kl([1 / 3, 2 / 3], [2 / 3, 1 / 3]), "nats")
add("kl", "A biased coin has heads 0.7. How many bits of KL divergence D(biased || fair) are there from a fair coin?", kl([0.7, 0.3], [0.5, 0.5], "bits"), "bits")
add("kl", "My model says rain 0.6, no rain 0.4; the truth is rain 0.3, no rain 0.7. KL(truth || model) in nats?", kl([0.3, 0.7], [0.6, 0.4]), "nats")
add("kl", "KL(P||Q) for P = [0.5, 0.5], Q = [1, 0]", "inf")
add("kl", "What is D_KL(P || Q) when P = [0.2, 0.3, 0.5] and Q = [0.4, 0.6, 0.0]?", "inf")
add("kl", "KL divergence P=[0.5,0.3,0.2] Q=[0.6,0.4]", "refuse", also=OR_ASK)
add("kl", "KL(P||Q) with P=[0.5, 0.6], Q=[0.5, 0.5]", "refuse", also=OR_ASK)
add("kl", "KL(P||Q) with P=[-0.5, 1.5], Q=[0.5, 0.5]", "refuse", also=OR_ASK)
add("kl", "Compute the KL divergence of [0.2, 0.5, 0.3].", "ask", also=[{"expect": "refuse"}])
add("kl", "KL divergence for P = [0.1, 0.9]", "ask", also=[{"expect": "refuse"}])
add("kl", "KL divergence between two Bernoulli distributions with p = 0.3 and q = 0.5, D(p||q), nats", kl([0.3, 0.7], [0.5, 0.5]), "nats")

# ---------------------------------------------------------------- entropy
for text, p in [
    ("entropy of [0.5, 0.25, 0.25]", [0.5, 0.25, 0.25]),
    ("H(X) for P = (0.1, 0.9)", [0.1, 0.9]),
    ("Shannon entropy of 0.2, 0.3 and 0.5", [0.2, 0.3, 0.5]),
    ("whats the entropy of [.7,.3]", [0.7, 0.3]),
    ("Calculate the entropy H(P) of $P = [0.4, 0.4, 0.2]$", [0.4, 0.4, 0.2]),
    ("entropy of the uniform distribution over 8 outcomes", [1 / 8] * 8),
    ("entropy of [1, 0, 0]", [1, 0, 0]),
    ("p = [1/2, 1/3, 1/6], entropy?", [1 / 2, 1 / 3, 1 / 6]),
    ("how much entropy is in the distribution 10%, 20%, 70%", [0.1, 0.2, 0.7]),
    ("p1=0.6, p2=0.4. Entropy?", [0.6, 0.4]),
    ("Entropie von [0,5; 0,3; 0,2]", [0.5, 0.3, 0.2]),
    ("What is the entropy for the probabilities\n0.125\n0.375\n0.5", [0.125, 0.375, 0.5]),
]:
    either("entropy", text, entropy(p))
for text, p, unit in [
    ("entropy of [0.5,0.5] in bits", [0.5, 0.5], "bits"),
    ("entropy in nats of [0.5, 0.5]", [0.5, 0.5], "nats"),
    ("Entropy (base 2) of a coin with P(heads)=0.9", [0.9, 0.1], "bits"),
    ("How many bits of entropy does a fair six-sided die have?", [1 / 6] * 6, "bits"),
    ("entropy of a fair coin in bits", [0.5, 0.5], "bits"),
    ("A biased coin lands heads 80% of the time. What is its entropy in bits?", [0.8, 0.2], "bits"),
    ("Shannon entropy, log base 2, probs 0.25 0.25 0.25 0.25", [0.25] * 4, "bits"),
    ("entropy of (0.1, 0.2, 0.3, 0.4) with log2", [0.1, 0.2, 0.3, 0.4], "bits"),
    ("H([0.05, 0.95]) natural log", [0.05, 0.95], "nats"),
    ("entropy of [0.2, 0.8] using log base 10", [0.2, 0.8], "bans"),
    ("A bag has 3 red, 2 blue and 5 green marbles. Entropy of the colour of one draw, in bits?", [0.3, 0.2, 0.5], "bits"),
    ("A node in a decision tree holds 9 positive and 5 negative samples. What's its entropy (bits)?", [9 / 14, 5 / 14], "bits"),
    ("entropy in bits of class counts 4 and 12", [0.25, 0.75], "bits"),
    ("a dataset has 30 spam and 70 ham mails; entropy of the label in bits?", [0.3, 0.7], "bits"),
    ("weather: sunny 1/2, cloudy 1/4, rainy 1/8, snowy 1/8. entropy in bits pls", [1 / 2, 1 / 4, 1 / 8, 1 / 8], "bits"),
    ("What's the entropy, measured in nats, of the distribution {0.6, 0.1, 0.3}?", [0.6, 0.1, 0.3], "nats"),
    ("Entropy of a loaded die in bits: 1/2 for six, 1/10 for each other face", [0.5] + [0.1] * 5, "bits"),
    ("max entropy in bits for 16 equally likely classes", [1 / 16] * 16, "bits"),
    ("$H = -\\sum_i p_i \\log_2 p_i$ for $p = (0.7, 0.2, 0.1)$", [0.7, 0.2, 0.1], "bits"),
    ("entropy of 2/3 and 1/3 in bits", [2 / 3, 1 / 3], "bits"),
    ("entropy bits 0.99 0.01", [0.99, 0.01], "bits"),
    ("binary entropy of p = 0.11 in bits", [0.11, 0.89], "bits"),
    ("entropy of Bernoulli(0.3) in nats", [0.3, 0.7], "nats"),
]:
    add("entropy", text, entropy(p, unit), unit)
add("entropy", "entropy of [0.5, 0.6]", "refuse", also=OR_ASK)
add("entropy", "entropy of [1.2, -0.2]", "refuse", also=OR_ASK)
add("entropy", "Is the entropy of [0.5,0.5] larger than that of [0.9,0.1], and by how much in bits?", entropy([0.5, 0.5], "bits") - entropy([0.9, 0.1], "bits"), "bits", also=[{"expect": [entropy([0.5, 0.5], "bits"), entropy([0.9, 0.1], "bits")], "unit": "bits"}, *OR_ASK])

# ---------------------------------------------------------------- cross-entropy
for text, p, q in [
    ("cross-entropy of P=[0.2,0.5,0.3] and Q=[0.1,0.7,0.2]", P, Q),
    ("H(P, Q) for P = (0.5, 0.5), Q = (0.9, 0.1)", [0.5, 0.5], [0.9, 0.1]),
    ("Cross entropy H(p,q): p=[0.25,0.75], q=[0.5,0.5]", [0.25, 0.75], [0.5, 0.5]),
    ("true distribution [0.7, 0.2, 0.1], predicted [0.6, 0.3, 0.1], cross-entropy?", [0.7, 0.2, 0.1], [0.6, 0.3, 0.1]),
    ("What's the cross-entropy if the target is [0, 1, 0] and the prediction is [0.1, 0.8, 0.1]?", [0, 1, 0], [0.1, 0.8, 0.1]),
    ("y = [1,0,0], y_hat = [0.7,0.2,0.1]. cross entropy loss?", [1, 0, 0], [0.7, 0.2, 0.1]),
    ("y_true = [0, 0, 1], y_pred = [0.3, 0.3, 0.4]; categorical cross-entropy", [0, 0, 1], [0.3, 0.3, 0.4]),
    ("Calculate $H(P,Q) = -\\sum_i p_i \\log q_i$ with $P=(0.1,0.9)$ and $Q=(0.2,0.8)$.", [0.1, 0.9], [0.2, 0.8]),
    ("crossentropy p = [1/2, 1/2], q = [1/4, 3/4]", [1 / 2, 1 / 2], [1 / 4, 3 / 4]),
    ("labels one-hot [0 0 0 1], probs [0.1 0.2 0.3 0.4] cross entropy", [0, 0, 0, 1], [0.1, 0.2, 0.3, 0.4]),
    ("cross-entropy between the label distribution P = (0.9, 0.05, 0.05) and the prediction Q = (0.8, 0.1, 0.1)", [0.9, 0.05, 0.05], [0.8, 0.1, 0.1]),
    ("P=[60%, 40%], Q=[70%, 30%], cross entropy H(P,Q)?", [0.6, 0.4], [0.7, 0.3]),
    ("soft label [0.9, 0.1], model output [0.6, 0.4]: cross-entropy loss", [0.9, 0.1], [0.6, 0.4]),
]:
    either("cross_entropy", text, cross(p, q))
for text, p, q, unit in [
    ("cross-entropy in bits for P = [0.5, 0.25, 0.25], Q = [1/3, 1/3, 1/3]", [0.5, 0.25, 0.25], [1 / 3] * 3, "bits"),
    ("cross entropy H(P,Q) base 2 with P=[0.8,0.2] and Q=[0.5,0.5]", [0.8, 0.2], [0.5, 0.5], "bits"),
    ("H(P,Q) in nats: P=[0.3,0.7], Q=[0.4,0.6]", [0.3, 0.7], [0.4, 0.6], "nats"),
    ("target distribution P = [1, 0], predicted Q = [0.125, 0.875]; cross-entropy with log2?", [1, 0], [0.125, 0.875], "bits"),
]:
    add("cross_entropy", text, cross(p, q, unit), unit)
for text, p in [
    ("A classifier predicts [0.7, 0.2, 0.1] and the second class is right. What is the cross-entropy loss?", 0.2),
    ("model gives probability 0.25 to the true class. cross-entropy loss?", 0.25),
    ("The predicted probability of the correct class is 0.9. What is the cross entropy loss?", 0.9),
    ("predictions: cat 0.6, dog 0.3, bird 0.1. it was a dog. cross-entropy?", 0.3),
    ("cross-entropy loss when probs are [0.05, 0.15, 0.8] and the third class is the correct one", 0.8),
    ("What's the cross entropy loss for predicted probabilities 0.1, 0.6, 0.3 if the first class is the true label?", 0.1),
    ("Softmax output (0.5, 0.3, 0.2), correct answer: last class. Cross-entropy loss?", 0.2),
    ("If my classifier is 99% sure of the right class, how big is the cross-entropy loss?", 0.99),
    ("cross-entropy of predictions [0.2, 0.2, 0.6] with true label index 0 (zero-based)", 0.2),
]:
    either("cross_entropy", text, surprise(p))
for text, logits, label in [
    ("cross-entropy loss for logits [2, 1, 0] if the first class is correct", [2, 1, 0], 0),
    ("logits = [2.0, 1.0, 0.1], the true class is the second one. Cross-entropy?", [2.0, 1.0, 0.1], 1),
    ("logits 1, 2, 3 and the correct class is the last; what's the cross entropy loss", [1, 2, 3], 2),
    ("Compute the softmax cross-entropy of z=(3, -1) with target class index 1, counting from 0.", [3, -1], 1),
    ("Cross-entropy from logits [0, 0, 0, 0] with the third class as the label", [0, 0, 0, 0], 2),
    ("a net outputs raw scores 4, 1, -2; the right class has the score 1. cross-entropy loss?", [4, 1, -2], 1),
    ("cross entropy with logits [1000, 0] and true class the first", [1000, 0], 0),
    ("logits [1.5, 0.5], one-hot target [0, 1]: cross-entropy?", [1.5, 0.5], 1),
]:
    either("cross_entropy", text, logits_loss(logits, label))
add("cross_entropy", "cross-entropy loss of [0.7, 0.2, 0.1] if class 2 is right", surprise(0.2), "nats", also=[{"expect": surprise(0.2, "bits"), "unit": "bits"}, *OR_ASK])
add("cross_entropy", "cross-entropy for the prediction [0.7, 0.2, 0.1]", "ask")
add("cross_entropy", "predicted [0.5, 0.5, 0.0], the third class was right: cross-entropy loss?", "inf")
add("cross_entropy", "H(P,Q) for P=[0.5,0.5], Q=[1,0]", "inf")
add("cross_entropy", "cross-entropy of P=[0.5,0.5] and Q=[0.2,0.3,0.5]", "refuse", also=OR_ASK)
add("cross_entropy", "categorical cross-entropy with the one-hot label [0, 1, 0] and the predicted probabilities [0.4, 0.9, 0.2]", "refuse", also=OR_ASK)
add("cross_entropy", "batch of two: the right class got 0.8 in the first example and 0.5 in the second. mean cross-entropy in nats?", (surprise(0.8) + surprise(0.5)) / 2, "nats")

# ---------------------------------------------------------------- other functions of logits
add("log_softmax", "log-softmax of [2, 1, 0]", special.log_softmax([2.0, 1.0, 0.0]))
add("log_softmax", "log_softmax([1, 2, 3])", special.log_softmax([1.0, 2.0, 3.0]))
add("log_softmax", "What are the log probabilities (log softmax) for the logits 0.5, 0 and -0.5?", special.log_softmax([0.5, 0.0, -0.5]))
add("log_sum_exp", "logsumexp of [1, 2, 3]", special.logsumexp([1, 2, 3]))
add("log_sum_exp", "log-sum-exp of 1000 and 1000", special.logsumexp([1000, 1000]))
add("log_sum_exp", "LSE(0, -1, -2)?", special.logsumexp([0, -1, -2]))
add("log_sum_exp", "Evaluate log sum exp for z = [-1000, -1001]", special.logsumexp([-1000, -1001]))
for text, x in [
    ("sigmoid of 0", 0), ("sigmoid(2)", 2), ("What is σ(-1.5)?", -1.5), ("logistic function at x = 0.7", 0.7), ("whats the sigmoid of −3", -3), ("sigmoid(-800)", -800),
    ("A logistic regression has the score w·x + b = 1.2. What probability does the sigmoid give?", 1.2),
]:
    add("sigmoid", text, special.expit(x))
add("sigmoid", "sigmoid of [-1, 0, 1]", special.expit([-1, 0, 1]))
add("sigmoid", "derivative of the sigmoid at 0", 0.25)
add("sigmoid", "logistic regression with weights [0.5, -1], bias 0.2 and input [2, 1]: predicted probability?", special.expit(0.5 * 2 - 1 + 0.2))
add("logit", "logit of 0.8", special.logit(0.8))
add("logit", "logit(0.5)", 0)
add("logit", "What are the log-odds of a probability of 25%?", special.logit(0.25))
add("logit", "logit(1.5)", "refuse", also=OR_ASK)
add("tanh", "tanh(1)", math.tanh(1))
add("tanh", "tanh of [-1, 0, 0.5]", np.tanh([-1, 0, 0.5]))
add("tanh", "what is the hyperbolic tangent of 0.3", math.tanh(0.3))
add("relu", "relu of [-2, 0, 3]", [0, 0, 3])
add("relu", "ReLU(-1.5)", 0)
add("relu", "apply ReLU to 1.5, −0.5, 2", [1.5, 0, 2])
add("leaky_relu", "leaky relu of -3 with slope 0.1", -0.3)
add("leaky_relu", "LeakyReLU of [-2, 4], negative slope 0.01", [-0.02, 4])
add("leaky_relu", "leaky ReLU with alpha = 0.2 at x = -5", -1)
add("elu", "ELU of -1 with alpha 1", math.expm1(-1))
add("elu", "elu(2), alpha = 1", 2)
add("elu", "ELU, alpha=0.5, at x=-2", 0.5 * math.expm1(-2))
add("gelu", "exact GELU of 1", stats.norm.cdf(1))
add("gelu", "gelu(-0.5), exact version with the normal CDF", -0.5 * stats.norm.cdf(-0.5))
add("gelu", "GELU of 2 (exact, with erf)", 2 * stats.norm.cdf(2))

# ---------------------------------------------------------------- losses
for text, y, p in [
    ("binary cross-entropy for y = 1 and p = 0.8", 1, 0.8),
    ("BCE loss: label 0, predicted probability 0.3", 0, 0.3),
    ("What is the binary cross entropy if the true label is 1 and the model predicts 0.05?", 1, 0.05),
    ("y=0, p_hat=0.9, binary crossentropy?", 0, 0.9),
]:
    either("binary_cross_entropy", text, surprise(p if y else 1 - p))
add("binary_cross_entropy", "mean binary cross-entropy in nats for y = [1, 0, 1] and p = [0.9, 0.2, 0.6]", metrics.log_loss([1, 0, 1], [0.9, 0.2, 0.6]), "nats")
add("binary_cross_entropy", "BCE with logit 2 and label 1", -math.log(special.expit(2)), "nats")
add("binary_cross_entropy", "binary cross-entropy with p = 1.3 and y = 1", "refuse", also=OR_ASK)
add("label_smoothing", "label smoothing with epsilon 0.1 on the one-hot label [0, 1, 0]", [0.1 / 3, 0.9 + 0.1 / 3, 0.1 / 3])
add("label_smoothing", "Apply label smoothing (ε = 0.2, 4 classes) to [1,0,0,0]", [0.85, 0.05, 0.05, 0.05])
add("label_smoothing", "smooth the label [0,0,0,0,1] with smoothing 0.1", [0.02] * 4 + [0.92])
add("hinge", "hinge loss for y = 1 and score 0.3", 0.7)
add("hinge", "hinge loss, label -1, f(x) = 0.5", 1.5)
add("hinge", "SVM hinge loss with y=+1 and prediction 2", 0)
TRUTH, GUESS = [3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]
for name, text, value in [
    ("mse", "MSE of y_true = [3, -0.5, 2, 7] and y_pred = [2.5, 0.0, 2, 8]", metrics.mean_squared_error(TRUTH, GUESS)),
    ("mse", "mean squared error: actual 1, 2, 3; predicted 1.5, 2, 2", metrics.mean_squared_error([1, 2, 3], [1.5, 2, 2])),
    ("mse", "true values are 10 and 20, my model says 12 and 17. What is the mean squared error?", 6.5),
    ("mae", "MAE for y_true=[3,-0.5,2,7], y_pred=[2.5,0.0,2,8]", metrics.mean_absolute_error(TRUTH, GUESS)),
    ("mae", "mean absolute error between actual (1, 2, 3) and predicted (2, 2, 5)", 1),
    ("mae", "actual 100, 150, 200; forecast 110, 140, 195; mean absolute error?", 25 / 3),
    ("rmse", "RMSE of actual [1, 2, 3, 4] and predicted [1, 3, 2, 6]", math.sqrt(6 / 4)),
    ("rmse", "root mean squared error y=[2,4,6] yhat=[3,4,8]", math.sqrt(5 / 3)),
    ("rmse", "errors are 1, -2 and 2. what is the rmse?", math.sqrt(3)),
    ("r2", "R^2 for y_true = [3, -0.5, 2, 7], y_pred = [2.5, 0.0, 2, 8]", metrics.r2_score(TRUTH, GUESS)),
    ("r2", "R² score: actual 1, 2, 3, 4, 5 and predicted 1.1, 1.9, 3.2, 3.8, 5.1", metrics.r2_score([1, 2, 3, 4, 5], [1.1, 1.9, 3.2, 3.8, 5.1])),
    ("r2", "coefficient of determination with SS_res = 20 and SS_tot = 80", 0.75),
    ("huber", "Huber loss for an error of 0.5 with delta 1", 0.125),
    ("huber", "huber loss, delta = 1, y = 5, prediction 2", 2.5),
    ("huber", "Huber loss with δ = 2 for a residual of −3", 4),
]:
    add(name, text, value)
add("mse", "MSE of [1, 2, 3] and [1, 2]", "refuse", also=OR_ASK)

# ---------------------------------------------------------------- information
def jensen_shannon(p: list[float], q: list[float], unit: str) -> float:
    middle = (np.asarray(p) + np.asarray(q)) / 2
    return (kl(p, middle, unit) + kl(q, middle, unit)) / 2


def mutual(table: Any, unit: str) -> float:
    joint = np.asarray(table, dtype=float)
    return kl(joint.ravel(), np.outer(joint.sum(1), joint.sum(0)).ravel(), unit)


def gain(parent: list[float], children: list[list[float]]) -> float:
    total = sum(parent)
    return entropy(parent, "bits") - sum(sum(c) / total * entropy(c, "bits") for c in children)


def gini(counts: list[float]) -> float:
    share = np.asarray(counts) / sum(counts)
    return float(1 - (share**2).sum())


either("jensen_shannon", "Jensen-Shannon divergence of [0.2, 0.8] and [0.6, 0.4]", jensen_shannon([0.2, 0.8], [0.6, 0.4], "nats"))
add("jensen_shannon", "JS divergence in bits between P=[1,0] and Q=[0,1]", 1, "bits")
add("jensen_shannon", "JSD(P||Q) in nats, P = (0.2, 0.5, 0.3), Q = (0.1, 0.7, 0.2)", jensen_shannon(P, Q, "nats"), "nats")
add("perplexity", "perplexity of the distribution [0.5, 0.25, 0.25]", math.exp(entropy([0.5, 0.25, 0.25])))
add("perplexity", "What is the perplexity if the cross-entropy is 3 bits per token?", 8)
add("perplexity", "mean loss per token is 2.3 nats, perplexity?", math.exp(2.3))
add("perplexity", "a language model gives the tokens of a sentence the probabilities 0.2, 0.5, 0.1. perplexity?", (0.2 * 0.5 * 0.1) ** (-1 / 3))
add("perplexity", "perplexity for token probabilities 0.5, 0.25, 0.125 and 0.25", 4)
add("mutual_information", "mutual information in bits of the joint table [[0.5, 0], [0, 0.5]]", 1, "bits")
add("mutual_information", "Joint distribution p(x,y) = [[0.25, 0.25], [0.1, 0.4]]. Mutual information I(X;Y) in nats?", mutual([[0.25, 0.25], [0.1, 0.4]], "nats"), "nats")
add("mutual_information", "I(X;Y) in bits for the joint probability table [[1/8, 1/8], [1/4, 1/2]]", mutual([[1 / 8, 1 / 8], [1 / 4, 1 / 2]], "bits"), "bits")
add("information_gain", "information gain in bits: parent 9 positive 5 negative, split into 6+/2- and 3+/3-", gain([9, 5], [[6, 2], [3, 3]]), "bits")
add("information_gain", "A node with 10 yes and 10 no is split into (8 yes, 2 no) and (2 yes, 8 no). Information gain in bits?", gain([10, 10], [[8, 2], [2, 8]]), "bits")
add("information_gain", "Information gain (log2) when a node [6, 6] is divided into [4, 1] and [2, 5]", gain([6, 6], [[4, 1], [2, 5]]), "bits")
add("information_gain", "parent entropy 0.94 bits; children: 8 samples with entropy 0.811 and 6 samples with entropy 1.0. information gain?", 0.94 - 8 / 14 * 0.811 - 6 / 14, "bits")
add("gini", "Gini impurity of [0.5, 0.5]", 0.5)
add("gini", "gini impurity for a node with 30 apples and 10 pears", gini([30, 10]))
add("gini", "What is the Gini index of a node with class counts 9 and 5?", gini([9, 5]))
add("gini", "Gini impurity for class probabilities 0.2, 0.3, 0.5", gini([0.2, 0.3, 0.5]))

# ---------------------------------------------------------------- classification
TP, FP, FN, TN = 80, 20, 40, 860
MATRIX_TRUTH = [1] * (TP + FN) + [0] * (FP + TN)
MATRIX_GUESS = [1] * TP + [0] * FN + [1] * FP + [0] * TN
NUMBERS = "TP=80, FP=20, FN=40, TN=860"
for name, text, value in [
    ("accuracy", f"accuracy with {NUMBERS}", metrics.accuracy_score(MATRIX_TRUTH, MATRIX_GUESS)),
    ("accuracy", "a model gets 45 out of 60 test examples right. accuracy?", 0.75),
    ("accuracy", "y_true = [1,0,1,1], y_pred = [1,0,0,1], accuracy?", 0.75),
    ("precision", f"{NUMBERS}: precision?", 0.8),
    ("precision", "precision for TP = 30 and FP = 10", 0.75),
    ("precision", "Our spam filter flagged 50 mails, 40 of them really were spam. What's its precision?", 0.8),
    ("precision", "true positives 18, false positives 2, what is the precision", 0.9),
    ("precision", "precision of predictions [1, 1, 0, 1] for the labels [1, 0, 0, 1]", 2 / 3),
    ("recall", "recall with TP=80 and FN=40", 2 / 3),
    ("recall", "Of 200 sick patients the test finds 170. What is the recall?", 0.85),
    ("recall", "sensitivity if there are 45 true positives and 5 false negatives", 0.9),
    ("recall", "whats the true positive rate for tp 7 fn 3", 0.7),
    ("specificity", "specificity for TN = 860 and FP = 20", 860 / 880),
    ("specificity", "Of 500 healthy people, 25 test positive. Specificity of the test?", 0.95),
    ("specificity", "true negative rate: tn=90 fp=10", 0.9),
    ("f1", "F1 score with precision 0.8 and recall 0.5", 8 / 13),
    ("f1", f"F1 from {NUMBERS}", metrics.f1_score(MATRIX_TRUTH, MATRIX_GUESS)),
    ("f1", "f1 if tp = 10, fp = 5, fn = 5", 2 / 3),
    ("f1", "What's the F1-score when precision is 75% and recall is 60%?", 2 * 0.75 * 0.6 / 1.35),
    ("f1", "There were 100 fraud cases. Our model raised 80 alarms and 60 of those were fraud. F1?", 2 * 60 / (2 * 60 + 20 + 40)),
    ("f1", "y_true 1 1 0 0 1, y_pred 1 0 0 1 1. f1?", metrics.f1_score([1, 1, 0, 0, 1], [1, 0, 0, 1, 1])),
    ("f_beta", "F2 score for precision 0.8 and recall 2/3", 5 * 0.8 * (2 / 3) / (4 * 0.8 + 2 / 3)),
    ("f_beta", "F-beta with beta = 0.5, precision 0.5, recall 0.9", 1.25 * 0.45 / (0.25 * 0.5 + 0.9)),
    ("f_beta", f"F_2 from {NUMBERS}", metrics.fbeta_score(MATRIX_TRUTH, MATRIX_GUESS, beta=2)),
    ("mcc", f"Matthews correlation coefficient with {NUMBERS}", metrics.matthews_corrcoef(MATRIX_TRUTH, MATRIX_GUESS)),
    ("mcc", "MCC for tp=6, tn=3, fp=1, fn=2", (6 * 3 - 1 * 2) / math.sqrt(7 * 8 * 4 * 5)),
    ("mcc", "MCC if TP 50, FP 0, FN 0, TN 50", 1),
    ("balanced_accuracy", f"balanced accuracy for {NUMBERS}", metrics.balanced_accuracy_score(MATRIX_TRUTH, MATRIX_GUESS)),
    ("balanced_accuracy", "balanced accuracy if sensitivity is 0.9 and specificity is 0.6", 0.75),
    ("balanced_accuracy", "balanced accuracy: tp=5 fn=5 tn=90 fp=0", 0.75),
]:
    add(name, text, value)
MULTI_TRUTH, MULTI_GUESS = [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]
LISTS = "y_true = [0, 1, 2, 0, 1, 2] and y_pred = [0, 2, 1, 0, 0, 1]"
for average in ("macro", "micro", "weighted"):
    add("averaged", f"{average} F1 for {LISTS}", metrics.f1_score(MULTI_TRUTH, MULTI_GUESS, average=average))
add("averaged", "class-wise F1 scores are 0.9, 0.6 and 0.3. What is the macro F1?", 0.6)
add("averaged", "macro-averaged recall when the recalls per class are 1.0, 0.5 and 0.75", 0.75)
add("averaged", "weighted F1: class A F1 0.9 with 80 samples, class B F1 0.5 with 20 samples", 0.82)
add("roc_auc", "ROC AUC for labels [0, 0, 1, 1] and scores [0.1, 0.4, 0.35, 0.8]", metrics.roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]))
add("roc_auc", "AUC: y = [1,0,1,0,0], scores = [0.9,0.7,0.6,0.3,0.1]", 5 / 6)
add("roc_auc", "positives scored 0.8, 0.6 and negatives scored 0.7, 0.2. Area under the ROC curve?", 0.75)
add("log_loss", "log loss for y_true = [1, 0, 0, 1] and y_prob = [0.9, 0.1, 0.2, 0.65]", metrics.log_loss([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65]), "nats")
add("log_loss", "logloss y=[0,1] p=[0.4,0.7]", metrics.log_loss([0, 1], [0.4, 0.7]), "nats")
add("log_loss", "What's the log loss of predicting 0.8, 0.8 when the labels are 1 and 0?", metrics.log_loss([1, 0], [0.8, 0.8]), "nats")
add("precision", "precision with TP = 30", "ask")
add("recall", "recall with TP = 30", "ask")
add("f1", "F1 if TP = 5 and FP = 2", "ask")
add("precision", "precision with TP = -3 and FP = 5", "refuse", also=OR_ASK)
for name, value in [("recall", 90 / 100), ("precision", 90 / 140), ("specificity", 850 / 900), ("accuracy", 940 / 1000)]:
    add(name, f"1000 patients, 100 of them ill. The test is positive for 90 of the ill and for 50 of the healthy. What is its {name}?", value)
add("precision", "confusion matrix [[50, 10], [5, 35]], rows are the actual class (negative, positive), columns the predicted class. precision of the positive class?", 35 / 45)
add("recall", "Confusion matrix with rows = actual, columns = predicted, positive class first: [[40, 10], [20, 30]]. Recall of the positive class?", 0.8)
add("accuracy", "accuracy of the confusion matrix [[50, 10], [5, 35]]", 0.85)

# ---------------------------------------------------------------- vectors
A, B = np.array([1.0, 2.0, 3.0]), np.array([4.0, -5.0, 6.0])
for name, text, value in [
    ("dot", "dot product of [1, 2, 3] and [4, -5, 6]", A @ B),
    ("dot", "(1, 0, 2) · (3, 4, 5)", 13),
    ("dot", "a = [0.5, 0.5], b = [2, 4]; what is a dot b?", 3),
    ("norm", "L2 norm of [3, 4]", 5),
    ("norm", "L1 norm of [1, -2, 3]", 6),
    ("norm", "L-infinity norm of [1, -7, 3]", 7),
    ("norm", "Euclidean length of the vector (1, 2, 2)", 3),
    ("norm", "$\\|x\\|_2$ for $x = (1, 1, 1, 1)$", 2),
    ("norm", "max norm of (0.2, -0.9, 0.5)", 0.9),
    ("norm", "||w||_1 where w = [0.5, -0.25, 0]", 0.75),
    ("cosine", "cosine similarity of [1, 2, 3] and [4, -5, 6]", A @ B / np.linalg.norm(A) / np.linalg.norm(B)),
    ("cosine", "cosine similarity between (1, 0) and (1, 1)", 1 / math.sqrt(2)),
    ("cosine", "cos sim a=[2,4] b=[1,2]", 1),
    ("cosine", "Cosine distance between [1, 0] and [0, 1]", 1),
    ("euclidean", "Euclidean distance between [1, 2] and [4, 6]", 5),
    ("euclidean", "L2 distance from (0, 0, 0) to (1, 2, 2)", 3),
    ("euclidean", "how far apart are the points (1, 1) and (2, 3) in euclidean distance", math.sqrt(5)),
    ("manhattan", "Manhattan distance between [1, 2] and [4, 6]", 7),
    ("manhattan", "L1 distance of (0.5, -1) and (1.5, 1)", 3),
    ("manhattan", "city block distance: a=(1,2,3), b=(3,2,1)", 4),
    ("penalty", "L1 penalty for weights [0.5, -1.5, 2] with lambda = 0.1", 0.4),
    ("penalty", "L2 penalty λ Σ w² with λ = 0.01 and w = [1, 2, -3]", 0.14),
    ("penalty", "ridge penalty, lambda 0.5, weights 2 and -1 (lambda times the sum of squares)", 2.5),
    ("penalty", "lasso penalty with lambda=2 and w=[0.3,-0.2]", 1.0),
    ("elastic_net", "elastic net penalty with l1 strength 0.1 and l2 strength 0.2 for w = [1, -2], using lambda1*sum|w| + lambda2*sum w^2", 1.3),
    ("elastic_net", "Elastic net: λ1 = 0.5, λ2 = 0.1, w = (3, -1), penalty λ1‖w‖₁ + λ2‖w‖₂²", 3.0),
    ("elastic_net", "elastic-net penalty for weights 0.5, 0.5: lambda1=1, lambda2=1, that is sum of absolute values plus sum of squares", 1.5),
    ("tf_idf", "TF-IDF: the word occurs 3 times in a document of 100 words, and in 10 of 1000 documents. tf = count/length, idf = ln(N/df).", 0.03 * math.log(100)),
    ("tf_idf", "tf-idf with tf = 5/200 and idf = log10(10000/100)", 0.05),
    ("tf_idf", "term frequency 0.1, 1000 documents, 50 contain the term. tf-idf with idf = ln(N/df)?", 0.1 * math.log(20)),
]:
    add(name, text, value)
add("cosine", "cosine similarity of [0, 0] and [1, 2]", "refuse", also=OR_ASK)
add("cosine", "cosine similarity of [1, 2]", "ask", also=[{"expect": "refuse"}])
add("dot", "dot product of [1, 2] and [1, 2, 3]", "refuse", also=OR_ASK)


def attention(q: list[list[float]], k: list[list[float]], v: list[list[float]]) -> Any:
    query, key, value = (torch.tensor([x], dtype=torch.float64) for x in (q, k, v))
    return torch.nn.functional.scaled_dot_product_attention(query, key, value)[0]


add("attention", "scaled dot-product attention with Q = [[1, 0]], K = [[1, 0], [0, 1]], V = [[1, 2], [3, 4]]", attention([[1, 0]], [[1, 0], [0, 1]], [[1, 2], [3, 4]]), also=[{"expect": attention([[1, 0]], [[1, 0], [0, 1]], [[1, 2], [3, 4]])[0]}])
add("attention", "Compute attention softmax(QK^T/sqrt(d))V for Q=[[1,1],[0,1]], K=[[1,0],[1,1]], V=[[1,0],[0,1]]", attention([[1, 1], [0, 1]], [[1, 0], [1, 1]], [[1, 0], [0, 1]]))
add("attention", "Attention weights for the query [1, 0] and the keys [1, 0] and [0, 1], scaled by sqrt(2)?", softmax([1 / math.sqrt(2), 0]), also=[{"expect": [softmax([1 / math.sqrt(2), 0])]}])

# ---------------------------------------------------------------- networks
def conv(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    layer = torch.nn.Conv1d(1, 1, k, stride=s, padding=p, dilation=d)
    return int(layer(torch.zeros(1, 1, n)).shape[-1])


def square(operation: str, question: str, n: int, channels: int | None = None) -> None:
    """The size per dimension; the whole shape is as good an answer."""
    shapes: list[Case] = [{"expect": [n, n]}]
    if channels:
        shapes += [{"expect": [n, n, channels]}, {"expect": [channels, n, n]}]
    add(operation, question, n, also=shapes)


square("conv_output", "output size of a convolution: input 32x32, kernel 5x5, stride 1, padding 2", conv(32, 5, 1, 2))
square("conv_output", "A 28×28 image goes through a 3×3 convolution, no padding, stride 1. How big is the feature map?", conv(28, 3))
square("conv_output", "conv output size for 224x224 input, 7x7 kernel, stride 2, padding 3", conv(224, 7, 2, 3))
square("conv_output", "n = 227, f = 11, s = 4, p = 0: conv output size?", conv(227, 11, 4))
square("conv_output", "What is the output height and width of a conv layer with W=64, K=4, S=2, P=1?", conv(64, 4, 2, 1))
square("conv_output", "dilated convolution, input 32x32, kernel 3, dilation 2, stride 1, no padding: output size?", conv(32, 3, d=2))
square("conv_output", "output size with a 3x3 kernel, dilation 4, padding 4, stride 1 on a 64x64 input", conv(64, 3, 1, 4, 4))
add("conv_output", "32x32x3 image, 16 filters of size 5x5, stride 1, padding 2: output shape?", [32, 32, 16], also=[{"expect": [16, 32, 32]}])
add("conv_output", "kernel 7 on a 5x5 input without padding, stride 1: conv output size", "refuse", also=OR_ASK)
add("conv_output", "output size of a 5x5 convolution with stride 1?", "ask")
square("pooling", "max pooling 2x2 with stride 2 on a 28x28 feature map: output size?", 14)
square("pooling", "pooling with window 3 and stride 2, input 13x13, no padding, what size comes out", 6)
add("pooling", "a 32x32x64 volume goes through 2x2 max pooling with stride 2. Shape of the output?", [16, 16, 64], also=[{"expect": [64, 16, 16]}])
square("transposed_conv", "transposed convolution output size: input 4x4, kernel 4, stride 2, padding 1", 8)
square("transposed_conv", "ConvTranspose2d, input 7x7, kernel 3, stride 2, padding 1, output padding 1. Output size?", 14)
square("transposed_conv", "deconvolution (transposed conv): input 16x16, kernel 2, stride 2, padding 0, output size", 32)
for text, value in [
    ("How many parameters does a conv layer with 16 filters of 5x5 on 3 input channels have, biases included?", 1216),
    ("number of parameters: conv 3x3, 64 input channels, 128 output channels, with bias", 3 * 3 * 64 * 128 + 128),
    ("Conv2d(in_channels=1, out_channels=32, kernel_size=3) parameter count including bias", 320),
    ("parameters of a 1x1 convolution from 256 to 64 channels without bias", 256 * 64),
    ("32 filters of size 3x3x3, how many weights and biases together?", 32 * 28),
]:
    add("conv_parameters", text, value)
add("receptive_field", "receptive field of three stacked 3x3 convolutions with stride 1", 7)
add("receptive_field", "receptive field after two 5x5 conv layers, stride 1", 9)
add("receptive_field", "Receptive field: 3x3 conv stride 1, then 2x2 pooling stride 2, then 3x3 conv stride 1?", 8)
for name, text, value in [
    ("dense_parameters", "How many parameters has a dense layer from 784 to 128 units, with biases?", 100480),
    ("dense_parameters", "fully connected layer with 512 inputs and 10 outputs incl. bias: number of parameters", 5130),
    ("dense_parameters", "nn.Linear(300, 50) parameters", 15050),
    ("embedding_parameters", "embedding layer with vocabulary 10000 and dimension 300, how many parameters?", 3000000),
    ("embedding_parameters", "parameters of an embedding table for 50,000 tokens with 768 dimensions", 38400000),
    ("embedding_parameters", "nn.Embedding(1000, 64): how many weights?", 64000),
    ("attention_parameters", "parameters in multi-head attention with d_model = 512: four 512x512 projections, no biases", 4 * 512 * 512),
    ("attention_parameters", "multi-head attention with d_model=768 and 12 heads, biases included: number of parameters (Q, K, V and output projections)", 4 * (768 * 768 + 768)),
    ("attention_parameters", "How many parameters have the query, key, value and output projections of self-attention for d_model = 64, without bias?", 4 * 64 * 64),
    ("lstm_parameters", "LSTM parameters: input size 100, hidden size 128, one bias vector per gate", 4 * (128 * (100 + 128) + 128)),
    ("lstm_parameters", "How many parameters does an LSTM layer with 10 inputs and 20 hidden units have (one bias per gate)?", 4 * (20 * 30 + 20)),
    ("lstm_parameters", "lstm with input dim 50 and hidden dim 64, single bias per gate, parameter count?", 4 * (64 * 114 + 64)),
    ("mlp_parameters", "number of parameters of an MLP 784-128-64-10 with biases", 109386),
    ("mlp_parameters", "How many weights and biases are there in a network with layers 4, 8, 3?", 67),
    ("mlp_parameters", "MLP with 10 inputs, two hidden layers of 20 units and 1 output: parameters including biases?", 220 + 420 + 21),
    ("mlp_parameters", "network 2 -> 3 -> 1 with biases, total parameters?", 13),
    ("flops", "How many multiply-accumulates does a dense layer from 1000 to 500 need for one input?", 500000),
    ("flops", "FLOPs of a fully connected layer 784 to 128, counting 2 per multiply-add, no bias", 2 * 784 * 128),
    ("flops", "MACs of a 3x3 convolution with 64 input channels, 128 output channels and a 56x56 output", 9 * 64 * 128 * 56 * 56),
]:
    add(name, text, value)
add("memory", "How many bytes do 109386 parameters take in fp32?", 437544, "bytes")
add("memory", "memory for a model with 7 billion parameters in fp16, in GB (10^9 bytes)", 14, "GB")
add("memory", "7B parameters at int8: how many GB (1 GB = 1e9 bytes)?", 7, "GB")
add("memory", "how many gigabytes (10^9 bytes) does a 1.5B parameter model need in fp32", 6, "GB")
add("memory", "13 billion weights in fp16: how many GB, with 1 GB = 10^9 bytes?", 26, "GB")
add("dropout", "inverted dropout with p = 0.2: what does a surviving activation of 4 become?", 5)
add("dropout", "Inverted dropout, drop probability 0.5. An activation of 3 survives. Its value?", 6)
add("dropout", "expected number of active units with 1000 units and dropout rate 0.3", 700)
add("dropout", "inverted dropout with rate 0.5 and mask [1, 0, 1] on the activations [2, 4, 6]", [4, 0, 12])
for name, text, value in [
    ("batch_norm", "batch norm of [1, 2, 3, 4] with gamma 1, beta 0, ignore epsilon", stats.zscore([1, 2, 3, 4])),
    ("batch_norm", "Batch-normalise the values 2, 4, 6 (γ = 1, β = 0, ε = 0)", stats.zscore([2, 4, 6])),
    ("batch_norm", "batch normalization of [10, 20] with gamma=2, beta=1 and eps=0", [-1, 3]),
    ("layer_norm", "layer norm of [1, 3, 5] with no epsilon", stats.zscore([1, 3, 5])),
    ("layer_norm", "LayerNorm of (2, 4, 4, 6), gamma 1, beta 0, epsilon 0", stats.zscore([2, 4, 4, 6])),
    ("layer_norm", "apply layer normalisation (eps = 0) to [0, 10]", [-1, 1]),
]:
    add(name, text, value)
add("batch_norm", "batch norm of [5, 5, 5] with epsilon 0", "refuse", also=[*OR_ASK, {"expect": [0, 0, 0]}])

# ---------------------------------------------------------------- optimisation
def descend(start: float, rate: float, steps: int, slope: Any) -> list[float]:
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * slope(path[-1]))
    return path


def steps(question: str, path: list[float]) -> None:
    add("gradient_descent", question, path[-1], also=[{"expect": path}, {"expect": path[1:]}])


steps("three steps of gradient descent on f(w) = (w-3)^2 from w = 0 with learning rate 0.1", descend(0, 0.1, 3, lambda w: 2 * (w - 3)))
steps("one gradient descent step: w = 2, gradient 4, learning rate 0.1", [2, 1.6])
steps("Gradient descent on f(x) = x^2 starting at x = 5, lr 0.2. Where are we after 2 steps?", descend(5, 0.2, 2, lambda x: 2 * x))
steps("minimise f(x) = x^2 - 4x + 1 by gradient descent, x0 = 0, learning rate 0.25, one step", descend(0, 0.25, 1, lambda x: 2 * x - 4))
steps("theta = 1.0, grad = -0.5, eta = 0.01. theta after one sgd update?", [1.0, 1.005])
add("gradient_descent", "weights [1, 2], gradient [0.5, -1], learning rate 0.1: new weights after one gradient descent step?", [0.95, 2.1])
add("momentum", "SGD with momentum: v = 0.9 v + g, w = w - 0.1 v. Start w = 1, v = 0, gradient 2. w after one step?", 0.8)
add("momentum", "momentum update v <- beta v + g with beta = 0.9, v = 1, g = 0.5, lr = 0.1, w = 3 (w <- w - lr v). New w?", 3 - 0.1 * 1.4)
add("momentum", "Momentum with beta 0.9, learning rate 0.01, velocity 0 and w = 0; gradients 1 then 1 (v = beta v + g, w = w - lr v). w after two steps?", -0.029)
add("rmsprop", "RMSProp first step: beta 0.9, learning rate 0.01, gradient 2, w = 1, cache 0, epsilon 0. New w?", 1 - 0.01 * 2 / math.sqrt(0.1 * 4))
add("rmsprop", "rmsprop with decay 0.9, lr 0.001, gradient 0.5, previous average of squares 0.04, ignore epsilon, w = 0.2. w after the update?", 0.2 - 0.001 * 0.5 / math.sqrt(0.9 * 0.04 + 0.1 * 0.25))
add("rmsprop", "One RMSProp step: s = 1, rho = 0.5, g = 3, lr = 0.1, theta = 2, eps = 0. theta?", 2 - 0.1 * 3 / math.sqrt(0.5 + 4.5))


def adam(start: float, gradients: list[float], rate: float) -> float:
    weight = torch.tensor([start], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.Adam([weight], lr=rate)
    for gradient in gradients:
        weight.grad = torch.tensor([gradient], dtype=torch.float64)
        optimiser.step()
    return float(weight.detach())


add("adam", "first Adam step with gradient 0.5, learning rate 0.1, w = 1, default betas. New w?", adam(1, [0.5], 0.1))
add("adam", "Adam: beta1=0.9, beta2=0.999, eps=1e-8, lr=0.1, theta=2, gradients 1 and then -0.5. theta after two steps?", adam(2, [1, -0.5], 0.1))
add("adam", "one adam update at t=1 from m=0, v=0: g=-3, lr 0.01, param 0", adam(0, [-3], 0.01))
for text, value in [
    ("learning rate starts at 0.1 and is halved every 10 epochs. What is it at epoch 25?", 0.025),
    ("step decay: initial lr 0.01, factor 0.1 every 30 epochs, lr at epoch 65?", 0.0001),
    ("exponential decay lr = 0.1 * 0.95^epoch at epoch 10", 0.1 * 0.95**10),
    ("cosine annealing from 0.1 to 0 over 100 epochs, learning rate at epoch 25", 0.05 * (1 + math.cos(math.pi / 4))),
    ("linear warm-up from 0 to 0.001 over 1000 steps: learning rate at step 250?", 0.00025),
]:
    add("schedule", text, value)
for text, value in [
    ("How many steps per epoch with 50000 examples and batch size 100?", 500),
    ("60,000 training images, batch size 32: iterations per epoch?", 1875),
    ("1000 samples, batches of 64, the last smaller batch counts too. How many batches per epoch?", 16),
    ("total number of update steps for 20 epochs on 12800 examples with batch size 128", 2000),
]:
    add("batches", text, value)

# ---------------------------------------------------------------- probability
def bayes(prior: float, hit: float, alarm: float) -> float:
    return prior * hit / (prior * hit + (1 - prior) * alarm)


for text, value in [
    ("A disease affects 1% of people. The test has a sensitivity of 90% and a false positive rate of 5%. You test positive. How likely is it that you have the disease?", bayes(0.01, 0.9, 0.05)),
    ("prevalence 0.1%, sensitivity 99%, specificity 99%: probability of disease given a positive test?", bayes(0.001, 0.99, 0.01)),
    ("P(A) = 0.01, P(B|A) = 0.95, P(B|not A) = 0.1. What is P(A|B)?", bayes(0.01, 0.95, 0.1)),
    ("Bayes: P(A)=0.3, P(B|A)=0.5, P(B)=0.4. P(A|B)?", 0.375),
    ("20% of mails are spam. The word 'free' appears in 60% of spam and 5% of other mails. A mail contains 'free'. Probability that it is spam?", bayes(0.2, 0.6, 0.05)),
    ("1 in 1000 people has the illness. The test catches 98 percent of the ill and wrongly flags 3 percent of the healthy. What's the chance that a positive is really ill?", bayes(0.001, 0.98, 0.03)),
    ("Two factories make bulbs: A makes 70% of them with 2% defective, B makes 30% with 5% defective. A bulb is defective. Probability that it came from A?", bayes(0.7, 0.02, 0.05)),
    ("A fraud detector flags 95% of frauds and 2% of honest payments. 0.5% of payments are fraud. A payment is flagged; how likely is fraud?", bayes(0.005, 0.95, 0.02)),
    ("sens 0.8 spec 0.9 prev 0.05, PPV?", bayes(0.05, 0.8, 0.1)),
    ("positive predictive value with prevalence 2%, sensitivity 85%, specificity 97%", bayes(0.02, 0.85, 0.03)),
    ("negative predictive value with prevalence 10%, sensitivity 90%, specificity 80%", bayes(0.9, 0.8, 0.1)),
    ("Of 10,000 people, 100 have the virus. The test is right for 95% of the infected and for 90% of the others. I tested positive. Probability that I'm infected?", bayes(0.01, 0.95, 0.1)),
    ("I have a fair coin and a two-headed coin, pick one at random and flip heads. Probability that it is the two-headed one?", 2 / 3),
    ("It rains on 30% of days. The forecast says rain on 80% of rainy days and on 20% of dry days. It says rain today; what is the probability of rain?", bayes(0.3, 0.8, 0.2)),
]:
    add("bayes", text, value)
add("bayes", "A disease affects 1% of people and the test has 95% sensitivity. I tested positive. How likely am I ill?", "ask")
add("bayes", "P(A)=0.3, P(B|A)=1.4, P(B)=0.5, P(A|B)?", "refuse", also=OR_ASK)
for name, text, value in [
    ("binomial", "probability of exactly 3 heads in 10 fair coin flips", stats.binom.pmf(3, 10, 0.5)),
    ("binomial", "Binomial n = 20, p = 0.1: P(X = 2)?", stats.binom.pmf(2, 20, 0.1)),
    ("binomial", "P(X <= 1) for X ~ Bin(5, 0.3)", stats.binom.cdf(1, 5, 0.3)),
    ("binomial", "I roll a fair die 6 times. Probability of at least one six?", 1 - (5 / 6) ** 6),
    ("binomial", "a user clicks with probability 0.02. what is the chance of exactly 1 click from 50 users", stats.binom.pmf(1, 50, 0.02)),
    ("poisson", "Poisson with lambda 3: P(X = 2)", stats.poisson.pmf(2, 3)),
    ("poisson", "a server gets 4 requests per second on average (Poisson). Probability of no request in one second?", stats.poisson.pmf(0, 4)),
    ("poisson", "X ~ Poisson(2.5), P(X ≤ 1)?", stats.poisson.cdf(1, 2.5)),
    ("normal", "P(Z < 1.96) for a standard normal variable", stats.norm.cdf(1.96)),
    ("normal", "X is normal with mean 100 and standard deviation 15. P(X > 130)?", stats.norm.sf(2)),
    ("normal", "probability that a normal variable with mu=50 and sigma=10 lies between 40 and 60", stats.norm.cdf(1) - stats.norm.cdf(-1)),
    ("normal", "standard normal density at 0", stats.norm.pdf(0)),
    ("z_score", "z-score of 130 with mean 100 and standard deviation 15", 2),
    ("z_score", "what is the z score of x = 7 if mu = 10 and sigma = 2", -1.5),
    ("z_score", "standardise 85: mean 70, sd 10", 1.5),
    ("confidence_interval", "95% confidence interval for a mean of 50, known standard deviation 10, n = 100", [50 - stats.norm.ppf(0.975), 50 + stats.norm.ppf(0.975)]),
    ("confidence_interval", "99% CI: mean 20, sigma 5 (known), n = 25", [20 - stats.norm.ppf(0.995), 20 + stats.norm.ppf(0.995)]),
    ("confidence_interval", "Normal-approximation (Wald) 95% confidence interval for a conversion rate of 0.2 measured on 400 users", [0.2 - 0.02 * stats.norm.ppf(0.975), 0.2 + 0.02 * stats.norm.ppf(0.975)]),
    ("mean", "mean of 2, 4, 9", 5),
    ("mean", "average of [1.5, 2.5, 3.5, 4.5]", 3),
    ("mean", "whats the arithmetic mean of 10, 20, 30 and 45", 26.25),
    ("variance", "population variance of [2, 4, 4, 4, 5, 5, 7, 9]", 4),
    ("variance", "sample variance of 1, 2, 3, 4, 5", 2.5),
    ("variance", "variance of [1, 3, 5], dividing by n", 8 / 3),
    ("standard_deviation", "population standard deviation of [2, 4, 4, 4, 5, 5, 7, 9]", 2),
    ("standard_deviation", "sample standard deviation of 10, 12, 14", 2),
    ("standard_deviation", "std of [1, 2, 3, 4] with n - 1 in the denominator", np.std([1, 2, 3, 4], ddof=1)),
    ("bias_variance", "predictions of three models at a point: 2, 3, 4. The truth is 3.5. What is the squared bias?", 0.25),
    ("bias_variance", "true value 10; predictions over training sets 8, 9, 10, 9. bias of the estimator?", -1),
    ("bias_variance", "Bias-variance: predictions 1, 2, 3 and true value 2. Variance of the predictions (divide by n)?", 2 / 3),
    ("shapley", "Shapley values of a game with v({}) = 0, v({A}) = 10, v({B}) = 20, v({A,B}) = 50", [20, 30]),
    ("shapley", "Two features: value with none 10, with A 14, with B 16, with both 26. What are the Shapley values of A and B?", [7, 9]),
    ("shapley", "exact Shapley value of player 1 if v(1)=4, v(2)=6, v(1,2)=12 and the empty coalition is worth 0", 5),
    ("k_fold", "10-fold cross-validation on 103 samples: fold sizes?", [11] * 3 + [10] * 7),
    ("k_fold", "5-fold CV with 1000 examples: how many examples are trained on per fold?", 800),
    ("k_fold", "how large is each validation fold with k = 4 and 200 samples", 50),
    ("normal", "P(X < 3) for a normal distribution with mean 2 and standard deviation -1", "refuse"),
    ("binomial", "binomial probability of 2 successes in 5 trials with p = 1.2", "refuse"),
]:
    add(name, text, value, also=OR_ASK if value == "refuse" else [{"expect": [50] * 4}] if text.startswith("how large is each") else None)

# ---------------------------------------------------------------- arithmetic
for text, value in [
    ("e^2/(e^2+e+1)", math.exp(2) / (math.exp(2) + math.e + 1)),
    ("ln 2", math.log(2)),
    ("sqrt(2/512)", 0.0625),
    ("what is 2^10?", 1024),
    ("log2(8)", 3),
    ("-0.5*ln(0.5) - 0.5*ln(0.5)", math.log(2)),
    ("1/(1+exp(-2))", special.expit(2)),
    ("compute 3 * (4 + 5) / 2", 13.5),
    ("0.2*0.9/(0.2*0.9+0.8*0.1)", 0.18 / 0.26),
    ("calculate exp(-1.5)", math.exp(-1.5)),
    ("5 × 5 × 3 × 16 + 16", 1216),
    ("12 ÷ 8", 1.5),
]:
    add("arithmetic", text, value)
add("arithmetic", "1/0", "refuse", also=OR_ASK)
add("arithmetic", "ln(-1)", "refuse", also=OR_ASK)
add("arithmetic", "9**9**9", "refuse", also=OR_ASK)

# ---------------------------------------------------------------- follow-ups
S = ["softmax of [2, 1, 0]"]
K = ["KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]"]
E = ["entropy of [0.5, 0.25, 0.25] in nats"]
C = ["cross-entropy loss for logits [2, 1, 0] if the first class is correct"]
M = [f"precision with {NUMBERS}"]
D = ["A disease affects 1% of people. The test has a sensitivity of 90% and a false positive rate of 5%. You test positive. How likely is it that you have the disease?"]
V = ["output size of a convolution: input 32x32, kernel 5x5, stride 1, padding 2"]
for text, value, last in [
    ("and with temperature 0.5?", softmax([2, 1, 0], 0.5), S),
    ("now with T = 2", softmax([2, 1, 0], 2), S),
    ("what about temperature 10", softmax([2, 1, 0], 10), S),
    ("and if the last logit is 3 instead?", softmax([2, 1, 3]), S),
    ("change the first logit to 5", softmax([5, 1, 0]), S),
    ("just the second class please", softmax([2, 1, 0])[1], S),
    ("and for [3, 1, 0]?", softmax([3, 1, 0]), S),
    ("what if i add 10 to every logit", softmax([12, 11, 10]), S),
    ("and back to temperature 1?", softmax([2, 1, 0]), [*S, "and with temperature 0.5?"]),
    ("same with T=0.25", softmax([2, 1, 0], 0.25), [*S, "now with T = 2"]),
]:
    add("softmax", text, value, last=last)
add("log_softmax", "and the log-softmax?", special.log_softmax([2.0, 1.0, 0.0]), last=S)
add("log_sum_exp", "what's the log-sum-exp of those logits?", special.logsumexp([2, 1, 0]), last=S)
add("entropy", "and its entropy in bits?", entropy(softmax([2, 1, 0]), "bits"), "bits", S)
add("entropy", "entropy of that, in nats?", entropy(softmax([2, 1, 0])), "nats", S)
either("cross_entropy", "now the cross-entropy if the second class is right", logits_loss([2, 1, 0], 1), S)
either("cross_entropy", "and the cross-entropy loss if the true class is the last one?", logits_loss([2, 1, 0], 2), S)
add("cross_entropy", "now the cross-entropy if class 2 is right", logits_loss([2, 1, 0], 1), "nats", S, [{"expect": logits_loss([2, 1, 0], 1) / math.log(2), "unit": "bits"}, *OR_ASK])
for text, value, unit, last in [
    ("and in bits?", kl(P, Q, "bits"), "bits", K),
    ("in base 2 please", kl(P, Q, "bits"), "bits", K),
    ("reverse it", kl(Q, P), "nats", K),
    ("and the other way round?", kl(Q, P), "nats", K),
    ("now D(Q||P) in bits", kl(Q, P, "bits"), "bits", K),
    ("and in nats again?", kl(P, Q), "nats", [*K, "and in bits?"]),
    ("what if Q is [1/3, 1/3, 1/3]?", kl(P, [1 / 3] * 3), "nats", K),
    ("with base 10?", kl(P, Q, "bans"), "bans", K),
]:
    add("kl", text, value, unit, last)
add("cross_entropy", "and the cross-entropy H(P,Q)?", cross(P, Q), "nats", K)
add("entropy", "and the entropy of P?", entropy(P), "nats", K)
add("jensen_shannon", "what's the Jensen-Shannon divergence of the two?", jensen_shannon(P, Q, "nats"), "nats", K)
add("entropy", "in bits?", 1.5, "bits", E)
add("entropy", "and for [0.9, 0.05, 0.05]?", entropy([0.9, 0.05, 0.05]), "nats", E)
add("perplexity", "and its perplexity?", math.exp(entropy([0.5, 0.25, 0.25])), last=E)
add("gini", "and the gini impurity of the same distribution?", gini([0.5, 0.25, 0.25]), last=E)
add("cross_entropy", "and if the third class is correct?", logits_loss([2, 1, 0], 2), "nats", C)
add("softmax", "show me the softmax probabilities", softmax([2, 1, 0]), last=C)
add("recall", "and the recall?", 2 / 3, last=M)
add("f1", "and F1?", 8 / 11, last=M)
add("specificity", "what about specificity", 860 / 880, last=M)
add("accuracy", "and accuracy?", 0.94, last=[*M, "and F1?"])
add("precision", "what if FP is 40 instead?", 80 / 120, last=M)
add("bayes", "and with a prevalence of 10%?", bayes(0.1, 0.9, 0.05), last=D)
add("bayes", "what if the false positive rate is only 1%?", bayes(0.01, 0.9, 0.01), last=D)
square("conv_output", "and with stride 2?", conv(32, 5, 2, 2))
CASES[-1]["last"] = V
square("conv_output", "and without padding?", conv(32, 5))
CASES[-1]["last"] = V
add("cosine", "and the cosine similarity?", A @ B / np.linalg.norm(A) / np.linalg.norm(B), last=["dot product of [1, 2, 3] and [4, -5, 6]"])
add("manhattan", "and the Manhattan distance?", 7, last=["Euclidean distance between [1, 2] and [4, 6]"])
add("rmse", "and the RMSE?", math.sqrt(metrics.mean_squared_error(TRUTH, GUESS)), last=["MSE of y_true = [3, -0.5, 2, 7] and y_pred = [2.5, 0.0, 2, 8]"])
add("standard_deviation", "and the standard deviation?", 2, last=["population variance of [2, 4, 4, 4, 5, 5, 7, 9]"])


def main() -> None:
    repeated = [q for q, n in Counter((c["question"], tuple(c.get("last", []))) for c in CASES).items() if n > 1]
    if repeated:
        raise SystemExit(f"asked twice: {repeated}")
    target = Path(__file__).with_name("calculator_phrasings.jsonl")
    target.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in CASES), encoding="utf-8")


if __name__ == "__main__":
    main()
