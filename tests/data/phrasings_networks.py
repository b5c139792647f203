# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Phrasings: vectors, networks, optimisation."""

import math
from typing import Any

import numpy as np
import torch
from scipy import stats

from tests.data.phrasings_cases import OR_ASK, Case, add, softmax

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
