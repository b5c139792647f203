# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Phrasings: softmax, KL divergence, entropy, cross-entropy."""

import math

from tests.data.phrasings_cases import OR_ASK, add, cross, either, entropy, kl, logits_loss, softmax, surprise

# ---------------------------------------------------------------- softmax
for text, logits in [
    ("softmax of [2, 1, 0]", [2, 1, 0]),
    ("softmax [1,2,3]", [1, 2, 3]),
    ("what's the softmax of 3, 1 and 0?", [3, 1, 0]),
    ("Compute softmax for z = [0.5, -0.5, 1.5]", [0.5, -0.5, 1.5]),
    ("Given logits z = (1, 2, 5), find the softmax probabilities.", [1, 2, 5]),
    ("hey can u do softmax(4,2)", [4, 2]),
    ("Softmax von [1, 1, 1]", [1, 1, 1]),
    ("softmax([-1, 0, 1])", [-1, 0, 1]),
    ("softmax of −1, −2 and −3", [-1, -2, -3]),
    ("Calculate $\\text{softmax}(z)$ for $z = [1.0, 2.0, 0.1]$.", [1.0, 2.0, 0.1]),
    ("Given the logits \\( z = [3, 0, -3] \\): calculate the softmax probabilities for each class.", [3, 0, -3]),
    ("softmax of \\begin{bmatrix} 2 \\\\ 4 \\\\ 1 \\end{bmatrix}", [2, 4, 1]),
    ("A network outputs the scores 2.0, 1.0, 0.1. What probabilities does softmax give?", [2.0, 1.0, 0.1]),
    ("my last layer gives 5, 3 and 2 for cat, dog, bird. turn these into probabilities with softmax", [5, 3, 2]),
    ("softmax 1000 1001 1002", [1000, 1001, 1002]),
    ("Softmax of [1000, 0]?", [1000, 0]),
    ("please compute the softmax over the logits 1/2, 1/4 and 1/4", [0.5, 0.25, 0.25]),
    ("whats softmax of 1e-3, 2e-3 and 3e-3", [1e-3, 2e-3, 3e-3]),
    ("Apply softmax to the vector (0, 0, 0, 0)", [0, 0, 0, 0]),
    ("softmax of [ln 1, ln 2, ln 3]", [0, math.log(2), math.log(3)]),
    ("z1=2, z2=-1, z3=0.5 softmax?", [2, -1, 0.5]),
    ("z_1 = 1, z_2 = 0: what are the softmax outputs?", [1, 0]),
    ("logits:\n2.5\n0.3\n-1\nsoftmax please", [2.5, 0.3, -1]),
    ("the logits are -2, 0, 2, 4. convert to probabilities using the softmax function", [-2, 0, 2, 4]),
    ("What does softmax return for [0.1, 0.2, 0.7]?", [0.1, 0.2, 0.7]),
    ("Softmax of (1,5; 0,5)", [1.5, 0.5]),
    ("sofmax of [2, 0]", [2, 0]),
    ("soft max of 1, 3, 2", [1, 3, 2]),
    ("normalised exponential of [1, 0, -1]", [1, 0, -1]),
]:
    add("softmax", text, softmax(logits))
for text, logits, temperature in [
    ("what's the softmax of 2, 1 and 0 with temperature 0.5?", [2, 1, 0], 0.5),
    ("softmax([3, 1, 0.2], T=2)", [3, 1, 0.2], 2),
    ("softmax of [1, 2, 3] at temperature 10", [1, 2, 3], 10),
    ("Logits 4, 2, 1 and T = 0.1: softmax with temperature?", [4, 2, 1], 0.1),
    ("temperature-scaled softmax, temp 1.5, logits [2,2,1]", [2, 2, 1], 1.5),
    ("Apply softmax with $\\tau = 0.7$ to [1.2, 0.4, -0.3]", [1.2, 0.4, -0.3], 0.7),
]:
    add("softmax", text, softmax(logits, temperature))
add("softmax", "softmax of [2, 1, 0]: only the probability of the first class please", softmax([2, 1, 0])[0])
add("softmax", "What probability does the last class get if the logits are [1, 2, 3] and I use softmax?", softmax([1, 2, 3])[2])
add("softmax", "logits are cat 2.0, dog 1.0 and fox 0.5. probability of dog under softmax?", softmax([2.0, 1.0, 0.5])[1])
add("softmax", "In softmax of [2, 1, 0], how many times larger is the first probability than the third?", math.exp(2))
add("softmax", "softmax of [2,1,0]: how much larger is the first probability than the second?", softmax([2, 1, 0])[0] - softmax([2, 1, 0])[1], also=[{"expect": math.e}, *OR_ASK])
add("softmax", "largest softmax probability for logits 0.3, 2.2, 1.1", softmax([0.3, 2.2, 1.1])[1])
add("softmax", "softmax of 7", [1], also=[{"expect": "refuse"}, *OR_ASK])
add("softmax", "softmax of []", "refuse", also=OR_ASK)
add("softmax", "softmax of [1, 2] with temperature 0", "refuse", also=OR_ASK)
add("softmax", "softmax of [1, nan, 2]", "refuse", also=OR_ASK)
add("softmax", "row-wise softmax of [[1, 0], [0, 2]]", [softmax([1, 0]), softmax([0, 2])])
add("softmax", "softmax of [2,1,0], then its entropy in bits", entropy(softmax([2, 1, 0]), "bits"), "bits")

# ---------------------------------------------------------------- KL divergence
P, Q = [0.2, 0.5, 0.3], [0.1, 0.7, 0.2]
for text, p, q in [
    ("KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]", P, Q),
    ("Given two probability distributions: P=[0.2,0.5,0.3], Q=[0.1,0.7,0.2]. Calculate the Kullback-Leibler divergence $D_{KL}(P \\| Q)$.", P, Q),
    ("D_KL(P||Q) for P = (0.5, 0.5), Q = (0.9, 0.1)", [0.5, 0.5], [0.9, 0.1]),
    ("KL(P‖Q), P=[0.1, 0.9], Q=[0.5, 0.5]", [0.1, 0.9], [0.5, 0.5]),
    ("kl(p || q) with p = 0.25, 0.75 and q = 0.5, 0.5", [0.25, 0.75], [0.5, 0.5]),
    ("p=[.3 .7] q=[.6 .4] kl div p||q ?", [0.3, 0.7], [0.6, 0.4]),
    ("Kullback–Leibler divergence D(P||Q): P = [1/2, 1/4, 1/4], Q = [1/3, 1/3, 1/3]", [1 / 2, 1 / 4, 1 / 4], [1 / 3] * 3),
    ("KL divergence for P = [20%, 80%] and Q = [50%, 50%], D(P||Q)", [0.2, 0.8], [0.5, 0.5]),
    ("what is the relative entropy of P = [0.7, 0.2, 0.1] with respect to Q = [0.4, 0.4, 0.2]", [0.7, 0.2, 0.1], [0.4, 0.4, 0.2]),
    ("$P = (0.36, 0.48, 0.16)$, $Q = (1/3, 1/3, 1/3)$. Find $D_{\\mathrm{KL}}(P\\parallel Q)$.", [0.36, 0.48, 0.16], [1 / 3] * 3),
    ("true distribution P = [0.6, 0.3, 0.1], approximating distribution Q = [0.5, 0.25, 0.25]. How large is KL(P||Q)?", [0.6, 0.3, 0.1], [0.5, 0.25, 0.25]),
    ("KL divergence between P = [0.4, 0.6] and itself, i.e. Q = [0.4, 0.6]", [0.4, 0.6], [0.4, 0.6]),
    ("p1=0.2, p2=0.8; q1=0.3, q2=0.7. D_KL(p||q)?", [0.2, 0.8], [0.3, 0.7]),
    ("P = {0.1, 0.2, 0.7}; Q = {0.2, 0.2, 0.6}; compute KL(P, Q)", [0.1, 0.2, 0.7], [0.2, 0.2, 0.6]),
    ("Please work out the KL-divergence D_KL(P ‖ Q), where P is (0.9, 0.1) and Q is (0.8, 0.2).", [0.9, 0.1], [0.8, 0.2]),
    ("P=[0,1], Q=[0.5,0.5], KL(P||Q)=?", [0, 1], [0.5, 0.5]),
    ("P is [0.25,0.25,0.25,0.25] and Q is [0.4,0.3,0.2,0.1]; whats D(P || Q)", [0.25] * 4, [0.4, 0.3, 0.2, 0.1]),
    ("KL von P = (0,2; 0,5; 0,3) und Q = (0,1; 0,7; 0,2), D(P||Q)", P, Q),
    ("How far is P=[0.55,0.45] from Q=[0.5,0.5] in KL divergence, D_KL(P||Q)?", [0.55, 0.45], [0.5, 0.5]),
    ("P:\n0.2\n0.8\nQ:\n0.6\n0.4\nKL(P||Q)", [0.2, 0.8], [0.6, 0.4]),
    ("what is KL divergence, and what is it for P = [0.3, 0.7], Q = [0.5, 0.5]?", [0.3, 0.7], [0.5, 0.5]),
    ("KL-Divergence P=[1e-3, 0.999], Q=[0.01, 0.99]", [0.001, 0.999], [0.01, 0.99]),
]:
    either("kl", text, kl(p, q))
add("kl", "KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2] in bits", kl(P, Q, "bits"), "bits")
add("kl", "D_KL(P||Q) base 2, P=[0.5,0.5], Q=[0.75,0.25]", kl([0.5, 0.5], [0.75, 0.25], "bits"), "bits")
add("kl", "Using log base 10, what is KL(P||Q) for P = [0.4, 0.6], Q = [0.3, 0.7]?", kl([0.4, 0.6], [0.3, 0.7], "bans"), "bans")
add("kl", "kl divergence (natural log) p = [0.8, 0.2], q = [0.5, 0.5]", kl([0.8, 0.2], [0.5, 0.5]), "nats")
add("kl", "Compute D_KL(Q||P) for P=[0.2,0.5,0.3], Q=[0.1,0.7,0.2], in nats", kl(Q, P), "nats")
add("kl", "with P = [0.9, 0.1] and Q = [0.5, 0.5], what's KL(Q || P) using log2", kl([0.5, 0.5], [0.9, 0.1], "bits"), "bits")
add("kl", "reverse KL, that is D(Q||P), for P=[0.7,0.3] and Q=[0.6,0.4], nats", kl([0.6, 0.4], [0.7, 0.3]), "nats")
add("kl", "D_KL(P||Q) in nats for P = [1/3, 2/3], Q = [2/3, 1/3]", kl([1 / 3, 2 / 3], [2 / 3, 1 / 3]), "nats")
add("kl", "A biased coin has heads 0.7. How many bits of KL divergence D(biased || fair) are there from a fair coin?", kl([0.7, 0.3], [0.5, 0.5], "bits"), "bits")
add("kl", "My model says rain 0.6, no rain 0.4; the truth is rain 0.3, no rain 0.7. KL(truth || model) in nats?", kl([0.3, 0.7], [0.6, 0.4]), "nats")
add("kl", "KL(P||Q) for P = [0.5, 0.5], Q = [1, 0]", "inf")
add("kl", "What is D_KL(P || Q) when P = [0.2, 0.3, 0.5] and Q = [0.4, 0.6, 0.0]?", "inf")
add("kl", "KL divergence P=[0.5,0.3,0.2] Q=[0.6,0.4]", "refuse", also=OR_ASK)
add("kl", "KL(P||Q) with P=[0.5, 0.6], Q=[0.5, 0.5]", "refuse", also=OR_ASK)
add("kl", "KL(P||Q) with P=[-0.5, 1.5], Q=[0.5, 0.5]", "refuse", also=OR_ASK)
add("kl", "Compute the KL divergence of [0.2, 0.5, 0.3].", "ask", also=[{"expect": "refuse"}])
add("kl", "KL divergence for P = [0.1, 0.9]", "ask", also=[{"expect": "refuse"}])
add("kl", "KL divergence between two Bernoulli distributions with p = 0.3 and q = 0.5, D(p||q), nats", kl([0.3, 0.7], [0.5, 0.5]), "nats")

# ---------------------------------------------------------------- entropy
for text, p in [
    ("entropy of [0.5, 0.25, 0.25]", [0.5, 0.25, 0.25]),
    ("H(X) for P = (0.1, 0.9)", [0.1, 0.9]),
    ("Shannon entropy of 0.2, 0.3 and 0.5", [0.2, 0.3, 0.5]),
    ("whats the entropy of [.7,.3]", [0.7, 0.3]),
    ("Calculate the entropy H(P) of $P = [0.4, 0.4, 0.2]$", [0.4, 0.4, 0.2]),
    ("entropy of the uniform distribution over 8 outcomes", [1 / 8] * 8),
    ("entropy of [1, 0, 0]", [1, 0, 0]),
    ("p = [1/2, 1/3, 1/6], entropy?", [1 / 2, 1 / 3, 1 / 6]),
    ("how much entropy is in the distribution 10%, 20%, 70%", [0.1, 0.2, 0.7]),
    ("p1=0.6, p2=0.4. Entropy?", [0.6, 0.4]),
    ("Entropie von [0,5; 0,3; 0,2]", [0.5, 0.3, 0.2]),
    ("What is the entropy for the probabilities\n0.125\n0.375\n0.5", [0.125, 0.375, 0.5]),
]:
    either("entropy", text, entropy(p))
for text, p, unit in [
    ("entropy of [0.5,0.5] in bits", [0.5, 0.5], "bits"),
    ("entropy in nats of [0.5, 0.5]", [0.5, 0.5], "nats"),
    ("Entropy (base 2) of a coin with P(heads)=0.9", [0.9, 0.1], "bits"),
    ("How many bits of entropy does a fair six-sided die have?", [1 / 6] * 6, "bits"),
    ("entropy of a fair coin in bits", [0.5, 0.5], "bits"),
    ("A biased coin lands heads 80% of the time. What is its entropy in bits?", [0.8, 0.2], "bits"),
    ("Shannon entropy, log base 2, probs 0.25 0.25 0.25 0.25", [0.25] * 4, "bits"),
    ("entropy of (0.1, 0.2, 0.3, 0.4) with log2", [0.1, 0.2, 0.3, 0.4], "bits"),
    ("H([0.05, 0.95]) natural log", [0.05, 0.95], "nats"),
    ("entropy of [0.2, 0.8] using log base 10", [0.2, 0.8], "bans"),
    ("A bag has 3 red, 2 blue and 5 green marbles. Entropy of the colour of one draw, in bits?", [0.3, 0.2, 0.5], "bits"),
    ("A node in a decision tree holds 9 positive and 5 negative samples. What's its entropy (bits)?", [9 / 14, 5 / 14], "bits"),
    ("entropy in bits of class counts 4 and 12", [0.25, 0.75], "bits"),
    ("a dataset has 30 spam and 70 ham mails; entropy of the label in bits?", [0.3, 0.7], "bits"),
    ("weather: sunny 1/2, cloudy 1/4, rainy 1/8, snowy 1/8. entropy in bits pls", [1 / 2, 1 / 4, 1 / 8, 1 / 8], "bits"),
    ("What's the entropy, measured in nats, of the distribution {0.6, 0.1, 0.3}?", [0.6, 0.1, 0.3], "nats"),
    ("Entropy of a loaded die in bits: 1/2 for six, 1/10 for each other face", [0.5] + [0.1] * 5, "bits"),
    ("max entropy in bits for 16 equally likely classes", [1 / 16] * 16, "bits"),
    ("$H = -\\sum_i p_i \\log_2 p_i$ for $p = (0.7, 0.2, 0.1)$", [0.7, 0.2, 0.1], "bits"),
    ("entropy of 2/3 and 1/3 in bits", [2 / 3, 1 / 3], "bits"),
    ("entropy bits 0.99 0.01", [0.99, 0.01], "bits"),
    ("binary entropy of p = 0.11 in bits", [0.11, 0.89], "bits"),
    ("entropy of Bernoulli(0.3) in nats", [0.3, 0.7], "nats"),
]:
    add("entropy", text, entropy(p, unit), unit)
add("entropy", "entropy of [0.5, 0.6]", "refuse", also=OR_ASK)
add("entropy", "entropy of [1.2, -0.2]", "refuse", also=OR_ASK)
add("entropy", "Is the entropy of [0.5,0.5] larger than that of [0.9,0.1], and by how much in bits?", entropy([0.5, 0.5], "bits") - entropy([0.9, 0.1], "bits"), "bits", also=[{"expect": [entropy([0.5, 0.5], "bits"), entropy([0.9, 0.1], "bits")], "unit": "bits"}, *OR_ASK])

# ---------------------------------------------------------------- cross-entropy
for text, p, q in [
    ("cross-entropy of P=[0.2,0.5,0.3] and Q=[0.1,0.7,0.2]", P, Q),
    ("H(P, Q) for P = (0.5, 0.5), Q = (0.9, 0.1)", [0.5, 0.5], [0.9, 0.1]),
    ("Cross entropy H(p,q): p=[0.25,0.75], q=[0.5,0.5]", [0.25, 0.75], [0.5, 0.5]),
    ("true distribution [0.7, 0.2, 0.1], predicted [0.6, 0.3, 0.1], cross-entropy?", [0.7, 0.2, 0.1], [0.6, 0.3, 0.1]),
    ("What's the cross-entropy if the target is [0, 1, 0] and the prediction is [0.1, 0.8, 0.1]?", [0, 1, 0], [0.1, 0.8, 0.1]),
    ("y = [1,0,0], y_hat = [0.7,0.2,0.1]. cross entropy loss?", [1, 0, 0], [0.7, 0.2, 0.1]),
    ("y_true = [0, 0, 1], y_pred = [0.3, 0.3, 0.4]; categorical cross-entropy", [0, 0, 1], [0.3, 0.3, 0.4]),
    ("Calculate $H(P,Q) = -\\sum_i p_i \\log q_i$ with $P=(0.1,0.9)$ and $Q=(0.2,0.8)$.", [0.1, 0.9], [0.2, 0.8]),
    ("crossentropy p = [1/2, 1/2], q = [1/4, 3/4]", [1 / 2, 1 / 2], [1 / 4, 3 / 4]),
    ("labels one-hot [0 0 0 1], probs [0.1 0.2 0.3 0.4] cross entropy", [0, 0, 0, 1], [0.1, 0.2, 0.3, 0.4]),
    ("cross-entropy between the label distribution P = (0.9, 0.05, 0.05) and the prediction Q = (0.8, 0.1, 0.1)", [0.9, 0.05, 0.05], [0.8, 0.1, 0.1]),
    ("P=[60%, 40%], Q=[70%, 30%], cross entropy H(P,Q)?", [0.6, 0.4], [0.7, 0.3]),
    ("soft label [0.9, 0.1], model output [0.6, 0.4]: cross-entropy loss", [0.9, 0.1], [0.6, 0.4]),
]:
    either("cross_entropy", text, cross(p, q))
for text, p, q, unit in [
    ("cross-entropy in bits for P = [0.5, 0.25, 0.25], Q = [1/3, 1/3, 1/3]", [0.5, 0.25, 0.25], [1 / 3] * 3, "bits"),
    ("cross entropy H(P,Q) base 2 with P=[0.8,0.2] and Q=[0.5,0.5]", [0.8, 0.2], [0.5, 0.5], "bits"),
    ("H(P,Q) in nats: P=[0.3,0.7], Q=[0.4,0.6]", [0.3, 0.7], [0.4, 0.6], "nats"),
    ("target distribution P = [1, 0], predicted Q = [0.125, 0.875]; cross-entropy with log2?", [1, 0], [0.125, 0.875], "bits"),
]:
    add("cross_entropy", text, cross(p, q, unit), unit)
for text, p in [
    ("A classifier predicts [0.7, 0.2, 0.1] and the second class is right. What is the cross-entropy loss?", 0.2),
    ("model gives probability 0.25 to the true class. cross-entropy loss?", 0.25),
    ("The predicted probability of the correct class is 0.9. What is the cross entropy loss?", 0.9),
    ("predictions: cat 0.6, dog 0.3, bird 0.1. it was a dog. cross-entropy?", 0.3),
    ("cross-entropy loss when probs are [0.05, 0.15, 0.8] and the third class is the correct one", 0.8),
    ("What's the cross entropy loss for predicted probabilities 0.1, 0.6, 0.3 if the first class is the true label?", 0.1),
    ("Softmax output (0.5, 0.3, 0.2), correct answer: last class. Cross-entropy loss?", 0.2),
    ("If my classifier is 99% sure of the right class, how big is the cross-entropy loss?", 0.99),
    ("cross-entropy of predictions [0.2, 0.2, 0.6] with true label index 0 (zero-based)", 0.2),
]:
    either("cross_entropy", text, surprise(p))
for text, logits, label in [
    ("cross-entropy loss for logits [2, 1, 0] if the first class is correct", [2, 1, 0], 0),
    ("logits = [2.0, 1.0, 0.1], the true class is the second one. Cross-entropy?", [2.0, 1.0, 0.1], 1),
    ("logits 1, 2, 3 and the correct class is the last; what's the cross entropy loss", [1, 2, 3], 2),
    ("Compute the softmax cross-entropy of z=(3, -1) with target class index 1, counting from 0.", [3, -1], 1),
    ("Cross-entropy from logits [0, 0, 0, 0] with the third class as the label", [0, 0, 0, 0], 2),
    ("a net outputs raw scores 4, 1, -2; the right class has the score 1. cross-entropy loss?", [4, 1, -2], 1),
    ("cross entropy with logits [1000, 0] and true class the first", [1000, 0], 0),
    ("logits [1.5, 0.5], one-hot target [0, 1]: cross-entropy?", [1.5, 0.5], 1),
]:
    either("cross_entropy", text, logits_loss(logits, label))
add("cross_entropy", "cross-entropy loss of [0.7, 0.2, 0.1] if class 2 is right", surprise(0.2), "nats", also=[{"expect": surprise(0.2, "bits"), "unit": "bits"}, *OR_ASK])
add("cross_entropy", "cross-entropy for the prediction [0.7, 0.2, 0.1]", "ask")
add("cross_entropy", "predicted [0.5, 0.5, 0.0], the third class was right: cross-entropy loss?", "inf")
add("cross_entropy", "H(P,Q) for P=[0.5,0.5], Q=[1,0]", "inf")
add("cross_entropy", "cross-entropy of P=[0.5,0.5] and Q=[0.2,0.3,0.5]", "refuse", also=OR_ASK)
add("cross_entropy", "categorical cross-entropy with the one-hot label [0, 1, 0] and the predicted probabilities [0.4, 0.9, 0.2]", "refuse", also=OR_ASK)
add("cross_entropy", "batch of two: the right class got 0.8 in the first example and 0.5 in the second. mean cross-entropy in nats?", (surprise(0.8) + surprise(0.5)) / 2, "nats")
