"""One invented organisation that publishes the same releases in every way that a source can follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from site_double import Site, answer, conditional

from tracker.documents.fetch.outcomes import Captured, NotModified, Validators
from tracker.documents.sources.contract import Gathered, Listed, Source, Step
from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.kinds import source_of
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.sitemap import SitemapSettings


def release(number: int) -> str:
    """A release with enough words to be believed."""
    words = f"Orbelline Valves today opened foundry number {number} in Tarn. " * 30
    return f"<html><title>Orbelline opens foundry {number}</title><p>{words}</p></html>"


class Publisher(Protocol):
    """Puts releases on a site and lists them there."""

    def __init__(self, site: Site) -> None: ...

    def publish(self, *numbers: int) -> None:
        """List these releases, newest first, and serve them."""

    @property
    def source(self) -> Source:
        """A source that follows the listing."""


class FeedPublisher:
    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def source(self) -> Source:
        return source_of(FeedSettings(url=self.site.url("/feed.xml")))

    def publish(self, *numbers: int) -> None:
        items = "".join(
            f"<item><title>Foundry {n}</title><link>{self.site.url(f'/news/{n}')}</link><guid>g{n}</guid>"
            f"<pubDate>Wed, {n % 28 + 1:02} Apr 2031 23:30:00 -0500</pubDate></item>"
            for n in numbers
        )
        feed = f"<rss version='2.0'><channel><title>Orbelline</title>{items}</channel></rss>"
        self.site.routes["/feed.xml"] = conditional(feed, etag=f'"{numbers}"', media_type="application/rss+xml")
        _serve(self.site, numbers)


class NewsroomPublisher:
    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def source(self) -> Source:
        return source_of(NewsroomSettings(url=self.site.url("/news/")))

    def publish(self, *numbers: int) -> None:
        links = "".join(
            f'<li><time datetime="2031-04-{n % 28 + 1:02}"></time><a href="{n}">Foundry {n}</a>' for n in numbers
        )
        page = f"<html><a href='/about'>About</a><ul>{links}</ul>{'Orbelline Valves makes valves. ' * 60}"
        self.site.routes["/news/"] = conditional(page, etag=f'"{numbers}"')
        _serve(self.site, numbers)


class SitemapPublisher:
    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def source(self) -> Source:
        return source_of(SitemapSettings(url=self.site.url("/sitemap.xml"), links=("/news/*",)))

    def publish(self, *numbers: int) -> None:
        entries = "".join(
            f"<url><loc>{self.site.url(f'/news/{n}')}</loc><n:news><n:title>Foundry {n}</n:title>"
            f"<n:publication_date>2031-04-{n % 28 + 1:02}</n:publication_date></n:news></url>"
            for n in numbers
        )
        other = f"<url><loc>{self.site.url('/careers')}</loc></url>"
        sitemap = f"<urlset xmlns='s' xmlns:n='n'>{other}{entries}</urlset>"
        self.site.routes["/sitemap.xml"] = conditional(sitemap, etag=f'"{numbers}"', media_type="application/xml")
        _serve(self.site, numbers)


class EdgarPublisher:
    """A double of EDGAR: the submissions file, an index page for each filing, and the exhibits."""

    CIK = 1234567

    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def source(self) -> Source:
        return source_of(EdgarSettings(cik=self.CIK, data=self.site.url(""), archives=self.site.url("")))

    def publish(self, *numbers: int) -> None:
        self.list(numbers)
        for n in numbers:
            rows = (
                f"<tr><td>1</td><td>8-K</td><td><a href='/ix?doc={self.folder(n)}/main.htm'>main.htm</a></td><td>8-K</td></tr>"
                f"<tr><td>2</td><td>Foundry {n}</td><td><a href='{self.folder(n)}/ex99.htm'>ex99.htm</a></td><td>EX-99.1</td></tr>"
            )
            self.serve_index(n, rows)
            self.site.routes[f"{self.folder(n)}/ex99.htm"] = conditional(release(n), etag=f'"{n}"')

    def list(self, numbers: tuple[int, ...], files: list[dict[str, str]] | None = None) -> None:
        """Write the submissions file."""
        submissions = {"filings": {"recent": columns(numbers), "files": files or []}}
        self.site.routes[f"/submissions/CIK{self.CIK:010}.json"] = conditional(
            json.dumps(submissions), etag=f'"{numbers}"', media_type="application/json"
        )

    def serve_index(self, number: int, rows: str) -> None:
        """Write the index page of a filing."""
        head = "<tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th></tr>"
        page = f"<html><table class='tableFile'>{head}{rows}</table>{'Filing detail. ' * 60}"
        self.site.routes[f"{self.folder(number)}/{accession(number)}-index.htm"] = answer(page)

    def folder(self, number: int) -> str:
        """The folder of a filing."""
        return f"/Archives/edgar/data/{self.CIK}/{accession(number).replace('-', '')}"


def accession(number: int) -> str:
    """The accession number of a filing."""
    return f"0001234567-31-{number:06}"


def columns(numbers: tuple[int, ...]) -> dict[str, list[str]]:
    """The columns of a submissions file: forms 8-K, with a 10-K that nobody asked for."""
    return {
        "accessionNumber": [*map(accession, numbers), accession(999_999)],
        "form": ["8-K" for _ in numbers] + ["10-K"],
        "filingDate": [f"2031-04-{n % 28 + 1:02}" for n in numbers] + ["2031-01-01"],
    }


def _serve(site: Site, numbers: tuple[int, ...]) -> None:
    for n in numbers:
        site.routes[f"/news/{n}"] = conditional(release(n), etag=f'"{n}"')


PUBLISHERS: dict[str, Callable[[Site], Publisher]] = {
    "feed": FeedPublisher,
    "newsroom": NewsroomPublisher,
    "sitemap": SitemapPublisher,
    "edgar": EdgarPublisher,
}


@dataclass
class Remembered:
    """What a store would keep of one source."""

    by_url: dict[str, Validators] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    looked: bool = False

    def validators(self, url: str) -> Validators:
        return self.by_url.get(url, Validators())

    def stamp(self, identity: str) -> str | None:
        return self.stamps.get(identity)

    def usual_length(self, url: str) -> int | None:
        return self.lengths.get(url)

    def is_new(self) -> bool:
        return not self.looked

    def keep(self, steps: list[Step]) -> None:
        """What a store keeps after a pass."""
        for step in steps:
            if isinstance(step, Listed):
                self.stamps.update(step.discovery.remember)
                for looked in step.discovery.looks:
                    self._keep(looked)
            elif step.is_settled:
                self.stamps[step.item.identity] = step.item.stamp
                self._keep(step.looked)
        self.looked = True

    def _keep(self, looked: object) -> None:
        if isinstance(looked, Captured | NotModified):
            self.by_url[looked.url] = looked.validators


def numbers_of(steps: list[Step]) -> list[str]:
    """The titles of the documents that were captured, in order."""
    return sorted(
        step.item.title or "" for step in steps if isinstance(step, Gathered) and isinstance(step.looked, Captured)
    )
