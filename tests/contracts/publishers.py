"""One invented organisation that publishes the same releases in every way that a source can follow."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from site_double import Route, Site, answer, conditional

from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.documents.sources.sitemap import SitemapSettings
from tracker.watches.model import Settings


def release(number: int) -> str:
    """A release with enough words to be believed."""
    words = f"Orbelline Valves today opened foundry number {number} in Tarn. " * 30
    return f"<html><title>Orbelline opens foundry {number}</title><p>{words}</p></html>"


class Publisher(Protocol):
    """Puts releases where a source can find them."""

    @property
    def settings(self) -> Settings:
        """Those of a source that follows the listing."""

    def publish(self, *numbers: int) -> None:
        """List these releases, newest first, and serve them."""

    def put(self, number: int, text: str) -> None:
        """Let a release say something else."""

    def lose(self, number: int) -> None:
        """Let a release be where it is listed, and not to be had for now."""

    def close(self) -> None:
        """Let nothing be had at all, for now."""

    def open(self) -> None:
        """Let it be had again."""


class WebPublisher(ABC):
    """What publishers on the web have in common."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._open: dict[str, Route] = {}

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @abstractmethod
    def publish(self, *numbers: int) -> None: ...

    def path(self, number: int) -> str:
        """Where a release is."""
        return f"/news/{number}"

    def put(self, number: int, text: str) -> None:
        self.site.routes[self.path(number)] = conditional(text, etag=f'"{hash(text)}"')

    def lose(self, number: int) -> None:
        self.site.routes[self.path(number)] = answer("sorry", 500)

    def close(self) -> None:
        self._open = dict(self.site.routes)
        self.site.routes = dict.fromkeys(self.site.routes, answer("sorry", 503))

    def open(self) -> None:
        self.site.routes = self._open

    def serve(self, numbers: tuple[int, ...]) -> None:
        """Serve releases at their places."""
        for number in numbers:
            self.put(number, release(number))


class FeedPublisher(WebPublisher):
    @property
    def settings(self) -> FeedSettings:
        return FeedSettings(url=self.site.url("/feed.xml"), allow=("127.0.0.1",))

    def publish(self, *numbers: int) -> None:
        items = "".join(
            f"<item><title>Foundry {n}</title><link>{self.site.url(f'/news/{n}')}</link><guid>g{n}</guid>"
            f"<pubDate>Wed, {n % 28 + 1:02} Apr 2031 23:30:00 -0500</pubDate></item>"
            for n in numbers
        )
        feed = f"<rss version='2.0'><channel><title>Orbelline</title>{items}</channel></rss>"
        self.site.routes["/feed.xml"] = conditional(feed, etag=f'"{numbers}"', media_type="application/rss+xml")
        self.serve(numbers)


class NewsroomPublisher(WebPublisher):
    @property
    def settings(self) -> NewsroomSettings:
        return NewsroomSettings(url=self.site.url("/news/"), allow=("127.0.0.1",))

    def publish(self, *numbers: int) -> None:
        links = "".join(
            f'<li><time datetime="2031-04-{n % 28 + 1:02}"></time><a href="{n}">Foundry {n}</a>' for n in numbers
        )
        page = f"<html><a href='/about'>About</a><ul>{links}</ul>{'Orbelline Valves makes valves. ' * 60}"
        self.site.routes["/news/"] = conditional(page, etag=f'"{numbers}"')
        self.serve(numbers)


class SitemapPublisher(WebPublisher):
    @property
    def settings(self) -> SitemapSettings:
        return SitemapSettings(url=self.site.url("/sitemap.xml"), links=("/news/*",), allow=("127.0.0.1",))

    def publish(self, *numbers: int) -> None:
        entries = "".join(
            f"<url><loc>{self.site.url(f'/news/{n}')}</loc><n:news><n:title>Foundry {n}</n:title>"
            f"<n:publication_date>2031-04-{n % 28 + 1:02}</n:publication_date></n:news></url>"
            for n in numbers
        )
        other = f"<url><loc>{self.site.url('/careers')}</loc></url>"
        sitemap = f"<urlset xmlns='s' xmlns:n='n'>{other}{entries}</urlset>"
        self.site.routes["/sitemap.xml"] = conditional(sitemap, etag=f'"{numbers}"', media_type="application/xml")
        self.serve(numbers)


class EdgarPublisher(WebPublisher):
    """A double of EDGAR: the submissions file, an index page for each filing, and the exhibits."""

    CIK = 1234567

    @property
    def settings(self) -> EdgarSettings:
        host = self.site.url("")
        return EdgarSettings(cik=self.CIK, data=host, archives=host, allow=("127.0.0.1",))

    def path(self, number: int) -> str:
        return f"{self.folder(number)}/{number}.htm"

    def publish(self, *numbers: int) -> None:
        self.list(numbers)
        for n in numbers:
            rows = (
                f"<tr><td>1</td><td>8-K</td><td><a href='/ix?doc={self.folder(n)}/main.htm'>main.htm</a></td><td>8-K</td></tr>"
                f"<tr><td>2</td><td>Foundry {n}</td><td><a href='{self.path(n)}'>{n}.htm</a></td><td>EX-99.1</td></tr>"
            )
            self.serve_index(n, rows)
        self.serve(numbers)

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


class FolderPublisher:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    @property
    def settings(self) -> FolderSettings:
        return FolderSettings(path=self.folder)

    def publish(self, *numbers: int) -> None:
        for number in numbers:
            self.put(number, release(number))

    def put(self, number: int, text: str) -> None:
        path = self.folder / f"{number}.html"
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")

    def lose(self, number: int) -> None:
        """A link to what is not there yet."""
        path = self.folder / f"{number}.html"
        path.unlink(missing_ok=True)
        path.symlink_to(self.folder / "nowhere")

    def close(self) -> None:
        self.folder.rename(self.folder.with_name("away"))

    def open(self) -> None:
        self.folder.with_name("away").rename(self.folder)


class PagePublisher(WebPublisher):
    """One page whose own changes are the history; of what it is told to publish it shows the newest."""

    @property
    def settings(self) -> PageSettings:
        return PageSettings(url=self.site.url("/news/1"), allow=("127.0.0.1",))

    def path(self, number: int) -> str:  # noqa: ARG002 - there is one page
        return "/news/1"

    def publish(self, *numbers: int) -> None:
        self.serve(numbers[:1])


#: Every kind that lists documents on the web.
LISTINGS: dict[str, Callable[[Site], WebPublisher]] = {
    "feed": FeedPublisher,
    "newsroom": NewsroomPublisher,
    "sitemap": SitemapPublisher,
    "edgar": EdgarPublisher,
}
