"""Networks told layer by layer: what is said of all layers, outputs told first, outputs that are not told."""

import pytest

from tutor.calculator.calculate import calculate

RIGHT = (
    (
        "All filters are 3x3 with stride 1 and pad 1, and all pool layers are 2x2 with stride 2.\nInput: 16x16x3\n"
        "Conv layer with 8 filters\nPool layer\nConv layer with 16 filters\nPool layer\nFC: 10 neurons\n"
        "How many parameters does the network have?",
        (27 * 8 + 8) + (72 * 16 + 16) + (4 * 4 * 16 * 10 + 10),
    ),
    (
        "You have 200 input features that are to be sorted into 5 categories, with two layers of 30 neurons each. "
        "How many parameters need to be learned?",
        200 * 30 + 30 + 30 * 30 + 30 + 30 * 5 + 5,
    ),
    (
        "A network has 3 hidden layers, each with 10 hidden units. The input is 8-dimensional and the output is a "
        "scalar. How many trainable parameters does it have?",
        90 + 110 + 110 + 11,
    ),
    ("What is the receptive field of three 3x3 conv layers stacked on top of each other?", 7),
    (
        "What is the output shape with stride=2?\n"
        "Conv2D(16, (3, 3), strides=(2, 2), padding='same', input_shape=(20, 20, 3))",
        (10, 10, 16),
    ),
    ("Input shape (9, 9, 3), kernel shape (3, 3, 3, 4), valid convolution. What is the output shape?", (7, 7, 4)),
    (
        "An LSTM has an input size of 2^4 and a hidden size of 2^3. How many parameters does it have?",
        4 * (8 * (16 + 8) + 8),
    ),
)


@pytest.mark.parametrize(("question", "value"), RIGHT, ids=[question[:60] for question, _ in RIGHT])
def test_every_number_finds_its_layer(question: str, value: float | tuple[float, ...]) -> None:
    working = calculate(question).working
    assert working is not None
    assert working.value == value


LEFT_ALONE = (
    "A network has 20 inputs and 5 hidden layers with 10 hidden units each. How many parameters does it have?",
    "Images are to be sorted into 4 classes. 20 inputs, a layer of 30 units, a layer of 6 outputs, a layer of 5 "
    "outputs. How many parameters?",
    "All filters are 3x3. Input: 16x16x3. Conv layer with 8 filters of 5 kinds. How many parameters?",
)


@pytest.mark.parametrize("question", LEFT_ALONE, ids=[question[:60] for question in LEFT_ALONE])
def test_a_network_whose_end_is_not_told_is_left_alone(question: str) -> None:
    assert calculate(question).working is None
