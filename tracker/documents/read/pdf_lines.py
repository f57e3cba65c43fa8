"""The lines of a PDF page with their places, from PDFium; nothing here decides what a line means."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.errors import ReadError, Unreadable

#: PDFium keeps global state and is not thread-safe.
_PDFIUM = threading.Lock()

#: What PDFium writes for a hyphen that ends a line.
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})

#: A release has a dozen pages; beyond this a file is a book, or made to keep a reader busy.
MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed: its words, and its box in points, measured from the bottom left of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """The height of the line's tallest font, from its lowest letter to its highest."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in the order in which the file draws them, and the page's height in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole file: its pages and what it declares in its information dictionary."""

    pages: tuple[Page, ...]
    declared: dict[str, str]


def pages_of(content: bytes, name: str) -> Pages:
    """Every page of a PDF.

    Raises:
        ReadError: UNKNOWN_TYPE where the extra is not installed, DENIED for a password, DAMAGED, TOO_LARGE.
    """
    try:
        import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415 - nine megabytes that only readers of PDF install
    except ImportError:
        raise ReadError(
            Unreadable.UNKNOWN_TYPE,
            f"{name} is a PDF, and the extra that reads PDF is not installed.",
            hint="Install it: pip install 'boilerplate-tracker[pdf]'.",
        ) from None
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _cannot_open(error.err_code, name) from None
        try:
            if len(document) > MOST_PAGES:
                raise _too_long(name, f"{len(document):,} pages")
            return Pages(tuple(_pages(document, name)), document.get_metadata_dict(skip_empty=True))
        except pypdfium2.PdfiumError as error:
            raise ReadError(Unreadable.DAMAGED, f"{name} is a damaged PDF: {error}.", hint="Fetch it again.") from None
        finally:
            document.close()


def _cannot_open(code: int | None, name: str) -> ReadError:
    # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h.
    if code in {4, 5}:
        return ReadError(Unreadable.DENIED, f"{name} is locked with a password.", hint="Ask for a copy without one.")
    return ReadError(Unreadable.DAMAGED, f"{name} is a damaged PDF.", hint="Fetch it again.")


def _too_long(name: str, what: str) -> ReadError:
    return ReadError(
        Unreadable.TOO_LARGE, f"{name} has {what}, more than are read.", hint="Take the release out of it."
    )


def _pages(document, name: str) -> Iterator[Page]:  # type: ignore[no-untyped-def] # noqa: ANN001 - the library has no types
    characters = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        characters += text_page.count_chars()
        if characters > MOST_CHARACTERS:
            raise _too_long(name, f"more than {MOST_CHARACTERS:,} characters")
        yield Page(index + 1, page.get_height(), tuple(_lines(text_page)))
        text_page.close()
        page.close()


def _lines(text_page) -> Iterator[Line]:  # type: ignore[no-untyped-def] # noqa: ANN001 - the library has no types
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # noqa: PLC0415 - see above

    run = _Run()
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in {0x0A, 0x0D}:
            if code == 0x0A and (line := run.line()):
                yield line
                run = _Run()
            continue
        if code == 0:
            continue
        # Lone surrogates stand for characters outside the first plane, in two pieces.
        run.add(code, None if code <= 0x20 else text_page.get_charbox(index, loose=True))
        if code in _LINE_HYPHENS and (line := run.line()):
            # PDFium leaves the line end out where a hyphen stands before it.
            yield line
            run = _Run()
    if line := run.line():
        yield line


class _Run:
    """The characters of one line while they come in."""

    def __init__(self) -> None:
        self._units: list[int] = []
        self._box: tuple[float, float, float, float] | None = None

    def add(self, code: int, box: tuple[float, float, float, float] | None) -> None:
        self._units.append(code)
        if box is not None:
            left, bottom, right, top = self._box or box
            self._box = (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3]))

    def line(self) -> Line | None:
        text = _characters(self._units).strip()
        if not text or self._box is None:
            return None
        return Line(text, *self._box)


def _characters(units: list[int]) -> str:
    """Code points or UTF-16 units as text; what is neither is U+FFFD."""
    joined = "".join("-" if unit in _LINE_HYPHENS else chr(unit) for unit in units)
    return joined.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
