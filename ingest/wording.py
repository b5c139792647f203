"""Words that tell a question from a topic, an answer from a placeholder; several languages.

Every list here is evidence, never proof: `conventions.py` weighs it over the whole document.
"""

import re
import unicodedata
from collections.abc import Sequence

ASKING = (
    r"what(?:['’]?s|['’]re)?|why|how(?:['’]s)?|when|where|which|who(?:se|m)?|is|are|am|was|were|can|could|do|does|did|"
    r"should|would|will|shall|may|has|have|had|if|suppose|assume|given|imagine|"
    r"explain|describe|define|discuss|compare|contrast|list|name|give|tell|write|implement|calculate|compute|derive|"
    r"prove|show|find|design|state|differentiate|distinguish|outline|mention|identify|demonstrate|illustrate|"
    r"elaborate|enumerate|summari[sz]e|walk|difference|differences|talk|provide|suggest|create|in what|in which|"
    r"for what|to what|at what|on what|under what|with what|from what|"
    r"what is|pros and cons|advantages|types of|"
    r"qu[eé]|c[oó]mo|cu[aá]l(?:es)?|por qu[eé]|cu[aá]ndo|d[oó]nde|qui[eé]n|explique|explica|describa|describe|defina|"
    r"o que|qual|quais|como|quando|onde|por que|porque|explique|descreva|"
    r"qu['’]est|quel(?:le)?s?|comment|pourquoi|quand|où|qui|expliquez|décrivez|"
    r"was|wie|warum|wann|wo|wer|welche[rsnm]?|wozu|wieso|erkläre|erklären|beschreibe|nenne|"
    r"cosa|che|perch[eé]|quale|quali|spiega|descrivi|"
    r"что|как(?:ой|ая|ое|ие|ов|ова|им|их)?|почему|зачем|когда|где|кто|чем|чему|сколько|для чего|в ч[её]м|опишите|"
    r"объясните|расскажите|перечислите|назовите|дайте|приведите|що|як(?:ий|а|е|і)?|чому|навіщо|"
    r"apa|bagaimana|mengapa|jelaskan|nedir|nasıl|neden|jak|co|czym|dlaczego|wat|hoe|waarom"
)
_ASKS = re.compile(rf"^\W*(?:{ASKING})(?!\w)", re.IGNORECASE)
_WIDE = re.compile(
    r"什么|什麼|如何|为什么|為什麼|怎么|怎麼|怎样|哪些|哪个|区别|區別|吗|嗎|是否|请|請|简述|說明|介绍|谈谈|描述|"
    r"とは|なぜ|どう|ですか|ますか|説明|違い|何|무엇|왜|어떻게|인가|나요|설명|차이"
)
_TELLS = re.compile(
    r"^\W*(?:(?:if|when|while)\b.*,|"
    r"(?:how|what|why|when|where|who|which)\s+(?:it|this|that|these|those|we|you|they|the|a|an|your|our|its)\b)",
    re.IGNORECASE,
)
"""Words that begin like a question and, without a question mark, tell: "How it works", "If the disk is full, ..."."""
_SURE = re.compile(
    r"^\W*(?:what|why|how|explain|describe|define|discuss|compare|contrast|differentiate|distinguish|"
    r"differences? between|объясните|опишите|расскажите)(?!\w)",
    re.IGNORECASE,
)
_QUESTION_END = re.compile(r"[?？؟;]?[?？؟][\s\"'”’)\]*_`.!：:,]*$")
_STRUCTURE = re.compile(
    r"^\W*(?:the )?(?:table of )?contents?\W*$|^\W*(?:toc|index|agenda|overview|introduction|intro|preface|"
    r"foreword|about|"
    r"references?|resources?|useful (?:links|resources)|further reading|additional (?:resources|reading)|bibliography|"
    r"links?|sources?|see also|credits?|acknowledge?ments?|conclusions?|summary|final (?:thoughts|words|notes)|"
    r"licen[cs]es?|copyright|contribut(?:e|ing|ions?|ors?)|how to (?:contribute|use.*)|support|sponsors?|"
    r"authors?|disclaimer|"
    r"change ?log|installation|install|usage|getting started|quick ?start|requirements|prerequisites|setup|features|"
    r"roadmap|todo|faqs?|frequently asked questions|(?:interview )?questions?(?: (?:and|&) answers?)?|answers?|notes?|"
    r"other answers|hints?|tips|examples?|star history|translations?|languages?|community|contact|feedback|"
    r"оглавление|содержание|ссылки|лицензия|目录|目錄|目次|参考|參考|contenido|índice|inhalt|sommaire)\W*$",
    re.IGNORECASE,
)
_TOC = re.compile(
    r"^\W*(?:(?:the )?table of contents?|contents?|toc|index|list of questions|questions? (?:list|index)|"
    r"оглавление|содержание|目录|目錄|目次|contenido|índice|tabla de contenidos|inhaltsverzeichnis|inhalt|sommaire|"
    r"table des matières|sumário|indice)\W*$",
    re.IGNORECASE,
)
_FAQ = re.compile(
    r"^\W*(?:faqs?|frequently asked questions|common questions|questions (?:and|&) answers|q ?& ?a|"
    r"preguntas frecuentes|"
    r"häufige fragen|foire aux questions|часто задаваемые вопросы|常见问题|よくある質問)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:(?:your )?answers?(?: (?:here|goes here|to be added|needed|pending|coming soon|missing))?|"
    r"(?:write|add|put|insert|type|fill in|enter) (?:(?:your|an|the) )?answers?(?: here)?|"
    r"to be (?:completed|added|done|written|filled(?: in)?|answered|continued|updated|determined|announced)|"
    r"t\.?b\.?[dacw]\.?|to ?do(?: later)?|wip|work in progress|n/?a|none|coming soon|under construction|"
    r"no answers?(?: yet| available| given)?|not (?:yet )?answered(?: yet)?|unanswered|needs? (?:an )?answers?|"
    r"pending|placeholder|in progress|solution|"
    r"ответ(?:а нет)?|нет ответа|дополнить|待补充|待補充|待完善|待续|待續|答案|略|暂无|未完成|回答|"
    r"por completar|pendiente|"
    r"respuesta|antwort|réponse|à compléter|a compléter|resposta|risposta)?\W*$",
    re.IGNORECASE,
)
_ANSWER_WORDS = (
    r"answers?|ans|solutions?|sol|ответ|відповідь|答案|答|回答|解答|"
    r"respuesta|antwort|réponse|reponse|resposta|risposta|odpowiedź|cevap|jawaban|"
    r"antwoord|svar|odgovor|odpověď|válasz|răspuns|απάντηση|đáp án|trả lời|câu trả lời|정답|답변|答え|解説|คำตอบ|"
    r"الإجابة|الجواب|إجابة|پاسخ|جواب|उत्तर|back(?=[*_`\s]{0,4}:)"
)
ANSWER_LABEL = re.compile(
    r"^(?P<mark>[\s>]*(?:[-*+•]\s+|\d+[.)]\s+)?(?:#{1,6}\s+)?[\W_]*?)"
    rf"(?P<label>(?:(?:show|see|view|reveal|click|expand|toggle|open|check|correct|sample|short|model|possible|the)\s+(?:\w+\s+){{0,4}})?"
    rf"(?:{_ANSWER_WORDS})|A)(?P<number>\s?\.?\s?\d+)?"
    r"(?P<end>[*_`~\s]*(?:[:：.)\-–—]+|$)[*_`~]*)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_QUESTION_WORDS = (
    r"questions?|ques|que|qn|q|вопрос|питання|問題|問|问题|问|質問|"
    r"pregunta|frage|pergunta|domanda|pytanie|soru|pertanyaan|"
    r"vraag|fråga|spørsmål|otázka|kérdés|întrebarea?|ερώτηση|câu hỏi|câu|질문|문제|คำถาม|السؤال|سؤال|سوال|प्रश्न|"
    r"front(?=[*_`\s]{0,4}:)"
)
QUESTION_LABEL = re.compile(
    rf"^(?P<label>{_QUESTION_WORDS}|第(?=\s?\d+\s?[题題问問道]))\s?[-.#№]?\s?(?P<number>\d{{1,4}}(?:\.\d+)*)?(?:\s?[题題问問道])?[*_`~]*\s*"
    rf"(?P<end>[:：.)\]\-–—]+|(?<=\d)(?=\s|$)|$)"
    r"[*_`~]*\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBER = re.compile(
    r"^[*_~\[(#№]*(?P<prefix>[A-Za-z]{0,3}?)(?P<number>\d{1,4})(?P<deeper>(?:\.\d+)*)\s?(?P<end>\\?[.)\]:：、．。*_]+|\s[-–—]\s|\s|$)[*_]*\s*(?P<text>.*)$",
    re.DOTALL,
)
DIFFICULTY = re.compile(
    r"(?:[\s\u200d]{0,4}(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]|:[a-z0-9_+-]{1,40}:|"
    r"[\[(（](?:easy|medium|hard|beginner|intermediate|advanced|basic|expert|junior|middle|senior|difficult)[\])）]|"
    r"`(?:easy|medium|hard|beginner|intermediate|advanced|basic|expert|junior|middle|senior|difficult)`|"
    r"(?:<sup>.*?</sup>)|\{#[^}]*\}|(?<=\s)\*{1,3}(?=\s|$)))+\s*$",
    re.IGNORECASE,
)
_SIGN_NEAR_END = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?\W*\w?\W*$")
_LEADING_SIGNS = re.compile(
    r"^(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\s]|:[a-z0-9_+-]+:\s*|\[[ xX]\]\s+|"
    r"[\[(（](?:easy|medium|hard|beginner|intermediate|advanced|basic|expert|junior|middle|senior)[\])）]\s*)+",
    re.IGNORECASE,
)
_KEYCAP = re.compile(r"^(?P<digits>(?:\d\ufe0f?\u20e3)+)")


def asks(text: str) -> float:
    """How much the words sound like a question: 1 with a question mark at the end, 0 not at all."""
    bare = bare_words(text)
    if not bare or len(bare) > LONGEST_QUESTION:
        return 0.0
    if _QUESTION_END.search(bare) or re.search(r"[?？؟](?:\s*\([^()]{1,60}\)|\s+\w[\w ]{0,30})?\W*$", bare):
        return 1.0
    if "?" in bare or "？" in bare:
        return 0.9
    if _TELLS.match(bare):
        return 0.3
    if _ASKS.match(bare):
        return 0.8 if len(bare.split()) >= (2 if _SURE.match(bare) else 3) else 0.4
    return 0.8 if _WIDE.search(bare) else 0.0


def has_question_mark(text: str) -> bool:
    """Whether it ends as questions end in writing."""
    return len(text) <= 2 * LONGEST_QUESTION and bool(_QUESTION_END.search(bare_words(text)))


LONGEST_QUESTION = 1_200
"""Characters; longer lines are no questions."""
TAIL = 120
"""Characters at the end of a line in which a difficulty sign is looked for."""


def without_difficulty(text: str) -> str:
    """The words without difficulty signs after them."""
    if len(text) > TAIL:
        return text[:-TAIL] + DIFFICULTY.sub("", text[-TAIL:])
    return DIFFICULTY.sub("", text)


def has_difficulty(text: str) -> bool:
    """Whether a difficulty sign stands at the end."""
    return bool(DIFFICULTY.search(text[-TAIL:]) or _SIGN_NEAR_END.search(text[-8:]))


def surely_asks(text: str) -> bool:
    """Whether it has a question mark, or begins with a word that hardly any instruction begins with."""
    return has_question_mark(text) or bool(_SURE.match(bare_words(text)))


def bare_words(text: str) -> str:
    """Without tags, links, emphasis and difficulty signs."""
    text = without_links(re.sub(r"</?[a-zA-Z][^<>]{0,500}>", "", text))
    text = without_difficulty(text)
    text = _LEADING_SIGNS.sub("", text)
    return text.strip().strip("*_~ ").strip()


_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\((?:[^()]|\([^()]{0,200}\)){0,600}\)")
"""Bounded, so that thousands of brackets take no time squared."""


def without_links(text: str) -> str:
    """The words of links and pictures in the place of their addresses; a picture in a link too."""
    return _LINK.sub(r"\1", _LINK.sub(r"\1", text)) if "](" in text else text


def is_structure(text: str) -> bool:
    """Headings that hold a document together: contents, references, licence."""
    return bool(_STRUCTURE.match(bare_words(text)))


def is_contents(text: str) -> bool:
    """The heading of a table of contents."""
    return bool(_TOC.match(bare_words(text)))


def is_faq(text: str) -> bool:
    """The heading of a section that holds questions."""
    return bool(_FAQ.match(bare_words(text)))


def is_placeholder(text: str) -> bool:
    """Words that stand where an answer should be ("Answer here", "TBD")."""
    return bool(_PLACEHOLDER.match(bare_words(text)))


def is_answer_label(text: str) -> bool:
    """Words that only announce an answer ("Answer", "Show solution")."""
    found = ANSWER_LABEL.match(bare_words(text))
    return bool(found and not found["rest"].strip(" *_`") and not is_one_of_many(found))


def is_one_of_many(found: re.Match[str]) -> bool:
    """Whether the label counts parts of an answer ("Solution 2")."""
    return bool(found["number"]) and found["label"].lower() not in {"a", "ans"}


_SECOND = re.compile(r"^[\s>]*(?:[-*+•]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s*)?[*_`(]*[Bb]\s?[*_`]*[.:)]")


def answer_label(lines: Sequence[str], at: int) -> re.Match[str] | None:
    """The label of an answer on a line ("A:", "**Answer:** B"); the first of several options is none."""
    found = ANSWER_LABEL.match(lines[at])
    if found is None or is_one_of_many(found):
        return None
    if found["label"].lower() == "a":
        following = [line for line in lines[at + 1 : at + 8] if line.strip()][:4]
        if found["label"] == "a" or not found["end"].strip() or any(_SECOND.match(line) for line in following):
            return None
    return found


def without_signs(text: str) -> str:
    """A question without anchors, difficulty signs and outer emphasis; code, formulas and inner marks stay."""
    text = re.sub(r"<a\b[^>]*>\s*</a>|<br\s*/?>|</?(?:b|strong|i|em|u|span|font|a|p|div|center|h\d)\b[^>]*>", "", text)
    text = re.sub(r"\s*\[\[[^\[\]]{0,80}\]\]\([^()\s]{0,300}\)", "", text)
    text = re.sub(r"\s*\[(?:[🔗¶#↑⬆🔝\W]*|link|permalink|top)\]\(#[^)]*\)", "", text)
    text = without_links(text)
    previous = None
    while previous != text:
        previous = text
        text = _LEADING_SIGNS.sub("", without_difficulty(text)).strip()
        text = _unwrapped(text)
    return " ".join(text.split()).rstrip(":：").rstrip()


def _unwrapped(text: str) -> str:
    """Without emphasis marks around the whole or around the beginning."""
    for mark in ("***", "**", "__", "*", "_", "~~"):
        if not text.startswith(mark) or len(text) <= 2 * len(mark):
            continue
        end = text.find(mark, len(mark))
        if end == len(text) - len(mark):
            return text[len(mark) : end]
        if end > 0 and mark in {"**", "__", "***"}:
            return text[len(mark) : end] + text[end + len(mark) :]
    if text.rstrip(":").endswith("**") and text.count("**") % 2:
        return text.rstrip(":")[:-2]
    if text.startswith("**") and text.count("**") % 2:
        return text[2:]
    return text


def key(text: str) -> str:
    """The letters and digits of a text, folded, to compare wordings."""
    folded = unicodedata.normalize("NFKC", without_signs(text)).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def keycaps(text: str) -> str:
    """The same with emoji digits as a plain number."""
    found = _KEYCAP.match(text)
    if found is None:
        return text
    return re.sub(r"\D", "", found["digits"]) + "." + text[found.end() :]
