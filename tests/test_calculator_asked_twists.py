"""What is asked decides: titles, other classes, parts of layers, sides and whole shapes; twists stop the answer."""

import pytest

from tutor.calculator.calculate import calculate

SCORED = (
    "| Example | True label | Probability |\n|---|---|---|\n| 1 | 1 | 0.95 |\n| 2 | 0 | 0.85 |\n| 3 | 1 | 0.7 |\n"
    "| 4 | 1 | 0.4 |\n| 5 | 0 | 0.3 |\n"
)
COUNTS = "TP = 30, FP = 10, FN = 20, TN = 140. "
TABLE = "| | Predicted cat | Predicted dog |\n|---|---|---|\n| Actual cat | 40 | 10 |\n| Actual dog | 20 | 130 |\n"
MATRIX = "rows = {} and columns = {}: [[40, 10], [20, 130]]; class order positive, negative. Precision?"
MAP = "A convolution with 12 filters of 3x3, stride 1, padding 0 works on a 20x20x4 input. "
WIDE = "A convolution with 64 filters of 5x5, stride 2 and padding 0 gets a 125x125x3 input. "
CNN = (
    "Input 32x32x3. Conv1: 16 filters 3x3, stride 1, padding 1. Pool1: 2x2, stride 2. Conv2: 32 filters 5x5, "
    "stride 1, no padding. FC1: 10 units. "
)
MLP = "An MLP has 20 inputs, a hidden layer of 50, a hidden layer of 30 and 4 outputs. "
STACK = (
    "Layer 1: conv 8 filters 3x3 padding 1 on 16x16x3. Layer 2: max pool 2x2. Layer 3: conv 4 filters 3x3 no padding. "
)

RIGHT = (
    (f"ROC and AUC\n{SCORED}Compute the AUC.", 4 / 6),
    (f"# AUC\n{SCORED}Compute the recall at threshold 0.6.", 2 / 3),
    (f"Recall and precision\n{COUNTS}Compute the specificity.", 140 / 150),
    (f"Accuracy\n{COUNTS}Compute the F1 score.", 2 / 3),
    (f"{COUNTS}The precision is known. What is the recall?", 0.6),
    (f"{COUNTS}Not the precision but the recall is wanted. What is the recall?", 0.6),
    (f"Confusion matrix with {MATRIX.format('actual', 'predicted')}", 40 / 60),
    (f"Confusion matrix with {MATRIX.format('predicted', 'actual')}", 0.8),
    (f"{WIDE}What is the output feature map size?", (61, 61, 64)),
    (f"{WIDE}What is the output dimensionality?", (61, 61, 64)),
    (f"{WIDE}How big is the output?", (61, 61, 64)),
    (f"{WIDE}What is the spatial size of the output?", (61, 61)),
    (f"{WIDE}What are the width and height of the output?", (61, 61)),
    (f"{WIDE}What is the size of each feature map?", (61, 61)),
    (f"{WIDE}What is the height of the output feature map?", 61),
    (f"{MAP}Its dilation is 2. What is the output size?", (16, 16, 12)),
    (f"{MAP}How many weights, biases not counted?", 432),
    ("Max pooling 2x2 with stride 2 on a 28x28 image. How many values does the output have?", 196),
)


@pytest.mark.parametrize(("question", "expected"), RIGHT)
def test_the_asking_sentence_decides(question: str, expected: object) -> None:
    found = calculate(question).working
    assert found is not None and found.value == pytest.approx(expected)


TWISTS = (
    f"## ROC and AUC\n{SCORED}Compute the TPR (Recall) and FPR at thresholds = {{0.9, 0.8, 0.6}}",
    f"ROC and AUC\n{SCORED}Plot the ROC curve.",
    f"ROC and AUC\n{SCORED}Which threshold has the best F1?",
    f"## Recall\n{COUNTS}What fraction of those predicted positive are truly positive?",
    f"{COUNTS}What is the precision of the negative class?",
    f"{COUNTS}What is the F1 score of the negatives?",
    f"{COUNTS}What is the precision if FP doubles?",
    f"{COUNTS}Half of the false positives are removed. What is the precision?",
    f"{COUNTS}With the labels swapped, what is the recall?",
    f"{COUNTS}What is the ratio of precision to recall?",
    f"{COUNTS}Which is larger, precision or recall?",
    f"{COUNTS}What is the complement of the recall?",
    f"{COUNTS}What is the per-class accuracy?",
    f"{TABLE}What is the accuracy for cat?",
    f"{TABLE}How accurate is it on dogs?",
    f"{WIDE}How many output channels are there?",
    f"{WIDE}What is the depth of the output?",
    f"{WIDE.replace('a 125', 'a batch of 8 images of 125')}What is the output shape?",
    f"{MAP}The same layer is applied twice. What is the output size?",
    f"{MAP}Before it comes a 2x2 max pooling. What is the final output size?",
    f"{MAP}How many multiplications does one output value take?",
    f"{CNN}What would the output shape of Conv2 be if its stride was 2?",
    f"{CNN}How many parameters do the convolutional layers have?",
    f"{CNN}How many of the parameters are biases?",
    f"{MLP}How many weights lead into the output layer?",
    f"{MLP}Only the outputs have biases. How many parameters does it have?",
    f"{STACK}What is the output size if layer 2 is dropped?",
    f"{STACK}What is the size before the last layer?",
    "Dense(128) on 784 inputs, then Dense(10). How many parameters does the first have?",
    "Two separate dense layers from 100 to 50 each. How many parameters in all?",
    "An LSTM has input size 10 and hidden size 20. How many parameters does one gate have?",
    "A multi-head attention with 12 heads and d_model 768. How many parameters has the query projection, without bias?",
    "A convolution with 10 filters 5x5 on a 28x28 grey image comes after a max pool 2x2. What is the final shape?",
    "Scores 0.92, 0.75, 0.6 with labels 1, 1, 0. What is the log loss of the first example?",
)


@pytest.mark.parametrize("question", TWISTS)
def test_another_thing_asked_stops_the_answer(question: str) -> None:
    assert calculate(question).working is None


@pytest.mark.parametrize("verb", ["flags", "alarms for"])
def test_what_a_tool_flags_is_no_name_of_its_verdict(verb: str) -> None:
    text = f"A test misses 5 of 50 sick people and {verb} 10 of 200 healthy people. What is the specificity?"
    working = calculate(text).working
    assert working is not None and working.value == pytest.approx(0.95)


@pytest.mark.parametrize("verb", ["frobs", "sends home", "waves at"])
def test_a_clause_with_a_verb_that_nobody_knows_does_not_take_the_one_before(verb: str) -> None:
    text = f"A test misses 5 of 50 sick people and {verb} 10 of 200 healthy people. What is the specificity?"
    assert calculate(text).working is None
