"""Frame table: the formulas of frames.py with the words that name their numbers."""

import re
from dataclasses import dataclass

_D = r"((?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?:\s?%|[kKMB]\b)?)"


@dataclass(frozen=True, slots=True)
class Frame:
    """A formula of a few numbers."""

    asks: re.Pattern[str]
    """What the question has to ask for."""
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    """Each number's name, and the words beside it; the group that matches holds the number."""
    formula: str
    never: re.Pattern[str] | None = None
    note: str = ""


def _frame(asks: str, formula: str, *, never: str = "", note: str = "", **parts: str) -> Frame:
    compiled = tuple((name, re.compile(pattern.replace("#", _D), re.I)) for name, pattern in parts.items())
    return Frame(re.compile(asks, re.I), compiled, formula, re.compile(never, re.I) if never else None, note)


_KERNEL = r"(\d+\s?x\s?\d+)|\bkernels?(?: size)?(?: of)? (?:size )?(\d+)"
_NO_BIAS = r"\b(?:no|without(?: any)?|ignoring|excluding) bias\w*|\bhow many weights\b"
_CHANNELS = (
    r"# (?:input )?(?:channels|features|feature maps|units|neurons)|"
    r"\b(?:channels|features|d_?model|dimension|hidden size)\s*(?:of|is|=|:)?\s*#"
)

FRAMES: tuple[Frame, ...] = (
    _frame(
        r"\b(?:batch|layer)[- ]?norm\w*.*\b(?:param\w*|learnable|trainable)|\b(?:param\w*|learnable|trainable)\b.*"
        r"\b(?:batch|layer)[- ]?norm",
        "2 * {channels}",
        never=r"\bconv|\bdense\b|\blinear\b|\brunning\b|\bbuffers?\b|\bnon-trainable\b|\binclud\w+",
        note="gamma and beta of every channel; running means and variances are not learned",
        channels=_CHANNELS,
    ),
    _frame(
        r"\b(?:feed-?forward|ffn|mlp) (?:sub-?)?(?:layer|block|network)\b.*|\bffn\b",
        "2 * {width} * {inner} + {width} + {inner}",
        never=r"\bno bias|\bwithout bias|\bignor\w+ (?:the )?bias|\bswiglu\b|\bgated\b|\bglu\b|\battention\b|"
        r"\bflops?\b|\bmemory\b|"
        r"\blayer ?norm|\blayers\b",
        width=r"\bd(?:_?model)?\s*=\s*#|\bmodel dimension\s*(?:of|is|=)?\s*#",
        inner=r"\bd_?ff\s*=\s*#|\b(?:inner|hidden) dimension\s*(?:of|is|=)?\s*#",
        note="two dense layers with biases",
    ),
    _frame(
        r"\bscaled (?:score|dot product|value)\b|\bafter scaling\b",
        "{dot} / sqrt({width})",
        never=r"\bsoftmax\b|\bmatrix\b|\bheads\b",
        dot=r"\b(?:dot product|score|q\s?\*\s?k)\b[^\d.;]{0,20}#",
        width=r"\bd_?k?\s*=\s*#|\bkey dimension\w*\s*(?:of|is|=)?\s*#",
        note="divided by the root of the keys' dimension",
    ),
    _frame(
        r"\beffective batch\b|\bglobal batch\b|\btotal batch size\b",
        "{devices} * {batch} * {accumulate}",
        devices=r"# (?:GPUs?|TPUs?|devices|workers|nodes|cards)",
        batch=r"\b(?:per[- ](?:gpu|device|worker)|local|micro-?)[ -]?(?:batch)?(?: size)?(?: of| is|=|:)?\s*#|"
        r"\bbatch(?: size)?(?: of| is|=|:)?\s*#(?= per| on each| each)|\bbatch(?: size)?(?: of| is|=|:)?\s*#|"
        r"# (?:examples|samples) (?:per|each)",
        accumulate=r"# (?:gradient[- ])?accumulat\w+|\baccumulat\w+(?: steps?)?(?: of| over| for| is|=|:)?\s*#",
    ),
    _frame(
        r"\beffective batch\b",
        "{batch} * {accumulate}",
        batch=r"\bbatch(?:es)?(?: size)?(?: of| is|=|:)?\s*#",
        accumulate=r"# (?:gradient[- ])?accumulat\w+|\baccumulat\w+(?: gradients)?(?: steps?)?(?: of| over| "
        r"for| is|=|:)?\s*#|\bover # (?:steps|batches)",
    ),
    _frame(
        r"\bhow many epochs\b|\bnumber of epochs\b",
        "{steps} * {batch} / {examples}",
        steps=r"# (?:\w+ )?(?:steps|iterations|updates)",
        batch=r"\bbatch(?:es)?(?: size)?(?: of| is|=|:)?\s*#",
        examples=r"# (?:training )?(?:examples|samples|images|sentences|sequences|documents|rows)|\bdata ?set of #",
    ),
    _frame(
        r"\bhow long\b|\bhow many seconds\b|\bin seconds\b",
        "{items} / {speed}",
        never=r"\bGPUs\b|\bepochs\b|\bhours?\b|\bminutes?\b|\bsteps\b",
        speed=r"# (?:images|examples|samples|tokens|sequences|items|requests) (?:per|a|each) second",
        items=r"(?:epoch|dataset|set|batch|with|of|for|process) (?:of |with |has )?# (?:images|examples|"
        r"samples|tokens|sequences|items|requests)(?! (?:per|a|each))",
    ),
    _frame(
        r"\bhow long\b|\bhow many seconds\b",
        "{seconds} * {steps} * {epochs}",
        never=r"\bhours?\b|\bminutes?\b|\bms\b|\bmilli",
        seconds=r"# ?(?:s|sec|seconds?) (?:per|a|for each) step",
        steps=r"# steps (?:per|an|each|in an) epoch",
        epochs=r"# epochs",
    ),
    _frame(
        r"\bhow many patches\b|\bnumber of patches\b",
        "({size} / {patch})^2",
        never=r"\boverlap\w*|\bstride\b",
        patch=r"(\d+\s?x\s?\d+)(?= (?:pixel )?patch)|\bpatch(?:es)?(?: size)?(?: of| is|=|:)?(?: "
        r"size)?\s*(\d+(?:\s?x\s?\d+)?)",
        size=r"(\d+\s?x\s?\d+)(?! (?:pixel )?patch)|\bimages?(?: size)?(?: of)?\s*(\d+)",
    ),
    _frame(
        r"\bhead (?:dim\w*|size)\b|\bdimension of (?:each|one|a) head\b|\bd_?k\b.*\beach head\b",
        "{width} / {heads}",
        width=r"\b(?:d_?model|hidden size|model dim\w*|width|embedding (?:dim\w*|size))(?: of| is|=|:)?\s*#|"
        r"#-?\s?dimensional",
        heads=r"# (?:attention )?heads|\bheads?(?: of| is|=|:)\s*#",
    ),
    _frame(
        r"\blift\b",
        "{rate} / {base}",
        never=r"\bsupport\b|\bconfidence\b",
        base=r"\b(?:overall|average|base|baseline)(?: \w+){0,3}? (?:is |of |= ?)?#|# (?:overall|on average)",
        rate=r"\b(?:decile|top \w+|segment|targeted|model)\b.{0,30}?#",
    ),
    _frame(
        r"\byouden\b",
        "{sensitivity} + {specificity} - 1",
        sensitivity=r"\b(?:sensitivity|tpr|true positive rate|recall)(?: of| is| =|=|:)?\s*#|# (?:sensitivity|recall)",
        specificity=r"\b(?:specificity|tnr|true negative rate)(?: of| is| =|=|:)?\s*#|# specificity",
    ),
    _frame(
        r"\b(?:positive likelihood ratio|likelihood ratio of a positive|LR\+)",
        "{sensitivity} / (1 - {specificity})",
        sensitivity=r"\b(?:sensitivity|tpr|true positive rate|recall)(?: of| is| =|=|:)?\s*#|# (?:sensitivity|recall)",
        specificity=r"\b(?:specificity|tnr|true negative rate)(?: of| is| =|=|:)?\s*#|# specificity",
    ),
    _frame(
        r"\b(?:negative likelihood ratio|likelihood ratio of a negative|LR-)",
        "(1 - {sensitivity}) / {specificity}",
        sensitivity=r"\b(?:sensitivity|tpr|true positive rate|recall)(?: of| is| =|=|:)?\s*#|# (?:sensitivity|recall)",
        specificity=r"\b(?:specificity|tnr|true negative rate)(?: of| is| =|=|:)?\s*#|# specificity",
    ),
    _frame(
        r"\bF[-_]?beta\b",
        "(1 + {beta}^2) * {precision} * {recall} / ({beta}^2 * {precision} + {recall})",
        beta=r"\bbeta\s*=\s*#",
        precision=r"\bprecision\s*(?:is|of|=|:|was)?\s*#",
        recall=r"\brecall\s*(?:is|of|=|:|was)?\s*#",
    ),
    _frame(
        r"\bF[-_]?2\b",
        "5 * {precision} * {recall} / (4 * {precision} + {recall})",
        precision=r"\bprecision\s*(?:is|of|=|:|was)?\s*#",
        recall=r"\brecall\s*(?:is|of|=|:|was)?\s*#",
    ),
    _frame(
        r"\b(?:iou|intersection over union|jaccard)\b",
        "{both} / ({first} + {second} - {both})",
        never=r"\bboxes? \(|\bdice\b|\bdistance\b|\bunion of\b|\bunion is\b",
        both=r"\b(?:overlap\w*|intersect\w*|shared?|common)\b[^\d.;]{0,25}#|# (?:pixels? )?(?:\w+ "
        r")?(?:in both|are in both|in common|are shared)",
        first=r"\b(?:predict\w*|areas?(?: of)?|mask A|A)\b[^\d.;]{0,25}#|# (?:predicted|pixels)",
        second=r"\b(?:truth|annotat\w*|areas?(?: of)? [\d.]+ and|label\w*|mask B|B|and)\b[^\d.;]{0,25}#",
    ),
    _frame(
        r"\bdice\b",
        "2 * {both} / ({first} + {second})",
        never=r"\broll\w*|\bdie\b|\bthrow\w*|\bdice loss\b|\biou\b|\bsum of\b",
        both=r"\b(?:overlap\w*|intersect\w*|shared?|common)\b[^\d.;]{0,25}#|# (?:pixels? )?(?:\w+ "
        r")?(?:in both|are in both|in common|are shared)",
        first=r"\b(?:predict\w*|areas?(?: of)?|mask A|A)\b[^\d.;]{0,25}#|# (?:predicted|pixels)",
        second=r"\b(?:truth|annotat\w*|areas?(?: of)? [\d.]+ and|label\w*|mask B|B|and)\b[^\d.;]{0,25}#",
    ),
    _frame(
        r"\brecall ?@ ?\d+|\brecall at \d+",
        "{found} / {relevant}",
        relevant=r"\b(?:has|have|are|with|of)\s+#\s+(?:\w+ )?relevant",
        k=r"\btop[- ]#|\bfirst #",
        found=r"\b(?:contains?|include|hold|find|of which|among (?:them|which))\s+#(?! relevant documents "
        r"(?:exist|in total))",
        again=r"\b(?:recall ?@ ?|recall at )#",
    ),
    _frame(
        r"\bprecision ?@ ?\d+|\bprecision at \d+",
        "{found} / {k}",
        k=r"\btop[- ]#|\bfirst #",
        found=r"\b(?:contains?|include|hold|of which)\s+#|# (?:are |were )?relevant|# of (?:them|which)",
        again=r"\b(?:precision ?@ ?|precision at )#",
    ),
    _frame(
        r"\bcost\b",
        "{fp} * {fpc} + {fn} * {fnc}",
        never=r"\bper (?:case|customer|example)\b|\baverage\b|\bexpected\b|\bsav\w+|\bprofit\b",
        fpc=r"\bfalse positives?\b (?:\w+ )?costs?(?: \$| about)? ?\$?#",
        fnc=r"\bfalse negatives?\b (?:\w+ )?costs?(?: \$| about)? ?\$?#",
        fp=r"# false positives?",
        fn=r"# false negatives?",
    ),
    _frame(
        r"\badjusted r\b|\badjusted R\^?2\b|\badjusted r-?squared\b",
        "1 - (1 - {r2}) * ({n} - 1) / ({n} - {p} - 1)",
        r2=r"(?<!adjusted )\bR(?:\^2|2|-?squared)?\s*(?:\^2 ?)?(?:is|of|=|:)?\s*(0?\.\d+)",
        n=r"\bn\s*=\s*#|# (?:observations|samples|examples|data points|points)",
        p=r"# (?:predictors|features|regressors|variables|explanatory variables)|\b[pk]\s*=\s*#",
    ),
    _frame(
        r"\bdropout\b|\bdropped out\b",
        "{x} / {keep}",
        never=r"\bnot kept\b|\bis dropped\b|\bwithout scaling\b|\bexpected\b|\baverage\b|\btest time\b|"
        r"\binference\b|\bhow many\b",
        x=r"\bactivation(?: value)? (?:of |is |was |had (?:the )?value |= ?)?#|\bvalue (?:of |is )#|"
        r"\boutput (?:of |is )#",
        keep=r"\bkeep(?:ing)?(?: probability| prob| rate)?(?: of| is| =|=)?\s*#|\bkept with probability #",
    ),
    _frame(
        r"\bdropout\b",
        "{x} / (1 - {rate})",
        never=r"\bkeep|\bnot kept\b|\bis dropped\b|\bwithout scaling\b|\bexpected\b|\baverage\b|\btest time\b|"
        r"\binference\b|\bhow many\b",
        x=r"\bactivation(?: value)? (?:of |is |was |had (?:the )?value |= ?)?#|\bvalue (?:of |is )#|"
        r"\boutput (?:of |is )#",
        rate=r"\b(?:drop(?:out)? (?:rate|probability|prob)|rate|dropout with p|dropout)(?: of| is| =|=)?\s*#",
    ),
    _frame(
        r"\b(?:correct|right|true|target) class\b",
        "1 - {epsilon} + {epsilon} / {classes}",
        never=r"\bcross[- ]entropy\b|\bloss\b|\bother classes\b|\bwrong class\w*\b|\bto the other\b",
        epsilon=r"\b(?:label[- ])?smooth\w*(?: \w+){0,3}?(?: of| factor| epsilon| eps| with|=| "
        r"is)*\s*(0?\.\d+)|\bepsilon\s*(?:=|of|is)?\s*(0?\.\d+)",
        classes=r"#[- ]class(?:es)?|\bK\s*=\s*#",
    ),
    _frame(
        r"\b(?:wrong|other|incorrect|non-target|remaining) (?:class(?:es)?|ones?)\b",
        "{epsilon} / {classes}",
        never=r"\bcross[- ]entropy\b|\bloss\b|\bsum\b|\bto the other\b|\bamong the other\b|\btogether\b",
        epsilon=r"\b(?:label[- ])?smooth\w*(?: \w+){0,3}?(?: of| factor| epsilon| eps| with|=| "
        r"is)*\s*(0?\.\d+)|\bepsilon\s*(?:=|of|is)?\s*(0?\.\d+)",
        classes=r"#[- ]class(?:es)?|\bK\s*=\s*#",
    ),
    _frame(
        rf"\bdepth-?wise separable\b.*(?:{_NO_BIAS})|(?:{_NO_BIAS}).*\bdepth-?wise separable\b",
        "{kernel}^2 * {inputs} + {inputs} * {outputs}",
        kernel=r"(\d+\s?x\s?\d+)",
        inputs=r"# input channels|\bfrom #|\bmaps # channels|# (?:in )?channels (?:to|into)|\binput "
        r"channels(?: of|=)?\s*#",
        outputs=r"# output channels|\b(?:to|into) #|\boutput channels(?: of|=)?\s*#|and # output",
        never=r"\bwith bias\w*|\bincluding bias\w*|\bFLOPs?\b|\bMACs?\b|\bratio\b|\bhow many (?:times|"
        r"fewer)\b|\bcompared\b|\bsav\w+",
    ),
    _frame(
        r"\bMACs?\b|\bmultiply-?\s?(?:accumulate|add)s?\b|\bmultiplications\b",
        "{output}^2 * {kernel}^2 * {inputs} * {outputs}",
        never=r"\bdepth-?wise\b|\bseparable\b|\bgroups?\b|\btranspos\w*|\bFLOPs\b",
        output=r"(\d+\s?x\s?\d+) output|\boutput(?: feature map| map| size| volume)?(?: of| is|=|:)?(?: "
        r"size)?\s*(\d+\s?x\s?\d+)",
        kernel=r"(\d+\s?x\s?\d+)(?! output)",
        inputs=r"\bfrom #|# input channels|# in channels|\binput channels(?: of|=)?\s*#",
        outputs=r"\bto #|# output channels|# out channels|# filters|\boutput channels(?: of|=)?\s*#",
    ),
)
