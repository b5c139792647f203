# ruff: noqa: E501
# fmt: off
# A table of questions: one question, one line.
"""Phrasings: probability and arithmetic."""

import math

import numpy as np
from scipy import special, stats

from tests.data.phrasings_cases import OR_ASK, add


# ---------------------------------------------------------------- probability
def bayes(prior: float, hit: float, alarm: float) -> float:
    return prior * hit / (prior * hit + (1 - prior) * alarm)


for text, value in [
    ("A disease affects 1% of people. The test has a sensitivity of 90% and a false positive rate of 5%. You test positive. How likely is it that you have the disease?", bayes(0.01, 0.9, 0.05)),
    ("prevalence 0.1%, sensitivity 99%, specificity 99%: probability of disease given a positive test?", bayes(0.001, 0.99, 0.01)),
    ("P(A) = 0.01, P(B|A) = 0.95, P(B|not A) = 0.1. What is P(A|B)?", bayes(0.01, 0.95, 0.1)),
    ("Bayes: P(A)=0.3, P(B|A)=0.5, P(B)=0.4. P(A|B)?", 0.375),
    ("20% of mails are spam. The word 'free' appears in 60% of spam and 5% of other mails. A mail contains 'free'. Probability that it is spam?", bayes(0.2, 0.6, 0.05)),
    ("1 in 1000 people has the illness. The test catches 98 percent of the ill and wrongly flags 3 percent of the healthy. What's the chance that a positive is really ill?", bayes(0.001, 0.98, 0.03)),
    ("Two factories make bulbs: A makes 70% of them with 2% defective, B makes 30% with 5% defective. A bulb is defective. Probability that it came from A?", bayes(0.7, 0.02, 0.05)),
    ("A fraud detector flags 95% of frauds and 2% of honest payments. 0.5% of payments are fraud. A payment is flagged; how likely is fraud?", bayes(0.005, 0.95, 0.02)),
    ("sens 0.8 spec 0.9 prev 0.05, PPV?", bayes(0.05, 0.8, 0.1)),
    ("positive predictive value with prevalence 2%, sensitivity 85%, specificity 97%", bayes(0.02, 0.85, 0.03)),
    ("negative predictive value with prevalence 10%, sensitivity 90%, specificity 80%", bayes(0.9, 0.8, 0.1)),
    ("Of 10,000 people, 100 have the virus. The test is right for 95% of the infected and for 90% of the others. I tested positive. Probability that I'm infected?", bayes(0.01, 0.95, 0.1)),
    ("I have a fair coin and a two-headed coin, pick one at random and flip heads. Probability that it is the two-headed one?", 2 / 3),
    ("It rains on 30% of days. The forecast says rain on 80% of rainy days and on 20% of dry days. It says rain today; what is the probability of rain?", bayes(0.3, 0.8, 0.2)),
]:
    add("bayes", text, value)
add("bayes", "A disease affects 1% of people and the test has 95% sensitivity. I tested positive. How likely am I ill?", "ask")
add("bayes", "P(A)=0.3, P(B|A)=1.4, P(B)=0.5, P(A|B)?", "refuse", also=OR_ASK)
for name, text, value in [
    ("binomial", "probability of exactly 3 heads in 10 fair coin flips", stats.binom.pmf(3, 10, 0.5)),
    ("binomial", "Binomial n = 20, p = 0.1: P(X = 2)?", stats.binom.pmf(2, 20, 0.1)),
    ("binomial", "P(X <= 1) for X ~ Bin(5, 0.3)", stats.binom.cdf(1, 5, 0.3)),
    ("binomial", "I roll a fair die 6 times. Probability of at least one six?", 1 - (5 / 6) ** 6),
    ("binomial", "a user clicks with probability 0.02. what is the chance of exactly 1 click from 50 users", stats.binom.pmf(1, 50, 0.02)),
    ("poisson", "Poisson with lambda 3: P(X = 2)", stats.poisson.pmf(2, 3)),
    ("poisson", "a server gets 4 requests per second on average (Poisson). Probability of no request in one second?", stats.poisson.pmf(0, 4)),
    ("poisson", "X ~ Poisson(2.5), P(X ≤ 1)?", stats.poisson.cdf(1, 2.5)),
    ("normal", "P(Z < 1.96) for a standard normal variable", stats.norm.cdf(1.96)),
    ("normal", "X is normal with mean 100 and standard deviation 15. P(X > 130)?", stats.norm.sf(2)),
    ("normal", "probability that a normal variable with mu=50 and sigma=10 lies between 40 and 60", stats.norm.cdf(1) - stats.norm.cdf(-1)),
    ("normal", "standard normal density at 0", stats.norm.pdf(0)),
    ("z_score", "z-score of 130 with mean 100 and standard deviation 15", 2),
    ("z_score", "what is the z score of x = 7 if mu = 10 and sigma = 2", -1.5),
    ("z_score", "standardise 85: mean 70, sd 10", 1.5),
    ("confidence_interval", "95% confidence interval for a mean of 50, known standard deviation 10, n = 100", [50 - stats.norm.ppf(0.975), 50 + stats.norm.ppf(0.975)]),
    ("confidence_interval", "99% CI: mean 20, sigma 5 (known), n = 25", [20 - stats.norm.ppf(0.995), 20 + stats.norm.ppf(0.995)]),
    ("confidence_interval", "Normal-approximation (Wald) 95% confidence interval for a conversion rate of 0.2 measured on 400 users", [0.2 - 0.02 * stats.norm.ppf(0.975), 0.2 + 0.02 * stats.norm.ppf(0.975)]),
    ("mean", "mean of 2, 4, 9", 5),
    ("mean", "average of [1.5, 2.5, 3.5, 4.5]", 3),
    ("mean", "whats the arithmetic mean of 10, 20, 30 and 45", 26.25),
    ("variance", "population variance of [2, 4, 4, 4, 5, 5, 7, 9]", 4),
    ("variance", "sample variance of 1, 2, 3, 4, 5", 2.5),
    ("variance", "variance of [1, 3, 5], dividing by n", 8 / 3),
    ("standard_deviation", "population standard deviation of [2, 4, 4, 4, 5, 5, 7, 9]", 2),
    ("standard_deviation", "sample standard deviation of 10, 12, 14", 2),
    ("standard_deviation", "std of [1, 2, 3, 4] with n - 1 in the denominator", np.std([1, 2, 3, 4], ddof=1)),
    ("bias_variance", "predictions of three models at a point: 2, 3, 4. The truth is 3.5. What is the squared bias?", 0.25),
    ("bias_variance", "true value 10; predictions over training sets 8, 9, 10, 9. bias of the estimator?", -1),
    ("bias_variance", "Bias-variance: predictions 1, 2, 3 and true value 2. Variance of the predictions (divide by n)?", 2 / 3),
    ("shapley", "Shapley values of a game with v({}) = 0, v({A}) = 10, v({B}) = 20, v({A,B}) = 50", [20, 30]),
    ("shapley", "Two features: value with none 10, with A 14, with B 16, with both 26. What are the Shapley values of A and B?", [7, 9]),
    ("shapley", "exact Shapley value of player 1 if v(1)=4, v(2)=6, v(1,2)=12 and the empty coalition is worth 0", 5),
    ("k_fold", "10-fold cross-validation on 103 samples: fold sizes?", [11] * 3 + [10] * 7),
    ("k_fold", "5-fold CV with 1000 examples: how many examples are trained on per fold?", 800),
    ("k_fold", "how large is each validation fold with k = 4 and 200 samples", 50),
    ("normal", "P(X < 3) for a normal distribution with mean 2 and standard deviation -1", "refuse"),
    ("binomial", "binomial probability of 2 successes in 5 trials with p = 1.2", "refuse"),
]:
    add(name, text, value, also=OR_ASK if value == "refuse" else [{"expect": [50] * 4}] if text.startswith("how large is each") else None)

# ---------------------------------------------------------------- arithmetic
for text, value in [
    ("e^2/(e^2+e+1)", math.exp(2) / (math.exp(2) + math.e + 1)),
    ("ln 2", math.log(2)),
    ("sqrt(2/512)", 0.0625),
    ("what is 2^10?", 1024),
    ("log2(8)", 3),
    ("-0.5*ln(0.5) - 0.5*ln(0.5)", math.log(2)),
    ("1/(1+exp(-2))", special.expit(2)),
    ("compute 3 * (4 + 5) / 2", 13.5),
    ("0.2*0.9/(0.2*0.9+0.8*0.1)", 0.18 / 0.26),
    ("calculate exp(-1.5)", math.exp(-1.5)),
    ("5 × 5 × 3 × 16 + 16", 1216),
    ("12 ÷ 8", 1.5),
]:
    add("arithmetic", text, value)
add("arithmetic", "1/0", "refuse", also=OR_ASK)
add("arithmetic", "ln(-1)", "refuse", also=OR_ASK)
add("arithmetic", "9**9**9", "refuse", also=OR_ASK)
