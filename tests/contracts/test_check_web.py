"""`tracker check` from a real web site to what there is to tell: what is new is read once, and an error is never news."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from publishers import EdgarPublisher, FeedPublisher
from site_double import Route, Site, answer, conditional, in_turn, redirect
from workspaces import (
    DROPPED,
    HELD,
    LISTINGS,
    QUICK,
    Desk,
    edgar_of,
    feed_of,
    page_of,
    publish,
    publish_filings,
    put,
    release,
)

from tracker import reading
from tracker.cli import show
from tracker.findings.model import Kind
from tracker.history import Outcome
from tracker.store import open_store


@pytest.mark.parametrize("kind", LISTINGS)
def test_a_second_pass_is_one_conditional_request_and_reads_nothing(desk: Desk, newsroom: Site, kind: str) -> None:
    source, list_ = LISTINGS[kind]
    list_(newsroom, 3, 2, 1)
    desk.watch(source(newsroom))

    first = desk.check()
    newsroom.seen.clear()
    second = desk.check()

    assert (len(first.documents), first.complete, first.looks[0].outcome) == (3, True, Outcome.CAPTURED)
    assert (second.documents, second.complete, second.looks[0].outcome) == ((), True, Outcome.NOT_MODIFIED)
    assert second.looks[0].seen == 3
    (asked,) = [seen for seen in newsroom.seen if seen.path != "/robots.txt"]
    assert "if-none-match" in asked.headers


@pytest.mark.parametrize("kind", LISTINGS)
def test_only_what_is_new_is_fetched_and_its_claims_are_followed(desk: Desk, newsroom: Site, kind: str) -> None:
    source, list_ = LISTINGS[kind]
    list_(newsroom, 2, 1)
    desk.watch(source(newsroom))
    desk.check()
    newsroom.seen.clear()
    list_(newsroom, 3, 2, 1)
    path = next(path for path in newsroom.routes if path.endswith(("/news/3", "000003/3.htm")))
    newsroom.routes[path] = conditional(release(3, DROPPED), etag='"3"')

    second = desk.check()

    assert len(second.documents) == 1
    assert not [path for path in newsroom.paths() if path.endswith(("/news/1", "/news/2"))]
    assert Kind.CLAIM_DROPPED in desk.kinds()


def test_a_feed_knows_the_day_of_its_releases(desk: Desk, newsroom: Site) -> None:
    publish(newsroom, 2, 1)
    undated = release(1).replace("TARN, April 2, 2031 - ", "")
    put(newsroom, 1, undated)
    desk.watch(feed_of(newsroom))
    desk.check()

    assert [(one.published, one.published_source) for one in desk.history.releases] == [
        (date(2031, 4, 2), "feed"),
        (date(2031, 4, 3), "feed"),
    ]


def test_a_feed_that_was_filled_anew_does_not_redate_what_says_its_own_day(desk: Desk, newsroom: Site) -> None:
    publish(newsroom, 1)
    put(newsroom, 1, release(1).replace("April 2, 2031", "April 2, 2024"))
    desk.watch(feed_of(newsroom))
    desk.check()

    assert [one.published for one in desk.history.releases] == [date(2024, 4, 2)]


def test_bytes_are_recorded_with_their_headers_and_redirects_before_anything_reads_them(
    desk: Desk, newsroom: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(newsroom, 1)
    newsroom.routes["/moved/1"] = answer(release(1), X_Served_By="foundry")
    newsroom.routes["/news/1"] = redirect("/moved/1")
    desk.watch(feed_of(newsroom))

    with monkeypatch.context() as patched:
        patched.setattr(reading, "interpret", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            desk.check()
    with open_store(desk.workspace / "tracker.db") as store:
        (pending,) = store.captures.pending("orbelline")
        kept = store.addresses.answer(pending.number)
        assert store.captures.body(pending.sha256) == release(1).encode()
    newsroom.seen.clear()

    assert kept is not None
    final_url, headers, hops = kept
    assert final_url == newsroom.url("/moved/1")
    assert ("x-served-by", "foundry") in [(name.lower(), value) for name, value in headers]
    assert [(hop.url, hop.status) for hop in hops] == [(newsroom.url("/news/1"), 301)]
    assert len(desk.check().documents) == 1
    assert newsroom.paths() == ["/feed.xml"]


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "route",
    [answer("no", 403), answer("sorry", 500), answer("<form><input type=password></form> Sign in")],
    ids=["403", "500", "a login"],
)
def test_what_could_not_be_had_is_asked_for_again(desk: Desk, newsroom: Site, route: Route) -> None:
    publish(newsroom, 2, 1)
    newsroom.routes["/news/2"] = in_turn(route, answer(release(2)))
    desk.watch(feed_of(newsroom))
    desk.check()
    newsroom.seen.clear()

    second = desk.check()

    assert (len(second.documents), second.complete) == (1, True)
    assert sorted(newsroom.paths()) == ["/feed.xml", "/news/2"]
    assert desk.check().looks[0].outcome is Outcome.NOT_MODIFIED


def test_what_is_not_there_is_left_to_the_next_full_pass_in_the_end(desk: Desk, newsroom: Site) -> None:
    publish(newsroom, 2, 1)
    del newsroom.routes["/news/2"]
    desk.watch(feed_of(newsroom))
    for _ in range(3):
        desk.check()
    newsroom.seen.clear()
    desk.check()
    quiet = newsroom.paths()
    put(newsroom, 2)

    assert quiet == ["/feed.xml"]
    assert len(desk.check(full=True).documents) == 1


#: What a listing may answer, and what the look at the source is called.
BAD_LISTINGS: list[tuple[str, Route, Outcome]] = [
    ("403", answer("no", 403), Outcome.BLOCKED),
    ("404", answer("nothing here", 404), Outcome.GONE),
    ("500", answer("sorry", 500), Outcome.FAILED),
    ("a page in its place", answer(f"<html>{'We have moved. ' * 200}"), Outcome.SUSPICIOUS),
]


@pytest.mark.parametrize(("route", "outcome"), [row[1:] for row in BAD_LISTINGS], ids=[row[0] for row in BAD_LISTINGS])
def test_a_listing_that_cannot_be_had_says_nothing_of_its_releases(
    desk: Desk, newsroom: Site, route: Route, outcome: Outcome
) -> None:
    publish(newsroom, 2, 1)
    desk.watch(feed_of(newsroom))
    desk.check()
    before = desk.history
    newsroom.routes["/feed.xml"] = route

    checked = desk.check()

    assert (checked.looks[0].outcome, checked.complete, checked.findings) == (outcome, False, ())
    assert (desk.history.releases, desk.history.changes) == (before.releases, before.changes)


def bomb() -> str:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    return (
        f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{entities}]><rss><channel><item><title>&e11;</title></item></channel></rss>"
    )


@pytest.mark.parametrize(
    "body",
    [bomb(), "<rss><channel><item><link>", "\x00" * 4096, "<a>" * 50_000, "{" * 50_000, "<rss>" + "<item/>" * 30_000],
    ids=["a bomb", "half a feed", "nothing but zeros", "a deep page", "brackets", "entries of nothing"],
)
@pytest.mark.parametrize("kind", LISTINGS)
def test_a_hostile_listing_ends_nothing_but_its_own_look(
    desk: Desk, newsroom: Site, elsewhere: Site, kind: str, body: str
) -> None:
    source, list_ = LISTINGS[kind]
    list_(newsroom, 1)
    for path in ("/feed.xml", "/news/", "/sitemap.xml", f"/submissions/CIK{EdgarPublisher.CIK:010}.json"):
        newsroom.routes[path] = answer(body, media_type="application/xml")
    publish(elsewhere, 2)
    desk.watch(source(newsroom), feed_of(elsewhere))
    # what keeps a parser busy keeps a busy machine from answering in half a second
    patient = QUICK.replace("read_timeout = 0.5", "read_timeout = 20.0").replace(
        "total_timeout = 2.0", "total_timeout = 60.0"
    )
    desk.configure(patient)

    checked = desk.check()

    assert checked.looks[1].outcome is Outcome.CAPTURED
    assert len(checked.documents) == 1
    hostile = checked.looks[0]
    told = [hostile.detail] if hostile.detail else [show.notice(*_split(one)) for one in hostile.notices]
    assert all(told)
    assert (hostile.outcome, bool(told)) != (Outcome.CAPTURED, False)


def _split(notice: str) -> tuple[str, int]:
    code, _, count = notice.partition(":")
    return code, int(count)


def test_one_release_by_three_routes_is_one_document_with_three_captures(
    desk: Desk, newsroom: Site, elsewhere: Site
) -> None:
    publish(newsroom, 2, 1)
    publish_filings(elsewhere, 2, 1)
    for n in (1, 2):
        path = next(path for path in elsewhere.routes if path.endswith(f"00000{n}/{n}.htm"))
        elsewhere.routes[path] = answer(release(n, footer="Exhibit 99.1 - page 1 of 1", curly=True))
    (desk.workspace / "mailed").mkdir()
    (desk.workspace / "mailed" / "one.html").write_text(
        release(1, footer="You get this because you asked for it.").replace("<p>TARN, ", "<p>TARN, France, "), "utf-8"
    )
    desk.watch(feed_of(newsroom), edgar_of(elsewhere), 'kind = "folder"\npath = "../mailed"')

    checked = desk.check()

    assert len(checked.documents) == 2
    assert sorted(len(one.captures) for one in desk.history.releases) == [1, 2]
    assert desk.kinds() == []


def test_form_letters_of_one_week_are_not_one_release(desk: Desk, newsroom: Site) -> None:
    def votes(number: int, total: str) -> str:
        return release(1).replace("12 million", f"{total} million").replace("April 2", f"April {number + 1}")

    publish(newsroom, 2, 1)
    put(newsroom, 1, votes(1, "48,113,702"))
    put(newsroom, 2, votes(2, "48,120,995").replace("11 million", "48,120,995 million"))
    desk.watch(feed_of(newsroom))

    assert len(desk.check().documents) == 2


def test_a_release_that_was_altered_is_told_as_that_and_not_as_a_change(desk: Desk, newsroom: Site) -> None:
    publish(newsroom, 3, 2, 1)
    desk.watch(feed_of(newsroom))
    desk.check()
    put(newsroom, 2, release(2, DROPPED), tag="b")

    usual, full = desk.check(), desk.check(full=True)

    assert usual.findings == ()
    assert full.documents == ()
    assert desk.kinds() == [Kind.RELEASE_EDITED]
    assert len(desk.history.releases) == 3
    (change,) = [one for one in desk.history.changes if one.findings]
    (finding,) = change.findings
    assert change.before == change.after
    assert finding.evidence_before is not None
    with open_store(desk.workspace / "tracker.db") as store:
        for evidence in (finding.evidence_before, finding.evidence_after):
            assert evidence is not None
            text = store.derived.reading("orbelline", evidence.sha256).document.text
            assert evidence.span.of(text) == evidence.quote


@pytest.mark.parametrize(
    "page",
    [release(2, curly=True), release(2, footer="Legal notice, 2031 edition. Follow us. Most read: valves.")],
    ids=["typography", "a footer"],
)
def test_what_is_not_the_releases_own_words_is_folded(desk: Desk, newsroom: Site, page: str) -> None:
    publish(newsroom, 3, 2, 1)
    desk.watch(feed_of(newsroom))
    desk.check()
    put(newsroom, 2, page, tag="b")

    full = desk.check(full=True)

    assert (full.documents, full.findings, full.complete) == ((), (), True)
    assert [len(one.captures) for one in desk.history.releases] == [0, 1, 0]


def test_another_release_at_an_old_address_is_another_release(desk: Desk, newsroom: Site) -> None:
    publish(newsroom, 1)
    desk.watch(feed_of(newsroom))
    desk.check()
    put(newsroom, 1, release(4), tag="b")

    assert len(desk.check(full=True).documents) == 1
    assert len(desk.history.releases) == 2


def quality(claims: str, note: str = "") -> str:
    return (
        f"<html><title>Quality at Orbelline Valves</title><main><h1>Quality at Orbelline Valves</h1><p>Orbelline Valves makes "
        f"valves for water works. {claims} Every valve is tested under pressure before it leaves the works.</p>"
        f"<p>{'Our foundries are inspected every year by an independent body. ' * 6}{note}</p></main></html>"
    )


def test_a_page_is_its_own_history(desk: Desk, newsroom: Site) -> None:
    newsroom.routes["/quality"] = conditional(quality(HELD), etag='"a"')
    desk.watch(page_of(newsroom))
    assert len(desk.check().documents) == 1
    assert desk.check().looks[0].outcome is Outcome.NOT_MODIFIED
    newsroom.routes["/quality"] = conditional(quality(HELD).replace("year by", "year  by"), etag='"b"')
    assert desk.check().documents == ()
    newsroom.routes["/quality"] = conditional(quality(DROPPED, "April 3, 2019"), etag='"c"')

    assert len(desk.check().documents) == 1
    first, second = desk.history.releases
    assert (first.published, second.published) == (None, None)
    assert first.retrieved < second.retrieved
    assert Kind.RELEASE_EDITED not in desk.kinds()


@pytest.mark.parametrize("route", [answer("", 404), answer("<p>We are moving.</p>"), answer("sorry", 500)])
def test_a_page_that_is_lost_for_a_day_is_no_version_of_it(desk: Desk, newsroom: Site, route: Route) -> None:
    newsroom.routes["/quality"] = conditional(quality(HELD), etag='"a"')
    desk.watch(page_of(newsroom))
    desk.check()
    newsroom.routes["/quality"] = route
    lost = desk.check()
    newsroom.routes["/quality"] = conditional(quality(HELD), etag='"a"')
    back = desk.check()

    assert (lost.documents, lost.findings, lost.complete) == ((), (), False)
    assert (back.documents, back.findings, back.complete) == ((), (), True)
    assert len(desk.history.releases) == 1


def test_hosts_are_looked_at_side_by_side_and_every_so_many_looks_are_full(
    desk: Desk, newsroom: Site, elsewhere: Site
) -> None:
    desk.configure(f"{QUICK}full_every = 3\n")
    FeedPublisher(elsewhere).publish(*range(1, 20))
    publish(newsroom, 1)
    desk.watch(feed_of(newsroom), feed_of(elsewhere))
    counts = []
    for _ in range(3):
        newsroom.seen.clear()
        desk.check()
        counts.append(len(newsroom.paths()))

    assert counts == [2, 1, 2]


def test_the_operator_is_told_one_line_a_trouble(
    desk: Desk, newsroom: Site, capsys: pytest.CaptureFixture[str], run_cli: Callable[..., int]
) -> None:
    publish(newsroom, 2, 1)
    newsroom.routes["/news/2"] = answer("no", 403)
    desk.watch(feed_of(newsroom))

    code = run_cli("--workspace", str(desk.workspace), "check")

    told = capsys.readouterr()
    assert code == 3
    (line,) = [line for line in told.err.splitlines() if "/news/2" in line]
    assert "blocked" in line
    assert "403" in line


def test_the_answer_in_json_names_outcome_and_cause(
    desk: Desk, newsroom: Site, capsys: pytest.CaptureFixture[str], run_cli: Callable[..., int]
) -> None:
    newsroom.routes["/feed.xml"] = answer("<rss><channel></channel></rss>", media_type="application/rss+xml")
    desk.watch(feed_of(newsroom))

    run_cli("--workspace", str(desk.workspace), "check", "--json")

    (watch,) = json.loads(capsys.readouterr().out)["watches"]
    assert [(one["outcome"], one["notices"]) for one in watch["sources"]] == [("not-modified", ["empty:1"])]
