"""Given roles: what names and words say that a number is: the truth, a prediction, a weight, a key, ..."""

import re
from collections.abc import Sequence

from tutor.calculator.patterns import regex

_WORDS = {
    "actual": r"actual(?:ly)?|true|truth|observed|real|targets?|gold|ground[- ]truth|measured|correct|right|outcomes?",
    "logits": r"logits?|scores?|pre-?activations?|raw outputs?|margins? scores?|activations?",
    "predicted": r"predict(?:s|ed|ions?)?|pred|forecast(?:s|ed)?|estimat(?:e|es|ed|ions?)|fitted|guess\w*|hypothesis",
    "output": r"outputs?|probabilit(?:y|ies)|probs?|softmax|model",
    "labels": r"labels?|class(?:es)?",
    "weights": r"weights?|coefficients?|theta|betas?",
    "inputs": r"inputs?|features?|pixels?",
    "query": r"quer(?:y|ies)",
    "key": r"keys?",
    "value": r"values?",
    "delta": r"delta|threshold",
    "temperature": r"temperature|tau",
    "lambda": r"lambda|strength|regulari[sz]ation (?:strength|parameter|coefficient)",
    "margin": r"margin|delta",
    "smoothing": r"(?:label[ _-])?smoothing(?: factor)?|epsilon|alpha",
    "slope": r"alpha|slope|negative slope",
    "rmse": r"rmse|root[- ]mean[- ]squared?[- ]error",
    "mse": r"mse|mean[- ]squared?[- ]error",
    "mae": r"mae|mean[- ]absolute[- ]error",
    "r2": r"r[- ]?squared|r\^?2|r2",
    "loss": r"(?:data |base |training )?loss|cost|objective",
    "norm": r"norm",
}
_NAMES = {
    "logits": "z logit logits score scores s h a preactivation preactivations",
    "predicted": "yhat ypred pred preds prediction predictions predicted forecast forecasts estimate estimated phat "
    "hat prob probs probability probabilities output outputs p q o f yp",
    "output": "",
    "actual": "true actual target targets tgt truth gold observed real t ytrue expected ground",
    "labels": "y label labels",
    "weights": "w weights weight theta beta coef coefs coefficients",
    "inputs": "x input inputs features feature",
    "query": "q query queries",
    "key": "k key keys",
    "value": "v value values",
    "delta": "delta threshold",
    "temperature": "t tau temperature temp",
    "lambda": "lambda lam l reg alpha strength",
    "margin": "margin delta",
    "smoothing": "smoothing epsilon eps alpha",
    "slope": "alpha slope a",
    "mse": "mse",
    "rmse": "rmse",
    "mae": "mae",
    "r2": "r2 rsq",
    "loss": "loss cost mse",
    "norm": "norm",
}
_PARTS = {role: frozenset(names.split()) for role, names in _NAMES.items()}
_PATTERNS = {role: regex(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) for role, words in _WORDS.items()}
_END = regex(r"(?:\b(?:of|is|was|were|are|at|to|be|being|=|with|has|have|for)\b|[\s:=~\"'*(\[$\u20ac\u00a3-])+\Z")
_BARS = regex(r"\|\|?\s*\w+\s*\|\|?(?:\s?_\s?\d)?(?:\s?\^\s?2)?")
_CHUNK = regex(r"[,;.?!|()\n]|\b(?:and|but|while|whereas|with)\b")


def role_of_name(name: str, roles: Sequence[str]) -> str:
    """The first of the roles that a name such as "y_true" or "pred_tens_1" is for; "" for none."""
    name = re.sub(r"_\{?[ijkn]\d*\}?\Z", "", name)
    parts = [part for part in re.split(r"[_\d\s.']+|(?<=[a-z])(?=[A-Z])|\(.*\)", name) if part]
    small = [part.lower() for part in parts if len(part) > 1 or part.islower() or len(parts) == 1]
    whole = "".join(small)
    for role in roles:
        if whole in _PARTS[role] or any(len(part) > 1 and part in _PARTS[role] for part in small):
            return role
    return ""


def role_of_words(text: str, roles: Sequence[str]) -> str:
    """The first of the roles that the nearest words at the end of a text tell; "" for none."""
    text = _BARS.sub(" norm ", text)
    chunk = next((each for each in reversed(_CHUNK.split(_END.sub("", text))) if each.strip()), "")
    return next((role for role in roles if _PATTERNS[role].search(chunk)), "")
