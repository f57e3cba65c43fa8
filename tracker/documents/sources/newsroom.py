"""A newsroom's index page: the releases that it links to, page after page until what is known begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, Cause, Gone, Looked, NotModified, Suspicious, Validators
from tracker.documents.read.encoding import decode
from tracker.documents.read.html import declared_charset
from tracker.documents.read.html_elements import is_beyond_any_page
from tracker.documents.read.media_type import settle
from tracker.documents.sources.contract import Discovery, Item, Notice, NoticeKind, Visitor
from tracker.documents.sources.dates import declared_day
from tracker.documents.sources.patterns import address_matcher
from tracker.errors import ReadError, SourceError

#: How far up from a link its date is looked for: a link in a heading in a card has it three or four up.
_NEAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsroomSettings:
    """What a `newsroom` source says in its watch file.

    `links` are globs on the addresses of releases; without any, every link below the newsroom's own path is one.
    `selector` is a CSS selector for the links, or for what holds them. Further pages are found by `next`, a CSS
    selector for the link to them, or made from `pages`, an address with "{page}" in it (what "load more" fetches),
    counted from `first_page`. No more than `most_pages` are followed.
    """

    url: str
    links: tuple[str, ...] = ()
    selector: str = ""
    next: str = ""
    pages: str = ""
    first_page: int = 2
    most_pages: int = 50
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsroomSource:
    """Lists the releases that an index page links to, newest page first."""

    settings: NewsroomSettings

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:
        """The links of the first page, and of further ones while they list anything new.

        All pages are read when `full`, and where the last pass over them was not complete.

        Raises:
            SourceError: A pattern or a selector is none.
        """
        is_release = self._matcher()
        looks: list[Looked] = []
        items: dict[str, Item] = {}
        url: str | None = self.settings.url
        everything = full or visitor.memory.validators(self.settings.url) == Validators()
        seen_pages: set[str] = set()
        while url is not None and len(seen_pages) < self.settings.most_pages:
            seen_pages.add(url)
            # Only the first page shows whether anything is new; further ones are read whole.
            looked = visitor.visit(url, Expects.INDEX, conditional=len(seen_pages) == 1 and not full)
            if len(seen_pages) > 1 and self.settings.pages and _is_absent(looked):
                url = None  # whoever counts pages finds the end of them so
                break
            looks.append(looked)
            if not isinstance(looked, Captured):
                complete = isinstance(looked, NotModified) or (len(seen_pages) > 1 and _is_absent(looked))
                return Discovery(items=tuple(items.values()), looks=tuple(looks), complete=complete)
            page = _parsed(looked)
            found = [] if page is None else list(self._items(page, looked.final_url, is_release))
            new = [item for item in found if item.identity not in items]
            items.update((item.identity, item) for item in new)
            goes_on = everything or any(visitor.memory.stamp(item.identity) is None for item in new)
            url = self._following(page, looked.final_url, len(seen_pages)) if new and goes_on else None
            url = None if url in seen_pages else url
        notices = self._notices(items, is_cut=url is not None)
        return Discovery(items=tuple(items.values()), looks=tuple(looks), notices=notices)

    def _notices(self, items: dict[str, Item], *, is_cut: bool) -> tuple[Notice, ...]:
        if not items:
            return (Notice(NoticeKind.EMPTY, self.settings.url),)
        return (Notice(NoticeKind.CUT_OFF, self.settings.url, self.settings.most_pages),) if is_cut else ()

    def _matcher(self) -> Callable[[str, str], bool]:
        """Whether an address on a page, whose own address is the second one, is that of a release."""
        if self.settings.links:
            matches = address_matcher(self.settings.links)
            return lambda url, _: matches(url)
        if self.settings.selector:
            return lambda _url, _page: True
        # a newsroom that moved to https, or to another host, links to where it is
        return lambda url, page: _is_below(url, self.settings.url) or _is_below(url, page)

    def _items(self, page: LexborHTMLParser, url: str, is_release: Callable[[str, str], bool]) -> Iterator[Item]:
        base = page.css_first("base[href]")
        origin = urljoin(url, (base.attributes.get("href") or "") if base is not None else "")
        has_times = page.css_first("time[datetime]") is not None
        for link in self._links(page):
            address = urldefrag(urljoin(origin, (link.attributes.get("href") or "").strip())).url
            if address.startswith(("http://", "https://")) and address != url and is_release(address, url):
                title = " ".join(link.text().split()) or None
                published = declared_day(_near_time(link)) if has_times else None
                yield Item(identity=address, url=address, title=title, published=published)

    def _links(self, page: LexborHTMLParser) -> Iterator[LexborNode]:
        if not self.settings.selector:
            yield from page.css("a[href]")
            return
        for node in _selected(page, self.settings.selector):
            if node.tag == "a":
                yield node
            else:
                yield from node.css("a[href]")

    def _following(self, page: LexborHTMLParser | None, url: str, pages_read: int) -> str | None:
        """The address of the page after this one."""
        if self.settings.pages:
            return self.settings.pages.replace("{page}", str(self.settings.first_page + pages_read - 1))
        if page is None or not self.settings.next:
            return None
        link = next(iter(_selected(page, self.settings.next)), None)
        address = link.attributes.get("href") if link is not None else None
        return urldefrag(urljoin(url, address)).url if address else None


def _is_below(url: str, page: str) -> bool:
    """Whether an address is one further down the path of a page's, or, of a file's, in its folder."""
    parts = urlsplit(page)
    above, _, name = parts.path.rstrip("/").rpartition("/")
    folder = f"{parts.scheme}://{parts.netloc}{above}/" + (f"{name}/" if name and "." not in name else "")
    return url.startswith(folder) and len(url) > len(folder)


def _is_absent(looked: Looked) -> bool:
    """Whether the host says that there is no such page, with whatever status."""
    return isinstance(looked, Gone) or (isinstance(looked, Suspicious) and looked.cause is Cause.SOFT_NOT_FOUND)


def _parsed(captured: Captured) -> LexborHTMLParser | None:
    """The page, decoded as its reader would; None where it is no page."""
    _, charset = settle(captured.media_type, captured.final_url, captured.body)
    try:
        text = decode(captured.body, declared=(charset, declared_charset(captured.body)), name=captured.final_url).text
    except ReadError:
        return None
    return None if is_beyond_any_page(text) else LexborHTMLParser(text)


def _selected(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return page.css(selector)
    except SelectolaxError:
        raise SourceError(f"{selector} is no CSS selector.", hint="Write it as in a style sheet.") from None


def _near_time(link: LexborNode) -> str | None:
    """The machine-readable date that stands with a link, where only one does."""
    node: LexborNode | None = link
    for _ in range(_NEAR):
        node = node.parent if node is not None else None
        if node is None:
            return None
        times = node.css("time[datetime]")
        if times:
            return times[0].attributes.get("datetime") if len(times) == 1 else None
    return None
