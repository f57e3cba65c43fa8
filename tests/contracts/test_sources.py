"""One contract over every kind of source: only what is new is fetched, and what cannot be looked at is said to be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from typing import ClassVar

import pytest
from publishers import (
    PUBLISHERS,
    EdgarPublisher,
    FeedPublisher,
    NewsroomPublisher,
    Publisher,
    Remembered,
    accession,
    columns,
    numbers_of,
    release,
)
from site_double import Site, answer, conditional, wire

from tracker.documents.fetch.fetcher import Fetcher
from tracker.documents.fetch.outcomes import Captured, Cause, Failed, Gone, NotModified, Suspicious
from tracker.documents.sources.contract import (
    Discovery,
    Gathered,
    Listed,
    Notice,
    NoticeKind,
    Source,
    Step,
    Visitor,
    gather,
)
from tracker.documents.sources.dates import declared_day
from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings, entries
from tracker.documents.sources.kinds import WEB_KINDS, source_of
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.documents.sources.patterns import address_matcher
from tracker.documents.sources.sitemap import SitemapSettings, listed_in
from tracker.errors import SourceError

VisitorOf = Callable[[Remembered], Visitor]


@pytest.fixture
def visitor_of(fetcher: Fetcher) -> VisitorOf:
    def make(memory: Remembered) -> Visitor:
        return Visitor(
            look=fetcher.look,
            look_all=fetcher.look_all,
            memory=memory,
            allowed=frozenset({"127.0.0.1"}),
            contact="watch@buyer.example",
        )

    return make


@pytest.fixture
def run(visitor_of: VisitorOf) -> Callable[..., list[Step]]:
    """One pass over a source, kept by the memory as a store would."""

    def make(source: Source, memory: Remembered, *, full: bool = False) -> list[Step]:
        steps = list(gather(source, visitor_of(memory), full=full))
        memory.keep(steps)
        return steps

    return make


Run = Callable[..., list[Step]]


def discovery_of(steps: list[Step]) -> Discovery:
    first = steps[0]
    assert isinstance(first, Listed)
    return first.discovery


@pytest.fixture(params=PUBLISHERS)
def publisher(request: pytest.FixtureRequest, newsroom: Site) -> Publisher:
    return PUBLISHERS[request.param](newsroom)


class TestEveryListing:
    def test_a_first_pass_captures_everything(self, publisher: Publisher, run: Run) -> None:
        publisher.publish(3, 2, 1)

        steps = run(publisher.source, Remembered())

        assert numbers_of(steps) == ["Foundry 1", "Foundry 2", "Foundry 3"]
        assert discovery_of(steps).complete
        assert discovery_of(steps).notices == ()
        assert {step.item.published for step in steps if isinstance(step, Gathered)} == {
            date(2031, 4, n) for n in (2, 3, 4)
        }

    def test_a_second_pass_makes_one_conditional_request_and_reads_nothing(self, publisher: Publisher, run: Run, newsroom: Site) -> None:  # fmt: skip
        publisher.publish(3, 2, 1)
        memory = Remembered()
        run(publisher.source, memory)
        newsroom.seen.clear()

        steps = run(publisher.source, memory)

        assert len(steps) == 1
        assert [type(looked) for looked in discovery_of(steps).looks] == [NotModified]
        asked = [seen for seen in newsroom.seen if seen.path != "/robots.txt"]
        assert len(asked) == 1
        assert "if-none-match" in asked[0].headers

    def test_only_what_is_new_is_fetched(self, publisher: Publisher, run: Run, newsroom: Site) -> None:
        publisher.publish(2, 1)
        memory = Remembered()
        run(publisher.source, memory)
        publisher.publish(4, 3, 2, 1)
        newsroom.seen.clear()

        steps = run(publisher.source, memory)

        assert numbers_of(steps) == ["Foundry 3", "Foundry 4"]
        assert not [path for path in newsroom.paths() if path.endswith(("/news/1", "/news/2"))]

    def test_a_full_pass_finds_what_was_altered(self, publisher: Publisher, run: Run, newsroom: Site) -> None:
        publisher.publish(2, 1)
        memory = Remembered()
        run(publisher.source, memory)
        path = next(path for path in newsroom.routes if path.endswith(("/news/1", "000001/ex99.htm")))
        newsroom.routes[path] = conditional(release(1) + " Corrected.", etag='"1b"')

        usual, full = run(publisher.source, memory), run(publisher.source, memory, full=True)

        assert numbers_of(usual) == []
        assert numbers_of(full) == ["Foundry 1"]
        assert [type(step.looked) for step in full if isinstance(step, Gathered)].count(NotModified) == 1

    def test_a_document_that_failed_is_tried_at_the_next_pass(self, publisher: Publisher, run: Run, newsroom: Site) -> None:  # fmt: skip
        publisher.publish(2, 1)
        path = next(path for path in newsroom.routes if path.endswith(("/news/1", "000001/ex99.htm")))
        newsroom.routes[path] = answer("", 500)
        memory = Remembered()
        first = run(publisher.source, memory)
        publisher.publish(3, 2, 1)

        second = run(publisher.source, memory)

        assert [step.looked.cause for step in first if isinstance(step, Gathered) and isinstance(step.looked, Failed)] == [Cause.SERVER_ERROR]  # fmt: skip
        assert "Foundry 3" in numbers_of(second)
        if not isinstance(publisher, EdgarPublisher):  # a filing that was listed is asked for again in a full pass
            assert "Foundry 1" in numbers_of(second)

    @pytest.mark.parametrize("route", [answer("", 500), answer("", 403), answer("", 404), wire(), answer("", 429, Retry_After="9000")], ids=["500", "403", "404", "no answer", "429"])  # fmt: skip
    def test_a_listing_that_cannot_be_read_lists_nothing_and_says_so(self, publisher: Publisher, run: Run, newsroom: Site, route: Callable[..., None]) -> None:  # fmt: skip
        publisher.publish(1)
        newsroom.routes = dict.fromkeys(newsroom.routes, route)

        steps = run(publisher.source, Remembered())

        assert len(steps) == 1
        assert not discovery_of(steps).complete
        assert discovery_of(steps).items == ()
        assert len(discovery_of(steps).looks) == 1
        assert not isinstance(discovery_of(steps).looks[0], Captured | NotModified)

    def test_a_login_page_where_the_listing_was_is_no_listing(self, publisher: Publisher, run: Run, newsroom: Site) -> None:  # fmt: skip
        publisher.publish(1)
        wall = answer("<html><title>Sign in</title><form><input type=password></form>Sign in</html>")
        newsroom.routes = dict.fromkeys(newsroom.routes, wall)

        steps = run(publisher.source, Remembered())

        assert not discovery_of(steps).complete
        assert isinstance(discovery_of(steps).looks[0], Suspicious)


class TestFeed:
    ATOM = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><title>A &amp; B</title><link href="one"/>'
        "<published>2031-04-02T23:30:00-05:00</published><updated>2031-04-03T08:00:00Z</updated></entry></feed>"
    )

    def test_atom_with_relative_links(self) -> None:
        (item,), notices = entries(self.ATOM.encode(), "https://orbelline.example/news/feed")

        assert (item.identity, item.url, item.title) == ("tag:1", "https://orbelline.example/news/one", "A & B")
        assert item.published == date(2031, 4, 2)
        assert item.stamp == "2031-04-03T08:00:00Z"
        assert notices == ()

    DATES: ClassVar[list[tuple[str, date | None]]] = [
        ("Wed, 02 Apr 2031 23:30:00 -0500", date(2031, 4, 2)),
        ("Wed, 02 Apr 2031 23:30:00 EST", date(2031, 4, 2)),
        ("2031-04-02T23:30:00-05:00", date(2031, 4, 2)),
        ("2031-04-02", date(2031, 4, 2)),
        ("April 2, 2031 8:30 am", date(2031, 4, 2)),
        ("02 Apr 2031", date(2031, 4, 2)),
        ("04/02/2031", None),
        ("02.04.2031", None),
        ("yesterday", None),
        ("", None),
        ("2031-13-45", None),
    ]

    @pytest.mark.parametrize(("written", "expected"), DATES)
    def test_dates(self, written: str, expected: date | None) -> None:
        feed = (
            f"<rss><channel><item><link>https://o.example/1</link><pubDate>{written}</pubDate></item></channel></rss>"
        )

        ((item,), _) = entries(feed.encode(), "https://o.example/")

        assert item.published == expected

    def test_an_entry_that_says_it_changed_is_looked_at_again(self, newsroom: Site, run: Run) -> None:
        newsroom.routes["/news/one"] = answer(release(1))
        newsroom.routes["/news/feed"] = answer(self.ATOM, media_type="application/atom+xml")
        source, memory = source_of(FeedSettings(url=newsroom.url("/news/feed"))), Remembered()
        run(source, memory)
        newsroom.routes["/news/one"] = answer(release(2))
        newsroom.routes["/news/feed"] = answer(self.ATOM.replace("04-03", "04-05"), media_type="application/atom+xml")

        steps = run(source, memory)

        assert [type(step.looked) for step in steps if isinstance(step, Gathered)] == [Captured]

    def test_a_feed_that_rolled_over_is_said_to_have(self, newsroom: Site, run: Run) -> None:
        publisher, memory = FeedPublisher(newsroom), Remembered()
        publisher.publish(2, 1)
        run(publisher.source, memory)
        publisher.publish(9, 8)
        steps = run(publisher.source, memory)

        assert discovery_of(steps).notices == (Notice(NoticeKind.ROLLED_OVER, newsroom.url("/feed.xml"), 2),)

    def test_globs_choose_entries(self, newsroom: Site, run: Run) -> None:
        FeedPublisher(newsroom).publish(12, 2, 1)
        settings = FeedSettings(url=newsroom.url("/feed.xml"), include=("/news/*",), exclude=("/news/1*",))

        assert numbers_of(run(source_of(settings), Remembered())) == ["Foundry 2"]

    ODD: ClassVar[list[tuple[str, str, list[str], set[NoticeKind]]]] = [
        ("a GUID that two entries have", "<item><guid isPermaLink='false'>g</guid><link>https://o.example/1</link></item><item><guid isPermaLink='false'>g</guid><link>https://o.example/2</link></item>", ["https://o.example/1", "https://o.example/2"], {NoticeKind.DUPLICATE_IDENTITY}),
        ("no GUID", "<item><link>https://o.example/1</link></item>", ["https://o.example/1"], set()),
        ("a GUID that is the address", "<item><guid>https://o.example/1</guid></item>", ["https://o.example/1"], set()),
        ("no address", "<item><title>x</title></item>", [], {NoticeKind.NO_LINK}),
        ("an address off the web", "<item><link>javascript:go()</link></item>", [], {NoticeKind.NO_LINK}),
        ("the same entry twice", "<item><link>https://o.example/1</link></item>" * 2, ["https://o.example/1"], set()),
        ("nothing", "", [], {NoticeKind.EMPTY}),
    ]  # fmt: skip

    @pytest.mark.parametrize(("inside", "addresses", "kinds"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
    def test_odd_feeds(self, inside: str, addresses: list[str], kinds: set[NoticeKind]) -> None:
        items, notices = entries(f"<rss><channel>{inside}</channel></rss>".encode(), "https://o.example/feed")

        assert [item.url for item in items] == addresses
        assert {notice.kind for notice in notices} == kinds

    def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(self) -> None:
        feed = b"<rss><channel><item><link>https://o.example/1</link></item><item><link>https://o.example/2</link><title>B & C"

        items, notices = entries(feed, "https://o.example/feed")

        assert [item.url for item in items] == ["https://o.example/1", "https://o.example/2"]
        assert {notice.kind for notice in notices} == {NoticeKind.BROKEN}

    @pytest.mark.parametrize("secret", ["file:///etc/hostname", "http://127.0.0.1:9/"])
    def test_entities_fetch_nothing(self, secret: str) -> None:
        feed = f"<!DOCTYPE r [<!ENTITY x SYSTEM '{secret}'>]><rss><channel><item><title>a&x;b</title><link>https://o.example/1</link></item></channel></rss>"

        ((item,), _) = entries(feed.encode(), "https://o.example/feed")

        assert item.title in {"a&x;b", "ab", None}

    def test_an_entity_bomb_does_not_go_off(self) -> None:
        entities = "<!ENTITY a0 'aaaaaaaaaa'>" + "".join(f"<!ENTITY a{n} '" + f"&a{n - 1};" * 10 + "'>" for n in range(1, 10))  # fmt: skip
        feed = f"<!DOCTYPE r [{entities}]><rss><channel><item><title>&a9;</title><link>https://o.example/1</link></item></channel></rss>"

        items, _ = entries(feed.encode(), "https://o.example/feed")

        assert all(len(item.title or "") < 1_000 for item in items)

    def test_a_feed_of_five_thousand_entries_is_listed(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        FeedPublisher(newsroom).publish(*range(5_000))
        source = source_of(FeedSettings(url=newsroom.url("/feed.xml")))

        assert len(source.discover(visitor_of(Remembered())).items) == 5_000

    def test_a_feed_made_to_keep_a_parser_busy_is_not_parsed(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        newsroom.routes["/feed.xml"] = answer("<rss><channel>" + "<item>" * 30_000, media_type="application/rss+xml")
        source = source_of(FeedSettings(url=newsroom.url("/feed.xml")))

        discovery = source.discover(visitor_of(Remembered()))

        assert not discovery.complete
        assert [notice.kind for notice in discovery.notices] == [NoticeKind.CUT_OFF]


def index(*links: str, more: str = "") -> str:
    return f"<html>{''.join(links)}{more}{'Orbelline Valves makes valves. ' * 60}</html>"


class TestNewsroom:
    def settings(self, newsroom: Site, **rest: object) -> NewsroomSettings:
        return NewsroomSettings(url=newsroom.url("/news"), **rest)  # type: ignore[arg-type]

    def listed(
        self, newsroom: Site, visitor_of: VisitorOf, memory: Remembered | None = None, **rest: object
    ) -> list[str]:
        source = source_of(self.settings(newsroom, **rest))
        discovery = source.discover(visitor_of(memory or Remembered()))
        return [item.url.removeprefix(newsroom.url("")) for item in discovery.items]

    LINKS = '<a href="/news/1">1</a><a href="news/2#top">2</a><a href="/about">a</a><a href="/news">n</a><a href="mailto:x@y.example">m</a><div class=list><p><a href="https://other.example/3">3</a></p></div><a>no</a>'
    CHOICES: ClassVar[list[tuple[str, dict[str, object], list[str]]]] = [
        ("below its own path", {}, ["/news/1", "/news/2"]),
        ("by pattern", {"links": ("/a*",)}, ["/about"]),
        ("on another host", {"links": ("https://other.example/*",)}, ["https://other.example/3"]),
        ("by selector of a holder", {"selector": "div.list"}, ["https://other.example/3"]),
        ("by selector of links", {"selector": "p a"}, ["https://other.example/3"]),
        ("by both", {"selector": "a", "links": ("/news/2",)}, ["/news/2"]),
        ("by a pattern that nothing matches", {"links": ("/press/**",)}, []),
    ]  # fmt: skip

    @pytest.mark.parametrize(("rest", "expected"), [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES])
    def test_links_are_chosen(self, newsroom: Site, visitor_of: VisitorOf, rest: dict[str, object], expected: list[str]) -> None:  # fmt: skip
        newsroom.routes["/news"] = answer(index(self.LINKS))

        assert self.listed(newsroom, visitor_of, None, **rest) == expected

    def paged(self, newsroom: Site, pages: int) -> None:
        for number in range(1, pages + 1):
            path = "/news" if number == 1 else f"/news?page={number}"
            link = f'<a href="/news/{number}">x</a>'
            more = f'<a class=next href="/news?page={number + 1}">Next</a>' if number < pages else ""
            newsroom.routes[path] = answer(index(link, more=more))

    @pytest.mark.parametrize("how", ["next", "pages"])
    def test_further_pages_are_followed_until_what_is_known(self, newsroom: Site, visitor_of: VisitorOf, how: str) -> None:  # fmt: skip
        self.paged(newsroom, 5)
        rest = {"next": {"next": "a.next"}, "pages": {"pages": newsroom.url("/news?page={page}")}}[how]
        memory = Remembered(stamps={newsroom.url("/news/3"): ""}, looked=True)

        assert self.listed(newsroom, visitor_of, memory, **rest, links=("/news/*",)) == [
            "/news/1",
            "/news/2",
            "/news/3",
        ]
        assert newsroom.paths() == ["/news", "/news?page=2", "/news?page=3"]

    def test_load_more_ends_where_a_page_brings_nothing_new(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        self.paged(newsroom, 2)
        newsroom.routes["/news?page=3"] = newsroom.routes["/news?page=2"]

        self.listed(newsroom, visitor_of, pages=newsroom.url("/news?page={page}"), links=("/news/*",))

        assert newsroom.paths() == ["/news", "/news?page=2", "/news?page=3"]

    def test_pages_that_lead_round_end(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        newsroom.routes["/news"] = answer(index('<a href="/news/1">x</a><a class=next href="/news">Next</a>'))

        assert self.listed(newsroom, visitor_of, next="a.next", links=("/news/*",)) == ["/news/1"]

    def test_a_newsroom_without_end_is_cut_off_and_said_to_be(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        self.paged(newsroom, 9)
        source = source_of(self.settings(newsroom, next="a.next", links=("/news/*",), most_pages=3))

        discovery = source.discover(visitor_of(Remembered()))

        assert len(discovery.items) == 3
        assert discovery.notices == (Notice(NoticeKind.CUT_OFF, newsroom.url("/news"), 3),)

    def test_a_page_that_lists_nothing_is_said_to(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        newsroom.routes["/news"] = answer(index())

        discovery = source_of(self.settings(newsroom)).discover(visitor_of(Remembered()))

        assert discovery.notices == (Notice(NoticeKind.EMPTY, newsroom.url("/news")),)

    def test_a_page_behind_the_first_that_fails_leaves_the_listing_incomplete(self, newsroom: Site, visitor_of: VisitorOf) -> None:  # fmt: skip
        self.paged(newsroom, 3)
        newsroom.routes["/news?page=2"] = answer("", 500)

        discovery = source_of(self.settings(newsroom, next="a.next", links=("/news/*",))).discover(visitor_of(Remembered()))  # fmt: skip

        assert [item.url for item in discovery.items] == [newsroom.url("/news/1")]
        assert not discovery.complete

    @pytest.mark.parametrize("rest", [{"selector": "a[["}, {"links": ("news/*",)}])
    def test_what_is_no_selector_and_no_pattern_is_an_error(self, newsroom: Site, visitor_of: VisitorOf, rest: dict[str, object]) -> None:  # fmt: skip
        newsroom.routes["/news"] = answer(index(self.LINKS))

        with pytest.raises(SourceError):
            self.listed(newsroom, visitor_of, None, **rest)

    def test_a_base_and_another_encoding(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        page = f'<meta charset="windows-1252"><base href="/news/x/"><a href="1">caf\u00e9</a>{"valves " * 300}'
        newsroom.routes["/news"] = answer(page.encode("cp1252"), media_type="text/html")

        (item,) = source_of(self.settings(newsroom)).discover(visitor_of(Remembered())).items

        assert (item.url, item.title) == (newsroom.url("/news/x/1"), "café")


class TestSitemap:
    def test_an_index_leads_to_sitemaps_packed_ones_too(self, newsroom: Site, run: Run) -> None:
        for number in (1, 2, 3):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
        first = f"<urlset><url><loc>{newsroom.url('/news/1')}</loc></url></urlset>"
        second = f"\n{newsroom.url('/news/2')}\n{newsroom.url('/careers')}\n"
        newsroom.routes["/1.xml"] = answer(first, media_type="text/xml")
        newsroom.routes["/2.gz"] = answer(gzip.compress(second.encode()), media_type="application/gzip")
        places = "".join(f"<sitemap><loc>{newsroom.url(path)}</loc></sitemap>" for path in ("/1.xml", "/2.gz", "/1.xml", "/index.xml"))  # fmt: skip
        newsroom.routes["/index.xml"] = answer(f"<sitemapindex>{places}</sitemapindex>", media_type="text/xml")

        steps = run(source_of(SitemapSettings(url=newsroom.url("/index.xml"), links=("/news/**",))), Remembered())

        assert sorted(step.item.url[-1] for step in steps if isinstance(step, Gathered)) == ["1", "2"]
        assert discovery_of(steps).complete

    def test_a_page_that_says_it_changed_is_looked_at_again(self, newsroom: Site, run: Run) -> None:
        newsroom.routes["/news/1"] = answer(release(1))
        source, memory = source_of(SitemapSettings(url=newsroom.url("/s.xml"), links=("/news/*",))), Remembered()
        for day in ("2031-04-02", "2031-04-02", "2031-04-09"):
            entry = f"<urlset><url><loc>{newsroom.url('/news/1')}</loc><lastmod>{day}</lastmod></url></urlset>"
            newsroom.routes["/s.xml"] = answer(entry, media_type="text/xml")
            run(source, memory)

        assert newsroom.paths().count("/news/1") == 2

    BODIES: ClassVar[list[tuple[str, bytes, int | None, bool]]] = [
        ("an entity bomb", b"<!DOCTYPE u [<!ENTITY a 'aaaa'><!ENTITY b '" + b"&a;" * 2000 + b"'><!ENTITY c '" + b"&b;" * 2000 + b"'>]><urlset><url><loc>&c;</loc></url></urlset>", 0, False),
        ("one that breaks off", b"<urlset><url><loc>https://o.example/1</loc></url><url><lo", 1, False),
        ("a packed one that breaks off", gzip.compress(b"https://o.example/1\n" * 5000)[:60], None, False),
        ("a packed one that is damaged", b"\x1f\x8bxxxx", 0, False),
        ("one without addresses", b"<urlset></urlset>", 0, True),
        ("addresses off the web", b"<urlset><url><loc>file:///etc/passwd</loc></url></urlset>", 0, True),
        ("a namespace", b"<u:urlset xmlns:u='x'><u:url><u:loc> https://o.example/1 </u:loc></u:url></u:urlset>", 1, True),
        ("a picture's address is not the page's", b"<urlset xmlns:i='i'><url><loc>https://o.example/1</loc><i:image><i:loc>https://o.example/p.png</i:loc></i:image></url></urlset>", 1, True),
    ]  # fmt: skip

    @pytest.mark.parametrize(("body", "count", "is_whole"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
    def test_odd_sitemaps(self, body: bytes, count: int | None, *, is_whole: bool) -> None:
        listed = listed_in(body)

        assert count is None or len(listed.items) == count
        assert listed.is_whole is is_whole
        assert all(item.url.startswith("https://o.example/") for item in listed.items)


class TestEdgar:
    def test_every_exhibit_99_and_nothing_else(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1)
        kinds = {"a.htm": "EX-99.1", "b.txt": "EX-99", "c.pdf": "EX-99.02", "d.htm": "EX-10.1", "e.jpg": "GRAPHIC", "f.htm": "8-K", "g.htm": "EX-991"}  # fmt: skip
        rows = "".join(f"<tr><td>1</td><td>d</td><td><a href='{name}'>{name}</a></td><td>{kind}</td></tr>" for name, kind in kinds.items())  # fmt: skip
        publisher.serve_index(1, rows + f"<tr><td>9</td><td></td><td><a href='/ix?doc={publisher.folder(1)}/h.htm'>h</a></td><td>EX-99.3</td></tr>")  # fmt: skip

        items = publisher.source.discover(visitor_of(Remembered())).items

        assert [item.url.rpartition("/")[2] for item in items] == ["a.htm", "b.txt", "c.pdf", "h.htm"]
        assert items[0].identity == f"{accession(1)}/a.htm"
        assert items[-1].url == newsroom.url(f"{publisher.folder(1)}/h.htm")

    def test_amendments_and_foreign_issuers_are_taken_and_other_forms_are_not(self, newsroom: Site, visitor_of: VisitorOf) -> None:  # fmt: skip
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2, 3, 4)
        listing = columns((1, 2, 3, 4)) | {"form": ["8-K", "8-K/A", "6-K", "10-Q", "10-K"]}
        newsroom.routes[f"/submissions/CIK{EdgarPublisher.CIK:010}.json"] = answer(json.dumps({"filings": {"recent": listing}}), media_type="application/json")  # fmt: skip

        items = publisher.source.discover(visitor_of(Remembered())).items

        assert [item.title for item in items] == ["Foundry 1", "Foundry 2", "Foundry 3"]

    def test_older_files_are_read_at_first_and_in_full_passes_only(self, newsroom: Site, run: Run) -> None:
        publisher, memory = EdgarPublisher(newsroom), Remembered()
        publisher.publish(1, 2)
        older = f"CIK{publisher.CIK:010}-submissions-001.json"
        publisher.list((2,), [{"name": older}, {"name": "../../etc/passwd"}])
        newsroom.routes[f"/submissions/{older}"] = answer(json.dumps(columns((1,))), media_type="application/json")

        first, second, full = (run(publisher.source, memory, full=full) for full in (False, False, True))

        assert numbers_of(first) == ["Foundry 1", "Foundry 2"]
        assert len(second) == 1
        assert newsroom.paths().count(f"/submissions/{older}") == 2
        assert discovery_of(full).complete
        assert not [path for path in newsroom.paths() if "passwd" in path]

    def test_filings_before_a_day_are_left_out(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(20, 5)
        settings = EdgarSettings(cik=publisher.CIK, since=date(2031, 4, 10), data=newsroom.url(""), archives=newsroom.url(""))  # fmt: skip

        assert [item.title for item in source_of(settings).discover(visitor_of(Remembered())).items] == ["Foundry 20"]

    def test_an_index_page_that_fails_is_asked_for_at_the_next_pass(self, newsroom: Site, visitor_of: VisitorOf) -> None:  # fmt: skip
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2)
        path = next(path for path in newsroom.routes if path.endswith(f"{accession(1)}-index.htm"))
        newsroom.routes[path] = answer("", 503)

        discovery = publisher.source.discover(visitor_of(Remembered()))

        assert [item.title for item in discovery.items] == ["Foundry 2"]
        assert discovery.remember == ((accession(2), ""),)
        assert not discovery.complete

    @pytest.mark.parametrize(
        "body", ["{", "[]", '{"filings": {"recent": {"form": "8-K"}}}', '{"filings": 7}', "[" * 100_000]
    )
    def test_a_submissions_file_that_is_none_lists_nothing(self, newsroom: Site, visitor_of: VisitorOf, body: str) -> None:  # fmt: skip
        newsroom.routes[f"/submissions/CIK{EdgarPublisher.CIK:010}.json"] = answer(body, media_type="application/json")

        assert EdgarPublisher(newsroom).source.discover(visitor_of(Remembered())).items == ()

    def test_nobody_is_served_who_does_not_say_who_they_are(self, fetcher: Fetcher, newsroom: Site) -> None:
        visitor = Visitor(look=fetcher.look, look_all=fetcher.look_all, memory=Remembered())

        with pytest.raises(SourceError, match="how they can be reached"):
            EdgarPublisher(newsroom).source.discover(visitor)


class TestPage:
    def test_a_page_is_looked_at_every_time_and_captured_when_it_changes(self, newsroom: Site, run: Run) -> None:
        source, memory = source_of(PageSettings(url=newsroom.url("/quality"))), Remembered()
        kinds = []
        for body in (release(1), release(1), release(2)):
            newsroom.routes["/quality"] = conditional(body, etag=f'"{hash(body)}"')
            steps = run(source, memory)
            kinds += [type(step.looked) for step in steps if isinstance(step, Gathered)]

        assert kinds == [Captured, NotModified, Captured]

    def test_a_page_that_is_gone_is_gone(self, newsroom: Site, run: Run) -> None:
        steps = run(source_of(PageSettings(url=newsroom.url("/quality"))), Remembered())

        assert [type(step.looked) for step in steps if isinstance(step, Gathered)] == [Gone]


PATTERNS = [
    ("/news/*", "https://o.example/news/1", True),
    ("/news/*", "https://o.example/news/2031/1", False),
    ("/news/**", "https://o.example/news/2031/1", True),
    ("/news/?", "https://o.example/news/12", False),
    ("/news/*.html", "https://o.example/news/a.html", True),
    ("/news/*.html", "https://o.example/news/aXhtml", False),
    ("/news[?]id=*", "https://o.example/news?id=7", True),
    ("/news", "https://o.example/news?id=7", False),
    ("https://o.example/**", "https://o.example/x/y", True),
    ("https://o.example/**", "https://evil.example/https://o.example/", False),
    ("/", "https://o.example", True),
]


@pytest.mark.parametrize(("pattern", "url", "expected"), PATTERNS)
def test_patterns(pattern: str, url: str, *, expected: bool) -> None:
    assert address_matcher((pattern,))(url) is expected


def test_no_pattern_matches_nothing() -> None:
    assert not address_matcher(())("https://o.example/")


@pytest.mark.parametrize("value", [None, "", "soon", "02/04/2031", "2031-02-30", "20310402", "Wed, 99 Apr 2031 00:00:00 GMT"])  # fmt: skip
def test_what_names_no_day(value: str | None) -> None:
    assert declared_day(value) is None


def test_every_kind_is_held_to_the_contract() -> None:
    assert {*PUBLISHERS, "page"} == set(WEB_KINDS)


def test_a_newsroom_publisher_lists_below_its_path(newsroom: Site, run: Run) -> None:
    NewsroomPublisher(newsroom).publish(1)

    assert numbers_of(run(NewsroomPublisher(newsroom).source, Remembered())) == ["Foundry 1"]
