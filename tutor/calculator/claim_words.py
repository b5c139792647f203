"""The words by which a claim about a share is taken apart: verbs, markers of conditions, names of rates."""

import re

from tutor.calculator.patterns import regex

AUXILIARY = frozenset(
    "is are was were be been being am has have had does do did will would can could may might must should gets get "
    "got isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't cannot".split()
)
_VERBS = frozenset(
    "accept agree answer appear approve arrive attend ask become begin believe belong break bring build buy call "
    "cancel "
    "carry cause cheat choose cite claim classify click collapse come commit complain complete comprise conclude "
    "consist contain cost cover crash deal decide default deliver deny detect develop die diagnose drink drive "
    "drop eat "
    "earn end enjoy enrol enroll enter exercise exhibit express fail fall favor favour finish fire fit flag fly follow "
    "forecast name forget give go graduate grow guess handle happen hit hold identify include increase indicate "
    "join keep "
    "know label lack lead learn leave lie like live lose love make manufacture mark mention miss need occur offer open "
    "opt order originate own participate pass pay perform pick play possess predict prefer process produce provide "
    "purchase put quit rain reach react read receive recognise recognize recommend recover register reject renew repay "
    "reply report require respond result return reveal ride ring rise run say see select sell send serve "
    "show sign sing sit sleep smoke snow speak speed spend stay steal stop study subscribe suffer supply support "
    "survive take talk teach tell think travel trigger turn use utilize vote wait walk want wear win work write yield "
    "relapse churn upgrade convert".split()
)
_ENDINGS = ("ing", "ied", "ies", "es", "ed", "d", "s")
_IRREGULAR = {
    "came": "come", "went": "go", "won": "win", "lost": "lose", "said": "say", "bought": "buy", "made": "make",
    "took": "take", "chose": "choose", "wore": "wear", "broke": "break", "knew": "know", "drove": "drive",
    "gave": "give", "saw": "see", "thought": "think", "left": "leave", "held": "hold", "paid": "pay", "sent": "send",
    "told": "tell", "became": "become", "kept": "keep", "flew": "fly", "ate": "eat", "rang": "ring", "goes": "go",
}  # fmt: skip
_NOUN_LIKE = frozenset(
    "test tests results result report reports work works labels order orders call calls drinks smokers".split()
)
_PLURAL = frozenset("people women men children adults those these them students population mice sheep".split())
_CLOSED = frozenset(
    "of in on at by for from with without to into than as and or but who that which whose the a an all only also not "
    "given if when while where about among between aged under over per".split()
)
CHAIN = frozenset("not n't never actually really also always still only indeed correctly incorrectly truly".split())


def is_verb(words: list[str], at: int) -> bool:
    """Whether the word is a finite verb there, by its form and the word before it."""
    word = words[at]
    if word in AUXILIARY:
        return True
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in {"test", "tests", "tested"}:
        return after in {"positive", "negative"} or after == "as"
    if after in {"is", "are", "was", "were", "has", "does"}:
        return False
    if len(words[at - 1]) == 1 and at and words[at - 1].isupper() and word.endswith("s"):
        return True
    if (
        word in _NOUN_LIKE
        and not (at and (words[at - 1] in _PLURAL or words[at - 1].endswith("s")))
        or word.endswith("ed")
        and _describes(words, at, after)
    ):
        return False
    before = words[at - 1] if at else ""
    if before in {"the", "a", "an", "of", "to", "in", "on", "with", "for", "by", "this", "randomly", "that's", "no"}:
        return False
    return word in _VERBS or base(word) in _VERBS and not word.endswith("ing")


def _describes(words: list[str], at: int, after: str) -> bool:
    """Whether a participle only says which ones: "the items produced by A are ..."."""
    if after == "by":
        return True
    return after in {"with", "as", "from", "in", "at", "on", "for"} and any(
        is_verb(words, place) for place in range(at + 1, len(words))
    )


def base(word: str) -> str:
    """A verb without its ending."""
    if word in _VERBS:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in _ENDINGS:
        if word.endswith(ending):
            root = word.removesuffix(ending)
            undoubled = root[:-1] if len(root) > 3 and root[-1:] == root[-2:-1] else root
            for each in (root, root + "e", root + "y", undoubled):
                if each in _VERBS and (ending != "d" or each.endswith("e")):
                    return each
    return word


STRONG = regex(
    r"(?:^|(?<=[\s,(]))(?:(?<!any )(?<!a )given(?: that)?|if|when(?:ever)?|provided(?: that)?|assuming(?: that)?|"
    r"in case|conditional on|"
    r"among(?:st)?|(?:out )?of (?=those|these|them|the (?:\w+ )?(?:ones|who)|which)|(?:for|in|on|from|"
    r"by) (?=those|these "
    r"(?!\d)|people who|patients who|someone who|individuals who)|for)\b|"
    r"^(?:out )?of (?=[^#]{3,60},)|^(?:in|on|at|from|by) (?=[^#,]{3,60}(?:,|\b(?:it|they|he|she|we|there) )|"
    r"(?!about |only )[^#,]{3,40}#)",
    re.I,
)
"""What stands behind one of these words tells of whom a share is."""

RATES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (regex(rf"\b(?:{names})\b", re.I), event, given)
    for names, event, given in (
        (r"false[- ]?negatives?(?: rates?)?|FNR|miss rate", "not VERDICT", "TRUTH"),
        (r"false[- ]?(?:positives?|alarms?)(?: rates?)?|FPR|fall-?out", "VERDICT", "not TRUTH"),
        (r"true[- ]?negatives?(?: rates?)?|TNR|specificit(?:y|ies)|selectivity", "not VERDICT", "not TRUTH"),
        (
            r"true[- ]?positives?(?: rates?)?|TPR|sensitivit(?:y|ies)|recall|hit rate|detection rate",
            "VERDICT",
            "TRUTH",
        ),
        (r"positive predictive value|PPV|precision", "TRUTH", "VERDICT"),
        (r"negative predictive value|NPV", "not TRUTH", "not VERDICT"),
        (
            r"prevalence|base rate|incidence|pre-?test probability|prior(?: probability)? of (?:the )?disease",
            "TRUTH",
            "",
        ),
    )
)
"""Names of rates, with what they say of whom."""

TOOL = regex(
    r"\b(?:tests?|detectors?|filters?|screen(?:ing)?s?|scanners?|systems?|models?|classifiers?|algorithms?|devices?|"
    r"witness(?:es)?|alarms?|tools?|kits?|sensors?|software|app|forecaster|forecast|doctor|radiologist|program|it)\W*$",
    re.I,
)
"""The subject of a clause that only says who or what tells them apart."""
PLAIN = frozenset(
    "health normal legiti legit genuin good honest sober clean innoce well fin ham regula intact ordina real authen "
    "valid".split()
)
"""Beginnings of words for those that have nothing wrong with them."""
JUDGED = regex(
    r"\b(?:correct\w*|incorrect\w*|right(?:ly)?|wrong\w*|classif\w+|predict\w*|forecast\w*|label\w*|diagnos\w+|"
    r"says?|said)\b",
    re.I,
)
"""What somebody says of something, right or wrong."""
CORRECT = regex(r"\b(?:correct\w*|right(?:ly)?|accura\w+|reliab\w+)\b", re.I)
WRONG = regex(r"\b(?:errors?|mistakes?|incorrect\w*|wrong(?:ly)?|misclassif\w+|misdiagnos\w+|mistaken\w*)\b", re.I)
EQUAL = regex(
    r"\bequally (?:likely|common|probable|often)\b|\bequal (?:probabilit|chance|number|proportion|share)\w*|"
    r"\b(?:chosen|selected|picked|chooses|picks|selects) (?:uniformly |one )?(?:at random|randomly)|\brandomly "
    r"(?:chosen|chooses|selected|selects|picks|picked) (?:an? |one )?(?:urn|box|bag|coin|die|machine|jar|bowl|door)",
    re.I,
)
"""Kinds that are equally common, where nothing is said of how common they are."""
