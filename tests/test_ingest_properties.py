"""Whatever the input: our own error or notes, and no line of an answer outside its points."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import BadNotes, Entry, Notes, read_text, split_points

MARKS = [
    "# ", "## ", "### Q1: ", "### 2. ", "#### ", "1. ", "2) ", "- ", "* ", "  - ", "> ", "    ", "\t", "|", "| a | b |",
    "|---|---|", "---", "***", "===", "```", "```py", "~~~", "**", "__", "*", "_", "`", "$", "$$", "\\(", "\\)", "\\[",
    "\\]", "$x_1$", "[a](b)", "[a]: b", "![i](s)", "<b>", "</b>", "<br>", "<details>", "</details>", "<summary>",
    "</summary>", "<!--", "-->", "<h3>", "</h3>", "Q: ", "A: ", "**Q:** ", "Answer:", "What is it?", "Why? Because.",
    " :: ", "?", "TODO", "~~gone~~", "word", "Two words.", "e.g. this", "模型？", "¿Qué?", "👶", "\n", "\n\n", "\r\n",
    " ",
]  # fmt: skip
notes = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
many = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
MARKUP = re.compile(
    r"^\s*(?:>\s*)*\[[^\]]+\]:|^\s*(?:\d+[.)])?[\W_]*$|^\s*(?:(?:[-*+>]|\d+[.)])\s+)*(?:```|~~~)|<!--|-->|^[\s#]*</?[a-zA-Z][^>]*>\s*$"
)


def read(text: str) -> Notes | None:
    try:
        return read_text(text)
    except BadNotes:
        return None


def uncovered(lines: list[str], first: int, spans: list[tuple[int, int]]) -> list[str]:
    known = {at for a, b in spans for at in range(a, b + 1)}
    return [line for at, line in enumerate(lines, first) if at not in known and not MARKUP.search(TAG.sub("", line))]


@many
@given(notes)
def test_any_text_gives_notes_or_our_own_error(text: str) -> None:
    found = read(text)
    if found is not None:
        ids = [entry.id for entry in found.entries] + [point.id for point in found.points]
        assert len(ids) == len(set(ids))
        last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert all(1 <= one.line <= one.end_line <= last for one in (*found.entries, *found.points))


@many
@given(notes)
def test_every_line_of_an_answer_that_says_something_lies_in_a_point(text: str) -> None:
    points = split_points(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lost = uncovered(lines, 1, [(point.line, point.end_line) for point in points])
    headings = " ".join(part for point in points for part in point.heading)
    said = [line for line in lost if not all(word in headings for word in re.findall(r"\w+", line))]
    assert not [line for line in said if "|" not in line]  # the names of columns are in the cells' texts


@many
@given(notes)
def test_points_of_entries_lie_inside_their_entries(text: str) -> None:
    found = read(text)
    entries: dict[str, Entry] = {entry.id: entry for entry in found.entries} if found else {}
    for point in found.points if found else ():
        if point.entry_id:
            entry = entries[point.entry_id]
            assert entry.line <= point.line <= point.end_line <= entry.end_line


@many
@given(notes)
def test_answered_entries_have_points_and_unanswered_ones_have_none(text: str) -> None:
    found = read(text)
    owners = {point.entry_id for point in found.points} if found else set()
    for entry in found.entries if found else ():
        assert entry.answered or entry.id not in owners


@many
@given(notes)
def test_a_second_reading_keeps_every_id(text: str) -> None:
    found = read(text)
    if found is not None:
        assert read_text(text, previous=found.entries).entries == found.entries


@many
@given(
    st.sampled_from(["$a_1 = b. C$", "`a. B`", "[one. Two](x)", "$$x. Y$$", "\\(u_1. V\\)"]),
    st.sampled_from(["Then ", "It holds: ", ""]),
)
def test_no_point_is_cut_inside_a_formula_code_or_link(piece: str, before: str) -> None:
    points = split_points(f"{before}{piece} ends here. Next sentence.")
    assert len(points) == 2
    assert points[1].text == "Next sentence."
