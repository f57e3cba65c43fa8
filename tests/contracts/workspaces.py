"""A workspace and whoever runs its checks, and a site that publishes releases in every way that a source can follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from publishers import EdgarPublisher
from site_double import Site, conditional

from tracker.app import Tracker, build
from tracker.findings.model import Kind
from tracker.history import WatchHistory
from tracker.service import Checked
from tracker.settings import Settings

NOW = datetime(2031, 4, 20, 6, 0, tzinfo=UTC)

#: As the product's, but for the waiting; EDGAR serves nobody without a contact.
QUICK = 'contact = "watch@buyer.example"\ninterval = 0.0\nattempts = 1\nread_timeout = 0.5\ntotal_timeout = 2.0\n'

ABOUT = (
    "About Orbelline Valves\nOrbelline Valves makes butterfly and gate valves for water works at foundries in Tarn and Albi, "
    "and employs 640 people. {claims} The company was founded in 1931 and is owned by its employees."
)
HELD = "Its quality management system is certified to ISO 9001:2015."
DROPPED = "Its quality management system follows good practice."
NEWS = {
    1: "opens a second foundry in Albi that will pour ductile iron bodies for gate valves of up to twelve hundred millimetres",
    2: "supplies butterfly valves to the water board of Lavaur, which replaces cast mains that were laid before the war",
    3: "appoints a new head of its pattern shop and moves the shop under one roof with the machining of seats and discs",
    4: "finishes the trial of a lead free bronze that takes the place of the alloy in all of its smaller taps and cocks",
}


def release(number: int, claims: str = HELD, *, footer: str = "", curly: bool = False, more: str = "") -> str:
    """A release as a newsroom shows it."""
    news = NEWS[number]
    about = ABOUT.format(claims=claims).partition("\n")
    lead = f"TARN, April {number + 1}, 2031 - Orbelline Valves today {news}."
    body = (
        f"“We have worked towards this day for {number + 2} years,” said the management of the company in a statement. {more}"
        f"Work begins in the autumn and costs {number * 7 + 4} million euros, of which the region bears a part."
    )
    page = (
        f"<html><head><title>Orbelline Valves {news[:40]}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>Orbelline Valves {news[:40]}</h1><p>{lead}</p><p>{body}</p><h2>{about[0]}</h2><p>{about[2]}</p></main>"
        f"<footer>{footer or 'Legal notice'}</footer></body></html>"
    )
    return page if curly else page.replace("“", '"').replace("”", '"')


class Desk:
    """A workspace, and whoever runs its checks; each check is a day later than the one before."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.now = NOW
        self.tracker: Tracker = build(Settings(workspace=workspace), clock=lambda: self.now)

    def configure(self, settings: str) -> None:
        """Look at the web with other settings from now on."""
        (self.workspace / "tracker.toml").write_text(settings, encoding="utf-8")
        self.tracker = build(Settings(workspace=self.workspace), clock=lambda: self.now)

    def watch(self, *sources: str) -> None:
        text = 'name = "Orbelline Valves"\n' + "".join(f"\n[[sources]]\n{source}\n" for source in sources)
        (self.workspace / "schedules" / "orbelline.toml").write_text(text, encoding="utf-8")

    def check(self, *, full: bool = False) -> Checked:
        told: list[Checked] = []
        self.now += timedelta(days=1)
        self.tracker.check(self.tracker.watches(), told.append, full=full)
        (one,) = told
        return one

    @property
    def history(self) -> WatchHistory:
        (one,) = self.tracker.histories(date(2031, 4, 30))
        return one

    def kinds(self) -> list[Kind]:
        return [finding.kind for change in self.history.changes for finding in change.findings]


def feed_of(site: Site) -> str:
    return f'kind = "feed"\nurl = "{site.url("/feed.xml")}"\nallow = ["127.0.0.1"]'


def newsroom_of(site: Site) -> str:
    return f'kind = "newsroom"\nurl = "{site.url("/news/")}"\nallow = ["127.0.0.1"]'


def sitemap_of(site: Site) -> str:
    return f'kind = "sitemap"\nurl = "{site.url("/sitemap.xml")}"\nlinks = ["/news/*"]\nallow = ["127.0.0.1"]'


def edgar_of(site: Site) -> str:
    return (
        f'kind = "edgar"\ncik = {EdgarPublisher.CIK}\ndata = "{site.url("")}"\narchives = "{site.url("")}"\n'
        'allow = ["127.0.0.1"]'
    )


def page_of(site: Site) -> str:
    return f'kind = "page"\nurl = "{site.url("/quality")}"\nallow = ["127.0.0.1"]'


def put(site: Site, number: int, page: str | None = None, tag: str = "") -> None:
    site.routes[f"/news/{number}"] = conditional(page or release(number), etag=f'"{number}{tag}"')


def publish(site: Site, *numbers: int) -> None:
    """List releases in a feed, a newsroom and a sitemap, and serve them."""
    items = "".join(
        f"<item><title>{NEWS[n][:40]}</title><link>{site.url(f'/news/{n}')}</link><guid>g{n}</guid>"
        f"<pubDate>Wed, {n + 1:02} Apr 2031 08:00:00 +0200</pubDate></item>"
        for n in numbers
    )
    site.routes["/feed.xml"] = conditional(
        f"<rss version='2.0'><channel><title>Orbelline</title>{items}</channel></rss>",
        etag=f'"{numbers}"',
        media_type="application/rss+xml",
    )
    links = "".join(f"<li><a href='{n}'>{NEWS[n][:40]}</a></li>" for n in numbers)
    site.routes["/news/"] = conditional(
        f"<html><ul>{links}</ul>{'Orbelline Valves makes valves. ' * 60}", etag=f'"{numbers}"'
    )
    entries = "".join(f"<url><loc>{site.url(f'/news/{n}')}</loc></url>" for n in numbers)
    site.routes["/sitemap.xml"] = conditional(
        f"<urlset>{entries}</urlset>", etag=f'"{numbers}"', media_type="application/xml"
    )
    for n in numbers:
        put(site, n)


def publish_filings(site: Site, *numbers: int) -> None:
    publisher = EdgarPublisher(site)
    publisher.publish(*numbers)
    for n in numbers:
        site.routes[publisher.path(n)] = conditional(release(n), etag=f'"{n}"')


LISTINGS = {
    "feed": (feed_of, publish),
    "newsroom": (newsroom_of, publish),
    "sitemap": (sitemap_of, publish),
    "edgar": (edgar_of, publish_filings),
}
