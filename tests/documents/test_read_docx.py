"""DOCX: what a reader of the document sees is in its sentence; what is deleted or hidden is labelled."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_documents import paragraph, run, table, word_document

from tracker.documents.model import BlockKind, Region
from tracker.documents.read import Declared, read
from tracker.errors import ReadError, Unreadable


def blocks_of(content: bytes) -> list[tuple[str, str, str]]:
    reading = read(content, name="release.docx")
    return [(block.kind.value, block.region.value, block.span.of(reading.text)) for block in reading.blocks]


BLOCKS = [
    ("paragraphs", [paragraph("One."), paragraph(""), paragraph("Two.")], [("paragraph", "main", "One."), ("paragraph", "main", "Two.")]),
    ("a word in several runs", [paragraph("AS", "9100", "D")], [("paragraph", "main", "AS9100D")]),
    ("a tracked insertion", [paragraph("holds ", f"<w:ins>{run('ISO 9001:2015')}</w:ins>", ".")], [("paragraph", "main", "holds ISO 9001:2015.")]),
    (
        "a tracked deletion",
        [paragraph("holds ", "<w:del><w:r><w:delText>ISO 9001:2008</w:delText></w:r></w:del>", "nothing.")],
        [("paragraph", "main", "holds nothing."), ("paragraph", "hidden", "ISO 9001:2008")],
    ),
    ("moved words stand where they moved to", [paragraph(f"<w:moveFrom>{run('gone')}</w:moveFrom>", f"<w:moveTo>{run('here')}</w:moveTo>")], [("paragraph", "main", "here"), ("paragraph", "hidden", "gone")]),
    ("hidden runs", [paragraph("a", run("b", properties="<w:rPr><w:vanish/></w:rPr>"), "c")], [("paragraph", "main", "ac"), ("paragraph", "hidden", "b")]),
    ("a run that is set to show", [paragraph(run("b", properties='<w:rPr><w:vanish w:val="0"/></w:rPr>'))], [("paragraph", "main", "b")]),
    ("tabs, breaks and hyphens", [paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")], [("paragraph", "main", "a\tb\nc\u2011d")]),
    ("links", [paragraph("see ", f"<w:hyperlink>{run('orbelline.example')}</w:hyperlink>")], [("paragraph", "main", "see orbelline.example")]),
    ("codes of fields", [paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", "3")], [("paragraph", "main", "3")]),
    ("items", [paragraph("ISO 9001", item=True)], [("item", "main", "ISO 9001")]),
    ("content controls", [f"<w:sdt><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>"], [("paragraph", "main", "x")]),
    (
        "a text box, once",
        [
            paragraph(
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
                f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('boxed')}"
                "</w:txbxContent></mc:Fallback></mc:AlternateContent>",
                "beside",
            )
        ],
        [("paragraph", "main", "beside"), ("paragraph", "main", "boxed")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS])
def test_blocks(body: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert blocks_of(word_document(*body)) == expected


def test_tables_keep_their_rows_and_cells() -> None:
    content = word_document(paragraph("Held:"), table(("Standard", "Edition"), ("ISO 9001", "2015")), paragraph("End."))

    reading = read(content, name="release.docx")

    assert reading.text == "Held:\n\nStandard\tEdition\nISO 9001\t2015\n\nEnd."
    assert {block.region for block in reading.blocks[1:5]} == {Region.TABLE}
    assert {block.kind for block in reading.blocks[1:5]} == {BlockKind.CELL}


def test_headers_footers_and_notes_are_kept_and_labelled() -> None:
    parts = {
        "header1": paragraph("Orbelline Valves"),
        "footer1": paragraph("Confidential until April"),
        "footnotes": f"<w:footnote><w:r><w:separator/></w:r>{paragraph('Registered by a body.')}</w:footnote>",
        "comments": f"<w:comment>{paragraph('Still true?')}</w:comment>",
    }

    assert blocks_of(word_document(paragraph("We hold AS9100D."), parts=parts)) == [
        ("paragraph", "header", "Orbelline Valves"),
        ("paragraph", "main", "We hold AS9100D."),
        ("paragraph", "footer", "Registered by a body."),
        ("paragraph", "aside", "Still true?"),
        ("paragraph", "footer", "Confidential until April"),
    ]


def test_headings_are_found_by_style_in_any_language() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    )
    content = word_document(
        paragraph("One", style="berschrift1"), paragraph("Two", style="Own"), paragraph("Three", style="Standard"), parts={"styles": styles}
    )  # fmt: skip

    assert [kind for kind, _, _ in blocks_of(content)] == ["heading", "heading", "paragraph"]


def test_what_a_document_declares() -> None:
    core = "<dc:title>Orbelline opens</dc:title><dc:creator></dc:creator><dcterms:created>2031-04-02T08:30:00Z</dcterms:created>"

    reading = read(word_document(paragraph("x"), core=core), name="release.docx")

    assert reading.metadata == ((Declared.TITLE, "Orbelline opens"), (Declared.CREATED, "2031-04-02T08:30:00Z"))


def archive(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return packed.getvalue()


def entity_bomb(levels: int) -> str:
    entities = ["<!ENTITY a0 'aaaaaaaaaa'>"]
    entities += [f"<!ENTITY a{level} '" + f"&a{level - 1};" * 10 + "'>" for level in range(1, levels + 1)]
    return f"<!DOCTYPE a [{''.join(entities)}]><a>&a{levels};</a>"


HOSTILE = [
    ("half a file", word_document(paragraph("one " * 400))[:300], Unreadable.DAMAGED),
    ("broken XML", archive(word__document="<w:document>"), Unreadable.DAMAGED),
    ("an entity bomb", archive(word__document=entity_bomb(9)), Unreadable.DAMAGED),
    ("elements without end", archive(word__document="<a>" * 3000 + "</a>" * 3000), Unreadable.DAMAGED),
    ("an archive that unpacks to a flood", archive(word__document="<a>" + " " * (65 * 2**20) + "</a>"), Unreadable.TOO_LARGE),
    ("no words", word_document(paragraph("")), Unreadable.NO_TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("content", "cause"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_documents_end_in_a_cause(content: bytes, cause: Unreadable) -> None:
    with pytest.raises(ReadError) as caught:
        read(content, name="release.docx", media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip

    assert caught.value.cause is cause


def test_a_document_under_another_name_is_known_by_its_parts() -> None:
    assert read(word_document(paragraph("x")), name="download", media_type="application/zip").reader == "docx-1"
