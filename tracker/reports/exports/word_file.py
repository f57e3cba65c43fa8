"""Changes as a Word document with tracked changes (ECMA-376, w:ins and w:del).

Accept all gives the later text, reject all the earlier one; what no Word document can hold is named in its place.
python-docx packs the file; the marks are our own edits, so that the document and the pages never disagree.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import UsageError
from tracker.reports import sentences, texts
from tracker.reports.marked import AFTER, Mark, Piece
from tracker.reports.pages import ChangePage, FindingLine, SectionView
from tracker.reports.visible import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

#: What a property of a Word document may hold, characters.
_LONGEST = 255
_STAMP = (1980, 1, 1, 0, 0, 0)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = {"\n": "w:br", "\t": "w:tab"}
_TYPOGRAPHIC = frozenset({Mark.TYPOGRAPHIC_BEFORE, Mark.TYPOGRAPHIC_AFTER})


def changes(pages: Sequence[ChangePage]) -> bytes:
    """The document of some changes, in the order given: for each its findings, then its text with tracked changes.

    Raises:
        UsageError: python-docx is not installed; the hint says what to install.
    """
    document = _document()
    writer = _Writer(document)
    for number, page in enumerate(pages):
        writer.change(page, apart=number > 0)
    properties = document.core_properties
    properties.title = "; ".join(_title(page) for page in pages[:3])[:_LONGEST]
    properties.author = texts.find("ui.product")
    made = io.BytesIO()
    document.save(made)
    return _stamped(made.getvalue())


def _document() -> Document:
    try:
        import docx  # noqa: PLC0415  an extra
    except ImportError as error:
        raise UsageError(
            f"Word documents are written with python-docx, which is not installed here: {error}.",
            hint="Install it with: pip install 'boilerplate-tracker[docx]'.",
        ) from error
    return docx.Document()


def _title(page: ChangePage) -> str:
    return f"{visible(page.watch)}: {_day(page.before.published)} → {_day(page.after.published)}"


def _day(on: date | None) -> str:
    return on.isoformat() if on else texts.find("ui.undated")


@dataclass(slots=True)
class _Writer:
    document: Document
    revision: int = field(default=0)

    def change(self, page: ChangePage, *, apart: bool) -> None:
        heading = self.document.add_heading(_title(page), level=1)
        heading.paragraph_format.page_break_before = apart
        for line in page.lines:
            self._finding(line)
        if not page.lines:
            self.document.add_paragraph(texts.find("ui.change.nothing"))
        for one, side in ((page.before, "before"), (page.after, "after")):
            label = texts.find(f"ui.change.{side}")
            self.document.add_paragraph(f"{label}: {visible(one.location)}\nSHA-256 {one.sha256}")
        for view in (*page.sections, *page.quiet):
            self._section(view, page)

    def _finding(self, line: FindingLine) -> None:
        label = texts.of_code("severity", line.finding.severity, "label")
        paragraph = self.document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{label}: ").bold = True
        said = sentences.said(line.finding.kind, line.words)
        paragraph.add_run(f"{said} {sentences.said(line.finding.kind, line.words, 'action')}")

    def _section(self, view: SectionView, page: ChangePage) -> None:
        role = texts.of_code("role", view.role)
        standing = texts.of_code("section_standing", view.standing)
        self.document.add_heading(f"{visible(view.heading) if view.heading else role} ({standing})", level=2)
        if view.whole:
            self.document.add_paragraph(texts.find("ui.change.unplaced"))
            pieces: Iterable[Piece] = (Piece(Mark.REMOVED, view.whole[0]), Piece(Mark.ADDED, view.whole[1]))
        else:
            pieces = (piece for fold in view.folds for row in fold.rows for piece in row.pieces)
        for run in _paragraphs(pieces):
            self._paragraph(run, page)

    def _paragraph(self, pieces: Sequence[Piece], page: ChangePage) -> None:
        paragraph = self.document.add_paragraph()
        for piece in pieces:
            run = _run(piece.text, deleted=piece.mark not in AFTER)
            paragraph._p.append(run if piece.mark is Mark.SAME else self._tracked(piece, run, page))  # noqa: SLF001  no other name

    def _tracked(self, piece: Piece, run: BaseOxmlElement, page: ChangePage) -> BaseOxmlElement:
        """A run as a tracked change of the organisation, on the day of the later release."""
        self.revision += 1
        author = visible(page.watch)
        if piece.mark in _TYPOGRAPHIC:
            author += f" ({texts.of_code('weight', 'typographic')})"
        day = {"w:date": f"{page.after.published.isoformat()}T00:00:00Z"} if page.after.published else {}
        mark = _element(
            "w:ins" if piece.mark in AFTER else "w:del", {"w:id": str(self.revision), "w:author": author, **day}
        )
        mark.append(run)
        return mark


def _element(name: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    from docx.oxml import OxmlElement  # noqa: PLC0415  an extra
    from docx.oxml.ns import qn  # noqa: PLC0415  an extra

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key) if key.startswith("w:") else key, value)
    return made


def _run(text: str, *, deleted: bool) -> BaseOxmlElement:
    """A run of text: line breaks and tabs as Word has them, what no document can hold named in its place."""
    run = _element("w:r")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    for part in re.split(r"([\n\t])", visible(lines)):
        if part in _BREAKS:
            run.append(_element(_BREAKS[part]))
        elif part:
            said = _element("w:delText" if deleted else "w:t", {_SPACE: "preserve"})
            said.text = part
            run.append(said)
    return run


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces cut where both texts have the same line break; a break of one text alone stays inside its mark."""
    run: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n") if piece.mark is Mark.SAME else [piece.text]
        run.append(Piece(piece.mark, first, piece.edit))
        for line in rest:
            yield run
            run = [Piece(piece.mark, line, piece.edit)]
    if run:
        yield run


def _stamped(body: bytes) -> bytes:
    """The same package with one time stamp on every part, so that the same changes give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            part = zipfile.ZipInfo(info.filename, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            part.create_system = 3
            target.writestr(part, source.read(info))
    return made.getvalue()
