"""DOCX: the words of a Word document, with tracked insertions, tables, headers, footers and notes.

Tracked insertions are words that a reader of the document sees, and are kept in their sentence. Tracked deletions and
hidden runs are kept behind their paragraph, labelled as hidden. Own walk over the XML, because the libraries drop
insertions or headers. Source: ECMA-376 part 1 (WordprocessingML); part names are found by relationship, not by guess.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.documents.model import Block, BlockKind, Region
from tracker.documents.read.joining import Joined
from tracker.documents.read.reading import Body, Declared, Reading
from tracker.errors import ReadError, Unreadable

NAME = "docx-1"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"

#: What all parts may hold together, unpacked. A release with its pictures is under ten; a zip bomb is not.
_MOST_UNPACKED = 64 * 2**20
#: Elements inside each other: Word nests a few dozen.
_DEEPEST = 200

#: What zipfile and Expat say of archives that are cut off, encrypted or no archives, and of XML that is none.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ET.ParseError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

_PROPERTIES = {
    f"{_DC}title": Declared.TITLE,
    f"{_DC}creator": Declared.AUTHOR,
    f"{_DC}language": Declared.LANGUAGE,
    f"{_TERMS}created": Declared.CREATED,
    f"{_TERMS}modified": Declared.MODIFIED,
}
#: The parts that hold words, by the last word of their relationship, in the order in which they come out.
_PARTS = (
    ("header", Region.HEADER),
    ("officeDocument", Region.MAIN),
    ("footnotes", Region.FOOTER),
    ("endnotes", Region.FOOTER),
    ("comments", Region.ASIDE),
    ("footer", Region.FOOTER),
)
_HIDDEN = frozenset({f"{_W}del", f"{_W}moveFrom"})
#: Codes of fields, separators of notes, and the older copy of a drawing beside the newer one.
_SKIPPED = frozenset(
    {f"{_W}instrText", f"{_W}delInstrText", f"{_W}separator", f"{_W}continuationSeparator", f"{_MC}Fallback"}
)
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the document a paragraph stands."""

    region: Region
    kind: BlockKind = BlockKind.PARAGRAPH
    cell: tuple[int, int, int] | None = None


def read_docx(body: Body) -> Reading:
    """All words of the document: headers, text, notes, comments, footers.

    Raises:
        ReadError: DAMAGED, or TOO_LARGE for an archive that unpacks to more than a document holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body.content)) as package:
            text, blocks, metadata = _read(package, body.name)
    except _DAMAGE as error:
        raise ReadError(
            Unreadable.DAMAGED,
            f"{body.name} is a damaged Word document ({type(error).__name__}).",
            hint="Open it in a word processor and save it again.",
        ) from None
    return Reading(text=text, blocks=blocks, reader=NAME, media_type=body.media_type, metadata=metadata)


def _read(package: zipfile.ZipFile, name: str) -> tuple[str, tuple[Block, ...], tuple[tuple[Declared, str], ...]]:
    if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
        raise ReadError(
            Unreadable.TOO_LARGE, f"{name} unpacks to more than a document holds.", hint="Take the text out of it."
        )
    top = _relations(package, "")
    (main,) = top.get("officeDocument") or ["word/document.xml"]
    parts = {**_relations(package, main), "officeDocument": [main]}
    styles = _heading_styles(package, parts.get("styles", []))
    joined = Joined()
    for relation, region in _PARTS:
        for part in parts.get(relation, []):
            _Walker(joined, styles).walk(_parsed(package, part), _Place(region))
    metadata = tuple(_declared(package, top.get("core-properties", [])))
    return joined.text(), joined.blocks(), metadata


def _parsed(package: zipfile.ZipFile, part: str) -> ET.Element:
    # Expat refuses entity bombs and does not fetch; the size of all parts is bounded above.
    with package.open(part) as file:
        return ET.fromstring(file.read(_MOST_UNPACKED))  # noqa: S314 - see above


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """The parts that a part points to inside the package, by the last word of the relationship, in a fixed order."""
    folder, name = posixpath.split(part)
    found: dict[str, list[str]] = {}
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.namelist():
        return found
    for relation in _parsed(package, path).iter(f"{_R}Relationship"):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(inside)
    return {kind: sorted(targets) for kind, targets in found.items()}


def _heading_styles(package: zipfile.ZipFile, parts: list[str]) -> frozenset[str]:
    """The ids of the paragraph styles that head something: by outline level, or by their English name."""
    heading = set()
    for part in parts:
        for style in _parsed(package, part).iter(f"{_W}style"):
            named = style.find(f"{_W}name")
            called = (named.get(f"{_W}val") or "").lower() if named is not None else ""
            if (
                called in {"title", "subtitle"}
                or called.startswith("heading ")
                or style.find(f".//{_W}outlineLvl") is not None
            ):
                heading.add(style.get(f"{_W}styleId") or "")
    return frozenset(heading)


def _declared(package: zipfile.ZipFile, parts: list[str]) -> Iterator[tuple[Declared, str]]:
    for part in parts:
        for entry in _parsed(package, part):
            if entry.tag in _PROPERTIES and entry.text and entry.text.strip():
                yield _PROPERTIES[entry.tag], entry.text.strip()


class _Walker:
    """One pass over one part."""

    def __init__(self, joined: Joined, heading_styles: frozenset[str]) -> None:
        self._joined = joined
        self._heading_styles = heading_styles

    def walk(self, element: ET.Element, place: _Place, depth: int = 0) -> None:
        """Take in the paragraphs and tables below an element."""
        if depth > _DEEPEST:
            raise ET.ParseError("nested too deep")
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph(child, place, depth)
            elif child.tag == f"{_W}tbl":
                self._table(child, place, depth)
            elif child.tag not in _SKIPPED:
                self.walk(child, place, depth + 1)

    def _table(self, table: ET.Element, place: _Place, depth: int) -> None:
        number = self._joined.new_table()
        for row_number, row in enumerate(_nearest(table, f"{_W}tr")):
            for cell_number, cell in enumerate(_nearest(row, f"{_W}tc")):
                inside = _Place(
                    Region.TABLE if place.region is Region.MAIN else place.region,
                    BlockKind.CELL,
                    (number, row_number, cell_number),
                )
                self.walk(cell, inside, depth + 1)

    def _paragraph(self, paragraph: ET.Element, place: _Place, depth: int) -> None:
        shown: list[str] = []
        hidden: list[str] = []
        boxes: list[ET.Element] = []
        self._runs(paragraph, shown, hidden, boxes, is_hidden=False, depth=depth)
        self._joined.add("".join(shown), self._kind_of(paragraph, place), place.region, place.cell)
        self._joined.add("".join(hidden), place.kind, Region.HIDDEN, place.cell)
        for box in boxes:
            self.walk(box, place, depth + 1)

    def _runs(
        self,
        element: ET.Element,
        shown: list[str],
        hidden: list[str],
        boxes: list[ET.Element],
        *,
        is_hidden: bool,
        depth: int,
    ) -> None:
        if depth > _DEEPEST:
            raise ET.ParseError("nested too deep")
        for child in element:
            if child.tag in {f"{_W}t", f"{_W}delText"}:
                (hidden if is_hidden else shown).append(child.text or "")
            elif child.tag in _CHARACTERS:
                (hidden if is_hidden else shown).append(_CHARACTERS[child.tag])
            elif child.tag == f"{_W}txbxContent":
                boxes.append(child)
            elif child.tag not in _SKIPPED and child.tag != f"{_W}pPr":
                self._runs(child, shown, hidden, boxes, is_hidden=is_hidden or _hides(child), depth=depth + 1)

    def _kind_of(self, paragraph: ET.Element, place: _Place) -> BlockKind:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None or place.kind is BlockKind.CELL:
            return place.kind
        style = properties.find(f"{_W}pStyle")
        if properties.find(f"{_W}outlineLvl") is not None:
            return BlockKind.HEADING
        if style is not None and style.get(f"{_W}val") in self._heading_styles:
            return BlockKind.HEADING
        return BlockKind.ITEM if properties.find(f"{_W}numPr") is not None else place.kind


def _nearest(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The elements of a kind below another, through wrappers, but not those inside each other."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in {f"{_W}p", f"{_W}tbl"}:
            yield from _nearest(child, tag)


def _hides(element: ET.Element) -> bool:
    """Whether what is inside does not show: deleted, moved away, or a run that is set to vanish."""
    if element.tag in _HIDDEN:
        return True
    vanish = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return vanish is not None and vanish.get(f"{_W}val", "true") not in {"0", "false", "off"}
