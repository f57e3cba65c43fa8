"""One contract over every kind of source, folders and the web alike: only what is new is read, and an error says nothing of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from follower import Follower, watch_of
from publishers import LISTINGS, FolderPublisher, PagePublisher, Publisher, WebPublisher, release
from site_double import Site, answer, wire

from tracker.history import Outcome
from tracker.watches.model import SOURCE_KINDS

GOOD = {Outcome.CAPTURED, Outcome.NOT_MODIFIED}


@pytest.fixture(params=["folder", *LISTINGS])
def publisher(request: pytest.FixtureRequest, newsroom: Site, tmp_path: Path) -> Publisher:
    """Every kind that lists documents."""
    return FolderPublisher(tmp_path / "in") if request.param == "folder" else LISTINGS[request.param](newsroom)


@pytest.fixture(params=["folder", "page", *LISTINGS])
def any_publisher(request: pytest.FixtureRequest, newsroom: Site, tmp_path: Path) -> Publisher:
    """Every kind."""
    if request.param == "folder":
        return FolderPublisher(tmp_path / "in")
    return PagePublisher(newsroom) if request.param == "page" else LISTINGS[request.param](newsroom)


@pytest.fixture(params=LISTINGS)
def web_publisher(request: pytest.FixtureRequest, newsroom: Site) -> WebPublisher:
    return LISTINGS[request.param](newsroom)


def names(publisher: Publisher, *numbers: int) -> tuple[str, ...]:
    """The last parts of the places of these releases."""
    if isinstance(publisher, WebPublisher):
        return tuple(sorted(publisher.path(number).rpartition("/")[2] for number in numbers))
    return tuple(f"{number}.html" for number in sorted(numbers))


def test_every_kind_is_held_to_the_contract() -> None:
    assert {"folder", "page", *LISTINGS} == set(SOURCE_KINDS)


def test_a_first_pass_captures_everything(publisher: Publisher, follower: Follower) -> None:
    publisher.publish(3, 2, 1)

    first = follower.follow(publisher.settings)

    assert first.captured == names(publisher, 1, 2, 3)
    assert (first.look.outcome, first.look.seen, first.look.new) == (Outcome.CAPTURED, 3, 3)
    assert (first.refused, first.notices) == ((), ())


def test_a_second_pass_reads_nothing(any_publisher: Publisher, follower: Follower) -> None:
    any_publisher.publish(3, 2, 1)
    seen = follower.follow(any_publisher.settings).look.seen

    second = follower.follow(any_publisher.settings)

    assert second.captured == ()
    assert (second.look.outcome, second.look.seen, second.look.new) == (Outcome.NOT_MODIFIED, seen, 0)


def test_only_what_is_new_is_read(publisher: Publisher, follower: Follower) -> None:
    publisher.publish(2, 1)
    follower.follow(publisher.settings)
    publisher.publish(4, 3, 2, 1)

    second = follower.follow(publisher.settings)

    assert second.look.new == 2
    assert set(names(publisher, 3, 4)) <= set(second.captured)
    if isinstance(publisher, WebPublisher):
        assert second.captured == names(publisher, 3, 4)


def test_what_was_altered_at_its_place_is_captured_again(any_publisher: Publisher, follower: Follower) -> None:
    any_publisher.publish(1)
    follower.follow(any_publisher.settings)
    any_publisher.put(1, release(1) + " Corrected.")

    again = follower.follow(any_publisher.settings, full=True)

    assert (again.captured, again.look.new) == (names(any_publisher, 1), 1)


def test_a_full_pass_looks_at_everything_and_reads_what_changed(
    web_publisher: WebPublisher, follower: Follower
) -> None:
    web_publisher.publish(2, 1)
    follower.follow(web_publisher.settings)
    web_publisher.put(1, release(1) + " Corrected.")

    usual, full = follower.follow(web_publisher.settings), follower.follow(web_publisher.settings, full=True)

    assert usual.captured == ()
    assert (full.captured, full.unchanged) == (names(web_publisher, 1), names(web_publisher, 2))


def test_what_could_not_be_had_is_said_and_asked_for_again(publisher: Publisher, follower: Follower) -> None:
    publisher.publish(3, 2, 1)
    publisher.lose(2)
    first = follower.follow(publisher.settings)
    publisher.put(2, release(2))

    second = follower.follow(publisher.settings)

    (refused,) = first.refused
    assert refused.location.endswith(names(publisher, 2)[0])
    assert refused.cause
    assert refused.detail
    assert (first.captured, first.look.unreadable) == (names(publisher, 1, 3), 1)
    assert (second.captured, second.refused, second.look.outcome) == (names(publisher, 2), (), Outcome.CAPTURED)
    assert follower.follow(publisher.settings).look.outcome is Outcome.NOT_MODIFIED


def test_asking_again_asks_for_nothing_else(web_publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:
    web_publisher.publish(3, 2, 1)
    web_publisher.lose(2)
    follower.follow(web_publisher.settings)
    newsroom.seen.clear()

    follower.follow(web_publisher.settings)

    listing, document = (seen for seen in newsroom.seen if seen.path != "/robots.txt")
    assert "if-none-match" in listing.headers
    assert document.path == web_publisher.path(2)


def test_what_robots_may_read_is_asked_for_once_a_day(web_publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:  # fmt: skip
    web_publisher.publish(1)
    asked = []
    for hours in (0, 1, 23, 24, 1):
        follower.now += timedelta(hours=hours) - timedelta(days=1)
        newsroom.seen.clear()
        follower.follow(web_publisher.settings)
        asked.append([seen.path for seen in newsroom.seen].count("/robots.txt"))

    assert asked == [1, 0, 0, 1, 0]


def test_what_robots_may_not_read_stays_so_from_pass_to_pass(web_publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:  # fmt: skip
    web_publisher.publish(1)
    newsroom.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /", media_type="text/plain")

    looks = [follower.follow(web_publisher.settings).look for _ in range(2)]

    assert [one.outcome for one in looks] == [Outcome.BLOCKED] * 2
    assert newsroom.paths() == []


def test_what_fails_for_ever_is_left_to_the_next_full_pass(web_publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:  # fmt: skip
    web_publisher.publish(2, 1)
    web_publisher.lose(2)
    passes = [follower.follow(web_publisher.settings) for _ in range(12)]
    newsroom.seen.clear()
    web_publisher.publish(3, 2, 1)
    web_publisher.lose(2)

    usual = follower.follow(web_publisher.settings)
    web_publisher.put(2, release(2))
    full = follower.follow(web_publisher.settings, full=True)

    assert [len(one.refused) for one in passes] == [1] * 10 + [0, 0]
    assert (usual.captured, usual.refused) == (names(web_publisher, 3), ())
    assert full.captured == names(web_publisher, 2)


def test_a_host_that_says_later_is_asked_later_however_often_it_says_so(web_publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:  # fmt: skip
    web_publisher.publish(2, 1)
    newsroom.routes[web_publisher.path(2)] = answer("later", 429, Retry_After="3600")
    passes = [follower.follow(web_publisher.settings) for _ in range(12)]
    web_publisher.put(2, release(2))

    assert all(len(one.refused) >= 1 for one in passes)
    assert names(web_publisher, 2)[0] in follower.follow(web_publisher.settings).captured


def test_a_source_that_cannot_be_had_says_nothing_of_its_documents(
    any_publisher: Publisher, follower: Follower
) -> None:
    any_publisher.publish(2, 1)
    follower.follow(any_publisher.settings)
    any_publisher.close()

    closed = follower.follow(any_publisher.settings)
    any_publisher.open()
    back = follower.follow(any_publisher.settings)

    assert (closed.look.outcome, closed.captured, closed.look.new) == (Outcome.FAILED, (), 0)
    assert closed.look.detail
    assert (back.look.outcome, back.captured) == (Outcome.NOT_MODIFIED, ())


CLOSED = [
    (answer("", 500), Outcome.FAILED),
    (answer("", 403), Outcome.BLOCKED),
    (answer("", 404), Outcome.GONE),
    (wire(), Outcome.FAILED),
    (answer("", 429, Retry_After="9000"), Outcome.BLOCKED),
    (answer("<html><title>Sign in</title><form><input type=password></form>Sign in</html>"), Outcome.SUSPICIOUS),
]


@pytest.mark.parametrize(("route", "outcome"), CLOSED, ids=["500", "403", "404", "no answer", "429", "a login page"])
def test_a_listing_that_cannot_be_read_lists_nothing_and_says_so(web_publisher: WebPublisher, follower: Follower, newsroom: Site, route: object, outcome: Outcome) -> None:  # fmt: skip
    web_publisher.publish(1)
    newsroom.routes = dict.fromkeys(newsroom.routes, route)  # type: ignore[arg-type]

    first = follower.follow(web_publisher.settings)

    assert (first.look.outcome, first.look.seen, first.captured) == (outcome, 0, ())
    assert first.look.detail
    assert len(newsroom.paths()) == 1


def test_a_source_is_new_to_each_watch_that_looks_at_it(any_publisher: Publisher, follower: Follower) -> None:
    any_publisher.publish(1)

    first = follower.follow(any_publisher.settings, name="first")
    second = follower.follow(any_publisher.settings, name="second")
    again = follower.follow(any_publisher.settings, name="second")

    assert (first.look.outcome, first.look.new) == (Outcome.CAPTURED, 1)
    assert (second.look.outcome, second.look.new) == (Outcome.CAPTURED, 1)
    assert (again.look.outcome, again.look.new) == (Outcome.NOT_MODIFIED, 0)
    assert len(follower.store.captures.digests()) == 1


def test_two_watches_on_one_source_are_gathered_from_together(any_publisher: Publisher, follower: Follower) -> None:
    any_publisher.publish(1)

    first, second = follower.gather(
        watch_of(any_publisher.settings, "first"), watch_of(any_publisher.settings, "second")
    )

    assert [one.looks[0].outcome for one in (first, second)] == [Outcome.CAPTURED] * 2


def test_one_pass_is_as_another_on_a_store_of_its_own(publisher: Publisher, follower: Follower) -> None:
    publisher.publish(3, 2, 1)

    first = follower.follow(publisher.settings, name="first")
    second = follower.follow(publisher.settings, name="second")

    assert (first.captured, first.look.seen, first.look.new) == (second.captured, second.look.seen, second.look.new)
