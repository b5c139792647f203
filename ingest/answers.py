"""Questions -> the lines of their answers: where an answer begins, where it ends, and whether it is one."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.cleaning import Cleaned
from ingest.labels import Mark
from ingest.wording import (
    ANSWER_LABEL,
    answer_label,
    bare_words,
    has_question_mark,
    is_answer_label,
    is_contents,
    is_placeholder,
    is_structure,
    key,
)

_BACK = re.compile(
    r"^\W*(?:back to (?:the )?(?:top|contents?|toc|index|table of contents|"
    r"questions?)|(?:go |return |jump )?(?:to )?top|up|⬆.*|home|"
    r"table of contents|наверх|к содержанию|回到?顶部|返回(?:顶部|目录)|回目录|"
    r"volver(?: arriba| al inicio)?|nach oben|voltar ao topo)\W*$",
    re.IGNORECASE,
)
_LINK_LINE = re.compile(
    r"^\W*(?:<[^>]+>\W*)*\[(?P<text>[^\]]*(?:\]\([^)]*\))?[^\]]*)\]\((?P<to>[^)]*)\)\W*(?:<[^>]+>\W*)*$"
)
_MARKUP = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*(?:</?[a-zA-Z][^>]*>\s*)+$|^\s*[:*_~\-–—=#>|\s]*$")
_RESOURCES = re.compile(
    r"^\W*(?:useful |additional |further |more )?"
    r"(?:resources?|references?|links?|sources?|reading|see also|read more)\W*$",
    re.I,
)
_BARE_LABEL = re.compile(r"^[\W_]*(?:questions?|problem|task)[\W_]*$", re.IGNORECASE)
"""A label for the question's words, under a heading that only counts it."""
_KEY = re.compile(r"^\W*(?:(?:(?:answers?|solutions?) )?key|answers|solutions)\W*$", re.IGNORECASE)
"""A heading after the last question under which the answers of all of them are listed."""
BELOW_HEADINGS = 7
"""The level of a bold line that stands for a heading."""
MOST_WORDS = 60
"""Words of the introduction of a topic that are not taken for an answer."""


@dataclass(frozen=True, slots=True)
class Body:
    """The answer of one question; lines count from 0, `end` is one past the last."""

    mark: Mark
    topic: tuple[str, ...]
    start: int
    end: int
    context_end: int
    """Lines from `start` to here belong to the question: code, options."""
    answered: bool


def bodies(questions: Sequence[Mark], found: Sequence[Mark], notes: Cleaned) -> list[Body]:
    """One body for each question, in order."""
    questions = _with_words(questions, notes)
    heads = _headings(questions, found, notes)
    topics = _topic_lines(questions, heads, notes)
    spans = _spans(questions, topics, notes)
    announced = _announced(questions, spans, notes)
    stack: list[tuple[int, str]] = []
    result, waiting = [], deque(head for head in heads if head.line in topics)
    for mark, (start, end) in zip(questions, spans, strict=True):
        while waiting and waiting[0].line < mark.line:
            head = waiting.popleft()
            stack = [one for one in stack if one[0] < head.level]
            if not is_contents(head.text):
                stack.append((head.level, head.title or head.text))
        result.append(_body(mark, tuple(text for _, text in stack), start, end, announced, notes))
    return result


def _with_words(questions: Sequence[Mark], notes: Cleaned) -> list[Mark]:
    """The questions, those that are a bare label ("Question 3") with the asking line under it as their words."""
    stops = [*(mark.line for mark in questions[1:]), *([len(notes.lines)] if questions else [])]
    return [_worded(mark, stop, notes) for mark, stop in zip(questions, stops, strict=True)]


def _worded(mark: Mark, stop: int, notes: Cleaned) -> Mark:
    if mark.text.strip(" *_`~") or mark.label != "Q":
        return mark
    said = (at for at in range(mark.last + 1, stop) if notes.lines[at].strip())
    first = next((at for at in said if not _BARE_LABEL.match(notes.lines[at])), None)
    if first is None or notes.code[first] or answer_label(notes.lines, first):
        return mark
    words = re.sub(r"^[\s>]+", "", notes.lines[first]).strip()
    if has_question_mark(words) or _announcement(first + 1, stop, notes) is not None:
        return replace(mark, text=words, last=first)
    return mark


def _headings(questions: Sequence[Mark], found: Sequence[Mark], notes: Cleaned) -> list[Mark]:
    """The headings that are no questions, and bold lines where those may stand for headings."""
    lines = {mark.line for mark in questions}
    loose = sum(mark.kind in {"item", "summary", "line", "card"} for mark in questions) * 2 > len(questions)
    return [
        mark if mark.kind == "heading" else replace(mark, level=BELOW_HEADINGS)
        for mark in found
        if mark.line not in lines and (mark.kind == "heading" or (loose and mark.kind == "bold" and mark.level == 0))
    ]


def _topic_lines(questions: Sequence[Mark], heads: Sequence[Mark], notes: Cleaned) -> set[int]:
    """Lines of the headings that stand above questions, not inside an answer."""
    if not questions:
        return set()
    own = [mark.level for mark in questions if mark.kind == "heading"]
    level = max(set(own), key=own.count) if len(own) * 2 > len(questions) else 99
    inside = _repeated(questions, heads)
    plain = not any(mark.label for mark in questions)
    asked, others = [mark.line for mark in questions], {one.line for one in heads}
    direct = {head.line: _is_directly_above(head, others, asked, notes) for head in heads}
    topics = {h.line for h in heads if h.line < questions[0].line and (h.level < BELOW_HEADINGS or direct[h.line])}
    usual = Counter(head.level for head in heads if direct[head.line] and head.line > questions[0].line)
    for head in heads:
        if head.line > questions[-1].line and questions[-1].kind in {"item", "line"} and _KEY.match(head.text):
            topics.add(head.line)
        if head.line in topics or key(head.text) in inside or _in_details(head.line, notes, asked):
            continue
        last = head.line > questions[-1].line
        same = head.level <= level and last and (_is_end(head.text) or (plain and is_structure(head.text)))
        higher = head.level < min(level, BELOW_HEADINGS) and usual[head.level] + last > 0 and is_structure(head.text)
        usually = head.level < min(level, BELOW_HEADINGS) and usual[head.level] > 0
        brief = _words_until_question(head, asked, notes) <= MOST_WORDS
        if same or higher or (direct[head.line] and head.level <= level) or (usually and (last or brief)):
            topics.add(head.line)
    return topics


def _is_end(text: str) -> bool:
    """Headings that close a document and answer nothing."""
    return is_structure(text) and not re.match(
        r"^\W*(?:summary|examples?|notes?|tips|hints?|references?|overview)\W*$", bare_words(text), re.I
    )


def _repeated(questions: Sequence[Mark], heads: Sequence[Mark]) -> set[str]:
    """Headings that come back under many questions are parts of answers."""
    lines = [mark.line for mark in questions]
    under: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    at = 0
    for head in heads:
        while at < len(lines) and lines[at] < head.line:
            at += 1
        name = key(head.text)
        if at and (name, at) not in seen:
            seen.add((name, at))
            under[name] += 1
    labels = {key(head.text) for head in heads if ANSWER_LABEL.match(head.text.strip())}
    return {name for name, count in under.items() if count >= 3} | labels


def _in_details(line: int, notes: Cleaned, lines: Sequence[int]) -> bool:
    """Whether a line lies in an unfolding part that began after the last question before it."""
    before = bisect_right(lines, line)
    start = lines[before - 1] if before else 0
    opened = bisect_right(notes.opened, line) - bisect_left(notes.opened, start)
    return opened > bisect_left(notes.closed, line) - bisect_left(notes.closed, start)


def _following(head: Mark, lines: Sequence[int]) -> int | None:
    """Line of the next question."""
    at = bisect_right(lines, head.line)
    return lines[at] if at < len(lines) else None


def _is_directly_above(head: Mark, others: set[int], lines: Sequence[int], notes: Cleaned) -> bool:
    """Whether nothing but headings stands between a heading and the next question."""
    following = _following(head, lines)
    if following is None:
        return False
    return all(at in others or not _says_something(notes.lines[at]) for at in range(head.last + 1, following))


def _words_until_question(head: Mark, lines: Sequence[int], notes: Cleaned) -> int:
    following = _following(head, lines)
    if following is None:
        return 10**6
    between = notes.lines[head.last + 1 : following]
    if any(re.match(r"^\s*(?:[-*+]|\d+[.)]|\||```|\$\$)", line) for line in between):
        return 10**6
    return sum(len(line.split()) for line in between)


def _says_something(line: str) -> bool:
    return not _MARKUP.match(line) and not _is_back(line)


def _is_back(line: str) -> bool:
    found = _LINK_LINE.match(line)
    words = found["text"] if found else line
    if found and found["to"].startswith("#") and len(bare_words(found["text"]).split()) <= 6:
        return True
    return bool(_BACK.match(re.sub(r"[*_`\[\]]", "", bare_words(words)))) and len(line) < 200


def _spans(questions: Sequence[Mark], topics: set[int], notes: Cleaned) -> list[tuple[int, int]]:
    """First line after each question, and the first line that is no longer its answer."""
    stops = sorted({mark.line for mark in questions} | topics | {len(notes.lines)})
    spans = []
    for mark in questions:
        start = mark.last + 1
        end = stops[bisect_right(stops, mark.line)]
        if mark.kind == "summary":
            end = _details_end(mark, start, end, notes)
        elif mark.kind == "row":
            end = start
        spans.append((start, max(start, end)))
    return spans


def _details_end(mark: Mark, start: int, end: int, notes: Cleaned) -> int:
    """Where the unfolding part of a summary ends, if its answer stands inside."""
    depth = 1
    opened = notes.opened[bisect_right(notes.opened, mark.line) : bisect_left(notes.opened, end)]
    closed = notes.closed[bisect_left(notes.closed, mark.line) : bisect_left(notes.closed, end)]
    events = sorted([(at, 1) for at in opened] + [(at, -1) for at in closed])
    for at, step in events:
        depth += step
        if depth <= 0:
            inside = any(_says_something(line) for line in notes.lines[start : at + 1])
            return at + 1 if inside else end
    return end


def _announced(questions: Sequence[Mark], spans: Sequence[tuple[int, int]], notes: Cleaned) -> bool:
    """Whether most answers are announced ("Answer: B") as one, some after code or options of the question."""
    late = announced = 0
    for start, end in spans:
        at = _announcement(start, end, notes)
        announced += at is not None
        late += at is not None and any(_says_something(line) for line in notes.lines[start:at])
    return late > 0 and announced * 2 >= len(questions)


def _announcement(start: int, end: int, notes: Cleaned) -> int | None:
    for at in range(start, end):
        if not notes.code[at] and notes.lines[at].strip() and _announces(notes.lines, at):
            return at
    return None


def _announces(lines: Sequence[str], at: int) -> bool:
    """Whether a line begins with a word for answer, as a label."""
    found = answer_label(lines, at)
    return bool(found and (":" in found["end"] or "：" in found["end"] or is_answer_label(lines[at])))


def _body(mark: Mark, topic: tuple[str, ...], start: int, end: int, announced: bool, notes: Cleaned) -> Body:
    start, end = _trimmed(start, end, notes)
    context = start
    if announced and (at := _announcement(start, end, notes)) is not None:
        context = at
    answered = bool(mark.rest) and not is_placeholder(mark.rest) or _is_answer(context, end, notes)
    return Body(mark, topic, start, end, context, answered)


def _trimmed(start: int, end: int, notes: Cleaned) -> tuple[int, int]:
    """Without blank lines, rules and ways back at both ends."""
    while end > start and not notes.code[end - 1] and not _says_something(notes.lines[end - 1]):
        end -= 1
    while start < end and not notes.code[start] and not _says_something(notes.lines[start]):
        start += 1
    return start, end


def _is_answer(start: int, end: int, notes: Cleaned) -> bool:
    """Whether lines answer: not blank, not a placeholder with or without links after it."""
    said = [notes.lines[at] for at in range(start, end) if notes.code[at] or _says_something(notes.lines[at])]
    if said and _announces(said, 0) and (found := answer_label(said, 0)):
        said = [found["rest"], *said[1:]] if found["rest"].strip() else said[1:]
    if not said:
        return False
    if not is_placeholder(re.sub(r"^\s*(?:[-*+]|\d+[.)]|>|#{1,6})\s+", "", said[0])):
        return True
    return not all(_RESOURCES.match(line) or _is_only_link(line) or is_placeholder(line) for line in said[1:])


def _is_only_link(line: str) -> bool:
    return bool(re.match(r"^\W*(?:\[.*\]\([^)]*\)|<?https?://\S+>?)\W*$", line))
