"""RSS and Atom feeds, broken ones too. The feed's bytes are the record; feedparser only reads them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from xml.sax import SAXException

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, NotModified
from tracker.documents.sources.contract import Discovery, Item, Notice, NoticeKind, Visitor
from tracker.documents.sources.dates import declared_day
from tracker.documents.sources.patterns import address_matcher

#: The longest feeds hold a few thousand entries; more than this is made to keep a parser busy.
MOST_ENTRIES = 20_000
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """What a `feed` source says in its watch file. `include` and `exclude` are globs on the addresses of entries."""

    url: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Lists the entries of a feed, in its order."""

    settings: FeedSettings

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:
        """What the feed lists; nothing where it did not change since the last pass."""
        looked = visitor.visit(self.settings.url, Expects.FEED, conditional=not full)
        if isinstance(looked, NotModified):
            return Discovery(looks=(looked,))
        if not isinstance(looked, Captured):
            return Discovery(looks=(looked,), complete=False)
        if len(_ENTRY.findall(looked.body)) > MOST_ENTRIES:
            cut = Notice(NoticeKind.CUT_OFF, self.settings.url, MOST_ENTRIES)
            return Discovery(looks=(looked,), notices=(cut,), complete=False)
        items, notices = entries(looked.body, looked.final_url)
        wanted = address_matcher(self.settings.include) if self.settings.include else lambda _: True
        unwanted = address_matcher(self.settings.exclude)
        listed = tuple(item for item in items if wanted(item.url) and not unwanted(item.url))
        if (
            listed
            and not visitor.memory.is_new()
            and all(visitor.memory.stamp(item.identity) is None for item in listed)
        ):
            notices = (*notices, Notice(NoticeKind.ROLLED_OVER, self.settings.url, len(listed)))
        return Discovery(items=listed, looks=(looked,), notices=notices)


def entries(body: bytes, url: str) -> tuple[tuple[Item, ...], tuple[Notice, ...]]:
    """The entries of a feed with an address, and what is wrong with it.

    An entry's identity is its GUID where no other entry has it, else its address.
    """
    import feedparser  # type: ignore[import-untyped] # noqa: PLC0415 - forty milliseconds that only feeds need

    # Bytes only: of a text, feedparser would open the file or the address that it names.
    parsed = feedparser.parse(body, response_headers={"content-location": url}, sanitize_html=False)
    shared = {guid for guid, times in Counter(_text(entry, "id") for entry in parsed.entries).items() if times > 1}
    items: dict[str, Item] = {}
    notices: list[Notice] = []
    for entry in parsed.entries:
        item = _item(entry, shared)
        if item is not None:
            items.setdefault(item.identity, item)
    without = sum(1 for entry in parsed.entries if not _link(entry))
    doubled = len(shared - {""})
    for kind, count in (
        (NoticeKind.BROKEN, int(isinstance(parsed.get("bozo_exception"), SAXException) and bool(parsed.entries))),
        (NoticeKind.NO_LINK, without),
        (NoticeKind.DUPLICATE_IDENTITY, doubled),
        (NoticeKind.EMPTY, int(not parsed.entries)),
    ):
        if count:
            notices.append(Notice(kind, url, count))
    return tuple(items.values()), tuple(notices)


def _item(entry: Any, shared: set[str]) -> Item | None:  # noqa: ANN401 - the library has no types
    link = _link(entry)
    if not link:
        return None
    guid = _text(entry, "id")
    item = Item(identity=link if not guid or guid in shared else guid, url=link, stamp=_text(entry, "updated"))
    published = declared_day(_text(entry, "published")) or declared_day(_text(entry, "updated"))
    return replace(item, title=_text(entry, "title") or None, published=published or _parsed_day(entry))


def _parsed_day(entry: Any) -> date | None:  # noqa: ANN401 - the library has no types
    """The day that feedparser makes of the odder forms, in UTC; forms of numbers alone have no order, and no day."""
    for key in ("published", "updated"):
        stamp = _value(entry, f"{key}_parsed")
        if stamp is not None and any(letter.isalpha() for letter in _text(entry, key)):
            return date(stamp.tm_year, stamp.tm_mon, stamp.tm_mday)
    return None


def _link(entry: Any) -> str:  # noqa: ANN401 - the library has no types
    link = _text(entry, "link")
    return link if link.startswith(("http://", "https://")) else ""


def _text(entry: Any, key: str) -> str:  # noqa: ANN401 - the library has no types
    value = _value(entry, key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _value(entry: Any, key: str) -> Any:  # noqa: ANN401 - the library has no types
    """A field of an entry, or None; the library's own `get` takes one date for another."""
    return dict.get(entry, key)
