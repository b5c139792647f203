"""Cues: the words that say which parameter a number is."""

import re

from tutor.calculator.operation import Kind, Parameter

CUES: dict[str, tuple[str, ...]] = {
    "temperature": ("temperature", "temp", "t", "tau"),
    "z": ("logits", "logit", "z", "scores", "raw scores", "outputs", "raw outputs", "x", "unnormalized scores"),
    "unit": (),
    "smoothing": ("label smoothing", "smoothing", "epsilon", "eps", "smoothing factor"),
    "tokens": ("tokens", "token probabilities", "words"),
    "actual": (
        "actual",
        "true",
        "y",
        "y true",
        "targets",
        "target",
        "labels",
        "label",
        "ground truth",
        "observed",
        "observations",
        "truth",
        "real",
        "measured",
        "actuals",
        "true values",
        "true labels",
        "actual values",
    ),
    "predicted": (
        "predicted",
        "predictions",
        "prediction",
        "predicts",
        "y pred",
        "yhat",
        "y hat",
        "estimates",
        "estimated",
        "forecast",
        "model",
        "outputs",
        "output",
        "p",
        "predicted values",
        "predicted probability",
        "predicted probabilities",
        "prob",
        "probability",
    ),
    "probability": ("probability", "p", "prob", "probability of", "chance", "p heads", "heads", "success", "pt"),
    "scores": (
        "scores",
        "score",
        "outputs",
        "output",
        "margins",
        "f",
        "predictions",
        "prediction",
        "raw score",
        "decision value",
    ),
    "slope": ("slope", "alpha", "negative slope", "leak"),
    "alpha": ("alpha",),
    "gamma": ("gamma", "focusing parameter"),
    "delta": ("delta", "threshold"),
    "classes": ("classes", "k", "categories"),
    "label": ("class", "label", "correct class", "true class", "target class", "right class", "correct", "target"),
    "tp": ("tp", "true positives", "true positive", "tps"),
    "fp": ("fp", "false positives", "false positive", "fps", "false alarms"),
    "fn": ("fn", "false negatives", "false negative", "fns"),
    "tn": ("tn", "true negatives", "true negative", "tns"),
    "matrix": ("matrix", "confusion matrix"),
    "precision": ("precision",),
    "recall": ("recall", "sensitivity"),
    "beta": ("beta",),
    "probabilities": (
        "probabilities",
        "predicted",
        "predictions",
        "p",
        "y pred",
        "y prob",
        "predicted probabilities",
        "yhat",
        "probability",
    ),
    "near": ("positive", "anchor positive", "d ap", "positive distance", "distance to positive"),
    "far": ("negative", "anchor negative", "d an", "negative distance", "distance to negative"),
    "margin": ("margin",),
    "x": ("x", "input", "inputs", "value", "values"),
    "loss": ("loss", "cross entropy", "cross entropy loss", "nll", "negative log likelihood"),
}
"""By parameter name; a parameter's own name and symbol are cues in any case."""
WEAK = frozenset(
    {
        "x",
        "outputs",
        "output",
        "scores",
        "t",
        "p",
        "y",
        "model",
        "true",
        "label",
        "probability",
        "prob",
        "value",
        "values",
        "f",
        "k",
    }
)
"""Words that stand before other numbers too: they count half."""


def cues_of(parameter: Parameter) -> tuple[str, ...]:
    """The phrases that point at a parameter, its name first."""
    own = (parameter.name.replace("_", " "),) if len(parameter.name) > 1 else ()
    return (*own, *CUES.get(parameter.name, ()))


def named(parameter: Parameter, name: str) -> bool:
    """Whether a name that a number is bound to ("P", "lr") is this parameter's."""
    plain = re.sub(r"\s", "", name) if "(" in name else name.replace("_", " ").strip("'")
    symbol = parameter.symbol.lstrip("\\").replace(" ", "")
    if plain in {symbol, parameter.name}:
        return True
    if parameter.kind in {Kind.DISTRIBUTION, Kind.VECTOR, Kind.MATRIX} and plain.lower() == symbol.lower() != "":
        return True
    return plain.lower() in {cue.lower() for cue in cues_of(parameter)} or plain.lower() == parameter.name


ORDERED = frozenset(
    {
        "cosine similarity",
        "dot product",
        "mean squared error",
        "root mean squared error",
        "mean absolute error",
        "Huber loss",
        "Hellinger distance",
        "total variation distance",
    }
)
"""Operations whose numbers may come without words, in the order of the parameters, because the order does not matter."""
CHOICE_WORDS: dict[tuple[str, str], tuple[str, ...]] = {}
"""Words that make a choice, by (parameter, choice), besides the choice itself."""
