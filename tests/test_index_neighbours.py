from index import Neighbours
from index.neighbours import neighbours
from ingest import Point, PointKind

DETECTING, BIAS, VARIANCE = "Detecting High Bias or High Variance", "Addressing High Bias", "Addressing High Variance"


def point(line: int, text: str, *heading: str, kind: PointKind = "item") -> Point:
    return Point(f"e:{line}:{text}", "e", text, heading, line, line, kind, "notes.md")


NOTES = (
    point(1, "Signs of a bad fit are:", DETECTING, kind="sentence"),
    point(2, "High Bias (Underfitting): Training error is high.", DETECTING),
    point(3, "High Variance (Overfitting): Training error is low.", DETECTING),
    point(5, "Use a more complex model.", BIAS),
    point(6, "Add features.", BIAS),
    point(8, "Add more data.", VARIANCE),
    point(10, "Cost — LIME: Faster", "Comparison", kind="cell"),
    point(10, "Cost — SHAP: Slower", "Comparison", kind="cell"),
    point(11, "Fairness — LIME: Approximate", "Comparison", kind="cell"),
)


def of(place: int) -> Neighbours:
    return neighbours(NOTES[place], NOTES)


def test_a_symptom_brings_the_remedies_of_its_own_name_only() -> None:
    assert of(1).related_headings == ((NOTES[3], NOTES[4]),)
    assert of(2).related_headings == ((NOTES[5],),)


def test_a_list_item_brings_the_sentence_that_introduces_it() -> None:
    assert of(1).lead == (NOTES[0],)
    assert of(4).lead == ()


def test_a_table_cell_brings_the_other_column() -> None:
    assert of(6).same_row == (NOTES[7],)


def test_what_stands_under_the_same_heading_comes_in_document_order() -> None:
    assert of(7).same_heading == (NOTES[6], NOTES[8])


def test_a_point_without_heading_or_label_is_related_to_nothing() -> None:
    alone = point(1, "Dropout helps", kind="sentence")
    assert neighbours(alone, (alone, *NOTES)).related_headings == ()
