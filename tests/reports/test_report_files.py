"""PDF and Word documents: what they hold, that they hold nothing from elsewhere, and that a stranger reads the same."""

from __future__ import annotations

import io
import re
import struct
import sys
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from docx_revisions import RevisionDocument  # type: ignore[import-untyped]
from extremes import HOSTILE, hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import AT, newsroom, quillon, release, section_change, tarn_valley

from tracker.claims.registry import load
from tracker.errors import UsageError
from tracker.history import Change, WatchHistory
from tracker.reports import change_page
from tracker.reports.exports import pdf_file, word_file
from tracker.reports.exports.forms import Form, Order, export
from tracker.reports.pages import ChangePage
from tracker.reports.period import Period

BOOK = load()


def order(*histories: WatchHistory, **other: object) -> Order:
    made = Order(histories=histories, at=AT, registry=BOOK, body=lambda _: b"")
    return replace(made, **other)  # type: ignore[arg-type]


def text_of(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def inflated(body: bytes) -> bytes:
    """Every compressed stream of a PDF, as it was before."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    return b"\n".join(zlib.decompress(one) for one in found if one[:1] == b"\x78")


PAPERS = [
    ("the first page", order(*newsroom()), ["What needs attention", "IPC QML is no longer named."]),
    ("an organisation", order(quillon()), ["Claims over time", "IPC QML"]),
    ("a change", order(quillon(), change=date(2018, 2, 20)), ["IPC QML is no longer named.", "Evidence", "sha256sum"]),
    (
        "a period",
        order(*newsroom(), period=Period(first=date(2018, 1, 1), last=date(2018, 12, 31))),
        ["2018-01-01 to 2018-12-31", "Sallow Bay Avionics"],
    ),
]


@pytest.mark.parametrize(("_", "asked", "expected"), PAPERS, ids=[row[0] for row in PAPERS])
def test_a_pdf_says_what_the_page_says_and_is_tagged(_: str, asked: Order, expected: list[str]) -> None:
    body = export(Form.PDF, asked)
    text = " ".join(text_of(body).split())
    assert [said for said in expected if said not in text] == []
    assert "Skip to the text" not in text
    document = pypdfium2.PdfDocument(body)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    assert b"pdfuaid" in inflated(body)
    assert document.get_metadata_dict()["Title"]


def test_a_pdf_made_twice_is_the_same_bytes() -> None:
    assert export(Form.PDF, order(tarn_valley())) == export(Form.PDF, order(tarn_valley()))


def test_a_pdf_of_hostile_words_shows_them_as_text() -> None:
    text = text_of(export(Form.PDF, order(hostile(), change=date(2018, 2, 20))))
    assert "alert(1)" in text
    assert "\u202e" not in text


def picture(path: Path) -> str:
    """A PNG of one pixel, and its address."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path.as_uri()


def test_nothing_is_fetched_while_a_pdf_is_made(tmp_path: Path) -> None:
    page = f'<html lang="en"><title>t</title><img alt="a" src="{picture(tmp_path / "a.png")}"><p>text</p></html>'
    document = pypdfium2.PdfDocument(pdf_file.pdf(page.encode()))
    assert not list(document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


@pytest.mark.parametrize(("form", "package"), [(Form.PDF, "weasyprint"), (Form.DOCX, "docx")])
def test_a_package_that_is_missing_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, form: Form, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError) as raised:
        export(form, order(quillon()))
    assert "pip install 'boilerplate-tracker[" in raised.value.hint
    assert "\n" not in raised.value.message


# ------------------------------------------------------------------ tracked changes


def page_of(history: WatchHistory, number: int) -> ChangePage:
    page = change_page.build(history, history.changes[number], at=AT, book=BOOK)
    assert page is not None
    return page


def between(before: str, after: str) -> ChangePage:
    """The page of a change between two wordings of an About section."""
    one, two = (release("Quillon", on, text) for on, text in ((date(2020, 1, 2), before), (date(2021, 3, 4), after)))
    change = Change(id="c", before=one.sha256, after=two.sha256, sections=(section_change(one, two),), findings=())
    history = WatchHistory(id="quillon", name="Quillon", at=AT, releases=(one, two), changes=(change,))
    return page_of(history, 0)


def read_back(body: bytes, *, accept: bool) -> str:
    """The text below the last heading, with all changes accepted or rejected by a reader that is not ours."""
    revised = RevisionDocument(io.BytesIO(body))
    (revised.accept_all if accept else revised.reject_all)()
    made = io.BytesIO()
    revised.save(made)
    paragraphs = docx.Document(io.BytesIO(made.getvalue())).paragraphs
    headings = [at for at, one in enumerate(paragraphs) if one.style and str(one.style.name).startswith("Heading")]
    return "\n".join(one.text for one in paragraphs[headings[-1] + 1 :])


TEXTS = [
    ("a word", "It holds ISO 9001:2008.", "It holds ISO 9001:2015."),
    ("typography", "It's “new” - and quiet.", "It’s “new” – and quiet."),
    ("two paragraphs become three", "One.\nTwo.", "One.\nAnd a half.\nTwo."),
    ("a paragraph goes", "One.\n\nTwo.\n\nThree.", "One.\n\nThree."),
    ("tabs and no words in common", "a\tb", "c\td e"),
    ("all goes", "It holds ISO 9001:2008.", ""),
    ("from right to left", "The sign says שלום today.", "The sign says שלום עליכם today."),
]


@pytest.mark.parametrize(("_", "before", "after"), TEXTS, ids=[row[0] for row in TEXTS])
def test_accepting_gives_the_later_text_and_rejecting_the_earlier(_: str, before: str, after: str) -> None:
    body = word_file.changes([between(before, after)])
    assert read_back(body, accept=True) == after
    assert read_back(body, accept=False) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(*[st.text(st.sampled_from("ab ,.\n“\"'–-"), min_size=1, max_size=30)] * 2)
def test_no_text_is_lost_between_our_marks_and_words(before: str, after: str) -> None:
    body = word_file.changes([between(before, after)])
    assert read_back(body, accept=True) == after
    assert read_back(body, accept=False) == before


def test_a_tracked_change_has_its_author_and_day() -> None:
    found = RevisionDocument(io.BytesIO(word_file.changes([between("It’s a b.", "It's a c.")]))).track_changes
    assert {(one.author, one.date.date().isoformat()) for one in found} == {
        ("Quillon", "2021-03-04"),
        ("Quillon (typography)", "2021-03-04"),
    }


def test_a_word_document_made_twice_is_the_same_bytes() -> None:
    assert word_file.changes([page_of(quillon(), 1)]) == word_file.changes([page_of(quillon(), 1)])


def test_a_word_document_of_hostile_words_opens_and_shows_them_as_text() -> None:
    document = docx.Document(io.BytesIO(word_file.changes([page_of(hostile(), 1), page_of(hostile(), 2)])))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "<script>alert(1)</script>" in text
    assert "⟨U+202E⟩" in text
    assert HOSTILE not in text


def test_a_word_document_says_what_was_found() -> None:
    document = docx.Document(io.BytesIO(export(Form.DOCX, order(quillon(), change=date(2018, 2, 20)))))
    text = "\n".join(one.text for one in document.paragraphs)
    assert text.startswith("Quillon Interconnect: 2016-10-11 → 2018-02-20")
    assert "Check: IPC QML is no longer named." in text
    assert quillon().releases[2].sha256 in text


# ------------------------------------------------------------------ which changes


CHOSEN = [
    ("the newest that says something", order(quillon()), ["2020-09-15"]),
    ("one of each organisation", order(*newsroom()), ["2020-09-15", "2020-09-15"]),
    ("those of a period", order(quillon(), period=Period(last=date(2018, 12, 31))), ["2018-02-20", "2016-10-11"]),
    ("that of a day", order(quillon(), change=date(2018, 2, 20)), ["2018-02-20"]),
]


@pytest.mark.parametrize(("_", "asked", "days"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_the_changes_that_are_asked_for_are_written(_: str, asked: Order, days: list[str]) -> None:
    lines = export(Form.MARKDOWN, asked).decode().splitlines()
    assert [line.split(": ")[1][:10] for line in lines if line.startswith("- After:")] == days


REFUSED = [
    ("a bundle of several", Form.BUNDLE, order(*newsroom())),
    ("a change on a quiet day", Form.MARKDOWN, order(quillon(), change=date(2018, 2, 21))),
    ("the changes of one that has none", Form.DOCX, order(tarn_valley())),
]


@pytest.mark.parametrize(("_", "form", "asked"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_written_is_refused_with_a_hint(_: str, form: Form, asked: Order) -> None:
    with pytest.raises(UsageError) as raised:
        export(form, asked)
    assert raised.value.hint
