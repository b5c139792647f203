# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Phrasings: functions of logits, losses, information, classification."""

import math
from typing import Any

import numpy as np
from scipy import special, stats
from sklearn import metrics

from tests.data.phrasings_cases import OR_ASK, add, either, entropy, kl, surprise
from tests.data.phrasings_core import P, Q

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
