"""What is asked of a network that is told: one layer by its label, a table, memory, operations, tensors; and twists."""

import pytest

from tutor.calculator.calculate import calculate

CNN = (
    "Input: 16x16x3\n- Conv1: 4 filters, kernel 3x3, stride 1, padding 1\n- MaxPool1: 2x2, stride 2\n"
    "- Conv2: 8 filters, kernel 3x3, stride 1, no padding\n- FC1: 20 units\n- FC2: 5 units\n"
)
TABLE = "Layer | Kernel | Stride\n--- | --- | ---\nConv1 | 5x5 | 2\nPool1 | 2x2 | 2\nConv2 | 3x3 | 1\n"
CACHE = "A model has L = 10 layers, n_kv = 4 KV heads, head_dim = 64 and is served in fp16. "
MAP = "A convolution with 16 filters of 3x3 and padding 1 works on a 10x10x8 input. "
TENSOR = "x = torch.randn(4, 6, 5)\ny = x.view(4, 2, -1).transpose(1, 2)\n"
MODULE = (
    "class Net(nn.Module):\n    def __init__(self):\n        self.conv1 = nn.Conv2d(1, 4, 3)\n"
    "        self.conv2 = nn.Conv2d(4, 6, 5)\n        self.fc1 = nn.Linear(6 * 2 * 2, 7)\n\n"
)
BLOCK = "A transformer layer's feed-forward block has d_model 16 and d_ff 64. "
RIGHT = (
    (MODULE + "How many parameters does conv2 have?", 6 * (25 * 4 + 1)),
    (MODULE + "How many parameters does the linear layer have?", 24 * 7 + 7),
    (BLOCK + "How many parameters does it have?", 16 * 64 * 2 + 64 + 16),
    (
        "model.add(Embedding(50, 8))\nmodel.add(LSTM(6))\nmodel.add(Dense(1))\n"
        "How many parameters does the LSTM layer have?",
        4 * (6 * (8 + 6) + 6),
    ),
    (
        "Input layer: 30 pixels. First hidden layer: 20 nodes. Second hidden layer: 10 nodes. Output layer: 5 nodes. "
        "How many weights are there between the first hidden layer and the second hidden layer, ignoring biases?",
        200,
    ),
    ("A transposed convolution works on a 7x7 map; kernel size = 4, stride = 2, padding = 1. Output shape?", (14, 14)),
    (CNN + "How many parameters does Conv2 have?", 8 * (9 * 4 + 1)),
    (CNN + "How many parameters does FC1 have?", 6 * 6 * 8 * 20 + 20),
    (CNN + "How many parameters does FC2 have?", 20 * 5 + 5),
    (CNN + "What is the output shape after MaxPool1?", (8, 8, 4)),
    (CNN.replace("5 units", "5 whatever of 3") + "How many parameters does Conv2 have?", 8 * (9 * 4 + 1)),
    (TABLE + "What is the receptive field after Conv2?", 5 + 2 + 2 * 4),
    (TABLE + "What is the receptive field after Pool1?", 5 + 2),
    (CACHE + "How many bytes is the KV cache for 100 tokens?", 2 * 10 * 4 * 64 * 100 * 2),
    (CACHE + "How many bytes does the KV cache take per token?", 2 * 10 * 4 * 64 * 2),
    ("A transformer has d_model = 96 and 8 heads. What is the dimension of each head?", 12),
    (MAP + "How many multiplications does it take?", 9 * 8 * 16 * 100),
    (MAP + "How many FLOPs does it take, with 2 FLOPs per multiply-add?", 2 * 9 * 8 * 16 * 100),
    (MAP + "How many bytes does its output take in float32?", 10 * 10 * 16 * 4),
    (MAP + "How many KiB do its parameters take at 4 bytes each?", 16 * 73 * 4 / 1024),
    ("A 100-input dense layer has 50 units. How many multiplications does it take?", 5000),
    (TENSOR + "What is the shape of y?", (4, 15, 2)),
    ("A has shape (4, 1, 6) and B has shape (5, 6). What is the shape of A * B?", (4, 5, 6)),
    ("A has shape (2, 4, 3) and B has shape (3, 5). What is the shape of A @ B?", (2, 4, 5)),
    ("How many bytes does a float32 tensor of shape (2, 3, 4) take?", 96),
    (
        "A 9x9x3 image meets 4 filters of 3x3 without padding. What is the output size?\nA) 9x9x4\nB) 7x7x4\nC) 7x7x3",
        (7, 7, 4),
    ),
    ("A 9x9x3 image meets 4 filters of 3x3 without padding. What is the output size?\nA) 9x9\nB) 7x7\nC) 5x5", (7, 7)),
    (
        "The LSTM network reads text. The LSTM layer has an input size of 12 and a hidden size of 7. The expected "
        "output is a vector of 30 values. How many parameters does this LSTM layer have?",
        4 * (7 * (7 + 12) + 7),
    ),
)


@pytest.mark.parametrize(("question", "value"), RIGHT, ids=[question[-50:] for question, _ in RIGHT])
def test_what_is_asked_of_a_network_is_worked_out(question: str, value: float | tuple[float, ...]) -> None:
    working = calculate(question).working
    assert working is not None
    assert working.value == value


ASKED_BACK = (
    (MAP + "How many FLOPs does it take?", (2 * 9 * 8 * 16 * 100, 9 * 8 * 16 * 100)),
    (MAP + "How many KB does its output take in float32?", (6.4, 6.25)),
    (MAP.replace(" and padding 1", "") + "How many multiplications does it take?", (9 * 8 * 16 * 100, 9 * 8 * 16 * 64)),
)


@pytest.mark.parametrize(("question", "values"), ASKED_BACK, ids=[question[-50:] for question, _ in ASKED_BACK])
def test_what_can_be_meant_in_two_ways_is_asked_back(question: str, values: tuple[float, ...]) -> None:
    asked = calculate(question)
    assert asked.status == "ambiguous"
    workings = [calculate(choice).working for choice in asked.choices]
    assert tuple(working.value for working in workings if working) == values


LEFT_ALONE = (
    MODULE.replace("(4, 6, 5)", "(3, 6, 5)") + "How many parameters does conv2 have?",
    BLOCK + "How many parameters does it have with its layer norm?",
    CNN + "How many weights does each filter of Conv2 have?",
    CNN + "How many parameters does the network have without Conv1?",
    CNN + "How many parameters are in all layers but FC2?",
    CNN + "Which layer has the most parameters, and how many?",
    MAP + "How many bytes does the output of a batch of 32 take in fp32?",
    "A model has 32 layers, 32 heads, head_dim 128. How many tokens fit into 10 GB of KV cache in fp16?",
    "A network has two LSTM layers with 64 units on inputs of size 10. How many parameters does the second LSTM "
    "layer have?",
    CNN + "How many parameters does FC3 have?",
    CNN + "How many parameters do Conv1 and Conv2 have?",
    CNN + "How many parameters does Conv1 have with its batch norm?",
    CNN.replace("8 filters", "8 whatever of 3") + "How many parameters does FC1 have?",
    CNN.replace("MaxPool1: 2x2, stride 2", "a pooling layer") + "How many parameters does FC1 have?",
    CNN.replace("Conv2", "Conv4") + "How many parameters does Conv4 have?",
    TABLE.replace("Stride", "Groups") + "What is the receptive field after Conv2?",
    TABLE + "What is the receptive field after Conv3?",
    CACHE + "How many bytes is the KV cache for 100 tokens with 3 experts?",
    CACHE + "How many bytes is the KV cache for 100 tokens compared with 8 heads?",
    CACHE.replace("n_kv = 4 KV heads", "GQA with 32 query heads") + "How many bytes is the KV cache for 100 tokens?",
    "A transformer has d_model = 96 and 7 heads. What is the dimension of each head?",
    MAP + "How many multiplications and additions does it take?",
    MAP + "How many bytes does its output take?",
    MAP + "How many multiplications are saved with half the filters?",
    TENSOR + "How many dimensions does y have?",
    TENSOR + "What is the shape of z?",
    "W has shape (10, 5) and x has shape (5, 1). What is the shape of W @ x + b?",
    CACHE + "How many bytes are the keys alone in the KV cache for 100 tokens?",
    CACHE + "How many bytes is the KV cache for 100 tokens when the heads are doubled?",
    TENSOR.replace("(1, 2)", "(1, 2)[0]") + "What is the shape of y?",
    "A has shape (4, 1, 6) and B has shape (5, 6). What is the shape of A * C?",
    "How many bytes do two float32 tensors of shape (2, 3, 4) take?",
    "A 9x9x3 image meets 4 filters of 3x3 without padding. What is the output size?\nA) 9x9x4\nB) 7x7x1\nC) 7x7x3",
    "A network with 3 hidden layers has 4 inputs, a layer of 5 units, a layer of 6 units and 2 outputs. How many "
    "parameters does it have?",
    "A CNN has a conv layer and a dense layer with 10 units. The conv layer has 8 filters of 3x3. The input is 8x8x3. "
    "How many parameters does it have?",
)


@pytest.mark.parametrize("question", LEFT_ALONE, ids=[question[-60:] for question in LEFT_ALONE])
def test_a_twist_beside_a_network_is_left_alone(question: str) -> None:
    assert calculate(question).working is None
