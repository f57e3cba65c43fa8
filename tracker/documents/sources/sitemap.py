"""Sitemaps: lists of addresses, lists of such lists, plain or packed, with what news sites add to them.

Source: sitemaps.org protocol 0.9, and the news extension that names a title and a day.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, Gone, Looked, NotModified
from tracker.documents.sources.contract import Discovery, Item, Notice, NoticeKind, Visitor
from tracker.documents.sources.dates import declared_day
from tracker.documents.sources.patterns import address_matcher

#: The protocol's own limits: 50,000 addresses and 50 MiB unpacked for one file.
_MOST_UNPACKED = 50 * 2**20
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapSettings:
    """What a `sitemap` source says in its watch file.

    `links` are globs on the addresses of releases, because a sitemap lists everything; `sitemaps` are globs on the
    addresses of the sitemaps that an index lists, all of them where there are none.
    """

    url: str
    links: tuple[str, ...]
    sitemaps: tuple[str, ...] = ()
    most_sitemaps: int = 100
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapSource:
    """Lists the addresses of a sitemap that match."""

    settings: SitemapSettings

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:
        """What the sitemap lists; of an index, only the sitemaps that changed, unless `full`.

        Raises:
            SourceError: A pattern is none.
        """
        is_release = address_matcher(self.settings.links)
        is_wanted = address_matcher(self.settings.sitemaps) if self.settings.sitemaps else lambda _: True
        looks: list[Looked] = []
        items: dict[str, Item] = {}
        notices: list[Notice] = []
        waiting = [(self.settings.url, 0)]
        seen = {self.settings.url}
        complete = True
        while waiting and len(looks) < self.settings.most_sitemaps:
            url, depth = waiting.pop(0)
            looked = visitor.visit(url, Expects.SITEMAP, conditional=not full)
            looks.append(looked)
            if not isinstance(looked, Captured):
                # An index may go on naming a sitemap that is gone; there is nothing to ask for again.
                complete = complete and (isinstance(looked, NotModified) or (depth > 0 and isinstance(looked, Gone)))
                continue
            listed = listed_in(looked.body)
            notices += [Notice(NoticeKind.BROKEN, url)] if not listed.is_whole else []
            items.update((item.identity, item) for item in listed.items if is_release(item.url))
            fresh = [one for one in listed.sitemaps if one not in seen and is_wanted(one) and depth < _DEEPEST]
            seen.update(fresh)
            waiting += [(one, depth + 1) for one in fresh]
        if waiting:
            notices.append(Notice(NoticeKind.CUT_OFF, self.settings.url, len(waiting)))
        if complete and not items and any(isinstance(one, Captured) for one in looks):
            notices.append(Notice(NoticeKind.EMPTY, self.settings.url))
        return Discovery(items=tuple(items.values()), looks=tuple(looks), notices=tuple(notices), complete=complete)


@dataclass(frozen=True, slots=True)
class ListedAddresses:
    """What one sitemap file lists; not whole where it broke off or is not well formed."""

    items: tuple[Item, ...] = ()
    sitemaps: tuple[str, ...] = ()
    is_whole: bool = True


def listed_in(body: bytes) -> ListedAddresses:
    """The addresses of a sitemap, an index of sitemaps, or a plain list, packed or not; as far as it can be read."""
    unpacked, is_whole = _unpacked(body)
    head = unpacked[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        lines = unpacked.decode("utf-8", errors="replace").splitlines()
        # The last line of a list that breaks off is half an address.
        lines = [line.strip() for line in (lines if is_whole else lines[:-1])]
        addresses = [line for line in lines if line.startswith(("http://", "https://"))]
        return ListedAddresses(tuple(Item(identity=one, url=one) for one in addresses), (), is_whole)
    items: list[Item] = []
    sitemaps: list[str] = []
    try:
        # Expat refuses entity bombs and fetches nothing; each entry is let go once it is read.
        for _, element in ET.iterparse(io.BytesIO(unpacked)):  # noqa: S314 - see above
            tag = _local(element)
            if tag == "url":
                items += _item(element)
                element.clear()
            elif tag == "sitemap":
                sitemaps += [value for name, value in _texts(element) if name == "loc"]
                element.clear()
    except ET.ParseError:
        is_whole = False
    return ListedAddresses(tuple(items), tuple(sitemaps), is_whole)


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    if not body.startswith(b"\x1f\x8b"):
        return body, True
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = inflate.decompress(body, _MOST_UNPACKED)
    except zlib.error:
        return b"", False
    return unpacked, inflate.eof


def _item(element: ET.Element) -> list[Item]:
    found = dict(reversed(list(_texts(element))))
    address = found.get("loc", "")
    if not address.startswith(("http://", "https://")):
        return []
    # `lastmod` is when the page changed, which is not when the release came out.
    published = declared_day(found.get("publication_date"))
    return [
        Item(
            identity=address, url=address, title=found.get("title"), published=published, stamp=found.get("lastmod", "")
        )
    ]


def _texts(element: ET.Element) -> Iterator[tuple[str, str]]:
    for part in element.iter():
        text = (part.text or "").strip()
        if text and part is not element:
            yield _local(part), text


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
