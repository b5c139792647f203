"""Worldly: numbers of people, money, time and places, which a question about a network can do without."""

import re

from tutor.calculator.patterns import regex

_PEOPLE = (
    r"people|persons?|employees|students|colleagues|engineers|researchers|members|users|customers|patients|children|"
    r"teams?|cities|countries|villages|stations|bikes|cars|trucks|shops|stores|factories|expeditions|rooms|cameras|"
    r"euros?|dollars?|pounds?|francs?|yen|cents|years?|months?|weeks?|days|nights|hours?|minutes?|winters|summers|"
    r"seasons|miles|kilomet(?:er|re)s|km|met(?:er|re)s|kg|grams|litres|batteries|watts|gpus?|cpus?|species|degrees|"
    r"ships|boats|sensors|hospitals|schools|classes of [a-z]+|photos|pictures|photographs|recordings|clips|scans|"
    r"hectares|tons?|tonnes|euro|chapters|pages|courses|interns|semesters"
)
_PHRASES = (
    rf"\b(?:in|for|over|after|within|during|from|about|of|on|with|by|costs?|has|have|had|and|took|takes|collected|"
    rf"recorded|uses|bought|are|is|at|runs on)\s+(?:about |around |nearly |only |just |over |more than |some )?"
    rf"\d[\d,.]*\s+(?:[a-z-]+\s)?(?:{_PEOPLE})\b(?!\s+(?:layers?|filters?|units?|image|with \d))",
    r"[$\u20ac\u00a3]\s?\d[\d,.]*(?:\s?(?:million|k))?",
    r"\b(?:in|since|until|by|of|from|summer|winter|spring|autumn|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\s+(?:19|20)\d\d\b(?!\s+(?:units|neurons|filters))",
    r"\([^()]*\b(?:(?:he|she|they|it|we) (?:has|have|had)|aged?|born)\b[^()]*\)|(?<=[a-z]) \(\d\d\)(?= (?:was|is|"
    r"has|wants))",
    rf"(?:^|"
    rf"(?<=[.?!]\s))(?:[A-Z][\w'-]*\s+)?[^.?!]{{0,60}}?\b\d[\d,.]*\s+(?:[a-z-]+\s)?(?:{_PEOPLE})\b(?=[^.?!]*[.?!])",
)
_NETWORK = regex(
    r"\b(?:conv\w*|pool\w*|filters?|kernels?|strides?|padd\w*|units?|neurons?|nodes|layers?|dense|flatten\w*|hidden|"
    r"inputs?|outputs?|channels?|parameters?|weights?|bias\w*|embedding\w*|vocabulary|dimension\w*|feature|features|"
    r"pixels?|image|images|lstm|rnn|network|model|dropout|times|twice|blocks?|again|each|same|first|second|kept|keep|"
    r"batch\w*|steps?|epochs?|rate|updates?|gradients?|accumulat\w+|examples?|samples?|iterations?|decay\w*|it|this|"
    r"dilat\w*|groups?|windows?|widths?|heights?|depths?|shapes?|sides?|lengths?|tensors?|mask\w*|scal\w+|shar\w+|"
    r"tied|prun\w*|spars\w*|frozen|fr[eo]ez\w*|skip\w*|residual|connections?|activations?|norm\w*|dropped|removed|"
    r"bits?|bytes?|tokens?|heads?|sequences?|its|they|them|these|those|every|all|"
    r"multipl\w*|doubl\w*|halv\w*|repeat\w*|replac\w*|pairs|size|volume|map|maps|value|values)\b",
    re.I,
)
_SENTENCE = regex(r"(?<=[a-z\d)][.?!])\s+(?=[A-Z])")


def without_worldly(text: str) -> str:
    """The text without sentences that speak of no network, and without phrases that count people, money or time."""
    pieces = _SENTENCE.split(text)
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if _NETWORK.search(piece) or not re.search(r"\d", piece)]
    kept = " ".join(pieces)
    for pattern in _PHRASES[:-1]:
        kept = re.sub(pattern, " ", kept, flags=re.I if pattern is not _PHRASES[3] else 0)
    return kept
