"""Intent: whether a sentence asks for a number, asks about an idea, or only states something."""

import re
from dataclasses import dataclass

from tutor.calculator.patterns import regex

_POLITE = (
    r"(?:please|pls|hey|hi|hello|ok|okay|so|now|then|and|but|also|next|again|thanks|"
    r"could you|can you|would you|will you|i want you to|i'd like you to|i need you "
    r"to|i want to|i'd like to|i need to|help me|let's|let us|can we|can i|,|\s)*"
)
_COMPUTE = (
    r"(?:re-?)?(?:calculate|compute|determine|evaluate|estimate|find|work out|figure "
    r"out|obtain|get|give|tell me|show me|provide|report|apply|convert|turn|normali[sz]e|"
    r"construct|build|solve|perform|do|run|take|use|sum|add|multiply|divide|subtract|count)"
)
ASKING = (
    regex(
        rf"(?:^|[,:;.?!\n]|\([a-h]\)|\b(?:and|then|(?:want|need|like|how|asked|have|required|wish|"
        rf"trying|us|me) to|you|we|i|also|please|both)\b)\s*{_COMPUTE}\b",
        re.I,
    ),
    regex(r"\bwhat(?:'s| is| are|'re| was| were| would| will| should| does| do| did| must| can)?\b", re.I),
    regex(
        r"\bwhats\b|\bhow (?:many|much|big|large|long|likely|probable|far|small|wide|tall|deep|high|expensive|well)\b",
        re.I,
    ),
    regex(r"\bhow (?:do|would|can|could|should|to)\b.{0,20}\b(?:calculate|compute|find|work out|get)\b", re.I),
    regex(
        r"\bwhich (?:class|label|feature|attribute|split|one|distribution|token|word|category|vector|document|model)\b",
        re.I,
    ),
    regex(r"\b(?:i (?:need|want)|looking for|need|(?:can|could|would|will) (?:you|u)|give me|gimme|wanna)\b", re.I),
    regex(r"\b(?:value|result|answer) of\b.{0,60}\?", re.I),
    regex(r"\bwhere (?:is|are|do|does) (?:\w+ ){1,4}?after\b", re.I),
    regex(r"=\s*\?|\?\s*=|=\s*$|\?\W*$"),
)
"""Any of these makes a sentence one that asks for something."""

CONCEPTUAL = (
    regex(r"\bwhy\b|\bhow come\b|\bwhat for\b|\bintuition|\bintuitive", re.I),
    regex(
        rf"^{_POLITE}(?:explain|describe|discuss|define|compare|contrast|summari[sz]e|"
        rf"illustrate|prove|derive|justify|interpret|list|name|outline|state|say|suppose "
        rf"i say|teach|elaborate|clarify|comment|mention|remember|implement|recall (?:what|"
        rf"that|how|why|the)|code|write|plot|draw|sketch|show that|show how|show why|tell "
        rf"me (?:about|how|why|more)|talk|walk me through (?:the (?:idea|concept|intuition)"
        rf")|give (?:me )?(?:an? |some |two |three )?(?:examples?|intuition|reasons?|overview|"
        rf"definition|explanation|pros))\b",
        re.I,
    ),
    regex(
        r"\bwhat (?:does|do|did|would|is it that|can|could)\b.{0,160}\b(?:mean|means|"
        r"imply|tell|say|represent|indicate|suggest|show|cause|happen|look like|do|do "
        r"to|do for|stand for|refer|measure|assume|learn|need|require|change)\b(?!.{0,30}\bgive)",
        re.I,
    ),
    regex(
        r"\bwhat(?:'s| is| are| was| were)?\s+(?:the |a |an |some |your |so |wrong|meant)"
        r"?\s*(?:main |key |big |usual |typical |basic |biggest |practical |possible "
        r"|potential )*(?:difference|differences|advantages?|disadvantages?|problems?|"
        r"purpose|intuition|meaning|roles?|effects?|benefits?|point|reasons?|idea|ideas|"
        r"relationship|relation|trade-?offs?|drawbacks?|limitations?|downsides?|upsides?|"
        r"issues?|risk|risks|danger|dangers|consequences?|implications?|significance|"
        r"importance|motivation|connection|definition|pros|cons|steps|types|kinds|challenges?|"
        r"wrong|special|meant|good|bad|better|important|interesting|happening|going on|"
        r"state of the art|complexity|impact|influence|interpretation|catch)\b",
        re.I,
    ),
    regex(
        r"\bwhat (?:changed|changes|happens|happened|would happen|went|goes|makes|made|"
        r"causes|caused|comes|kind|kinds|type|types|sort|else|if we (?:don't|do not))"
        r"\b",
        re.I,
    ),
    regex(
        r"\bhow (?:does|did|is|are|was|were|has|have|would|do|can|could|should|will|might|"
        r"come)\b(?!.{0,30}\b(?:calculate|compute|work out|find|likely|many|much)\b)",
        re.I,
    ),
    regex(
        rf"^{_POLITE}(?:when|where(?! (?:is|are|do|does) (?:\w+ ){{1,3}}(?:\w+ )?after\b)|who|whose|"
        rf"whom)\b(?!.{{0,200}}\b(?:calculate|compute|"
        rf"find|what is|what's|what are|how many|how much)\b)",
        re.I,
    ),
    regex(
        r"\b(?:when|where) (?:should|would|do|does|can|could|did|is|are) (?:i|we|you|one|it|they|"
        r"the)\b(?!.{0,30}\bafter\b)",
        re.I,
    ),
    regex(
        rf"^{_POLITE}(?:is|are|was|were|does|do|did|has|have|should|shall|must|may|might|"
        rf"am|isn't|aren't|doesn't|don't|can|could|would|will)\b(?!\s+(?:you|u|we|i)\b)"
        rf"(?!\s*(?:the|a) (?:softmax|entropy) (?:of|for))(?!.{{0,300}}\b(?:what is|what's|"
        rf"how many|how much)\b)",
        re.I,
    ),
    regex(
        r"\bshould (?:i|we|you|one)\b|\bdo (?:i|we|you) (?:need|have|think|know|use|prefer)"
        r"\b|\bwhich (?:is|are|would|should|model is|one is) (?:better|best|worse|preferable|"
        r"preferred|more|right for)\b",
        re.I,
    ),
    regex(
        r"\bwould you (?:rather |ever )?(?:use|choose|prefer|pick|recommend|expect|ship|trust|say|go)\b|"
        r"\bin (?:plain|simple|your own) (?:words|terms|english)\b|\bconceptually\b|\beli5\b|"
        r"\blike i'm (?:5|five)\b",
        re.I,
    ),
    regex(
        r"\b(?:pros and cons|rule of thumb|best practices?|common mistakes?|real[- ]world "
        r"(?:example|use)|use cases?)\b",
        re.I,
    ),
    regex(
        r"\b(?:proof|prove|theorem|derivation|derive|pseudocode|python code|code snippet|"
        r"source code|bibtex|citation|paper)\b",
        re.I,
    ),
)
"""Any of these makes a sentence one about an idea, whatever numbers it holds."""

_SENTENCE = regex(r"(?<=[.?!])[\"')\]]*\s+(?=[A-Z(\[\"'$]|[a-z])|\n+(?=\s*[A-Za-z])|(?<=;)\s+(?=[A-Za-z])")
_ABBREVIATION = regex(r"\b(?:e\.g|i\.e|vs|resp|approx|etc|fig|eq|no|prob|dr|mr)\.$", re.I)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it stands, and what it wants."""

    start: int
    text: str
    asks: bool
    conceptual: bool

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text with their intent."""
    found: list[Sentence] = []
    start = 0
    for cut in [*_SENTENCE.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if cut and _ABBREVIATION.search(text[start:end]):
            continue
        if text[start:end].strip():
            found.append(_sentence(start, text[start:end]))
        start = cut.end() if cut else end
    return tuple(found)


def _sentence(start: int, text: str) -> Sentence:
    short = text.strip()[:400]
    return Sentence(
        start,
        text,
        asks=any(pattern.search(short) for pattern in ASKING),
        conceptual=any(pattern.search(short) for pattern in CONCEPTUAL),
    )
