"""Whatever a host does, a check ends with one typed observation of it, and with one line for the operator."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from publishers import EdgarPublisher
from site_double import Route, Seen, Site, answer, conditional, redirect, wire
from workspaces import (
    QUICK,
    Desk,
    edgar_of,
    feed_of,
    newsroom_of,
    page_of,
    publish,
    publish_filings,
    release,
    sitemap_of,
)

from tracker.history import Outcome
from tracker.store import open_store

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
PACKED = gzip.compress(release(2).encode())
WALL = "<html><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"
TEXT = release(2)
LATIN = release(2).replace("Orbelline Valves today", "Orbelline Valves (Société anonyme) today")


@dataclass(frozen=True)
class Told:
    """What one check said: its exit code, its troubles on standard error, and what was recorded of each place."""

    code: int
    lines: tuple[str, ...]
    observed: dict[str, tuple[Outcome, str | None]]
    looks: tuple[Outcome, ...]


@pytest.fixture
def checked(desk: Desk, run_cli: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> Callable[[], Told]:
    """One check, as the operator sees it. One request at a time, so that a host that says "later" says it at one moment."""
    (desk.workspace / "tracker.toml").write_text(f"{QUICK}concurrency = 1\n", encoding="utf-8")

    def check() -> Told:
        capsys.readouterr()
        code = run_cli("--workspace", str(desk.workspace), "check")
        with open_store(desk.workspace / "tracker.db") as store:
            observed = {one.location: (one.outcome, one.cause) for one in store.captures.observations("orbelline")}
            looks = tuple(look.outcome for look in store.captures.looks("orbelline"))
        return Told(code, tuple(capsys.readouterr().err.splitlines()), observed, looks)

    return check


Check = Callable[[], Told]


def dripping(content: bytes, pause: float) -> list[bytes | float]:
    return [piece for byte in content for piece in (bytes([byte]), pause)]


def a_gigabyte(connection: socket.socket, _seen: Seen) -> None:
    connection.sendall(HEAD + f"Content-Length: {2**30}\r\n\r\n".encode())
    for _ in range(2**30 // 2**20):
        connection.sendall(bytes(2**20))


def packed(body: bytes, coding: str = "gzip") -> Route:
    return answer(body, Content_Encoding=coding)


#: What the place of a release may answer: the outcome, its code, and what the operator's line says.
TROUBLES: list[tuple[str, Route, Outcome, str, str]] = [
    ("a redirect to itself", redirect("/news/2"), Outcome.FAILED, "redirected-round", "round and round"),
    ("redirects off the web", redirect("file:///etc/passwd"), Outcome.FAILED, "bad-address", "no address"),
    ("400", answer("what?", 400), Outcome.FAILED, "unexpected-status", "400"),
    ("401", answer("who?", 401), Outcome.BLOCKED, "unauthorised", "401"),
    ("403", answer("no", 403), Outcome.BLOCKED, "forbidden", "403"),
    ("404", answer("nothing here", 404), Outcome.GONE, "not-found", "404"),
    ("410", answer("gone", 410), Outcome.GONE, "removed", "410"),
    ("429, later", answer("later", 429, Retry_After="3600"), Outcome.BLOCKED, "rate-limited", "too many requests"),
    ("500", answer("sorry", 500), Outcome.FAILED, "server-error", "500"),
    ("503, later", answer("sorry", 503, Retry_After="3600"), Outcome.FAILED, "server-error", "503"),
    ("headers that never come", wire(3.0), Outcome.FAILED, "timed-out", "does not finish"),
    ("headers that drip", wire(*dripping(HEAD, 0.1)), Outcome.FAILED, "timed-out", "does not finish"),
    ("a body that drips", wire(HEAD + b"Content-Length: 99\r\n\r\n", *dripping(b"x" * 30, 0.2)), Outcome.FAILED, "timed-out", "does not finish"),
    ("a body that stalls", wire(HEAD + b"Content-Length: 900\r\n\r\n<p>", 3.0), Outcome.FAILED, "timed-out", "does not finish"),
    ("a body shorter than promised", wire(HEAD + b"Content-Length: 900\r\n\r\n<p>"), Outcome.FAILED, "truncated", "breaks off"),
    ("a truncated gzip stream", packed(PACKED[:-20]), Outcome.FAILED, "truncated", "breaks off"),
    ("a damaged gzip stream", packed(b"\x1f\x8b" + b"x" * 60), Outcome.FAILED, "bad-compression", "damaged"),
    ("a coding that was not asked for", packed(PACKED, "br"), Outcome.FAILED, "bad-compression", "br"),
    ("a gigabyte", a_gigabyte, Outcome.FAILED, "too-large", "32 MB"),
    ("a bomb", packed(gzip.compress(bytes(64 * 2**20))), Outcome.FAILED, "too-large", "32 MB"),
    ("no HTTP", wire(b"220 mail.example ESMTP\r\n"), Outcome.FAILED, "bad-protocol", "HTTP"),
    ("nothing at all", wire(), Outcome.FAILED, "bad-protocol", "HTTP"),
    ("this network", redirect("http://10.0.0.1/"), Outcome.BLOCKED, "private-address", "not a public address"),
    ("a cloud's metadata", redirect("http://169.254.169.254/"), Outcome.BLOCKED, "private-address", "not a public"),
    ("no such host", redirect("http://orbelline.invalid/"), Outcome.FAILED, "no-such-host", "does not resolve"),
    ("an empty page", answer(""), Outcome.SUSPICIOUS, "empty", "empty"),
    ("a login page", answer("<form><input type=password></form> Sign in"), Outcome.SUSPICIOUS, "login-page", "password"),
    ("a challenge", answer(WALL.format("Just a moment...", "Checking your browser")), Outcome.SUSPICIOUS, "challenge-page", "browser"),
    ("a consent page", answer(WALL.format("Cookies", "We use cookies. Cookie consent. Accept all")), Outcome.SUSPICIOUS, "consent-page", "consent"),
    ("a soft 404", answer(WALL.format("Page not found", "Try the search.")), Outcome.SUSPICIOUS, "soft-not-found", "not found"),
    ("bytes of no kind", answer(bytes(range(256)) * 8, media_type="application/octet-stream"), Outcome.UNREADABLE, "binary", "/news/2"),
    ("a PDF that is none", answer(b"%PDF-1.7 and no more", media_type="application/pdf"), Outcome.UNREADABLE, "damaged", "/news/2"),
    ("a page without end", answer("<html>" + "<div>" * 100_000), Outcome.UNREADABLE, "damaged", "/news/2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("route", "outcome", "cause", "words"), [row[1:] for row in TROUBLES], ids=[row[0] for row in TROUBLES]
)
def test_a_release_that_cannot_be_had_is_one_typed_observation_and_one_line(
    desk: Desk, newsroom: Site, checked: Check, route: Route, outcome: Outcome, cause: str, words: str
) -> None:
    publish(newsroom, 1, 2)
    newsroom.routes["/news/2"] = route
    desk.watch(feed_of(newsroom))

    told = checked()

    (line,) = told.lines
    assert told.code == 3
    assert newsroom.url("/news/2") in line
    assert words in line
    assert told.observed[newsroom.url("/news/2")] == (outcome, cause)
    assert told.observed[newsroom.url("/news/1")] == (Outcome.CAPTURED, None)
    assert [one.location for one in desk.history.releases] == [newsroom.url("/news/1")]


def test_a_host_that_fails_many_times_for_one_reason_is_one_line(desk: Desk, newsroom: Site, checked: Check) -> None:
    publish(newsroom, 1)
    host = newsroom.url("")
    newsroom.routes["/feed.xml"] = feed(*(f"<link>{host}/news/{n}</link>" for n in range(1, 41)))
    newsroom.routes |= {f"/news/{n}": answer("sorry", 500) for n in range(2, 38)}
    desk.watch(feed_of(newsroom))

    told = checked()

    (failed,) = (line for line in told.lines if "(failed)" in line)
    gone = [line for line in told.lines if line != failed]
    assert "So it is with 35 more of this host." in failed
    assert all("404" in line for line in gone)
    assert len(gone) == 3
    assert len(told.observed) == 40


def test_a_host_that_speaks_no_tls_where_it_should_is_one_line(desk: Desk, newsroom: Site, checked: Check) -> None:
    publish(newsroom, 2, 1)
    listing = newsroom.url("/news/2").replace("http:", "https:")
    newsroom.routes["/feed.xml"] = answer(
        f"<rss><channel><item><link>{listing}</link></item><item><link>{newsroom.url('/news/1')}</link></item></channel></rss>",
        media_type="application/rss+xml",
    )
    desk.watch(feed_of(newsroom))

    told = checked()

    (line,) = told.lines
    assert "cannot be trusted" in line
    assert told.observed[listing] == (Outcome.FAILED, "tls")


#: What is odd, and a release all the same.
GOOD: list[tuple[str, Route]] = [
    ("200", answer(TEXT)),
    ("a redirect", redirect("/moved")),
    ("a chain of redirects", redirect("/hop-1")),
    ("gzip", packed(PACKED)),
    ("no length", wire(HEAD + b"\r\n" + TEXT.encode())),
    ("chunks", wire(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(TEXT.encode()):x}\r\n".encode() + TEXT.encode() + b"\r\n0\r\n\r\n")),
    ("a charset that is wrong", answer(LATIN.encode("cp1252"), media_type="text/html; charset=utf-8")),
    ("a charset that nobody knows", answer(TEXT, media_type="text/html; charset=klingon")),
    ("a charset that is another", answer(LATIN.encode(), media_type="text/html; charset=utf-16")),
    ("no type", answer(TEXT, media_type="")),
    ("a type that is wrong", answer(TEXT, media_type="application/octet-stream")),
    ("a retry-after with an answer", answer(TEXT, Retry_After="3600")),
    ("a release about logging in", answer(TEXT.replace("</main>", "<form><input type=password></form>" + "<p>Orbelline Valves opens its customers' portal.</p>" * 40 + "</main>"))),
]  # fmt: skip


@pytest.mark.parametrize("route", [row[1] for row in GOOD], ids=[row[0] for row in GOOD])
def test_what_is_odd_and_a_release_is_read_and_not_spoken_of(desk: Desk, newsroom: Site, checked: Check, route: Route) -> None:  # fmt: skip
    publish(newsroom, 2, 1)
    newsroom.routes |= {"/news/2": route, "/moved": answer(TEXT)}
    newsroom.routes |= {f"/hop-{n}": redirect(f"/hop-{n + 1}" if n < 8 else "/moved", 302) for n in range(1, 9)}
    desk.watch(feed_of(newsroom))

    told = checked()

    assert (told.code, told.lines) == (0, ())
    assert told.observed[newsroom.url("/news/2")] == (Outcome.CAPTURED, None)


def test_what_did_not_change_is_not_spoken_of(desk: Desk, newsroom: Site, checked: Check) -> None:
    publish(newsroom, 2, 1)
    desk.watch(feed_of(newsroom))
    checked()

    told = checked()

    assert (told.code, told.lines, told.looks) == (0, (), (Outcome.CAPTURED, Outcome.NOT_MODIFIED))


SOURCES = {"feed": feed_of, "newsroom": newsroom_of, "sitemap": sitemap_of, "edgar": edgar_of, "page": page_of}
ROUTES: list[tuple[str, Route, Outcome]] = [
    ("a loop", redirect("/loop"), Outcome.FAILED),
    ("401", answer("who?", 401), Outcome.BLOCKED),
    ("403", answer("no", 403), Outcome.BLOCKED),
    ("404", answer("nothing here", 404), Outcome.GONE),
    ("410", answer("gone", 410), Outcome.GONE),
    ("429", answer("later", 429, Retry_After="3600"), Outcome.BLOCKED),
    ("500", answer("sorry", 500), Outcome.FAILED),
    ("a stall", wire(HEAD + b"Content-Length: 900\r\n\r\n<p>", 3.0), Outcome.FAILED),
    ("a gigabyte", a_gigabyte, Outcome.FAILED),
    ("a login page", answer("<form><input type=password></form> Sign in"), Outcome.SUSPICIOUS),
]


@pytest.mark.parametrize(("route", "outcome"), [row[1:] for row in ROUTES], ids=[row[0] for row in ROUTES])
@pytest.mark.parametrize("kind", SOURCES)
def test_a_source_that_cannot_be_had_is_one_line(
    desk: Desk, newsroom: Site, checked: Check, kind: str, route: Route, outcome: Outcome
) -> None:
    publish(newsroom, 1)
    publish_filings(newsroom, 1)
    newsroom.routes = dict.fromkeys((*newsroom.routes, "/quality"), route) | {"/loop": redirect("/loop")}
    desk.watch(SOURCES[kind](newsroom))

    told = checked()

    (line,) = told.lines
    assert told.code == 3
    assert f"({outcome})" in line
    assert "127.0.0.1" in line
    assert told.looks == (outcome,)
    assert [one for one, _ in told.observed.values()] == [outcome]


def feed(*items: str, more: str = "") -> Route:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return answer(f"{more}<rss><channel>{inside}</channel></rss>", media_type="application/rss+xml")


def entity_bomb() -> str:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    return f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{entities}]>"


#: What a feed may say that its operator should know: what the line says, and which releases are had.
ODD_FEEDS: list[tuple[str, Callable[[str], Route], str, int]] = [
    ("GUIDs that are not unique", lambda host: feed(*(f"<guid isPermaLink='false'>g</guid><link>{host}/news/{n}</link>" for n in (1, 2))), "identifier", 2),
    ("an entry without an address", lambda host: feed("<title>Soon</title>", f"<link>{host}/news/1</link>"), "no address", 1),
    ("no entry", lambda _: feed(), "nothing", 0),
    ("entries without end", lambda _: feed(*(["<title>x</title>"] * 30_000)), "20000", 0),
    ("an entity bomb", lambda host: feed(f"<title>&e11;</title><link>{host}/news/1</link>", more=entity_bomb()), "well formed", 1),
    ("one that breaks off", lambda host: answer(f"<rss><channel><item><link>{host}/news/1</link><title>A & B", media_type="text/xml"), "well formed", 1),
]  # fmt: skip


@pytest.mark.parametrize(("route", "words", "had"), [row[1:] for row in ODD_FEEDS], ids=[row[0] for row in ODD_FEEDS])
def test_a_feed_that_is_odd_is_one_line(
    desk: Desk, newsroom: Site, checked: Check, route: Callable[[str], Route], words: str, had: int
) -> None:
    publish(newsroom, 2, 1)
    newsroom.routes["/feed.xml"] = route(newsroom.url(""))
    desk.watch(feed_of(newsroom))

    told = checked()

    (line,) = told.lines
    assert words in line
    assert newsroom.url("/feed.xml") in line
    assert len(told.observed) == had


#: What a feed may say that nobody need know.
GOOD_FEEDS: list[tuple[str, Callable[[str], Route]]] = [
    ("no GUID", lambda host: feed(f"<link>{host}/news/1</link>")),
    ("a relative link", lambda _: feed("<link>/news/1</link>")),
    ("a link relative to the feed", lambda _: feed("<link>news/1</link>")),
    ("an entry twice", lambda host: feed(*[f"<link>{host}/news/1</link>"] * 2)),
    ("another type", lambda host: answer(f'<?xml version="1.0"?><rss><channel><item><link>{host}/news/1</link></item></channel></rss>')),
]  # fmt: skip


@pytest.mark.parametrize("route", [row[1] for row in GOOD_FEEDS], ids=[row[0] for row in GOOD_FEEDS])
def test_a_feed_that_is_odd_and_a_feed_is_not_spoken_of(desk: Desk, newsroom: Site, checked: Check, route: Callable[[str], Route]) -> None:  # fmt: skip
    publish(newsroom, 1)
    newsroom.routes["/feed.xml"] = route(newsroom.url(""))
    desk.watch(feed_of(newsroom))

    told = checked()

    assert told.lines == ()
    assert told.observed == {newsroom.url("/news/1"): (Outcome.CAPTURED, None)}


#: Five forms of one day, and two that name none.
DATES = [
    ("Wed, 09 Apr 2031 23:30:00 -0500", date(2031, 4, 9)),
    ("2031-04-09T23:30:00-05:00", date(2031, 4, 9)),
    ("2031-04-09", date(2031, 4, 9)),
    ("09 Apr 2031", date(2031, 4, 9)),
    ("April 9, 2031 8:30 am", date(2031, 4, 9)),
    ("04/09/2031", None),
    ("soon", None),
]


@pytest.mark.parametrize(("written", "day"), DATES)
def test_a_feed_may_write_its_days_in_any_form(
    desk: Desk, newsroom: Site, checked: Check, written: str, day: date | None
) -> None:
    publish(newsroom, 1)
    newsroom.routes["/news/1"] = answer(release(1).replace("TARN, April 2, 2031 - ", ""))
    newsroom.routes["/feed.xml"] = feed(f"<link>{newsroom.url('/news/1')}</link><pubDate>{written}</pubDate>")
    desk.watch(feed_of(newsroom))

    assert checked().lines == ()
    assert [one.published for one in desk.history.releases] == [day]


def test_a_feed_of_five_thousand_entries_is_listed_and_what_is_wanted_is_had(desk: Desk, newsroom: Site, checked: Check) -> None:  # fmt: skip
    publish(newsroom, 1)
    host = newsroom.url("")
    newsroom.routes["/feed.xml"] = feed(*(f"<guid>g{n}</guid><link>{host}/news/{n}</link>" for n in range(1, 5_001)))
    desk.watch(feed_of(newsroom) + '\ninclude = ["/news/1"]')

    told = checked()

    assert (told.code, told.lines, len(told.observed)) == (0, (), 1)


def test_a_feed_that_rolled_over_is_one_line(desk: Desk, newsroom: Site, checked: Check) -> None:
    publish(newsroom, 1)
    desk.watch(feed_of(newsroom))
    checked()
    publish(newsroom, 3, 2)

    (line,) = checked().lines

    assert "missed" in line


def test_an_index_page_of_edgars_that_cannot_be_had_is_one_line(desk: Desk, newsroom: Site, checked: Check) -> None:
    publish_filings(newsroom, 2, 1)
    path = next(path for path in newsroom.routes if path.endswith("000002-index.htm"))
    newsroom.routes[path] = answer("sorry", 503)
    desk.watch(edgar_of(newsroom))

    told = checked()

    (line,) = told.lines
    assert "edgar" in line
    assert "503" in line
    assert told.observed[newsroom.url(path)] == (Outcome.FAILED, "server-error")
    assert told.observed[newsroom.url(EdgarPublisher(newsroom).path(1))] == (Outcome.CAPTURED, None)


@pytest.mark.parametrize("body", ["{", "[]", "[" * 100_000, '{"filings": 7}'])
def test_a_submissions_file_that_is_none_is_one_line(desk: Desk, newsroom: Site, checked: Check, body: str) -> None:
    newsroom.routes[f"/submissions/CIK{EdgarPublisher.CIK:010}.json"] = answer(body, media_type="application/json")
    desk.watch(edgar_of(newsroom))

    told = checked()

    (line,) = told.lines
    assert "edgar" in line
    assert told.observed == {}


def test_a_page_that_collapsed_is_one_line_and_no_version(desk: Desk, newsroom: Site, checked: Check) -> None:
    page = f"<html><title>Quality</title><p>{'Our foundries are inspected every year by an independent body. ' * 20}</p></html>"
    newsroom.routes["/quality"] = conditional(page, etag='"1"')
    desk.watch(page_of(newsroom))
    checked()
    newsroom.routes["/quality"] = answer("<html><title>Quality</title><p>We are moving.</p></html>")

    told = checked()

    (line,) = told.lines
    assert "characters are left of" in line
    assert told.observed[newsroom.url("/quality")] == (Outcome.SUSPICIOUS, "collapsed")
    assert len(desk.history.releases) == 1
