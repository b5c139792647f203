"""Losses around a decision: hinge, focal loss, label smoothing, triplet margin."""

import math

from tutor.calculator.checks import Vector, positive, same_length, within
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, signed, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.cross_entropy import smoothed
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step


@calculates(
    "hinge loss",
    family="losses",
    summary="The loss of a support vector machine: zero once a score is right by a margin of one.",
    aliases=("hinge", "svm loss", "max-margin loss"),
    parameters=(
        Parameter("actual", Kind.VECTOR, "the true labels, -1 or 1", symbol="y", example="[1, -1, 1]"),
        Parameter("scores", Kind.VECTOR, "the scores", symbol="s", example="[0.8, 0.3, 2]"),
    ),
    convention="Labels -1 and 1 (a 0 counts as -1), margin 1, averaged over the examples.",
)
def hinge(actual: Vector, scores: Vector) -> Solution:
    """max(0, 1 - y s). Hastie, Tibshirani, Friedman (2009), 12.3.2."""
    same_length(actual, scores, "Labels and scores")
    if any(label not in {-1.0, 0.0, 1.0} for label in actual) or {-1.0, 0.0} <= set(actual):
        raise Refused("The labels of the hinge loss are -1 and 1 (or 0 and 1).")
    labels = [1.0 if label == 1 else -1.0 for label in actual]
    losses = [max(0.0, 1 - y * s) for y, s in zip(labels, scores, strict=True)]
    lines = [
        rf"\max(0, 1 - {signed(y)} \cdot {signed(s)}) {equals(loss)}"
        for y, s, loss in zip(labels, scores, losses, strict=True)
    ]
    value = math.fsum(losses) / len(losses)
    steps = (
        Step("The loss of every example.", r",\quad ".join(abbreviated(lines))),
        Step("Average.", rf"L = \frac{{{sum_tex(tex(loss) for loss in losses)}}}{{{len(losses)}}} {equals(value)}"),
    )
    return Solution(
        value, f"hinge loss of the scores {vector_text(scores)} for the labels {vector_text(labels)}", steps
    )


@calculates(
    "focal loss",
    family="losses",
    summary="Cross-entropy of the right class that counts easy examples less.",
    aliases=("focal",),
    parameters=(
        Parameter(
            "probability", Kind.PROBABILITY, "the predicted probability of the right class", symbol="p", example="0.9"
        ),
        Parameter("gamma", Kind.SCALAR, "how strongly easy examples fade", default=2.0, optional=True, example="2"),
        Parameter("alpha", Kind.SCALAR, "the weight of the class", default=1.0, optional=True, example="1"),
    ),
    convention="gamma = 2 and no class weight (alpha = 1) unless given; natural logarithm.",
)
def focal(probability: float, gamma: float, alpha: float) -> Solution:
    """-alpha (1 - p)^gamma ln p. Lin, Goyal, Girshick, He, Dollar, Focal Loss for Dense Object Detection (2017)."""
    if gamma < 0 or gamma > 1000:
        raise Refused("Gamma lies between 0 and 1000.")
    if probability == 0:
        raise Refused("The loss is infinite when the right class has the probability 0: give a probability above 0.")
    plain = -math.log(probability)
    factor = (1 - probability) ** gamma
    value = alpha * factor * plain + 0.0
    steps = (
        Step("The cross-entropy of the right class.", rf"-\ln {tex(probability)} {equals(plain)}"),
        Step("The factor that fades easy examples.", rf"(1 - {tex(probability)})^{{{tex(gamma)}}} {equals(factor)}"),
        Step("Multiply.", rf"L = {signed(alpha)} \cdot {signed(factor)} \cdot {signed(plain)} {equals(value)}"),
    )
    reading = (
        f"focal loss of the probability {rounded(probability)} with gamma {rounded(gamma)}, alpha {rounded(alpha)}"
    )
    return Solution(value, reading, steps, "nats", {"cross_entropy": plain})


@calculates(
    "label smoothing",
    family="losses",
    summary="The softened target for a right class.",
    aliases=("smoothed labels", "label smoothed target", "smoothed target"),
    parameters=(
        Parameter("label", Kind.LABEL, "the right class, counted from 1", symbol="y", example="1"),
        Parameter("classes", Kind.COUNT, "the number of classes", symbol="K", example="4"),
        Parameter("smoothing", Kind.PROBABILITY, "the share that is spread", default=0.1, optional=True, example="0.1"),
    ),
    convention="Spread over all K classes, the right one included; the alternative spreads over the other K - 1.",
)
def label_smoothing(label: int, classes: int, smoothing: float) -> Solution:
    """(1 - eps) one-hot + eps / K. Szegedy et al., Rethinking the Inception Architecture (2016), section 7."""
    if not 1 <= classes <= 10_000:
        raise Refused("Give between 1 and 10,000 classes.")
    value = smoothed(within(label, classes), classes, smoothing)
    even = smoothing / classes
    steps = (
        Step("Every class gets an even share.", rf"\frac{{{tex(smoothing)}}}{{{classes}}} {equals(even)}"),
        Step("The right class keeps the rest.", rf"1 - {tex(smoothing)} + {tex(even)} {equals(1 - smoothing + even)}"),
        Step("The target.", vector_tex(value)),
    )
    reading = f"target of class {label} of {classes} with label smoothing {rounded(smoothing)}"
    return Solution(value, reading, steps)


@calculates(
    "triplet loss",
    family="losses",
    summary="Wants the positive nearer to the anchor than the negative, by a margin.",
    aliases=("triplet margin loss",),
    parameters=(
        Parameter("near", Kind.SCALAR, "the distance of anchor and positive", symbol="d(a, p)", example="0.5"),
        Parameter("far", Kind.SCALAR, "the distance of anchor and negative", symbol="d(a, n)", example="0.9"),
        Parameter("margin", Kind.SCALAR, "the margin", default=1.0, optional=True, example="1"),
    ),
    convention="Margin 1 unless given.",
)
def triplet(near: float, far: float, margin: float) -> Solution:
    """max(0, d(a,p) - d(a,n) + margin). Schroff, Kalenichenko, Philbin, FaceNet (2015)."""
    if near < 0 or far < 0:
        raise Refused("Distances cannot be negative.")
    positive(margin, "The margin")
    value = max(0.0, near - far + margin)
    steps = (Step("Put the distances in.", rf"\max(0, {tex(near)} - {tex(far)} + {tex(margin)}) {equals(value)}"),)
    return Solution(
        value, f"triplet loss with distances {rounded(near)} and {rounded(far)}, margin {rounded(margin)}", steps
    )


OPERATIONS = (hinge, focal, label_smoothing, triplet)
