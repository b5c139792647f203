"""PDF notes, read with the real library; the file is written here, byte by byte."""

from pathlib import Path

import pytest

from ingest import BadNotes, read_notes

LINES = ("Q: What is a canary release?", "A: A rollout to a small share of users first.", "Q: What is shadow traffic?")


def pdf(lines: tuple[str, ...]) -> bytes:
    """The smallest PDF of one page with these lines."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def test_questions_and_answers_are_read_out_of_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "notes.pdf"
    file.write_bytes(pdf(LINES))
    first, second = read_notes([file]).entries
    assert (first.question, first.answer) == ("What is a canary release?", "A rollout to a small share of users first.")
    assert (second.question, second.answered) == ("What is shadow traffic?", False)


@pytest.mark.parametrize(("content", "said"), [(b"%PDF-1.4\nnonsense", "cannot be read"), (pdf(()), "holds no text")])
def test_a_pdf_without_text_is_refused_with_a_reason(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "notes.pdf"
    file.write_bytes(content)
    with pytest.raises(BadNotes, match=said):
        read_notes([file])
