"""Every answer that a host can give ends in one of six values, within its time and size, and says why."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from site_double import AT, Route, Seen, Site, answer, conditional, in_turn, redirect, wire

from tracker.documents.fetch.asks import Ask, Expects
from tracker.documents.fetch.fetcher import Fetcher
from tracker.documents.fetch.guard import is_public
from tracker.documents.fetch.outcomes import (
    Blocked,
    Captured,
    Cause,
    Failed,
    Gone,
    Hop,
    NotModified,
    Suspicious,
    Validators,
)
from tracker.documents.fetch.settings import (
    AuthenticationKind,
    AuthenticationSettings,
    Credential,
    FetchSettings,
    credential,
)
from tracker.errors import SourceError

AskOf = Callable[..., Ask]
FetcherOf = Callable[..., Fetcher]

RELEASE = (
    "<html><title>Orbelline opens a foundry</title><p>"
    + "Orbelline Valves today opened a foundry in Tarn. " * 60
    + "</p></html>"
)
PACKED = gzip.compress(RELEASE.encode())


def packed(body: bytes, coding: str = "gzip") -> Route:
    return answer(body, Content_Encoding=coding)


def test_a_captured_page_says_all_that_the_record_needs(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    newsroom.routes["/1"] = answer(RELEASE, ETag='"7"', Last_Modified="Wed, 02 Apr 2031 08:30:00 GMT", X_One="1")

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Captured)
    assert outcome.body.decode() == RELEASE
    assert outcome.url == outcome.final_url == newsroom.url("/1")
    assert outcome.media_type == "text/html; charset=utf-8"
    assert outcome.validators.etag == '"7"'
    assert outcome.validators.last_modified == "Wed, 02 Apr 2031 08:30:00 GMT"
    assert outcome.validators.sha256 == outcome.sha256
    assert ("x-one", "1") in outcome.headers
    assert outcome.at == AT
    assert outcome.hops == ()


def test_a_request_says_honestly_who_asks(newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
    newsroom.routes["/1"] = answer(RELEASE)

    fetcher_of(version="1.2", contact="watch@buyer.example").look(ask(newsroom.url("/1")))

    assert {seen.headers["user-agent"] for seen in newsroom.seen} == {"boilerplate-tracker/1.2 (watch@buyer.example)"}
    assert all("cookie" not in seen.headers for seen in newsroom.seen)


UNCHANGED = [
    ("by entity tag", conditional(RELEASE, etag='"7"'), True),
    ("by date", conditional(RELEASE, modified="Wed, 02 Apr 2031 08:30:00 GMT"), True),
    ("by neither, with the same bytes", answer(RELEASE), False),
    ("by a tag that changes with every answer", in_turn(answer(RELEASE, ETag='"1"'), answer(RELEASE, ETag='"2"')), False),
]  # fmt: skip


@pytest.mark.parametrize(("route", "confirmed"), [row[1:] for row in UNCHANGED], ids=[row[0] for row in UNCHANGED])
def test_a_page_that_did_not_change_is_not_modified(
    newsroom: Site, fetcher: Fetcher, ask: AskOf, route: Route, *, confirmed: bool
) -> None:
    newsroom.routes["/1"] = route
    first = fetcher.look(ask(newsroom.url("/1")))
    assert isinstance(first, Captured)

    second = fetcher.look(ask(newsroom.url("/1"), validators=first.validators))

    assert isinstance(second, NotModified)
    assert second.confirmed_by_host is confirmed
    assert second.validators.sha256 == first.sha256


def test_a_page_that_changed_is_captured_again(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    newsroom.routes["/1"] = in_turn(conditional(RELEASE, etag='"1"'), conditional(RELEASE + "!", etag='"2"'))
    first = fetcher.look(ask(newsroom.url("/1")))
    assert isinstance(first, Captured)

    assert isinstance(fetcher.look(ask(newsroom.url("/1"), validators=first.validators)), Captured)


STATUSES = [
    (304, Failed, Cause.UNEXPECTED_STATUS),  # nothing was asked conditionally
    (201, Failed, Cause.UNEXPECTED_STATUS),
    (204, Failed, Cause.UNEXPECTED_STATUS),
    (206, Failed, Cause.UNEXPECTED_STATUS),
    (300, Failed, Cause.UNEXPECTED_STATUS),
    (400, Failed, Cause.UNEXPECTED_STATUS),
    (401, Blocked, Cause.UNAUTHORISED),
    (402, Blocked, Cause.FORBIDDEN),
    (403, Blocked, Cause.FORBIDDEN),
    (404, Gone, Cause.NOT_FOUND),
    (407, Blocked, Cause.UNAUTHORISED),
    (410, Gone, Cause.REMOVED),
    (418, Failed, Cause.UNEXPECTED_STATUS),
    (429, Blocked, Cause.RATE_LIMITED),
    (451, Blocked, Cause.FORBIDDEN),
    (500, Failed, Cause.SERVER_ERROR),
    (503, Failed, Cause.SERVER_ERROR),
    (599, Failed, Cause.SERVER_ERROR),
]


@pytest.mark.parametrize(("status", "kind", "cause"), STATUSES)
def test_a_status_is_one_value(
    newsroom: Site, fetcher: Fetcher, ask: AskOf, status: int, kind: type[Failed | Blocked | Gone], cause: Cause
) -> None:
    newsroom.routes["/1"] = answer(RELEASE, status)

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, kind)
    assert outcome.cause is cause
    assert outcome.detail.startswith("127.0.0.1")


def test_redirects_are_followed_and_recorded(newsroom: Site, elsewhere: Site, fetcher: Fetcher, ask: AskOf) -> None:
    newsroom.routes["/1"] = redirect("/two?q=1", 302)
    newsroom.routes["/two?q=1"] = redirect(elsewhere.url("/3"), 308)
    elsewhere.routes["/3"] = answer(RELEASE)

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Captured)
    assert outcome.hops == (Hop(newsroom.url("/1"), 302), Hop(newsroom.url("/two?q=1"), 308))
    assert outcome.final_url == elsewhere.url("/3")
    assert outcome.url == newsroom.url("/1")


def test_redirects_that_lead_round_fail(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    newsroom.routes["/1"] = redirect("/2")
    newsroom.routes["/2"] = redirect("/1")

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.REDIRECTED_ROUND
    assert newsroom.paths() == ["/1", "/2"]


def test_redirects_without_end_fail(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    for number in range(40):
        newsroom.routes[f"/{number}"] = redirect(f"/{number + 1}")

    outcome = fetcher.look(ask(newsroom.url("/0")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.REDIRECTED_ROUND
    assert len(newsroom.paths()) == 11


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "mailto:a@b.example"])
def test_redirects_off_the_web_fail(newsroom: Site, fetcher: Fetcher, ask: AskOf, target: str) -> None:
    newsroom.routes["/1"] = redirect(target)

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.BAD_ADDRESS


@pytest.mark.parametrize("url", ["", "orbelline.example", "ftp://orbelline.example/", "http:///x", "http://[::1"])
def test_what_is_no_address_on_the_web_fails(fetcher: Fetcher, ask: AskOf, url: str) -> None:
    outcome = fetcher.look(ask(url))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.BAD_ADDRESS


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"


def dripping(content: bytes, pause: float) -> list[bytes | float]:
    pieces: list[bytes | float] = []
    for byte in content:
        pieces += [bytes([byte]), pause]
    return pieces


BROKEN = [
    ("headers that never come", wire(3.0), Cause.TIMED_OUT),
    ("headers that drip", wire(*dripping(HEAD, 0.1)), Cause.TIMED_OUT),
    ("a body that never comes", wire(HEAD + b"Content-Length: 9\r\n\r\n", 3.0), Cause.TIMED_OUT),
    ("a body that stalls", wire(HEAD + b"Content-Length: 9\r\n\r\n<p>", 3.0), Cause.TIMED_OUT),
    ("a body that drips", wire(HEAD + b"Content-Length: 99\r\n\r\n", *dripping(b"x" * 30, 0.2)), Cause.TIMED_OUT),
    ("a body shorter than promised", wire(HEAD + b"Content-Length: 99\r\n\r\n<p>x"), Cause.TRUNCATED),
    ("chunks without an end", wire(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>xx\r\n"), Cause.TRUNCATED),
    ("a chunk that is none", wire(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), Cause.TRUNCATED),
    ("a truncated gzip stream", packed(PACKED[:-20]), Cause.TRUNCATED),
    ("a damaged gzip stream", packed(b"\x1f\x8b" + b"x" * 60), Cause.BAD_COMPRESSION),
    ("a coding that was not asked for", packed(PACKED, "br"), Cause.BAD_COMPRESSION),
    ("two codings", packed(PACKED, "gzip, gzip"), Cause.BAD_COMPRESSION),
    ("no HTTP", wire(b"220 mail.orbelline.example ESMTP\r\n"), Cause.BAD_PROTOCOL),
    ("a line of noise", wire(b"\x00\x01\x02\r\n\r\n"), Cause.BAD_PROTOCOL),
    ("nothing at all", wire(), Cause.BAD_PROTOCOL),
    ("a negative length", wire(HEAD + b"Content-Length: -1\r\n\r\n"), Cause.BAD_PROTOCOL),
    ("headers without end", wire(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000), Cause.BAD_PROTOCOL),
]


@pytest.mark.parametrize(("route", "cause"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_answer_fails_within_its_time(
    newsroom: Site, fetcher: Fetcher, ask: AskOf, route: Route, cause: Cause
) -> None:
    newsroom.routes["/1"] = route

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is cause
    assert outcome.detail.startswith("127.0.0.1")
    assert "\n" not in outcome.detail


CODINGS = [
    ("gzip", PACKED, "gzip"),
    ("gzip by its older name", PACKED, "x-gzip"),
    ("two gzip members", gzip.compress(RELEASE[:500].encode()) + gzip.compress(RELEASE[500:].encode()), "gzip"),
    ("deflate", zlib.compress(RELEASE.encode()), "deflate"),
    ("deflate without its wrapper", zlib.compress(RELEASE.encode())[2:-4], "deflate"),
    ("none, said so", RELEASE.encode(), "identity"),
]


@pytest.mark.parametrize(("body", "coding"), [row[1:] for row in CODINGS], ids=[row[0] for row in CODINGS])
def test_a_coding_is_undone(newsroom: Site, fetcher: Fetcher, ask: AskOf, body: bytes, coding: str) -> None:
    newsroom.routes["/1"] = packed(body, coding)

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Captured)
    assert outcome.body.decode() == RELEASE


def flood(sent: list[int], size: int) -> Route:
    """A body of `size` bytes, as far as anybody takes it."""

    def send(connection: socket.socket, _seen: Seen) -> None:
        connection.sendall(HEAD + f"Content-Length: {size}\r\n\r\n".encode())
        chunk = b"x" * 65536
        while sum(sent) < size:
            connection.sendall(chunk)
            sent.append(len(chunk))

    return send


def test_a_body_of_a_gigabyte_is_broken_off_at_the_limit(newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
    sent: list[int] = []
    newsroom.routes["/1"] = flood(sent, 2**30)

    outcome = fetcher_of(max_bytes=2**20, total_timeout=30.0).look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.TOO_LARGE
    assert sum(sent) < 2**26


def test_a_small_body_that_unpacks_to_a_flood_is_broken_off(newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
    newsroom.routes["/1"] = packed(gzip.compress(bytes(64 * 2**20)))

    outcome = fetcher_of(max_bytes=2**20).look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.TOO_LARGE


def test_a_host_that_takes_no_connection_fails(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    newsroom.close()

    outcome = fetcher.look(ask(newsroom.url("/1")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.NO_CONNECTION


def test_a_name_that_does_not_resolve_fails(fetcher: Fetcher, ask: AskOf) -> None:
    outcome = fetcher.look(ask("http://orbelline.invalid/1"))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.NO_SUCH_HOST


def test_a_host_that_does_not_speak_tls_where_it_should_fails(newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
    outcome = fetcher.look(ask(newsroom.url("/1").replace("http:", "https:")))

    assert isinstance(outcome, Failed)
    assert outcome.cause is Cause.TLS


def test_a_certificate_is_held_against_the_trusted_ones(
    certificate: Path, fetcher: Fetcher, fetcher_of: FetcherOf, ask: AskOf
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    encrypted = Site(tls=context)
    encrypted.routes["/1"] = answer(RELEASE)
    try:
        unknown = fetcher.look(ask(encrypted.url("/1")))
        trusted = fetcher_of(ca_file=str(certificate)).look(ask(encrypted.url("/1")))
        misnamed = fetcher_of(ca_file=str(certificate)).look(
            ask(encrypted.url("/1").replace("127.0.0.1", "localhost"), allowed=frozenset({"localhost"}))
        )
    finally:
        encrypted.close()

    assert isinstance(unknown, Failed)
    assert unknown.cause is Cause.TLS
    assert isinstance(trusted, Captured)
    assert isinstance(misnamed, Failed)
    assert misnamed.cause is Cause.TLS


def test_a_proxy_is_asked_where_one_is_set(newsroom: Site, elsewhere: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
    elsewhere.routes["http://orbelline.example/1"] = answer(RELEASE)
    fetcher = fetcher_of(proxy=elsewhere.url("/"))

    outcome = fetcher.look(ask("http://orbelline.example/1", allowed=frozenset()))
    inside = fetcher.look(ask(newsroom.url("/1"), allowed=frozenset()))

    assert isinstance(outcome, Captured)
    assert isinstance(inside, Blocked)
    assert inside.cause is Cause.PRIVATE_ADDRESS
    assert newsroom.seen == []


class TestRetries:
    def test_what_may_pass_is_tried_again(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
        newsroom.routes["/1"] = in_turn(answer("", 500), wire(), answer(RELEASE))

        assert isinstance(fetcher_of(attempts=3).look(ask(newsroom.url("/1"))), Captured | Failed)
        assert newsroom.paths().count("/1") >= 2

    @pytest.mark.parametrize("status", [401, 403, 404, 410, 400, 451])
    def test_what_will_not_pass_is_not(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf, status: int) -> None:
        newsroom.routes["/1"] = answer("", status)

        fetcher_of(attempts=3).look(ask(newsroom.url("/1")))

        assert newsroom.paths() == ["/1"]

    def test_a_host_that_never_gets_well_is_left_after_a_few_tries(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer("", 503)

        outcome = fetcher_of(attempts=3).look(ask(newsroom.url("/1")))

        assert isinstance(outcome, Failed)
        assert newsroom.paths() == ["/1"] * 3

    def test_the_moment_that_a_host_names_is_kept_to(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
        newsroom.routes["/1"] = in_turn(answer("", 429, Retry_After="1"), answer(RELEASE))

        assert isinstance(fetcher_of(attempts=2).look(ask(newsroom.url("/1"))), Captured)
        first, second = (seen for seen in newsroom.seen if seen.path == "/1")
        assert second.began - first.ended[0] >= 0.95

    def test_a_host_that_wants_to_be_left_alone_for_long_is(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer("", 429, Retry_After="3600")
        newsroom.routes["/2"] = answer(RELEASE)
        fetcher = fetcher_of(attempts=3)

        first = fetcher.look(ask(newsroom.url("/1")))
        second = fetcher.look(ask(newsroom.url("/2")))

        assert isinstance(first, Blocked)
        assert first.retry_after == 3600
        assert isinstance(second, Blocked)
        assert second.cause is Cause.RATE_LIMITED
        assert newsroom.paths() == ["/1"]

    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("120", 120),
            (format_datetime(AT + timedelta(minutes=5), usegmt=True), 300),
            (format_datetime(AT - timedelta(minutes=5), usegmt=True), 0),
            ("soon", None),
            ("-5", None),
        ],
    )
    def test_a_moment_may_be_a_number_or_a_date(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, value: str, seconds: float | None) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer("", 503, Retry_After=value)

        outcome = fetcher.look(ask(newsroom.url("/1")))

        assert isinstance(outcome, Failed)
        assert outcome.retry_after == seconds


class TestGuard:
    @pytest.mark.parametrize(
        "address",
        ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"],
    )  # fmt: skip
    def test_addresses_that_are_not_public(self, address: str) -> None:
        assert not is_public(ip_address(address))

    @pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
    def test_addresses_that_are(self, address: str) -> None:
        assert is_public(ip_address(address))

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:7f00:1]", "0", "2130706433", "127.1", "0x7f.1"])  # fmt: skip
    def test_this_machine_is_refused_however_it_is_written(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, host: str) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer(RELEASE)
        port = newsroom.host.partition(":")[2]

        outcome = fetcher.look(ask(f"http://{host}:{port}/1", allowed=frozenset()))

        assert isinstance(outcome, Blocked | Failed)
        assert outcome.cause in {Cause.PRIVATE_ADDRESS, Cause.BAD_ADDRESS, Cause.NO_SUCH_HOST}
        assert newsroom.seen == []

    def test_a_redirect_to_an_address_that_is_not_public_is_refused(self, newsroom: Site, elsewhere: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/1"] = redirect(elsewhere.url("/secret"))
        elsewhere.routes["/secret"] = answer(RELEASE)

        outcome = fetcher.look(ask(newsroom.url("/1"), allowed=frozenset({newsroom.host})))

        assert isinstance(outcome, Blocked)
        assert outcome.cause is Cause.PRIVATE_ADDRESS
        assert outcome.hops == (Hop(newsroom.url("/1"), 301),)
        assert elsewhere.seen == []

    def test_a_name_that_resolves_to_this_machine_is_refused(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        port = newsroom.host.partition(":")[2]

        outcome = fetcher.look(ask(f"http://news.localhost:{port}/1", allowed=frozenset()))

        assert isinstance(outcome, Blocked)
        assert newsroom.seen == []

    def test_one_watch_being_allowed_allows_no_other(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/1"] = answer(RELEASE)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"))), Captured)
        assert isinstance(fetcher.look(ask(newsroom.url("/1"), allowed=frozenset())), Blocked)


class TestRobots:
    RULES = "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\n\nUser-agent: boilerplate-tracker\nDisallow: /ours\nAllow: /ours/but\n"

    @pytest.mark.parametrize(
        ("path", "allowed"), [("/ours/1", False), ("/ours/but/1", True), ("/private/1", True), ("/1", True)]
    )
    def test_the_rules_for_us_are_kept(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, path: str, *, allowed: bool) -> None:  # fmt: skip
        newsroom.routes["/robots.txt"] = answer(self.RULES, media_type="text/plain")
        newsroom.routes[path] = answer(RELEASE)

        outcome = fetcher.look(ask(newsroom.url(path)))

        assert isinstance(outcome, Captured if allowed else Blocked)
        assert newsroom.paths() == ([path] if allowed else [])

    def test_the_file_is_asked_for_once(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        for path in ("/1", "/2", "/3"):
            newsroom.routes[path] = answer(RELEASE)
            fetcher.look(ask(newsroom.url(path)))

        assert [seen.path for seen in newsroom.seen].count("/robots.txt") == 1

    @pytest.mark.parametrize("status", [500, 503, 429])
    def test_a_file_that_cannot_be_had_is_no_permission(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, status: int) -> None:  # fmt: skip
        newsroom.routes["/robots.txt"] = answer("", status)
        newsroom.routes["/1"] = answer(RELEASE)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"))), Failed)
        assert newsroom.paths() == []

    @pytest.mark.parametrize("status", [401, 403, 404, 410])
    def test_no_file_allows_everything(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, status: int) -> None:
        newsroom.routes["/robots.txt"] = answer("", status)
        newsroom.routes["/1"] = answer(RELEASE)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"))), Captured)

    def test_a_redirect_into_a_forbidden_place_is_blocked(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/robots.txt"] = answer(self.RULES, media_type="text/plain")
        newsroom.routes["/1"] = redirect("/ours/1")

        outcome = fetcher.look(ask(newsroom.url("/1")))

        assert isinstance(outcome, Blocked)
        assert outcome.cause is Cause.ROBOTS

    def test_the_pause_that_a_host_wants_is_kept(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.3\n", media_type="text/plain")
        newsroom.routes["/1"] = newsroom.routes["/2"] = answer(RELEASE)

        for path in ("/1", "/2"):
            fetcher.look(ask(newsroom.url(path)))

        first, second = (seen for seen in newsroom.seen if seen.path != "/robots.txt")
        assert second.began - first.began >= 0.25


LONG = "Orbelline Valves today opened a foundry in Tarn, its third. " * 40

WALLS = [
    ("a login page", "<title>Sign in</title><form><input type=password></form><p>Sign in to go on.", Cause.LOGIN_PAGE),
    ("a challenge", "<title>Just a moment...</title><p>Checking your browser before you go on.", Cause.CHALLENGE_PAGE),
    ("a consent page", "<p>We use cookies. Our partners use cookies too. Accept all or manage.", Cause.CONSENT_PAGE),
    ("a soft 404", "<title>Page not found | Orbelline</title><p>We could not find that.", Cause.SOFT_NOT_FOUND),
    ("an empty page", "<html><body></body></html>", Cause.EMPTY),
    ("no bytes", "", Cause.EMPTY),
]

NO_WALLS = [
    ("a release about cookies", f"<p>We use cookies. Cookies are accepted. Accept. {LONG}"),
    ("a release with a login in its header", f"<form><input type=password></form><p>{LONG}"),
    ("a release about a missing page", f"<title>Orbelline finds the page not found</title><p>{LONG}"),
    ("a short release", "<title>Orbelline</title><p>Orbelline Valves holds AS9100D."),
    ("a release about robots", f"<h1>Are you a robot?</h1><p>{LONG}"),
]


class TestSuspicion:
    @pytest.mark.parametrize(("page", "cause"), [row[1:] for row in WALLS], ids=[row[0] for row in WALLS])
    def test_walls_are_no_versions(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, page: str, cause: Cause) -> None:
        newsroom.routes["/1"] = answer(page)

        outcome = fetcher.look(ask(newsroom.url("/1")))

        assert isinstance(outcome, Suspicious)
        assert outcome.cause is cause
        assert outcome.captured.body.decode() == page

    @pytest.mark.parametrize("page", [row[1] for row in NO_WALLS], ids=[row[0] for row in NO_WALLS])
    def test_releases_are_no_walls(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, page: str) -> None:
        newsroom.routes["/1"] = answer(page)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"))), Captured)

    def test_a_release_that_leads_to_the_front_page_is_lost(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/news/1"] = redirect("/")
        newsroom.routes["/"] = answer(f"<p>{LONG}")

        outcome = fetcher.look(ask(newsroom.url("/news/1")))

        assert isinstance(outcome, Suspicious)
        assert outcome.cause is Cause.SOFT_NOT_FOUND

    @pytest.mark.parametrize(("usual", "believed"), [(None, True), (1_000, True), (len(LONG), True), (10_000, False)])
    def test_a_page_that_collapsed_is_not_believed(self, newsroom: Site, fetcher: Fetcher, ask: AskOf, usual: int | None, *, believed: bool) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer(f"<p>{LONG}")

        outcome = fetcher.look(ask(newsroom.url("/1"), usual_length=usual))

        assert isinstance(outcome, Captured if believed else Suspicious)

    def test_a_web_page_where_a_feed_was_is_no_feed(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/feed"] = answer(f"<html><p>{LONG}")

        outcome = fetcher.look(ask(newsroom.url("/feed"), expects=Expects.FEED))

        assert isinstance(outcome, Suspicious)
        assert outcome.cause is Cause.NOT_A_FEED

    def test_a_feed_that_is_served_as_a_web_page_is_a_feed(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:
        newsroom.routes["/feed"] = answer('<?xml version="1.0"?><rss><channel/></rss>', media_type="text/html")

        assert isinstance(fetcher.look(ask(newsroom.url("/feed"), expects=Expects.FEED)), Captured)

    def test_a_surprising_loss_is_looked_at_again_before_it_is_believed(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        known = Validators(etag='"1"', sha256="0" * 64)
        newsroom.routes["/1"] = in_turn(answer("", 404), answer(RELEASE))
        newsroom.routes["/2"] = answer("", 404)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"), validators=known)), Captured)
        assert isinstance(fetcher.look(ask(newsroom.url("/2"), validators=known)), Gone)
        assert newsroom.paths() == ["/1", "/1", "/2", "/2"]

    def test_a_page_nested_to_hurt_a_parser_is_captured_for_the_reader_to_refuse(self, newsroom: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/1"] = answer("<html>" + "<div>" * 100_000)

        assert isinstance(fetcher.look(ask(newsroom.url("/1"))), Captured)


class TestPinned:
    """A program may bring the hosts that it looks at; it reaches no other host then."""

    @pytest.fixture
    def pinned(self, newsroom: Site) -> Iterator[Fetcher]:
        port = int(newsroom.host.partition(":")[2])
        with Fetcher(FetchSettings(interval=0.0, attempts=1), clock=lambda: AT, pinned={"o.example": port}) as fetcher:
            yield fetcher

    @pytest.mark.parametrize("url", ["http://o.example/1", "https://o.example/1", "https://o.example:8443/1"])
    def test_a_name_leads_to_its_port_and_stays_the_address(self, newsroom: Site, pinned: Fetcher, url: str) -> None:
        newsroom.routes["/1"] = answer(RELEASE)

        outcome = pinned.look(Ask(url=url))

        assert isinstance(outcome, Captured)
        assert outcome.final_url == url
        assert newsroom.seen[-1].headers["host"] == url.split("/")[2]

    @pytest.mark.parametrize(
        ("url", "cause"),
        [
            ("http://localhost/1", Cause.PRIVATE_ADDRESS),
            ("http://127.0.0.1/1", Cause.PRIVATE_ADDRESS),
            ("http://other.example/1", Cause.NO_SUCH_HOST),
            ("http://www.o.example/1", Cause.NO_SUCH_HOST),
        ],
    )
    def test_no_other_host_is_reached(self, newsroom: Site, pinned: Fetcher, url: str, cause: Cause) -> None:
        outcome = pinned.look(Ask(url=url))

        assert isinstance(outcome, Blocked | Failed)
        assert outcome.cause is cause
        assert newsroom.seen == []

    def test_a_redirect_from_it_leads_no_further(self, newsroom: Site, pinned: Fetcher) -> None:
        newsroom.routes["/1"] = redirect(newsroom.url("/2"))

        outcome = pinned.look(Ask(url="http://o.example/1"))

        assert isinstance(outcome, Blocked)
        assert outcome.cause is Cause.PRIVATE_ADDRESS

    def test_no_proxy_is_asked(self, newsroom: Site, pinned: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        newsroom.routes["/1"] = answer(RELEASE)

        assert isinstance(pinned.look(Ask(url="http://o.example/1")), Captured)


class TestCredentials:
    def test_they_go_to_their_own_host_and_to_no_other(self, newsroom: Site, elsewhere: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/1"] = redirect(elsewhere.url("/2"))
        elsewhere.routes["/2"] = answer(RELEASE)
        secret = Credential("127.0.0.1", "Authorization", "Basic eDp5")

        fetcher.look(ask(newsroom.url("/1"), credentials=(secret,)))
        fetcher.look(ask(newsroom.url("/1"), credentials=(Credential("orbelline.example", "Authorization", "x"),)))

        asked = [seen.headers.get("authorization") for seen in newsroom.seen if seen.path == "/1"]
        assert asked == ["Basic eDp5", None]
        assert "Basic" not in repr(secret)

    def test_they_are_made_of_the_environment(self) -> None:
        basic = AuthenticationSettings(host="Orbelline.example", kind=AuthenticationKind.BASIC, environment="NEWS")
        header = AuthenticationSettings(host="a.example", kind=AuthenticationKind.HEADER, environment="KEY", header="X-Key")  # fmt: skip

        assert credential(basic, {"NEWS": "me:secret"}) == Credential("orbelline.example", "Authorization", "Basic bWU6c2VjcmV0")  # fmt: skip
        assert credential(header, {"KEY": "k"}) == Credential("a.example", "X-Key", "k")
        with pytest.raises(SourceError, match="NEWS"):
            credential(basic, {})


class TestPoliteness:
    def test_no_host_sees_more_than_its_limit_and_both_are_served_at_once(
        self, newsroom: Site, elsewhere: Site, fetcher_of: FetcherOf, ask: AskOf
    ) -> None:
        inside = {newsroom.host: [0, 0], elsewhere.host: [0, 0]}
        lock = threading.Lock()

        def counted(host: str) -> Route:
            def send(connection: socket.socket, seen: Seen) -> None:
                with lock:
                    inside[host][0] += 1
                    inside[host][1] = max(inside[host])
                threading.Event().wait(0.002)
                with lock:
                    inside[host][0] -= 1
                answer(RELEASE)(connection, seen)

            return send

        asks = []
        for made in (newsroom, elsewhere):
            for number in range(200):
                made.routes[f"/{number}"] = counted(made.host)
                asks.append(ask(made.url(f"/{number}")))

        outcomes = list(fetcher_of(concurrency=2, interval=0.001).look_all(asks))

        assert len(outcomes) == 400
        assert all(isinstance(outcome, Captured) for _, outcome in outcomes)
        assert {asked.url for asked, _ in outcomes} == {asked.url for asked in asks}
        assert [most for _, most in inside.values()] <= [2, 2]
        # Served at once: each host's first request came before the other's last.
        spans = [(made.seen[0].began, made.seen[-1].began) for made in (newsroom, elsewhere)]
        assert spans[0][0] < spans[1][1]
        assert spans[1][0] < spans[0][1]

    def test_requests_to_one_host_are_spaced(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
        asks = [ask(newsroom.url(f"/{number}")) for number in range(9)]

        list(fetcher_of(concurrency=4, interval=0.1, robots=False).look_all(asks))

        starts = sorted(seen.began for seen in newsroom.seen)
        # half of the whole, because a busy machine may see the first of them late
        assert starts[-1] - starts[0] >= 0.4

    def test_a_slow_host_keeps_no_other_waiting(self, newsroom: Site, elsewhere: Site, fetcher: Fetcher, ask: AskOf) -> None:  # fmt: skip
        newsroom.routes["/slow"] = wire(3.0)
        elsewhere.routes["/1"] = answer(RELEASE)

        outcomes = list(fetcher.look_all([ask(newsroom.url("/slow")), ask(elsewhere.url("/1"))]))

        assert [type(outcome) for _, outcome in outcomes] == [Captured, Failed]

    def test_whoever_stops_listening_stops_the_asking(self, newsroom: Site, fetcher_of: FetcherOf, ask: AskOf) -> None:
        asks = [ask(newsroom.url(f"/{number}")) for number in range(500)]

        looks = fetcher_of(interval=0.01).look_all(asks)
        next(looks)
        looks.close()  # type: ignore[attr-defined]

        assert len(newsroom.seen) < 250


def test_the_settings_as_they_ship_are_polite() -> None:
    settings = FetchSettings()

    assert settings.interval >= 1.0
    assert settings.concurrency <= 2
    assert settings.robots
    assert settings.user_agent == "boilerplate-tracker/0"
