"""Ids of entries survive edits; a later reading says what changed."""

from ingest import Notes, changes, read_text

FIRST = """\
### Q1

### Q2: What is a learning rate?

The size of a step.

### Q3: What is a batch?

Rows that one step sees.

### Q4: What is an epoch?

One pass over all rows.
"""


def ids(notes: Notes) -> dict[str, str]:
    return {entry.question: entry.id for entry in notes.entries}


def test_ids_stay_when_questions_are_added_and_filled_in() -> None:
    before = read_text(FIRST)
    text = (
        FIRST.replace("### Q1\n", "### Q1: What is a loss?\n\nA number.\n")
        + "\n### Q5: What is decay?\n\nSmaller steps.\n"
    )
    after = read_text(text, previous=before.entries)
    assert all(ids(after)[question] == name for question, name in ids(before).items() if question != "Q1")
    found = changes(after.entries, before.entries)
    assert [entry.question for entry in found.added] == ["What is a loss?", "What is decay?"]
    assert [entry.question for entry in found.removed] == ["Q1"]
    assert found.changed == found.moved == ()
    assert len(found.unchanged) == 3


def test_a_reworded_question_keeps_its_id_and_counts_as_changed() -> None:
    before = read_text(FIRST)
    after = read_text(FIRST.replace("What is a learning rate?", "What is the learning rate?"), previous=before.entries)
    assert ids(after)["What is the learning rate?"] == ids(before)["What is a learning rate?"]
    found = changes(after.entries, before.entries)
    assert [entry.question for entry in found.changed] == ["What is the learning rate?"]
    assert found.added == found.removed == ()


def test_a_changed_answer_keeps_the_id_even_without_the_last_reading() -> None:
    before, after = read_text(FIRST), read_text(FIRST.replace("One pass", "A single pass"))
    assert ids(after) == ids(before)
    assert [entry.question for entry in changes(after.entries, before.entries).changed] == ["What is an epoch?"]


def test_an_entry_that_moved_is_told_from_those_that_stayed() -> None:
    before = read_text(FIRST)
    head, _, rest = FIRST.partition("### Q2")
    second, _, rest = rest.partition("### Q3")
    after = read_text(head + "### Q3" + rest + "\n### Q2" + second, previous=before.entries)
    assert ids(after) == ids(before)
    assert [entry.question for entry in changes(after.entries, before.entries).moved] == ["What is a learning rate?"]


def same_questions(*outputs: str) -> str:
    return "\n".join(
        f"### {n}. What's the output?\n\n```py\nprint({out})\n```\n\n**Answer:** {out}\n"
        for n, out in enumerate(outputs, 1)
    )


def test_equal_questions_are_told_apart_by_their_code_not_by_their_order() -> None:
    before = read_text(same_questions("1", "2", "3"))
    after = read_text(same_questions("3", "1", "7", "2"), previous=before.entries)
    assert len({entry.id for entry in after.entries}) == 4
    by_code = {entry.context: entry.id for entry in after.entries}
    assert all(by_code[entry.context] == entry.id for entry in before.entries)


def test_complete_doubles_have_ids_of_their_own() -> None:
    text = "## What is x?\n\nA letter.\n\n## What is x?\n\nA letter.\n"
    assert len({entry.id for entry in read_text(text).entries}) == 2


def test_a_different_question_does_not_inherit_an_id() -> None:
    before = read_text("## What is a stack?\n\nLast in, first out.\n\n## What is a set?\n\nNo doubles.\n")
    after = read_text(
        "## How is gold mined?\n\nWith water.\n\n## What is a set?\n\nNo doubles.\n", previous=before.entries
    )
    assert after.entries[0].id not in {entry.id for entry in before.entries}
