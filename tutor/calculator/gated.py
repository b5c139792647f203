"""Gated: readers that are loaded only for the questions that hold one of their words."""

from collections.abc import Callable
from importlib import import_module

from tutor.calculator.question import Question, Recognition

Reader = Callable[[Question], Recognition]


def gated(module: str, name: str, words: str) -> Reader:
    """The reader of that name; it gives None for a question without any of the words."""
    wanted = tuple(words.split(", "))

    def read(question: Question) -> Recognition:
        lower = question.text.lower()
        if not any(word in lower for word in wanted):
            return None
        found: Reader = getattr(import_module(f"tutor.calculator.{module}"), name)
        return found(question)

    read.__name__ = name
    return read


_LAYERS = (
    "conv, pool, layer, kernel, filter, dense, perceptron, network, mlp, embedding, lstm, gru, rnn, receptive, "
    "linear, hidden, k=, k ="
)
built = gated("blueprint_asks", "built", _LAYERS)
told_layers = gated(
    "told_layers", "told_layers", "memory, byte, gb, mb, gib, norm, size, storage, footprint, cache, shape, head, feed"
)
informed = gated(
    "informed",
    "informed",
    "entrop, gini, information, gain, divergence, kl, kullback, jensen, js, impurity, h(, h (, d(, d_, surpris, "
    "perplex, error",
)
recorded = gated("record_asks", "recorded", "entropy, gain, gini, uncertainty")
joints = gated("joints", "joints", "mutual information, entrop, h(, h (, i(, i (")
right_class = gated("right_class", "right_class", "entropy, likelihood, nll, loss, surprisal")
batches = gated("batches", "batches", "batch")
scheduled = gated("schedule_slots", "scheduled", "rate, lr")
child_entropies = gated("child_entropies", "child_entropies", "entrop, gini, impurity, h(, h (")
told_descent = gated("told_descents", "told_descent", "learning, lr, eta, alpha, step size, step-size")
bare_product = gated("written_product", "bare_product", "*")
from_given = gated(
    "from_given",
    "from_given",
    "loss, error, mse, mae, mape, r2, r^2, r-squared, r squared, determination, residual, sse, rss, huber, entropy, "
    "likelihood, nll, hinge, softmax, cost, objective, cosine, product, distance, angle, norm, magnitude, length, "
    "relu, gelu, silu, swish, softplus, tanh, hyperbolic, sigmoid, logistic, logit, odds, attention, attend, "
    "tf-idf, tfidf, tf idf, query, |",
)
mixture = gated("mixture", "mixture", "prob, chance, likel, fraction, percent, proportion, share, posterior, p(, p (")
population = gated(
    "population",
    "population",
    "prob, chance, likel, fraction, percent, proportion, share, posterior, ppv, npv, predictive, accuracy, p(, p (",
)
