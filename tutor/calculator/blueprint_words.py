"""Blueprint words: the words by which layers and their numbers are known, and the text made ready for them."""

import re
from collections.abc import Callable

from tutor.calculator.numerals import digits

HEADS = {
    "transposed": (
        "transposed convolution, transposed conv, transposed convolutional layer, transposed convolutional, "
        "deconvolution, deconv, convtranspose2d, transposed convolution layer, transpose convolution, "
        "deconvolutional layer, transposed conv layer"
    ),
    "conv": (
        "conv, conv2d, conv1d, convolution, convolutional layer, convolution layer, conv layer, convolutional, "
        "conv2d layer, convolutional operation, convolution operation"
    ),
    "pool": (
        "pool, pooling, max pool, max pooling, maxpool, maxpooling, maxpool2d, maxpooling2d, average pool, "
        "average pooling, avg pool, avg pooling, avgpool, avgpool2d, mean pooling, pooling layer, max pooling layer, "
        "average pooling layer, maxpool layer, max pool layer, averagepooling2d, pool layer, subsampling layer"
    ),
    "average": (
        "global average pooling, global average pooling layer, gap, global avg pooling, globalaveragepooling1d, "
        "globalaveragepooling2d, globalavgpool, gap layer"
    ),
    "dense": (
        "dense, dense layer, fully connected, fully connected layer, fc, fc layer, linear layer, linear, "
        "dense hidden layer, fully connected hidden layer, dense output layer, softmax layer, encoder layer, "
        "decoder layer, bottleneck layer, bottleneck, classification layer, fully connected output layer"
    ),
    "hidden": "hidden layer, hidden",
    "output": "output layer",
    "input": "input layer",
    "flatten": "flatten, flattened, flattening, flatten layer, flattened vector",
    "embedding": "embedding layer, embedding, embedding table",
    "lstm": "lstm, lstm layer, lstm cell",
    "gru": "gru, gru layer, gru cell",
    "rnn": "rnn, rnn layer, rnn cell, elman layer, vanilla rnn layer, simplernn, simplernn layer, recurrent layer, "
    "vanilla rnn, simple rnn, simple rnn layer",
    "dropout": "dropout, dropout layer",
    "norm": "bn, batch norm, batch normalization, batch normalisation, batchnorm, batchnorm2d, batch norm layer",
    "act": "relu, leaky relu, sigmoid, tanh, softmax, gelu, relu activation, activation, relu layer, nonlinearity",
}
NOUNS = {
    "filters": (
        "filter, kernel, feature map, output channel, channel output, out channel, output feature map, output map, "
        "convolutional filter, conv filter, convolution filter, convolutional kernel, convolution kernel, "
        "number of filter, filter number, output plane, out_channel, output depth"
    ),
    "kernel": (
        "kernel size, filter size, window size, pool size, pooling size, window, pooling window, spatial extent, "
        "kernel width, pooling region, pool window, kernel dimension, "
        "filter matrix size, kernel matrix size, filter matrix, kernel matrix, filter shape, kernel shape"
    ),
    "inputs_channels": (
        "channel input, input channel, in channel, input feature map, input plane, input depth, input map, "
        "incoming channel"
    ),
    "channels": "channel, depth, colour channel, color channel, plane, map deep",
    "stride": "stride",
    "extra": "output padding, outpadding",
    "padding": "padding, pad, pixel padding, padding pixel",
    "dilation": "dilation, dilation rate, dilation factor",
    "units": (
        "unit, neuron, node, hidden unit, hidden neuron, hidden node, hidden size, cell, hidden dimension, "
        "hidden state size, memory cell"
    ),
    "outputs": (
        "output, output unit, output neuron, output node, output class, class, way, logit, category, output value, "
        "way softmax, output size, output logit, output feature, out feature, target class, class softmax, way output"
    ),
    "inputs": (
        "input unit, input neuron, input feature, feature, input node, input value, input variable, variable, "
        "predictor, attribute, dimensional input, dimensional input vector, input dimension, number of feature, "
        "dimensional vector, dimensional feature vector, input attribute, numeric feature, value, in feature"
    ),
    "input": (
        "input, input size, image, image size, input volume, volume, input image, input shape, map, input map size, "
        "tensor, input tensor, picture, photo, signal, sequence, sequence length, input length, spectrogram, frame, "
        "patch, grid, activation volume, activation map, photograph, input picture, input sequence, pixel, "
        "pixel image, feature map size, input width, input height, scan, input array, image patch, crop, "
        "matrix, input matrix, input matrix size, image matrix, applied to, applied on, applied over, acts on, "
        "input resolution, input feature map size, array, length, side length, block of activation, digit, on"
    ),
    "vocabulary": "vocabulary, word, token, vocabulary size, vocab, vocab size, word vocabulary",
    "width": "dimension, dimensional embedding, embedding dimension, embedding size, dimensional word vector",
    "from": "goesfrom, from",
    "to": "goesto",
    "biases": "bias vector",
    "repeat": "layer, stacked layer, identical layer",
    "blocks": "block, identical block, conv block",
    "model": (
        "fully connected nn, fully connected network, fully connected neural network, fully connected net, dense "
        "network, "
        "dense net, convolutional network, convolutional neural network, convolutional net, fully connected to, "
        "conv net, "
        "dense neural network, convolutional encoder, lstm network, fully connected model, convolutional model, "
        "lstm model"
    ),
    "idle": (
        "epoch, batch size, learning rate, dropout rate, rate, probability, momentum, weight decay, gpu, "
        "training image, training example, training sample, training picture, keep probability"
    ),
}
"""Names of roles by what stands beside the number; "idle" changes no size and no count."""
LETTERS = {"f": "kernel", "k": "kernel", "s": "stride", "p": "padding", "n": "input", "w": "input", "d": "dilation"}
_IRREGULAR = {"classes": "class", "categories": "category", "vocabularies": "vocabulary", "patches": "patch"}


def stem(word: str) -> str:
    """The word without the s of its plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return (
        word[:-1]
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "as", "is", "bias"))
        else word
    )


def _table() -> dict[tuple[str, ...], tuple[str, str]]:
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, rows in (("head", HEADS), ("noun", NOUNS)):
        for role, phrases in rows.items():
            for phrase in phrases.split(", "):
                found[tuple(stem(word) for word in phrase.split())] = (kind, role)
    return found


PHRASES = _table()
LONGEST = max(map(len, PHRASES))
_ONE = (
    r"\b(?:one|a single|single)\b(?=[ -](?:hidden |input |output |colou?r |sigmoid |linear )*(?:channel|neuron|"
    r"unit|node)\b)|"
    r"\ban?\b(?= (?:single |sigmoid |linear )?output (?:neuron|unit|node)\b)"
)
_SHAPED = (
    r"((?:kernel|kernel size|pool size|filter size|size|shape|strides?|window|padding|input|image|filters?|"
    r"dimensions?)\s*(?:of|is|=|:)?\s*)[(\[]\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+)\s*)?[)\]]"
)
_READY: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(?<=\S)[ \t]{2,}(?=\S)", " "),
    (
        r"(?m)^[ \t]*(?:>>> ?)?(?:(?:from \S+ )?import\b|print ?\(|\w+\.(?:build|summary) ?\(|def \w+\(|return\b|#).*$",
        " ",
    ),
    (r"([(\[])\s*none\s*,\s*", r"\1"),
    (r"(?m)^[ \t]*(?:\(?\d{1,2}[.)]|[-*\u2022])[ \t]+", " "),
    (r"_", " "),
    (r"(?<![\w.^])(\d{1,3}) ?\^ ?(\d{1,2})(?!\w|\.\d)", lambda hit: str(int(hit[1]) ** int(hit[2]))),
    (r"\b([io])/p\b", lambda hit: "input" if hit[1] == "i" else "output"),
    (r"\bfoll\.", "followed"),
    (r"\bon top of (?:each other|one another)\b", " "),
    (r"\( ?[a-z] ?[x*] ?[a-z] ?\)", " "),
    (r"\b(?:these|those|both|all|the) (?:\d+ )?(layers)\b(?=[^.;\n]{0,30}\?)", r"\1"),
    (
        r"\boutputs? (?:layer )?(?:is|are|will be|being) (?:an? |one )?(?:single )?(?:scalar|(?:real )?number|value)\b|"
        r"\b(?:outputs? )?(?:an? |one )(?:single |scalar )+(?:output(?: (?:value|number))?|scalar|number|value)\b",
        "1 outputs",
    ),
    (
        r"\b(kernels?|filters?|weights?)((?: [a-z])? (?:of )?(?:shape|size)\s*(?:of|is|=|:)?\s*)"
        r"[(\[]?\s*(\d+)\s*[,x]\s*(\d+)\s*[,x]\s*(\d+)\s*[,x]\s*(\d+)\s*[)\]]?",
        r"kernel size \3x\4x\5 and \6 filters",
    ),
    (
        r"(?m)^[ \t]*(?:self ?\. ?)?[a-z][\w .]{0,30}= ?(?=(?:conv|dense|linear|lstm|gru|rnn|embedding|max|"
        r"average|flatten|"
        r"dropout|batch|transposed)\w*\b)",
        " ",
    ),
    (r"['\"\u201c\u201d`]", ""),
    (r"\s*\n\s*", " ; "),
    (_SHAPED, lambda hit: hit[1] + "x".join(each for each in hit.groups()[1:] if each)),
    (r"\bzero[- ]?padd(?:ing|ed)\b", "padding"),
    (r"\bpadded (?:by|with)\b", "padding"),
    (r"\b(?:sized|shaped) (?=\d)", "of size "),
    (r"(?<![\d,])(\d{1,3}),(\d{3})(?:,(\d{3}))?(?![\d,]\d)", lambda hit: "".join(each or "" for each in hit.groups())),
    (r"(?:\b[lr]?floor\b|\bceil\b)?\s*[(\[]+\s*[nwhi](?:in)?\s*[-+][^?;]*?\+\s*1\b", " "),
    (r"\bfirst(?:ly)?,? (?=an? )", "then "),
    (r"\bflattened (?=(?:\w+ )?\d+ ?x)", " "),
    (
        r"\b(?:average|mean|avg)[ -]pool\w*(?= (?:layer )?(?:over|across) (?:the |all )?(?:words|tokens|sequence|time|"
        r"embeddings|positions))",
        "global average pooling",
    ),
    (
        r"\b(?:softmax|output|sigmoid|prediction)s?(?: (?:output|layer))* (?:over|for) (?:the )?(\d+) (?!output|"
        r"unit|neuron)[a-z]+",
        r"\1 outputs",
    ),
    (r"\( ?-+> ?(?=\d)", "( goesto "),
    (
        r"(?<![\w.,-])\d+(?:\s?(?:-+>?|to|:|/)\s?\d+){2,}(?![\w.]*\d)|"
        r"(?<=layers )[\[(]?\d+(?:, ?\d+){2,}[\])]?|(?<=sizes )[\[(]?\d+(?:, ?\d+){2,}[\])]?",
        lambda hit: _chained(re.findall(r"\d+", hit[0])),
    ),
    (r"\bstriding\b", "stride"),
    (r"\boutput (?:is|will be) an? (?:vector|list|array) of (\d+)(?: values| numbers)?", r"\1 outputs"),
    (r"\bproduc\w+ (?:only |just )?(\d+) (?:numbers|values|features|scores|activations)\b", r"\1 outputs"),
    (r"\bsolving a regression (?:problem|task)\b", "1 outputs"),
    (r"\b1 ?-?d\b", "onedim"),
    (r"\b2 ?-?d\b", " "),
    (r"\b\d+[- ]layer(?:ed)?,? (?=(?:[\w-]+ ){0,3}(?:mlp|network|perceptron|net|cnn|model|nn)\b)", " "),
    (r"\b(\d+) in_?channels\b", r"\1 input channels"),
    (r"\b(\d+) in(?:puts?)?(,| and| or) (\d+) out(?:puts?)? (\w+)", r"\1 input \4\2 \3 output \4"),
    (
        r"\b(?:total )?(?:number|no\.|count|amount) of ((?:\w+ ){0,2}?(?:channels|filters|kernels|maps|features|units|"
        r"neurons|nodes|classes|inputs|outputs|layers)\b)(?=\s*(?:=|:|is|are|of|being)?\s*\d)",
        r"\1",
    ),
    (
        r"\b(in|out)(?:put)? (?:number|no\.|count|amount) of (?=(?:channels|maps|planes|features|units)\b)",
        r"\1put ",
    ),
    (_ONE, "1"),
    (r"(?<=\d)(?:\s*(?:x|\*)\s*|[\s-]*by[\s-]*)(?=\d)", "x"),
    (r"\b(\d+(?:x\d+)+)\s+\1\b", r"\1"),
    (r"=>", "->"),
    (r"\((\d)\) ?(?=\d+x|conv|pool|max|dense|fc)", " "),
    (r"\b(strides?|pad|padding|kernel|filters?)(\d+)\b", r"\1 \2"),
    (r"\b(?:a single|one|single) (?=(?:\d+x\d+ )?(?:convolutional |conv )?(?:filter|kernel)\b)", "1 "),
    (r"\bpadding \([^()\d]*\bsame (?:size|shape|dimensions?)[^()\d]*\)", " samepad "),
    (r"\bdensely connected\b", "dense"),
    (r"\bconv(\d)x\1\b", r"conv \1x\1"),
    (r"\bconv(\d)-(\d+)\b", r"conv \1x\1, \2 filters"),
    (r"\b(?:vgg|resnet|lenet|mobilenet|densenet|cifar|efficientnet|squeezenet|wide ?resnet)[ -]?[vb]?\d+\b", " "),
    (r"\b3-?d (?=image|input|tensor|volume)", " "),
    (r"\bincl\.", "including"),
    (r"\blayers?[ -]?#?\d\b(?! ?x\d)(?=\s*(?:[:(,.;=?]|$)|\s+(?:has|is|with|uses|consists|takes|of|and)\b)", "layer"),
    (r"\b(conv|pool|maxpool|avgpool|fc|dense|block|linear|bn)\d\b(?!x)", r"\1"),
    (r"(?<=[a-z\d])-(?=[a-z])|(?<=[a-z])-(?=\d)", " "),
    (r"\bfrom (\d+) (?:input )?(?:channels |features |inputs |units )?(?:in)?to (\d+)\b", r"goesfrom \1 , goesto \2 "),
    (r"\b(\d+) (?:input )?(channels|features|inputs|units|neurons) (?:in)?to (\d+)\b", r"goesfrom \1 , goesto \3 "),
    (r"(?<![->\d.,x]) *\b(\d+) ?-+> ?(\d+)\b(?! ?-+>|x)", r" goesfrom \1 , goesto \2 "),
    (
        r"\b(?:padding\s*(?:=|is|of|:|mode)*\s*same\b|same(?:[ ,]+zero)? (?:padding|convolution)\b|same(?= ?[,;).]))",
        " samepad ",
    ),
    (
        r"\b(?:(?:no|without(?: any)?|padding\s*(?:=|is|:)*\s*(?:none|valid)|not) (?:padding|pad)\b|unpadded|"
        r"padding\s*(?:=|is|:)\s*(?:none|valid)\b|valid (?:padding|convolutions?|mode)|valid\b)",
        " padding 0 ",
    ),
)


def _chained(sizes: list[str]) -> str:
    """784-128-10 as what goes in, the units of the layers between, and what comes out."""
    return f" {sizes[0]} inputs, " + "".join(f"{size} units, " for size in sizes[1:-1]) + f"{sizes[-1]} outputs "


_COMPILED: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = []


def ready(text: str) -> str:
    """The text in lower case, numbers in digits, shapes as 3x3, so that every word and number is one token."""
    if not _COMPILED:
        _COMPILED.extend((re.compile(pattern), instead) for pattern, instead in _READY)
    made = digits(re.sub(r"\bzero(?=[- ]padd)", " ", text)).lower()
    for pattern, instead in _COMPILED:
        made = pattern.sub(instead, made)
    return made
