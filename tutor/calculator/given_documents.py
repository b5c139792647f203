"""Given documents: TF-IDF of a word, and the cosine of two texts, in a small collection that the text itself holds.

Counts are raw and the idf is log(N / n). A cosine is the same in any base; the value of one word is given in the base
that the operation says.
"""

import math
import re
from collections import Counter

from tutor.calculator.given import Wish
from tutor.calculator.patterns import regex
from tutor.calculator.question import Request

_DOCUMENT = regex(
    r"\b(?:document|doc|d)[ _]?(?P<number>\d{1,2})\s*[:=]\s*[\"'](?P<text>[^\"'\n]{1,200})[\"']|"
    r"^\|\s*(?:d|doc)?(?P<row>\d{1,2})\s*\|(?P<cells>[^|\n\d]{3,200})\|",
    re.I | re.M,
)
_QUERY = regex(r"\bquery\b[^\"'\n]{0,30}[\"']([^\"']{1,100})[\"']|\bq\s*[:=]\s*[\"']([^\"']{1,100})[\"']", re.I)
_NAMED = regex(r"\b(?:document|doc|d)[ _]?(\d{1,2})\b", re.I)
_WORD = regex(r"[\"'](\w+)[\"']|\b(?:word|term) (\w+)", re.I)
_OTHER = regex(
    r"\bsmooth\w*|\b1 ?\+|\+ ?1\b|\bsub-?linear\b|\blog[- ]?(?:tf|frequency)\b|\bstop ?words?\b|\bstem\w*|\bbinary\b|"
    r"(?<!un)\bnormali[sz]\w+|\bbigrams?\b|\bl[nt]c\b|\blength of the document\b|\brelative\b(?! to)|"
    r"\bbm25\b|\blog_?\(?(?:2|10)\b",
    re.I,
)


def weighed(wish: Wish) -> Request | None:
    """The TF-IDF of a word in a document, or the cosine of the vectors of a document and the query, or of two."""
    text = wish.question.text
    hits = list(_DOCUMENT.finditer(text))
    texts = {int(hit["number"] or hit["row"]): Counter(_words(hit["text"] or hit["cells"])) for hit in hits}
    rest = _NAMED.sub(" ", _DOCUMENT.sub(" ", text))
    if len(texts) < 2 or len(texts) != len(hits) or _OTHER.search(text) or re.search(r"\d", rest):
        return None
    asked = [int(each) for each in _NAMED.findall(_DOCUMENT.sub(" ", wish.asking))]
    if re.search(r"\bcosine\b", wish.asking, re.I):
        return _cosine(text, texts, asked)
    found = {a or b for a, b in _WORD.findall(wish.asking)}
    if len(asked) != 1 or asked[0] not in texts or len(found) != 1:
        return None
    word = found.pop().lower()
    holding = sum(word in counts for counts in texts.values())
    count = texts[asked[0]][word]
    return Request("TF-IDF", {"count": count, "documents": len(texts), "containing": holding}) if holding else None


def _cosine(text: str, texts: dict[int, Counter[str]], asked: list[int]) -> Request | None:
    """Of the query and a document, or of two documents."""
    queries = [a or b for a, b in _QUERY.findall(text)]
    sides = [texts[number] for number in dict.fromkeys(asked) if number in texts]
    sides += [Counter(_words(query)) for query in queries[:1]]
    if len(sides) != 2 or len(queries) > 1:
        return None
    terms = sorted({word for counts in texts.values() for word in counts})
    if any(word not in terms for word in sides[-1]):
        return None
    idf = [math.log(len(texts) / sum(word in counts for counts in texts.values())) for word in terms]
    a, b = (tuple(counts[word] * weight for word, weight in zip(terms, idf, strict=True)) for counts in sides)
    note = "raw counts times ln(N/n), for " + ", ".join(terms)
    return Request("cosine similarity", {"a": a, "b": b}, note=note)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]\w*", text.lower())
