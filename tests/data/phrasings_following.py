# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Phrasings: follow-ups in a conversation."""

import math

import numpy as np
from scipy import special
from sklearn import metrics

from tests.data.phrasings_cases import CASES, OR_ASK, add, cross, either, entropy, kl, logits_loss, softmax
from tests.data.phrasings_chances import bayes
from tests.data.phrasings_core import P, Q
from tests.data.phrasings_losses import GUESS, NUMBERS, TRUTH, gini, jensen_shannon
from tests.data.phrasings_networks import A, B, conv, square

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
