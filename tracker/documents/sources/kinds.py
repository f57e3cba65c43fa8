"""Every kind of source on the web, in plain sight: the word in a watch file, its settings, and what looks at it.

To add a kind, write one file beside these with a settings class and a class that keeps `contract.Source`, name both
here, and add it to the table of tests/contracts/test_sources.py.
"""

from __future__ import annotations

from typing import TypeAlias, assert_never

from tracker.documents.sources.contract import Source
from tracker.documents.sources.edgar import EdgarSettings, EdgarSource
from tracker.documents.sources.feed import FeedSettings, FeedSource
from tracker.documents.sources.newsroom import NewsroomSettings, NewsroomSource
from tracker.documents.sources.page import PageSettings, PageSource
from tracker.documents.sources.sitemap import SitemapSettings, SitemapSource

WebSettings: TypeAlias = EdgarSettings | FeedSettings | NewsroomSettings | PageSettings | SitemapSettings

#: The word in a watch file, the settings that it takes, and the setting that tells two sources of that kind apart.
WEB_KINDS: dict[str, tuple[type[WebSettings], str]] = {
    "edgar": (EdgarSettings, "cik"),
    "feed": (FeedSettings, "url"),
    "newsroom": (NewsroomSettings, "url"),
    "page": (PageSettings, "url"),
    "sitemap": (SitemapSettings, "url"),
}


def source_of(settings: WebSettings) -> Source:
    """What looks at a source with these settings."""
    match settings:
        case EdgarSettings():
            return EdgarSource(settings)
        case FeedSettings():
            return FeedSource(settings)
        case NewsroomSettings():
            return NewsroomSource(settings)
        case PageSettings():
            return PageSource(settings)
        case SitemapSettings():
            return SitemapSource(settings)
        case _:
            assert_never(settings)
