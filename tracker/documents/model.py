"""The nouns of what was published: spans, captures, blocks, documents.

All values are frozen. Offsets are half-open code point offsets into `Document.text`; a quote is
exactly `text[span.start:span.end]`, so evidence can be checked by anyone with the capture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import repeat
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code point offsets into one document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The quote: exactly this slice of the text."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as received, with where and when. Immutable: one of the two truths of the store."""

    sha256: str
    location: str
    media_type: str
    retrieved: datetime
    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...] = ()


class BlockKind(StrEnum):
    """What a block is in its own medium."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


class Region(StrEnum):
    """Which part of a page a block stands in. Plain text is all `MAIN`."""

    MAIN = "main"
    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"
    TABLE = "table"
    HIDDEN = "hidden"


class Block(NamedTuple):
    """A run of text that its medium sets apart, with its place in the document's text."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    region: Region = Region.MAIN


def blocks_at(places: Sequence[tuple[int, int, BlockKind, Region]]) -> tuple[Block, ...]:
    """Blocks that begin and end at these offsets; made all at once, as a page has hundreds."""
    if not places:
        return ()
    starts, ends, kinds, regions = zip(*places, strict=True)
    spans = map(tuple.__new__, repeat(Span), zip(starts, ends, strict=True))
    return tuple(map(tuple.__new__, repeat(Block), zip(spans, kinds, regions, strict=True)))


class DateSource(StrEnum):
    """Where a publication date was read, best evidence first."""

    FEED = "feed"
    METADATA = "metadata"
    HEADER = "header"  # a leading "date 2020-09-15" line, as archives write it
    DATELINE = "dateline"
    URL = "url"
    FILE_NAME = "file-name"


class Confidence(StrEnum):
    """How far a publication day can be trusted, best first."""

    HIGH = "high"  # written out by whoever published it
    MEDIUM = "medium"  # numbers that an order had to be declared for, or a part of an address
    LOW = "low"  # part of a file's name, or a day that other evidence contradicts


@dataclass(frozen=True, slots=True)
class Published:
    """A publication day, the place that it was read from, and how far it can be trusted."""

    on: date
    source: DateSource
    span: Span | None = None
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Listing:
    """A stock exchange listing as the lead states it: ("NYSE MKT", "IEC")."""

    exchange: str
    ticker: str
    span: Span

    def __str__(self) -> str:
        return f"{self.exchange}: {self.ticker}"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and wire that open a release: "NEWARK, NY--(Marketwired - October 11, 2016) -"."""

    span: Span
    place: str | None = None
    on: date | None = None
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A capture, read: its text, its blocks and what its masthead says.

    `text` is the decoded file, unchanged, for plain text and Markdown; for other media it is what the
    reader made of the bytes. `reader` names the code that did it, with its version.
    """

    sha256: str
    source: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    reader: str
    title: str | None = None
    organisation: str | None = None
    published: Published | None = None
    dateline: Dateline | None = None
    listings: tuple[Listing, ...] = ()
    language: str | None = None  # as its medium declares it
    pages: tuple[tuple[int, int], ...] = field(default=(), repr=False)  # see `Reading.pages`

    @property
    def listing(self) -> Listing | None:
        """The first listing that the lead states, which is the issuer's."""
        return self.listings[0] if self.listings else None
