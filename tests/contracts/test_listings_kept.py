"""The pages that list documents are kept as well, as evidence of what was listed: the newest of each address, and no more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest
from follower import Follower
from publishers import LISTINGS, FeedPublisher, WebPublisher
from site_double import Site, answer
from workspaces import Desk, feed_of

from tracker.errors import UsageError
from tracker.store import addresses
from tracker.store.upkeep import verify


@pytest.fixture(params=LISTINGS)
def publisher(request: pytest.FixtureRequest, newsroom: Site) -> WebPublisher:
    return LISTINGS[request.param](newsroom)


def test_every_page_of_a_listing_is_kept_as_it_was_received(publisher: WebPublisher, follower: Follower, newsroom: Site) -> None:  # fmt: skip
    publisher.publish(2, 1)
    follower.follow(publisher.settings)

    (source,) = (kind for kind, make in LISTINGS.items() if isinstance(publisher, make))  # type: ignore[arg-type]
    kept = follower.store.addresses.listings("orbelline", source)

    asked = {newsroom.url(path) for path in newsroom.paths()} - {newsroom.url(publisher.path(n)) for n in (1, 2)}
    assert {one.url for one in kept} == asked
    for one in kept:
        assert one.at == follower.now
        assert len(follower.store.addresses.listed(one.number)) == one.size > 0


def test_the_newest_listings_of_an_address_are_kept(follower: Follower, newsroom: Site) -> None:
    publisher = FeedPublisher(newsroom)
    for number in (1, 1, 2, 3, 4, 4):
        publisher.publish(*range(number, 0, -1))
        follower.follow(publisher.settings)

    kept = follower.store.addresses.listings("orbelline", "feed")

    assert len(kept) == addresses.LISTINGS_OF_ADDRESS
    assert [follower.store.addresses.listed(one.number).count(b"<item>") for one in kept] == [4, 3, 2]
    assert len({one.sha256 for one in kept}) == len(kept)


def test_the_listings_of_a_source_never_pass_their_limit(follower: Follower, newsroom: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    publisher = FeedPublisher(newsroom)
    publisher.publish(1)
    follower.follow(publisher.settings)
    packed = "select length(body) from listings"
    ((first,),) = follower.store.database.conn.execute(packed).fetchall()
    monkeypatch.setattr(addresses, "LISTINGS_OF_SOURCE", 2 * first + first // 2)
    for number in (2, 3):
        publisher.publish(*range(number, 0, -1))
        follower.follow(publisher.settings)

    kept = follower.store.addresses.listings("orbelline", "feed")

    assert [follower.store.addresses.listed(one.number).count(b"<item>") for one in kept] == [3, 2]
    assert sum(size for (size,) in follower.store.database.conn.execute(packed)) <= addresses.LISTINGS_OF_SOURCE


def test_a_listing_that_could_not_be_had_takes_no_ones_place(follower: Follower, newsroom: Site) -> None:
    publisher = FeedPublisher(newsroom)
    publisher.publish(1)
    follower.follow(publisher.settings)
    before = follower.store.addresses.listings("orbelline", "feed")
    newsroom.routes["/feed.xml"] = answer("<html><title>Sign in</title><form><input type=password></form>")

    follower.follow(publisher.settings)

    assert follower.store.addresses.listings("orbelline", "feed") == before


def test_a_listing_that_was_changed_in_the_store_is_found(follower: Follower, newsroom: Site) -> None:
    publisher = FeedPublisher(newsroom)
    publisher.publish(1)
    follower.follow(publisher.settings)
    (listing,) = follower.store.addresses.listings("orbelline", "feed")
    assert verify(follower.store).sound

    follower.store.database.conn.execute("update listings set body = x'00'")

    assert verify(follower.store).damaged == (listing.sha256,)


def test_whoever_asks_is_shown_what_is_kept(desk: Desk, newsroom: Site, run_cli: Callable[..., int], capsysbinary: pytest.CaptureFixture[bytes]) -> None:  # fmt: skip
    publisher = FeedPublisher(newsroom)
    publisher.publish(1)
    desk.watch(feed_of(newsroom))
    desk.check()
    capsysbinary.readouterr()
    where = ("--workspace", str(desk.workspace), "listings", "orbelline")

    run_cli(*where, "--json")
    (one,) = json.loads(capsysbinary.readouterr().out)["listings"]
    run_cli(*where)
    shown = capsysbinary.readouterr().out.decode()
    run_cli(*where, one["sha256"][:8])
    body = capsysbinary.readouterr().out

    assert (one["url"], one["size"]) == (newsroom.url("/feed.xml"), len(body))
    assert hashlib.sha256(body).hexdigest() == one["sha256"]
    assert one["sha256"][:12] in shown
    with pytest.raises(UsageError, match="No listing"):
        run_cli(*where, "xyz")
