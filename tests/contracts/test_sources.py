"""What each kind of source on the web lists, and what it says of a listing that is odd. What all kinds share is in test_every_source."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from typing import ClassVar

import pytest
from follower import Follower
from publishers import (
    EdgarPublisher,
    FeedPublisher,
    accession,
    columns,
    release,
)
from site_double import Route, Site, answer, conditional, in_turn, redirect

from tracker.documents.fetch.fetcher import Fetcher
from tracker.documents.fetch.outcomes import Validators
from tracker.documents.sources.contract import Discovery, Item, Notice, NoticeKind, Visitor, wanted
from tracker.documents.sources.dates import declared_day
from tracker.documents.sources.edgar import INTERVAL, EdgarSettings
from tracker.documents.sources.feed import FeedSettings, entries
from tracker.documents.sources.kinds import source_of
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.documents.sources.patterns import address_matcher
from tracker.documents.sources.sitemap import SitemapSettings, listed_in
from tracker.errors import SourceError
from tracker.history import Outcome
from tracker.store.addresses import Remembered

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

    def test_an_entry_that_says_it_changed_is_looked_at_again(self, newsroom: Site, follower: Follower) -> None:
        newsroom.routes["/news/one"] = answer(release(1))
        newsroom.routes["/news/feed"] = answer(self.ATOM, media_type="application/atom+xml")
        settings = FeedSettings(url=newsroom.url("/news/feed"), allow=("127.0.0.1",))
        follower.follow(settings)
        newsroom.routes["/news/one"] = answer(release(2))
        newsroom.routes["/news/feed"] = answer(self.ATOM.replace("04-03", "04-05"), media_type="application/atom+xml")

        assert follower.follow(settings).captured == ("one",)

    def test_a_feed_that_rolled_over_is_said_to_have(self, newsroom: Site, follower: Follower) -> None:
        publisher = FeedPublisher(newsroom)
        publisher.publish(2, 1)
        follower.follow(publisher.settings)
        publisher.publish(9, 8)

        assert follower.follow(publisher.settings).notices == ("rolled-over:2",)

    def test_globs_choose_entries(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        FeedPublisher(newsroom).publish(12, 2, 1)
        settings = FeedSettings(url=newsroom.url("/feed.xml"), include=("/news/*",), exclude=("/news/1*",))

        assert [item.title for item in source_of(settings).discover(visitor_of(Remembered())).items] == ["Foundry 2"]

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
        memory = Remembered(
            stamps={newsroom.url("/news/3"): ""}, by_url={newsroom.url("/news"): Validators(sha256="0" * 64)}, new=False
        )

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

    @pytest.mark.parametrize("end", [answer("no", 404), answer("gone", 410), answer("<h1>Page not found</h1>")], ids=["404", "410", "a soft 404"])  # fmt: skip
    def test_pages_that_are_counted_end_where_there_is_none(self, newsroom: Site, follower: Follower, end: Route) -> None:  # fmt: skip
        self.paged(newsroom, 3)
        newsroom.routes["/news?page=4"] = end
        for number in (1, 2, 3):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
        settings = self.settings(newsroom, pages=newsroom.url("/news?page={page}"), links=("/news/*",), allow=("127.0.0.1",))  # fmt: skip

        first, second = follower.follow(settings), follower.follow(settings)

        assert (first.look.outcome, first.captured, first.notices) == (Outcome.CAPTURED, ("1", "2", "3"), ())
        assert second.look.outcome is Outcome.NOT_MODIFIED
        assert newsroom.paths().count("/news?page=4") == 1

    def test_a_link_to_a_next_page_that_is_not_there_is_said_once(self, newsroom: Site, follower: Follower) -> None:
        self.paged(newsroom, 3)
        del newsroom.routes["/news?page=3"]
        for number in (1, 2):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
        settings = self.settings(newsroom, next="a.next", links=("/news/*",), allow=("127.0.0.1",))

        first, second = follower.follow(settings), follower.follow(settings)

        assert (first.look.outcome, first.captured) == (Outcome.GONE, ("1", "2"))
        assert second.look.outcome is Outcome.NOT_MODIFIED

    def test_pages_that_lead_round_end(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        newsroom.routes["/news"] = answer(index('<a href="/news/1">x</a><a class=next href="/news">Next</a>'))

        assert self.listed(newsroom, visitor_of, next="a.next", links=("/news/*",)) == ["/news/1"]

    def test_a_newsroom_without_end_is_cut_off_and_said_to_be(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        self.paged(newsroom, 9)
        source = source_of(self.settings(newsroom, next="a.next", links=("/news/*",), most_pages=3))

        discovery = source.discover(visitor_of(Remembered()))

        assert len(discovery.items) == 3
        assert discovery.notices == (Notice(NoticeKind.CUT_OFF, newsroom.url("/news"), 3),)

    def test_a_newsroom_that_is_a_file_lists_what_is_in_its_folder(self, newsroom: Site, visitor_of: VisitorOf) -> None:
        newsroom.routes["/press/index.html"] = answer(index("<a href=1.html>x</a><a href=index.html>n</a><a href=/about>y</a>"))  # fmt: skip
        source = source_of(NewsroomSettings(url=newsroom.url("/press/index.html")))

        items = source.discover(visitor_of(Remembered())).items

        assert [item.url for item in items] == [newsroom.url("/press/1.html")]

    def test_a_newsroom_that_moved_lists_what_is_below_its_new_place(self, newsroom: Site, elsewhere: Site, visitor_of: VisitorOf) -> None:  # fmt: skip
        newsroom.routes["/news"] = redirect(elsewhere.url("/press/"))
        elsewhere.routes["/press/"] = answer(index("<a href=1>x</a><a href=/about>y</a>"))

        items = source_of(self.settings(newsroom)).discover(visitor_of(Remembered())).items

        assert [item.url for item in items] == [elsewhere.url("/press/1")]

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

    def test_a_page_behind_the_first_that_failed_is_read_at_the_next_pass(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        self.paged(newsroom, 3)
        for number in (1, 2, 3):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
        newsroom.routes["/news?page=2"] = in_turn(answer("", 500), newsroom.routes["/news?page=2"])
        settings = self.settings(newsroom, next="a.next", links=("/news/*",), allow=("127.0.0.1",))

        first, second, third = (follower.follow(settings) for _ in range(3))

        assert (first.look.outcome, first.captured) == (Outcome.FAILED, ("1",))
        assert (second.look.outcome, second.captured) == (Outcome.CAPTURED, ("2", "3"))
        assert (third.look.outcome, third.captured) == (Outcome.NOT_MODIFIED, ())

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
    def test_an_index_leads_to_sitemaps_packed_ones_too(self, newsroom: Site, follower: Follower) -> None:
        for number in (1, 2, 3):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
        first = f"<urlset><url><loc>{newsroom.url('/news/1')}</loc></url></urlset>"
        second = f"\n{newsroom.url('/news/2')}\n{newsroom.url('/careers')}\n"
        newsroom.routes["/1.xml"] = answer(first, media_type="text/xml")
        newsroom.routes["/2.gz"] = answer(gzip.compress(second.encode()), media_type="application/gzip")
        places = "".join(f"<sitemap><loc>{newsroom.url(path)}</loc></sitemap>" for path in ("/1.xml", "/2.gz", "/1.xml", "/index.xml"))  # fmt: skip
        newsroom.routes["/index.xml"] = answer(f"<sitemapindex>{places}</sitemapindex>", media_type="text/xml")

        settings = SitemapSettings(url=newsroom.url("/index.xml"), links=("/news/**",), allow=("127.0.0.1",))

        assert follower.follow(settings).captured == ("1", "2")

    def test_a_sitemap_of_an_index_that_fails_is_read_at_the_next_pass(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        places = []
        for number in (1, 2):
            newsroom.routes[f"/news/{number}"] = answer(release(number))
            newsroom.routes[f"/{number}.xml"] = answer(f"<urlset><url><loc>{newsroom.url(f'/news/{number}')}</loc></url></urlset>", media_type="text/xml")  # fmt: skip
            places.append(f"<sitemap><loc>{newsroom.url(f'/{number}.xml')}</loc></sitemap>")
        newsroom.routes["/2.xml"] = in_turn(answer("", 500), newsroom.routes["/2.xml"])
        newsroom.routes["/index.xml"] = conditional(
            f"<sitemapindex>{''.join(places)}</sitemapindex>", etag='"1"', media_type="text/xml"
        )
        settings = SitemapSettings(url=newsroom.url("/index.xml"), links=("/news/**",), allow=("127.0.0.1",))

        first, second, third = (follower.follow(settings) for _ in range(3))

        assert (first.look.outcome, first.captured) == (Outcome.FAILED, ("1",))
        assert (second.look.outcome, second.captured) == (Outcome.CAPTURED, ("2",))
        assert (third.look.outcome, third.captured) == (Outcome.NOT_MODIFIED, ())

    def test_a_sitemap_that_an_index_names_and_that_is_gone_is_said_once(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        newsroom.routes["/news/1"] = answer(release(1))
        newsroom.routes["/1.xml"] = answer(f"<urlset><url><loc>{newsroom.url('/news/1')}</loc></url></urlset>", media_type="text/xml")  # fmt: skip
        places = "".join(f"<sitemap><loc>{newsroom.url(path)}</loc></sitemap>" for path in ("/1.xml", "/2.xml"))
        newsroom.routes["/index.xml"] = conditional(f"<sitemapindex>{places}</sitemapindex>", etag='"1"', media_type="text/xml")  # fmt: skip
        settings = SitemapSettings(url=newsroom.url("/index.xml"), links=("/news/**",), allow=("127.0.0.1",))

        first, second = follower.follow(settings), follower.follow(settings)

        assert (first.look.outcome, first.captured) == (Outcome.GONE, ("1",))
        assert second.look.outcome is Outcome.NOT_MODIFIED
        assert newsroom.paths().count("/2.xml") == 1

    def test_a_page_that_says_it_changed_is_looked_at_again(self, newsroom: Site, follower: Follower) -> None:
        newsroom.routes["/news/1"] = answer(release(1))
        settings = SitemapSettings(url=newsroom.url("/s.xml"), links=("/news/*",), allow=("127.0.0.1",))
        for day in ("2031-04-02", "2031-04-02", "2031-04-09"):
            entry = f"<urlset><url><loc>{newsroom.url('/news/1')}</loc><lastmod>{day}</lastmod></url></urlset>"
            newsroom.routes["/s.xml"] = answer(entry, media_type="text/xml")
            follower.follow(settings)

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

        items = source_of(publisher.settings).discover(visitor_of(Remembered())).items

        assert [item.url.rpartition("/")[2] for item in items] == ["a.htm", "b.txt", "c.pdf", "h.htm"]
        assert items[0].identity == f"{accession(1)}/a.htm"
        assert items[-1].url == newsroom.url(f"{publisher.folder(1)}/h.htm")

    def test_amendments_and_foreign_issuers_are_taken_and_other_forms_are_not(self, newsroom: Site, visitor_of: VisitorOf) -> None:  # fmt: skip
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2, 3, 4)
        listing = columns((1, 2, 3, 4)) | {"form": ["8-K", "8-K/A", "6-K", "10-Q", "10-K"]}
        newsroom.routes[f"/submissions/CIK{EdgarPublisher.CIK:010}.json"] = answer(json.dumps({"filings": {"recent": listing}}), media_type="application/json")  # fmt: skip

        items = source_of(publisher.settings).discover(visitor_of(Remembered())).items

        assert [item.title for item in items] == ["Foundry 1", "Foundry 2", "Foundry 3"]

    def test_older_files_are_read_at_first_and_in_full_passes_only(self, newsroom: Site, follower: Follower) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2)
        older = f"CIK{publisher.CIK:010}-submissions-001.json"
        publisher.list((2,), [{"name": older}, {"name": "../../etc/passwd"}])
        newsroom.routes[f"/submissions/{older}"] = answer(json.dumps(columns((1,))), media_type="application/json")

        first, second, full = (follower.follow(publisher.settings, full=full) for full in (False, False, True))

        assert (first.captured, second.captured, full.unchanged) == (("1.htm", "2.htm"), (), ("1.htm", "2.htm"))
        assert newsroom.paths().count(f"/submissions/{older}") == 2
        assert not [path for path in newsroom.paths() if "passwd" in path]

    def test_older_files_that_fail_are_read_at_the_next_pass(self, newsroom: Site, follower: Follower) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2)
        older = f"/submissions/CIK{publisher.CIK:010}-submissions-001.json"
        publisher.list((2,), [{"name": older.rpartition("/")[2]}])
        newsroom.routes[older] = in_turn(answer("", 503), answer(json.dumps(columns((1,))), media_type="application/json"))  # fmt: skip

        first, second, third = (follower.follow(publisher.settings) for _ in range(3))

        assert (first.look.outcome, first.captured) == (Outcome.FAILED, ("2.htm",))
        assert (second.look.outcome, second.captured) == (Outcome.CAPTURED, ("1.htm",))
        assert (third.look.outcome, newsroom.paths().count(older)) == (Outcome.NOT_MODIFIED, 2)
        assert newsroom.paths().count(f"{publisher.folder(2)}/{accession(2)}-index.htm") == 1

    def test_a_filing_that_was_taken_back_is_said_and_holds_up_no_other(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2)
        gone = f"{publisher.folder(1)}/{accession(1)}-index.htm"
        newsroom.routes[gone] = answer("no", 404)

        first, second = follower.follow(publisher.settings), follower.follow(publisher.settings)
        publisher.publish(2, 3)
        publisher.list((1, 2, 3))
        third = follower.follow(publisher.settings)

        assert (first.look.outcome, first.captured) == (Outcome.GONE, ("2.htm",))
        assert (second.look.outcome, newsroom.paths().count(gone)) == (Outcome.NOT_MODIFIED, 2)
        assert third.captured == ("3.htm",)

    def test_an_exhibit_that_fails_is_asked_for_again_and_the_index_of_its_filing_is_not(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2)
        publisher.lose(1)
        first = follower.follow(publisher.settings)
        publisher.put(1, release(1))
        newsroom.seen.clear()

        second = follower.follow(publisher.settings)

        assert (first.captured, second.captured) == (("2.htm",), ("1.htm",))
        assert newsroom.paths() == [f"/submissions/CIK{publisher.CIK:010}.json", publisher.path(1)]

    def test_exhibits_of_every_type_are_captured_as_what_they_are(self, newsroom: Site, follower: Follower) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.list((1,))
        bodies = {
            "a.txt": (b"Orbelline opens a foundry.\n" * 60, "text/plain"),
            "b.pdf": (b"%PDF-1.4 x", "application/pdf"),
        }
        rows = "".join(f"<tr><td>{n}</td><td></td><td><a href='{name}'>{name}</a></td><td>EX-99.{n}</td></tr>" for n, name in enumerate(bodies, 1))  # fmt: skip
        publisher.serve_index(1, rows)
        for name, (body, media_type) in bodies.items():
            newsroom.routes[f"{publisher.folder(1)}/{name}"] = answer(body, media_type=media_type)

        assert follower.follow(publisher.settings).captured == ("a.txt", "b.pdf")
        kinds = follower.store.database.conn.execute("select media_type from captures order by media_type").fetchall()
        assert kinds == [("application/pdf",), ("text/plain",)]

    def test_an_amendment_is_a_filing_of_its_own(self, newsroom: Site, follower: Follower) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1)
        follower.follow(publisher.settings)
        publisher.publish(2, 1)
        listing = columns((2, 1)) | {"form": ["8-K/A", "8-K", "10-K"]}
        newsroom.routes[f"/submissions/CIK{publisher.CIK:010}.json"] = answer(json.dumps({"filings": {"recent": listing}}), media_type="application/json")  # fmt: skip

        assert follower.follow(publisher.settings).captured == ("2.htm",)

    def test_the_sec_sees_no_more_than_its_limit_and_who_asks(self, newsroom: Site, follower: Follower) -> None:
        publisher = EdgarPublisher(newsroom)
        publisher.publish(1, 2, 3)

        follower.follow(publisher.settings)

        starts = sorted(seen.began for seen in newsroom.seen if seen.path != "/robots.txt")
        # half of the whole, because a busy machine may see the first of them late
        assert starts[-1] - starts[0] >= 0.5 * INTERVAL * (len(starts) - 1)
        assert INTERVAL * 10 >= 2  # ten requests a second, over the two hosts that it has
        assert all("buyer.example" in seen.headers["user-agent"] for seen in newsroom.seen)

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

        discovery = source_of(publisher.settings).discover(visitor_of(Remembered()))

        assert [item.title for item in discovery.items] == ["Foundry 2"]
        assert discovery.remember == ((accession(2), ""),)
        assert not discovery.complete

    @pytest.mark.parametrize(
        "body", ["{", "[]", '{"filings": {"recent": {"form": "8-K"}}}', '{"filings": 7}', "[" * 100_000]
    )
    def test_a_submissions_file_that_is_none_lists_nothing(self, newsroom: Site, visitor_of: VisitorOf, body: str) -> None:  # fmt: skip
        newsroom.routes[f"/submissions/CIK{EdgarPublisher.CIK:010}.json"] = answer(body, media_type="application/json")

        assert source_of(EdgarPublisher(newsroom).settings).discover(visitor_of(Remembered())).items == ()

    def test_nobody_is_served_who_does_not_say_who_they_are(self, fetcher: Fetcher, newsroom: Site) -> None:
        visitor = Visitor(look=fetcher.look, look_all=fetcher.look_all, memory=Remembered())

        with pytest.raises(SourceError, match="how they can be reached"):
            source_of(EdgarPublisher(newsroom).settings).discover(visitor)


class TestPage:
    def test_a_page_is_looked_at_every_time_and_captured_when_it_changes(self, newsroom: Site, follower: Follower) -> None:  # fmt: skip
        settings = PageSettings(url=newsroom.url("/quality"), allow=("127.0.0.1",))
        outcomes = []
        for body in (release(1), release(1), release(2)):
            newsroom.routes["/quality"] = conditional(body, etag=f'"{hash(body)}"')
            outcomes.append(follower.follow(settings).look.outcome)

        assert outcomes == [Outcome.CAPTURED, Outcome.NOT_MODIFIED, Outcome.CAPTURED]

    def test_a_page_that_is_gone_is_gone(self, newsroom: Site, follower: Follower) -> None:
        gone = follower.follow(PageSettings(url=newsroom.url("/quality"), allow=("127.0.0.1",)))

        assert (gone.look.outcome, [one.outcome for one in gone.refused]) == (Outcome.GONE, [Outcome.GONE])


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


ORDERS = [
    ("newest first", ["2031-04-03", "2031-04-02", "2031-04-01"], [2, 1, 0]),
    ("without days", [None, None, None], [2, 1, 0]),
    ("in no order", ["2031-04-02", "2031-04-03", "2031-04-01"], [2, 0, 1]),
    ("some without days", ["2031-04-03", None, "2031-04-01"], [1, 2, 0]),
    ("nothing", [], []),
]


@pytest.mark.parametrize(("days", "expected"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_documents_are_looked_at_in_the_order_of_publication(days: list[str | None], expected: list[int]) -> None:
    items = tuple(
        Item(
            identity=str(number), url=f"https://o.example/{number}", published=date.fromisoformat(day) if day else None
        )
        for number, day in enumerate(days)
    )

    assert [int(item.identity) for item in wanted(Discovery(items=items), Remembered())] == expected
