"""Watches gathered from together: hosts side by side, none of them above its limit, and nothing asked for twice."""

from __future__ import annotations

import socket
import threading

import pytest
from follower import Follower, watch_of
from publishers import FeedPublisher
from site_double import Route, Seen, Site, wire

from tracker.documents.sources.feed import FeedSettings
from tracker.history import Outcome

DOCUMENTS = 200
LIMIT = 2


class Counted:
    """How many requests a host sees at once, at most."""

    def __init__(self) -> None:
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def counting(self, route: Route) -> Route:
        """The same route, counted while it answers."""

        def send(connection: socket.socket, seen: Seen) -> None:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            threading.Event().wait(0.001)
            with self._lock:
                self._now -= 1
            route(connection, seen)

        return send

    def over(self, site: Site) -> None:
        """Count at every route of a site."""
        site.routes = {path: self.counting(route) for path, route in site.routes.items()}


def publish(site: Site) -> tuple[FeedSettings, Counted]:
    publisher, counted = FeedPublisher(site), Counted()
    publisher.publish(*range(DOCUMENTS))
    counted.over(site)
    return publisher.settings, counted


def asked(site: Site) -> list[Seen]:
    return [seen for seen in site.seen if seen.path != "/robots.txt"]


@pytest.fixture
def follower(follower: Follower) -> Follower:
    follower.settings = {"concurrency": LIMIT, "interval": 0.001}
    return follower


def test_two_hosts_of_two_watches_are_served_at_once_and_neither_above_its_limit(follower: Follower, newsroom: Site, elsewhere: Site) -> None:  # fmt: skip
    (first, first_count), (second, second_count) = publish(newsroom), publish(elsewhere)

    gathered = follower.gather(watch_of(first, "first"), watch_of(second, "second"))

    assert [one.looks[0].new for one in gathered] == [DOCUMENTS, DOCUMENTS]
    assert [one.refused for one in gathered] == [(), ()]
    assert first_count.most <= LIMIT
    assert second_count.most <= LIMIT
    # Served at once: the first document of each host was asked for before the last one of the other.
    spans = [(asked(site)[1].began, asked(site)[-1].began) for site in (newsroom, elsewhere)]
    assert spans[0][0] < spans[1][1]
    assert spans[1][0] < spans[0][1]


def test_a_second_pass_over_what_did_not_change_is_one_conditional_request_a_source(follower: Follower, newsroom: Site, elsewhere: Site) -> None:  # fmt: skip
    watches = [watch_of(publish(site)[0], name) for site, name in ((newsroom, "first"), (elsewhere, "second"))]
    follower.gather(*watches)
    rows = follower.store.database.conn.execute("select count(*) from observations").fetchone()
    for site in (newsroom, elsewhere):
        site.seen.clear()

    gathered = follower.gather(*watches)

    for site in (newsroom, elsewhere):
        (one,) = site.seen
        assert one.path == "/feed.xml"
        assert "if-none-match" in one.headers
    assert [one.looks[0].outcome for one in gathered] == [Outcome.NOT_MODIFIED] * 2
    assert [one.looks[0].seen for one in gathered] == [DOCUMENTS] * 2
    assert follower.store.database.conn.execute("select count(*) from observations").fetchone() == rows


def test_two_watches_on_one_host_share_its_limit(follower: Follower, newsroom: Site) -> None:
    settings, counted = publish(newsroom)

    gathered = follower.gather(watch_of(settings, "first"), watch_of(settings, "second"))

    assert [one.looks[0].new for one in gathered] == [DOCUMENTS, DOCUMENTS]
    assert counted.most <= LIMIT


def test_a_host_that_hangs_keeps_no_other_watch_waiting(follower: Follower, newsroom: Site, elsewhere: Site) -> None:
    publisher = FeedPublisher(newsroom)
    publisher.publish(1)
    newsroom.routes = dict.fromkeys(newsroom.routes, wire(3.0))
    second, _ = publish(elsewhere)

    hung, served = follower.gather(watch_of(publisher.settings, "first"), watch_of(second, "second"))

    assert (hung.looks[0].outcome, served.looks[0].new) == (Outcome.FAILED, DOCUMENTS)
