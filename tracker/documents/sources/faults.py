"""What is wrong with a source's settings although their types are right: told by a watch file's reader before any look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.kinds import WebSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.documents.sources.patterns import address_matcher
from tracker.documents.sources.sitemap import SitemapSettings
from tracker.errors import SourceError


@dataclass(frozen=True, slots=True)
class Fault:
    """One setting that cannot be used: its key, what is wrong, and what to write instead."""

    key: str
    message: str
    hint: str = ""


def faults(settings: FolderSettings | WebSettings) -> Iterator[Fault]:
    """Everything that is wrong with these settings; nothing where a look may be taken."""
    match settings:
        case FolderSettings():
            return
        case EdgarSettings():
            yield from _cik(settings.cik)
            yield from _address("data", settings.data)
            yield from _address("archives", settings.archives)
        case FeedSettings():
            yield from _address("url", settings.url)
            yield from _patterns("include", settings.include)
            yield from _patterns("exclude", settings.exclude)
        case NewsroomSettings():
            yield from _newsroom(settings)
        case SitemapSettings():
            yield from _address("url", settings.url)
            yield from _patterns("links", settings.links)
            yield from _patterns("sitemaps", settings.sitemaps)
            yield from _at_least_one("most_sitemaps", settings.most_sitemaps)
            if not settings.links:
                yield Fault("links", "is empty", "a sitemap lists everything; say which addresses are releases")
        case PageSettings():
            yield from _address("url", settings.url)


def _newsroom(settings: NewsroomSettings) -> Iterator[Fault]:
    yield from _address("url", settings.url)
    yield from _patterns("links", settings.links)
    yield from _selector("selector", settings.selector)
    yield from _selector("next", settings.next)
    yield from _at_least_one("most_pages", settings.most_pages)
    if settings.pages:
        yield from _address("pages", settings.pages)
        if "{page}" not in settings.pages:
            yield Fault("pages", "has no {page} in it", "write {page} where the number of the page stands")
    if settings.pages and settings.next:
        yield Fault("next", "and `pages` both say where further pages are", "keep one of them")


def _address(key: str, url: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        yield Fault(key, f"'{url}' is no address on the web", "write it whole, from https:// on")


def _patterns(key: str, patterns: tuple[str, ...]) -> Iterator[Fault]:
    try:
        address_matcher(patterns)
    except SourceError as error:
        yield Fault(key, error.message.rstrip("."), error.hint)


def _selector(key: str, selector: str) -> Iterator[Fault]:
    if not selector:
        return
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except (SelectolaxError, ValueError):
        yield Fault(key, f"'{selector}' is no CSS selector", "write it as in a style sheet")


def _at_least_one(key: str, number: int) -> Iterator[Fault]:
    if number < 1:
        yield Fault(key, f"is {number}", "one or more")


def _cik(cik: int) -> Iterator[Fault]:
    if not 0 < cik < 10**10:
        yield Fault("cik", f"{cik} is no Central Index Key", "up to ten digits, as EDGAR shows it")
