"""Answers that are not what their status says: walls, "page not found" with a 200, a page that collapsed.

Each is told by its shape first (a password field, a redirect to the front page, next to no text), and by its words
only where the page is short, so that a release about cookies or about logging in is still a release.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from tracker.documents.fetch.asks import Expects
from tracker.documents.fetch.outcomes import Captured, Cause
from tracker.documents.fetch.phrases import FEW_LINES, KINDS, SCRIPT, SHORT
from tracker.documents.read import media_type_of, read
from tracker.documents.read.html_elements import is_beyond_any_page
from tracker.documents.read.media_type import HTML, XHTML
from tracker.errors import ReadError, Unreadable


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why an answer is not believed."""

    cause: Cause
    detail: str


#: A page of a sentence or two, in characters.
_HOLLOW = 200
#: A page of this share of its usual length has lost something that pages do not lose.
COLLAPSED_SHARE = 0.35

_LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|sso|auth(?:enticate)?|account/login)\b", re.IGNORECASE)
_CONSENT_HOST = re.compile(r"(?:^|\.)consent\.|/consent\b|/privacy-gate\b", re.IGNORECASE)


def suspicion(captured: Captured, expects: Expects, usual_length: int | None) -> Suspicion | None:
    """Why this answer is not the thing that was asked for; None where nothing speaks against it.

    `usual_length` is the length of the text of the last believed version, in code points, where there was one.
    """
    if not captured.body.strip():
        return Suspicion(Cause.EMPTY, "the page is empty")
    page = _Page(captured) if _is_page(captured) else None
    if expects in {Expects.FEED, Expects.SITEMAP, Expects.JSON}:
        if page is None:
            return None
        return _wall(captured, page) or Suspicion(Cause.NOT_A_FEED, f"a web page came where a {expects} was")
    wall = _wall(captured, page) if page is not None else None
    return wall or _loss(page.text if page is not None else _text(captured), usual_length)


def _loss(text: str | None, usual_length: int | None) -> Suspicion | None:
    if text is None:
        return None
    if not text:
        return Suspicion(Cause.EMPTY, "the page holds no text")
    if usual_length and len(text) < usual_length * COLLAPSED_SHARE:
        return Suspicion(Cause.COLLAPSED, f"{len(text):,} characters are left of {usual_length:,}")
    return None


class _Page:
    """A web page, as far as walls are told by it; it is parsed only where its text does not decide."""

    def __init__(self, captured: Captured) -> None:
        self.text = _text(captured)  # None where no reader reads it, which is for the reader to say
        self._captured = captured

    @property
    def is_short(self) -> bool:
        return self.text is not None and len(self.text) < SHORT

    @property
    def asks_password(self) -> bool:
        return self._tree is not None and self._tree.css_first("input[type=password]") is not None

    @property
    def called(self) -> tuple[str, ...]:
        """Its title and its headings."""
        if self._tree is None:
            return ()
        return tuple(" ".join(node.text().split()) for node in self._tree.css("title, h1, h2"))

    @cached_property
    def _tree(self) -> LexborHTMLParser | None:
        markup = self._captured.body.decode("utf-8", errors="replace")
        return None if self.text is None or is_beyond_any_page(markup) else LexborHTMLParser(markup)


def _is_page(captured: Captured) -> bool:
    declared = captured.media_type.partition(";")[0].strip().lower()
    looks = media_type_of("", captured.body)
    # Feeds are often served as text/html: what the bytes look like decides.
    return looks == HTML or (
        declared in {HTML, XHTML} and not captured.body.lstrip()[:5].lower().startswith((b"<?xml", b"<rss", b"<feed"))
    )


def _text(captured: Captured) -> str | None:
    """The text as its reader reads it, "" where it finds none; None where it cannot be read."""
    try:
        return read(captured.body, media_type=captured.media_type or None, name=captured.final_url).text
    except ReadError as error:
        return "" if error.cause is Unreadable.NO_TEXT else None


def _wall(captured: Captured, page: _Page) -> Suspicion | None:
    shape = next((Suspicion(cause, detail) for tells, cause, detail in _SHAPES if tells(captured, page)), None)
    spoken = shape or _spoken(page)
    if spoken is None and _is_hollow(page):
        return Suspicion(Cause.EMPTY, "the page holds nothing without a browser's scripts")
    return spoken


def _is_challenge(captured: Captured, _page: _Page) -> bool:
    return dict(captured.headers).get("cf-mitigated") == "challenge"


def _is_login(captured: Captured, page: _Page) -> bool:
    return (page.is_short or _LOGIN_PATH.search(captured.final_url) is not None) and page.asks_password


def _is_consent(captured: Captured, _page: _Page) -> bool:
    return bool(captured.hops) and _CONSENT_HOST.search(captured.final_url) is not None


def _leads_to_front(captured: Captured, _page: _Page) -> bool:
    return bool(captured.hops) and _is_front(captured.final_url) and not _is_front(captured.url)


def _is_hollow(page: _Page) -> bool:
    """Nothing but the sentence for whoever has no browser."""
    return page.text is not None and len(page.text) < _HOLLOW and SCRIPT.search(page.text) is not None


def _spoken(page: _Page) -> Suspicion | None:
    """The kind of page that its words name."""
    if page.text is None or not page.is_short:
        return None
    words, called = " ".join(page.text.split()), page.called
    for kind in KINDS:
        is_so_called = len(words) < kind.below and any(kind.called.search(name) for name in called)
        if is_so_called or (len(words) < FEW_LINES and kind.says.search(words)):
            return Suspicion(kind.cause, kind.detail)
    return None


#: Shapes, in this order: a wall is named by its first sign.
_SHAPES: tuple[tuple[Callable[[Captured, _Page], bool], Cause, str], ...] = (
    (_is_challenge, Cause.CHALLENGE_PAGE, "the host checks for a browser first"),
    (_is_login, Cause.LOGIN_PAGE, "the page asks for a password"),
    (_is_consent, Cause.CONSENT_PAGE, "the host asks for consent first"),
    (_leads_to_front, Cause.SOFT_NOT_FOUND, "the host leads to its front page instead"),
)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in {"", "index.html", "home", "en", "en-us"} and not parts.query
