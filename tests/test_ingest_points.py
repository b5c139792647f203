"""Answers taken apart into points that read on their own."""

from ingest import read_text, split_points

NOTES = """\
# Notes

### Q1: How does a cache work?

Reads are fast. Writes, e.g. to disk, are slow.

#### Parts

1. **Lookup**:
   - The key is hashed.
   - A miss reads from disk.
2. **Eviction**: The oldest entry goes.

#### Costs

| Kind | Read | Write |
|---|---|---|
| Memory | fast | fast |
| Disk   | slow | slower

The hit rate is:

$$
h = \\frac{hits}{reads}
$$

```python
# no heading. Not two. Points.
cache = {}
```
"""


def texts(markdown: str) -> list[str]:
    return [point.text for point in split_points(markdown)]


def test_points_know_their_lines_headings_and_kinds() -> None:
    points = read_text(NOTES).points
    assert [(point.line, point.end_line, point.kind, point.heading, point.text) for point in points] == [
        (5, 5, "sentence", (), "Reads are fast."),
        (5, 5, "sentence", (), "Writes, e.g. to disk, are slow."),
        (9, 10, "item", ("Parts",), "Lookup: The key is hashed."),
        (11, 11, "item", ("Parts",), "Lookup: A miss reads from disk."),
        (12, 12, "item", ("Parts",), "Eviction: The oldest entry goes."),
        (18, 18, "cell", ("Costs",), "Memory — Read: fast"),
        (18, 18, "cell", ("Costs",), "Memory — Write: fast"),
        (19, 19, "cell", ("Costs",), "Disk — Read: slow"),
        (19, 19, "cell", ("Costs",), "Disk — Write: slower"),
        (21, 25, "formula", ("Costs",), "The hit rate is: $$h = \\frac{hits}{reads}$$"),
        (27, 30, "code", ("Costs",), "# no heading. Not two. Points.\ncache = {}"),
    ]


def test_point_ids_begin_with_their_entry_and_survive_edits_elsewhere() -> None:
    before = read_text(NOTES)
    after = read_text(NOTES.replace("### Q1", "### Q0: What is new?\n\nThis.\n\n### Q1"))
    assert all(point.id.startswith(before.entries[0].id + ":") for point in before.points)
    assert {point.id for point in before.points} <= {point.id for point in after.points}


def test_every_spelling_of_a_formula_becomes_dollars() -> None:
    assert texts("Here \\(x_1\\) and $ y = 2 $ and $z$.") == ["Here $x_1$ and $y = 2$ and $z$."]
    assert texts("\\[\na = b\n\\]") == ["$$a = b$$"]
    assert texts("$\nP = [0.2, 0.5]\n$") == ["$$P = [0.2, 0.5]$$"]
    assert texts("$$e^x$$") == ["$$e^x$$"]


def test_money_and_escaped_brackets_are_no_formulas() -> None:
    assert texts("It costs $5 and $10.") == ["It costs $5 and $10."]
    assert texts("See \\[note\\].") == ["See [note]."]


def test_a_bar_in_a_formula_does_not_cut_the_cell() -> None:
    table = "| Name | Formula |\n|---|---|\n| Bayes | $P(A|B)$ |"
    assert texts(table) == ["Bayes — Formula: $P(A\\vert B)$"]


def test_a_ruler_with_a_missing_column_still_makes_a_table() -> None:
    assert texts("| A | B |\n|---|\n| x | y |") == ["x — B: y"]


def test_a_lead_is_put_before_short_items_only_where_they_need_it() -> None:
    assert texts("It is used to:\n- save time\n- save space") == [
        "It is used to: save time",
        "It is used to: save space",
    ]
    long = "There are several ways to look at this:\n- The first way counts how often every single word occurs."
    assert texts(long) == [
        "There are several ways to look at this:",
        "The first way counts how often every single word occurs.",
    ]


def test_a_heading_that_is_a_formula_is_a_point() -> None:
    point = split_points("#### $y = w x$\n\nA line.")[0]
    assert (point.text, point.kind) == ("$y = w x$", "formula")


def test_a_heading_with_nothing_under_it_is_a_point() -> None:
    assert texts("#### Answer: B") == ["Answer: B"]


def test_no_answer_has_no_points() -> None:
    assert split_points("") == ()
    assert split_points("---\n\n<br>\n") == ()


def test_plain_notes_become_points_under_their_headings() -> None:
    notes = read_text("# Regression\n\nA line is fitted.\n\n## Loss\n\n- Squared errors.\n")
    assert notes.entries == ()
    assert [(point.entry_id, point.heading, point.text) for point in notes.points] == [
        ("", ("Regression",), "A line is fitted."),
        ("", ("Regression", "Loss"), "Squared errors."),
    ]


def test_html_in_an_answer_keeps_its_words() -> None:
    assert texts("<p>One <b>two</b>.</p>\n<div>Three.</div>") == ["One two.", "Three."]
    assert texts("y<sub>i</sub> = x<sup>2</sup>") == ["y_i = x^2"]
