"""Where a quote stands in the original: the words around it, its line or its page, and an address that leads to it.

Sources: URL Fragment Text Directives (WICG scroll-to-text-fragment), which browsers answer by showing the words; the parameter
`page` of addresses of PDF files (RFC 8118, section 3).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from urllib.parse import quote as percent_encoded

from tracker.documents.model import Span
from tracker.findings.model import Evidence
from tracker.history import Release
from tracker.reports.pages import Place

#: Characters of the same line that are shown on either side of a quote.
_AROUND = 80
#: A quote of more words is named by its first and last ones, which may stand in two paragraphs.
_LONG, _ENDS = 12, 4
_LINED = frozenset({"text/plain", "text/markdown"})
_SHOWN_BY_WORDS = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_PDF = "application/pdf"


def place(release: Release, evidence: Evidence | None) -> Place | None:
    """Where a quote stands in this release; None where its text is not at hand, or is another capture's."""
    if evidence is None or evidence.sha256 not in {"", release.sha256}:
        return None
    text, span = release.text, evidence.span
    if span.of(text) != evidence.quote:
        return None
    following = bisect_right(release.pages, (span.start, len(text)))
    page = release.pages[following - 1][1] if following else None
    before, after = _around(text, span)
    return Place(
        before=before,
        after=after,
        line=text.count("\n", 0, span.start) + 1 if release.media_type in _LINED else None,
        page=page,
        href=_address(release, text, span, page),
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    """The words of the same line before and after a range, as many as there is room for, whole."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    stop = text.find("\n", span.end)
    after = text[span.end : stop if stop >= 0 else len(text)]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return before, after


def _address(release: Release, text: str, span: Span, page: int | None) -> str | None:
    """The address of the original at the place of a quote; None for what is not on the web, or cannot be shown so."""
    if not release.location.startswith(("https://", "http://")):
        return None
    address, _, fragment = release.location.partition("#")
    if release.media_type == _PDF:
        return f"{address}#page={page}" if page is not None else None
    if release.media_type not in _SHOWN_BY_WORDS:
        return None
    return f"{address}#{fragment}:~:text={_directive(text, span)}"


def _directive(text: str, span: Span) -> str:
    quote = span.of(text)
    lines = [line.split() for line in re.split(r"[\n\t]+", quote.strip())]
    if len(lines) > 1 or len(lines[0]) > _LONG:
        named = f"{_encoded(lines[0][:_ENDS])},{_encoded(lines[-1][-_ENDS:])}"
    else:
        named = _encoded(lines[0])
    if text.count(quote) == 1:
        return named
    before, after = text[: span.start].rpartition("\n")[2].split(), text[span.end :].partition("\n")[0].split()
    prefix = f"{_encoded(before[-_ENDS:])}-," if before else ""
    suffix = f",-{_encoded(after[:_ENDS])}" if after else ""
    return f"{prefix}{named}{suffix}"


def _encoded(words: list[str]) -> str:
    """Words as a directive names them, in which commas and hyphens have a meaning."""
    return percent_encoded(" ".join(words), safe="", errors="replace").replace("-", "%2D")
