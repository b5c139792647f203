"""Lexicon: the words of a classifier's story: what is looked for, what is not, what is said of it, and how rightly."""

import re

from tutor.calculator.patterns import regex

P = (
    r"(?:positives?|spam\w*|sick|disease\w*|cancer\w*|fraud\w*|ill|infected|infections?|defects?|defective|malignant|"
    r"relevant|churn\w*|guilty|anomal\w+|default(?:s|ed|ers?)|faulty|malware|malicious|attacks?|intrusions?|intruders?|"
    r"toxic|cheat\w*|phishing|outliers?|diabet\w+|pneumonia|pregnant|patients with|the condition|the virus|"
    r"(?:have|has|had|having) (?:it|one|the (?:disease|condition|illness|virus|cancer|infection))|"
    r"(?:really|actually|truly|indeed) (?:do|did|are|were|is|was)(?=\W*$)|"
    r"(?:do|did|are|were|is|was) (?:really|actually|truly|indeed)(?=\W*$)|"
    r"(?<=of them )(?:are|were|do|did|have|had)(?=\W*$)|abnormal|failures?|fires?|bots?|hateful|tampered|"
    r"counterfeit|fake|broken|junk|plagiari[sz]ed|plagiarism|rotten|poisonous|suspicious|leave|left|default|forged|"
    r"stolen|contaminated|hostile|offensive|abusive|allergic|mutated|cracked|leaking|late|overdue|(?:show|shows|showed|"
    r"had|has|have|having|with) an? \w+|develop(?:s|ed)? \w+|broken|damaged|bad|pathogen\w*|flu|covid\S*|hiv|"
    r"contains? an? \w+)"
)
"""What is looked for."""
NOT = (
    r"(?:negatives?|ham|healthy|legitimate|legit|benign|normal|irrelevant|innocent|good|genuine|honest|clean|"
    r"non-?\s?\w+|not \w+|no \w+|without|don't have|do not have|does not have|uninfected|fine|safe|intact|real mails?|"
    r"well|unaffected|disease-free|harmless|regular|wanted|nonspam|flawless|ok|okay|stay(?:s|ed)?|sound|"
    r"edible|repaid|paid back|authentic|undamaged|friendly|on time|peaceful|real users?)"
)
"""What is not."""
CALL = (
    r"(?:predict\w*|flag\w*|label\w*|classif\w*|mark(?:s|ed)?|retriev\w*|return(?:s|ed)?|alert\w*|alarms?|"
    r"call(?:s|ed)\b|"
    r"tag(?:s|ged)|diagnos\w*|report(?:s|ed)?|block(?:s|ed)?|filter(?:s|ed)\b|reject(?:s|ed|ing)?\b|raises?|"
    r"raised|warn\w*|"
    r"quarantin\w*|recommend\w*|suspect\w*|declar\w*|says?|said|"
    r"(?:is|are|was|were|reacts?) positive (?:for|in|on|with)|"
    r"positive (?:result|test|outcome)s? (?:for|in|on|with)|pull(?:s|ed) out|picks? out|picked out|delet(?:es|"
    r"ed)|thr(?:ows|ew|own) "
    r"(?:away|out)|(?:goes|go|went) off|sort(?:s|ed) out|ring(?:s)?|rang|trigger\w*|beeps?|beeped)"
)
"""Verbs that call something positive."""
CATCH = (
    r"(?:catch(?:es)?|caught|detect(?:s|ed|ing)?\b|finds?|found|identif\w*|recogni[sz]\w*|spots?|spotted|discover\w*|"
    r"captur\w*|locat\w*|picks? up|picked up|stops?|stopped)"
)
"""Verbs whose object is what is looked for."""
MISS = (
    r"(?:miss(?:es|ed|ing)?|overlook\w*|fail(?:s|ed|ing)? to \w+|(?:lets?|letting) (?:\S+ ){0,6}?(?:through|pass|slip|"
    r"into the inbox)|(?:get|gets|got|getting|went|go|goes|slip\w*|came|come|comes) (?:past|through|by)|"
    r"(?:end|ends|ended|land\w*|stay\w*|arriv\w*|remain\w*) (?:up )?in the inbox|pass(?:es|ed)?\b|"
    r"undetected|unnoticed|not (?:detected|found|flagged|caught|retrieved|identified|returned|marked|blocked)|"
    r"clear(?:s|ed)|accept(?:s|ed)?|delivered|let through|fall\w* through|escap\w+|"
    r"left alone|kept|left in peace|(?:is|are|was|were) negative (?:for|in|on|with)|negative (?:result|test|"
    r"outcome)s? (?:for|in|on|with))"
)
"""Verbs that let something go."""
WRONGLY = (
    r"(?:wrong\w*|incorrect\w*|mistak\w*|false\w*|erroneous\w*|misclassif\w*|mislabel\w*|misidentif\w*|in error|"
    r"errors?)"
)
RIGHTLY = r"(?:correct\w*|right\w*|justified|confirmed|true (?:for|in)|properly|accurately|successfully)"
FIRM = r"(?:flag\w*|alert\w*|alarms?|retriev\w*|return(?:s|ed)?|block(?:s|ed)?|positives?|raises?|raised)"
"""Verbs that are a verdict by themselves, where to classify or to predict is none before its object."""
TOOL = regex(
    rf"\b(?:{P}|disease|mail|e-?mail|document|search)[- ](?:filters?|detectors?|classifiers?|models?|systems?|"
    r"algorithms?|scanners?|checkers?|screen(?:ing|ings)?|detection(?: \w+)?|engines?|"
    r"tests?(?! (?:positive|negative)))(?!\w)|\b(?:classifiers?|detectors?|predictors?|filters?(?= (?!\d)))\b",
    re.I,
)
"""The classifier itself: a spam filter is no spam."""
NEGATED = regex(r"\bnot (?:detected|found|flagged|caught|retrieved|identified|returned|marked|blocked)", re.I)
BACK = regex(
    r"\b(?:of|among|from|out of) (?:which|whom|them|these|those|the latter|(?:its|the|his|their) "
    r"(?:detections|predictions|alarms|alerts))\b|\bthe latter\b",
    re.I,
)
"""Words that point back at a group."""
OVERALL = regex(r"\b(?:in total|overall|altogether|in all|in the (?:data\w*|test set|set|corpus|inbox))\b", re.I)
THINGS = (
    r"(?:e-?mails?|mails?|messages?|samples?|examples?|images?|pictures?|photos?|patients?|people|persons?|documents?|"
    r"instances?|transactions?|cases?|items?|tests?|records?|data ?points?|observations?|users?|customers?|pages?|"
    r"articles?|parts?|products?|women|men|adults|students|individuals|subjects?|applicants?|logins?|packets?|"
    r"connections?|comments?|posts?|tweets?|reviews?|files?|results?|predictions?|objects?|animals?|scans?|x-rays?|"
    r"claims?|loans?|essays?|apples?|mushrooms?|alarms?|alerts?|times|admissions?|customers|deliver(?:y|ies)|"
    r"pieces|units|machines?|calls?|candidates?|in total|total|"
    r"altogether|cards?|orders?|chips?|tumou?rs?)"
)
"""What examples are called."""
_AS = (
    rf"(?:(?:{CALL}|{CATCH}|misclassif\w*|mislabel\w*|mistaken|mistook|passed)\b(?:\W+\w+){{0,5}}?\W+"
    r"(?:as|for|to be|to have|having|to)[^\w\x00]+(?:being |an? |the |will )?|predict(?:s|ed)?\W+(?:to be |as |an? )?|"
    r"(?:sends?|sent|moves?|moved|puts?|goes|go|went)\b(?:\W+\w+){0,6}?\W+(?:to|in|into)\W+(?:the )?|"
    r"(?:test(?:s|ed|ing)?|came back|come back|comes back|comes out|came out|turn(?:s|ed) out)\W+(?:as )?|"
    rf"diagnosed with\W+|(?:{CALL})\W+\x00\W+(?:of (?:them|these|those)\W+)?(?=\w+\W*$))"
)


def called_as(positive: str, negative: str) -> re.Pattern[str]:
    """A verdict with its object: "flagged as spam", "tests negative"."""
    return re.compile(rf"\b{_AS}(?:(?P<no>{negative})|(?P<yes>{positive}))(?![\w-])", re.I)


def called_for(positive: str) -> re.Pattern[str]:
    """A verdict before its examples: "predicts cancer for"."""
    return re.compile(
        rf"\b(?:predicts?|predicted|says?|diagnos\w+)\W+(?P<no>no |not )?(?:an? )?(?:{positive}|disease)\W+"
        r"(?:for|in|on)\b",
        re.I,
    )


RESULT = regex(r"\b(positive|negative) (?:tests?|results?|predictions?)\b", re.I)
