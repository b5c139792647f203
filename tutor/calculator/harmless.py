"""Harmless: the participles that change no number; any other one may say that the numbers are worked on."""

import re

from tutor.calculator.patterns import regex

_PARTICIPLE = regex(
    r"(?<![\w$\\'\"=_])(?:[a-z]{3,}ed|(?:(?<=\bby )|(?<=\bafter )|(?<=\bbefore )|(?<=\bwhen )|(?<=\bwhile )|(?<=\bon )|"
    r"(?<=\bfrom )|(?<=[,;:] )|(?<=\bthen )|(?<=\band ))[a-z]{3,}ing)\b(?![\w(='\"_])",
    re.I,
)
"""In -ing only where something is done: "after dropping the first", and no "waiting times"."""
_ROW = regex(r"^.*=.*[^?.!\s]\s*$|^.*(?:[|&]|\S {2,}\S|>>>|\\\\|^\s*-\s).*$", re.M)
"""Lines of tables and code, whose words are names."""
_KNOWN = frozenset(
    "according activated answered answering anything applied applying approved approximating asked asking "
    "assigned associated assumed assuming based bed being belonging biased bought bounded building calculated "
    "calculating called churned classified classifying clicked clicking clothing coded coding collected compared "
    "comparing computed computing connected considering counted consisting constructing containing correlated "
    "corresponding counting decided defaulted defined described desired diagnosed directed distributed divided "
    "doing dotted drawing embedded embedding emitted encoded encoding ended estimated estimating evaluating "
    "evening everything expected expressed failed fed feed finding fitted fixed flipping following forecasted "
    "forecasting generated generating given going hamming happened happening having hundred including indeed "
    "indexed indicated infected interested king labeled labeling labelled labelling learned learning led liked "
    "linked listed looking married matched matching measured measuring meeting minimised minimized mixed modeled "
    "modeling modelled modelling morning named need needed normed nothing observed obtained occurred occurring "
    "owned partitioned partitioning passed penalised penalized played playing pointed pooling predicted "
    "predicting presented produced provided purchased queried query querying raining ranked ranking rated rating "
    "reading received receiving recommended recorded red regarding regularised regularized rejected related "
    "reported represented representing required resulting retrieved retrieving returned reviewed ring rolled "
    "rounded rounding sampled scaled scaling scored scoring seed seeing selected sending shared shed showing "
    "shown sibling sided sitting sleeping smoking smoothing snowing sold something spanning speed splitting "
    "spring squared stayed string supervised suppose supposed supposing survived taken taking tested testing "
    "thing tokenised tokenized tossed tossing trained training transmitted transmitting unclassified unmarried "
    "unnormalised unnormalized unsupervised updated used using visited voted wanted weed weighted wing working "
    "written".split()
)


def has_unknown_participle(text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence has a word in -ed or -ing of which it is not known that it leaves the numbers as they are.

    `own` are words of the operation itself.
    """
    prose = _ROW.sub(" ", text)
    return any(hit[0].lower() not in _KNOWN | own for hit in _PARTICIPLE.finditer(prose))
