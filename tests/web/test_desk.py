"""The desk as people use it, with scripts off: plain forms and pages."""

import re
from typing import Any

import pytest
from desks import NOON, Desk, guard, hidden

from tracker.review.model import Action
from tracker.store.inbox import Row, Wanted

CONFIRMED, DISMISSED = Action.CONFIRMED.value, Action.DISMISSED.value


def first(desk: Desk, place: int = 0, **wanted: str) -> Row:
    with desk.store() as store:
        return store.inbox.find(Wanted(**wanted))[place]


def path(row: Row) -> str:
    return f"/finding/{row.watch}/{row.finding}"


def act(desk: Desk, name: str, row: Row, action: str, **more: Any) -> Any:  # noqa: ANN401 - a response
    client = desk.as_(name)
    page = client.get(path(row))
    sent = {
        "guard": hidden(page.text, "guard") or guard(client),
        "action": action,
        "version": str(row.version),
        "content": row.content,
        "filters": "",
    }
    return client.post(path(row), data={**sent, **more})


def test_the_inbox_shows_what_is_open_most_urgent_first(desk: Desk) -> None:
    page = desk.as_("vic").get("/").text
    severities = re.findall(r'data-item>\s*<span class="sev (\w+)"', page)
    assert severities == sorted(severities, key=["critical", "warning", "notice", "info"].index)
    assert len(severities) == 26
    assert 'name="finding"' not in page


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ("watch=halvorsen-precision", True),
        ("severity=warning", True),
        ("words=halvorsen", True),
        ("words=%22%27%3B--", True),
        ("subject=iso-9001", True),
        ("standing=expired", True),
        ("view=decided", False),
        ("view=past", True),
        ("reviewer=mara", False),
        ("words=nothingofthekind", False),
        ("watch=no-such-watch", False),
        ("view=no-such-view", True),
        ("severity=no-such", True),
    ],
)
def test_filters(desk: Desk, asked: str, *, some: bool) -> None:
    page = desk.as_("vic").get(f"/?{asked}").text
    assert ("data-item" in page) is some


def test_a_finding_has_its_evidence_and_the_words_around_it(desk: Desk) -> None:
    row = first(desk)
    page = desk.as_("mara").get(path(row)).text
    assert row.sentence.split()[0] in page
    assert "<mark>" in page
    assert 'class="around"' in page
    assert re.search(r'class="mono">[0-9a-f]{64}<', page)


def test_a_decision_leads_to_the_next_finding_and_can_be_undone(desk: Desk) -> None:
    row, following = first(desk), first(desk, 1)
    done = act(desk, "mara", row, CONFIRMED)
    assert done.status_code == 303
    assert done.headers["location"] == f"{path(following)}?done=1"
    page = desk.as_("mara").get(done.headers["location"]).text
    assert "kept as #1" in page
    back = desk.as_("mara").post("/undo", data={"guard": hidden(page, "guard"), "number": "1", "filters": ""})
    assert back.headers["location"] == path(row)
    assert first(desk).finding == row.finding
    assert "superseded" in desk.as_("mara").get(path(row)).text


def test_undo_is_offered_for_a_minute_and_only_to_who_did_it(desk: Desk) -> None:
    act(desk, "mara", first(desk), CONFIRMED)
    assert "kept as #1" in desk.as_("mara").get("/?done=1").text
    assert "kept as #1" not in desk.as_("odile").get("/?done=1").text
    desk.clock.move(seconds=61)
    assert "kept as #1" not in desk.as_("mara").get("/?done=1").text
    late = desk.as_("mara").post("/undo", data={"guard": guard(desk.as_("mara")), "number": "1"})
    assert late.status_code == 409


def test_the_second_of_two_people_is_told_who_was_faster_and_nothing_is_overwritten(desk: Desk) -> None:
    row = first(desk)
    assert act(desk, "mara", row, CONFIRMED).status_code == 303
    second = act(desk, "odile", row, DISMISSED, ground="misread")
    assert second.status_code == 409
    assert "Somebody was faster" in second.text
    assert "mara" in second.text
    with desk.store() as store:
        assert [event.who for event in store.reviews.every()] == ["mara"]


def test_the_same_edit_is_signed_everywhere_at_once(desk: Desk) -> None:
    with desk.store() as store:
        rows = store.inbox.find(Wanted(view="all"), limit=500)
    clusters = [row.cluster for row in rows]
    row = next(row for row in rows if clusters.count(row.cluster) > 1)
    assert "other place" in desk.as_("mara").get(path(row)).text
    act(desk, "mara", row, CONFIRMED, everywhere="1")
    with desk.store() as store:
        assert {one.together for one in store.reviews.every()} != {""}
        assert len(tuple(store.reviews.every())) == clusters.count(row.cluster)


def test_several_are_looked_over_before_they_are_decided(desk: Desk) -> None:
    rows = [first(desk, place) for place in range(3)]
    client = desk.as_("mara")
    ticked = {
        "guard": guard(client),
        "action": DISMISSED,
        "finding": [f"{row.watch}/{row.finding}@{row.version}" for row in rows],
    }
    preview = client.post("/bulk/preview", data=ticked)
    assert preview.status_code == 200
    assert all(row.finding in preview.text for row in rows)
    with desk.store() as store:
        assert store.reviews.head()[0] == 0
    done = client.post("/bulk", data={**ticked, "ground": "not-material", "text": "All the same."})
    assert done.headers["location"] == "/?done=3&count=3"
    with desk.store() as store:
        assert store.reviews.head()[0] == 3


def test_a_rule_is_proposed_tested_and_accepted_by_an_approver(desk: Desk) -> None:
    row = first(desk)
    mara, odile = desk.as_("mara"), desk.as_("odile")
    sent = {"guard": guard(mara), "watch": row.watch, "finding": row.finding, "breadth": "this-edit-here"}
    place = mara.post("/rules", data=sent).headers["location"]
    assert "would have folded 1 past finding" in mara.get(place).text
    assert mara.post(place, data={"guard": guard(mara), "action": "rule-accepted"}).status_code == 403
    assert odile.post(place, data={"guard": guard(odile), "action": "rule-accepted"}).status_code == 303
    assert row.finding in odile.get("/?view=folded").text
    assert row.finding in odile.get("/?view=all").text


def test_whoever_dismisses_says_always_like_this_and_sees_what_it_would_have_folded(desk: Desk) -> None:
    row, following = first(desk), first(desk, 1)
    assert 'name="always"' in desk.as_("mara").get(path(row)).text
    sent = {"ground": "not-material", "text": "It is their slogan.", "always": "1", "breadth": "this-edit-here"}
    done = act(desk, "mara", row, DISMISSED, **sent)
    place = done.headers["location"]
    assert re.fullmatch(r"/rules/[0-9a-f]{12}\?done=1&ahead=.*", place)
    page = desk.as_("mara").get(place).text
    assert "would have folded 1 past finding" in page
    assert "kept as #1" in page
    assert path(following) in page
    with desk.store() as store:
        assert [event.action for event in store.reviews.every()] == [DISMISSED, Action.RULE_PROPOSED]
        assert store.inbox.row(row.watch, row.finding).view == "decided"  # type: ignore[union-attr]
    odile = desk.as_("odile")
    assert "Accept" in odile.get(place).text
    assert (
        odile.post(place.partition("?")[0], data={"guard": guard(odile), "action": "rule-accepted"}).status_code == 303
    )


def test_what_is_always_like_this_is_proposed_once(desk: Desk) -> None:
    sent = {"ground": "not-material", "always": "1", "breadth": "this-edit-here"}
    row = first(desk)
    place = act(desk, "mara", row, DISMISSED, **sent).headers["location"]
    act(desk, "mara", first(desk, view="decided"), "reopened")
    again = act(desk, "mara", next(one for one in rows_of(desk) if one.finding == row.finding), DISMISSED, **sent)
    assert again.headers["location"].partition("?")[0] == place.partition("?")[0]
    with desk.store() as store:
        actions = [event.action for event in store.reviews.every()]
    assert actions.count(Action.RULE_PROPOSED) == 1


def test_always_like_this_needs_a_breadth_and_nothing_is_done_without(desk: Desk) -> None:
    refused = act(desk, "mara", first(desk), DISMISSED, ground="misread", always="1", breadth="everything")
    assert refused.status_code == 422
    with desk.store() as store:
        assert store.reviews.head() == (0, "")


def rows_of(desk: Desk) -> tuple[Row, ...]:
    with desk.store() as store:
        return store.inbox.find(Wanted(view="all"), limit=500)


def test_an_approver_approves_and_whoever_decided_does_not(desk: Desk) -> None:
    row = first(desk)
    file = desk.workspace / "schedules" / f"{row.watch}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"approval = true\n{text}", encoding="utf-8")
    desk.site.sync()
    assert act(desk, "odile", row, CONFIRMED).status_code == 303
    waiting = first(desk, view="awaiting")
    assert act(desk, "mara", waiting, "approved").status_code == 403
    assert act(desk, "odile", waiting, "approved").status_code == 403
    assert act(desk, "petra", waiting, "approved").status_code == 303
    assert first(desk, view="decided").finding == row.finding


def test_the_record_is_shown_proved_and_exported(desk: Desk) -> None:
    act(desk, "mara", first(desk), CONFIRMED)
    vic = desk.as_("vic")
    assert "mara" in vic.get("/audit").text
    assert "The chain holds" in vic.get("/audit/proof").text
    assert (
        len(vic.get("/audit/events.jsonl").text.splitlines())
        == len(desk.as_("vic").get("/audit").text.split('id="event-')) - 1
    )
    assert "confirmed 1" in vic.get("/activity").text
    with desk.store() as store:
        store.desk.conn.execute("drop trigger events_no_update")
        store.desk.conn.execute("update events set body = replace(body, 'mara', 'nora')")
    assert "The chain is broken" in vic.get("/audit/proof").text


def test_the_reports_are_live(desk: Desk) -> None:
    vic = desk.as_("vic")
    seen: set[str] = set()
    waiting = ["/reports/index.html"]
    while waiting:
        place = waiting.pop()
        seen.add(place)
        page = vic.get(place)
        assert page.status_code == 200, place
        if page.headers["content-type"].startswith("text/html") and "/packets/" not in place:
            assert "<style" not in page.text
            assert not re.search(r"<script(?! src=)", page.text)
            base = re.findall(
                r'href="(/reports/[^"#]*|(?:\.\./)?(?:watches|changes|standards|digests|packets)/[^"#]*)"', page.text
            )
            waiting += [
                found
                for found in {one if one.startswith("/") else f"/reports/{one.removeprefix('../')}" for one in base}
                if found not in seen and found not in waiting
            ]
    assert len(seen) > 40
    for path_ in ("data/findings.csv", "data/report.json", "feed.xml"):
        assert vic.get(f"/reports/{path_}").status_code == 200
    assert vic.get("/reports/changes/no-such.html").status_code == 404


def test_a_watch_file_is_tried_and_written_with_its_comments(desk: Desk) -> None:
    petra = desk.as_("petra")
    page = petra.get("/watches/halvorsen-precision").text
    file = desk.workspace / "schedules" / "halvorsen-precision.toml"
    before = file.read_text(encoding="utf-8")
    sent = {"guard": guard(petra), "seen": hidden(page, "seen")}
    bad = petra.post(
        "/watches/halvorsen-precision", data={**sent, "text": before + "\ncadense = 3\n", "action": "write"}
    )
    assert bad.status_code == 422
    assert "cadense" in bad.text
    good = "# ours since spring\n" + before
    tried = petra.post("/watches/halvorsen-precision", data={**sent, "text": good, "action": "try"})
    assert "would be looked at next" in tried.text
    assert file.read_text(encoding="utf-8") == before
    assert petra.post("/watches/halvorsen-precision", data={**sent, "text": good, "action": "write"}).status_code == 303
    assert file.read_text(encoding="utf-8") == good
    again = petra.post("/watches/halvorsen-precision", data={**sent, "text": before, "action": "write"})
    assert again.status_code == 409
    assert not list(file.parent.glob("*.new"))
    with desk.store() as store:
        assert [event.action for event in store.reviews.every()] == [Action.WATCH_CHANGED]


def test_a_watch_is_paused_and_resumed_and_its_comments_stay(desk: Desk) -> None:
    petra = desk.as_("petra")
    file = desk.workspace / "schedules" / "halvorsen-precision.toml"
    file.write_text("# ours since spring\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    before = file.read_text(encoding="utf-8")

    def ask(action: str, **more: str) -> Any:  # noqa: ANN401 - a response
        form = petra.get("/watches").text.partition("/watches/halvorsen-precision/pause")[2]
        sent = {"guard": guard(petra), "seen": hidden(form, "seen"), "action": action}
        return petra.post("/watches/halvorsen-precision/pause", data={**sent, **more})

    assert ask("pause", reason="Their plant moves.", until="2026-12-01").status_code == 303
    now = file.read_text(encoding="utf-8")
    assert set(now.splitlines()) - set(before.splitlines()) == {
        "paused = true",
        "paused_until = 2026-12-01",
        'paused_reason = "Their plant moves."',
    }
    page = petra.get("/watches").text
    assert "Their plant moves." in page
    assert page.count(">Resume<") == 1
    assert "Their plant moves." in desk.as_("vic").get("/reports/coverage.html").text
    assert ask("resume").status_code == 303
    assert file.read_text(encoding="utf-8").replace("paused = false\n", "") == before
    with desk.store() as store:
        events = tuple(store.reviews.every())
    assert [event.action for event in events] == [Action.WATCH_CHANGED] * 2
    assert [event.text.rpartition(", ")[2] for event in events] == [
        "paused until 2026-12-01: Their plant moves.",
        "resumed",
    ]


@pytest.mark.parametrize(
    ("name", "more", "status"),
    [
        ("halvorsen-precision", {"action": "stop"}, 422),
        ("halvorsen-precision", {"until": "2026-11-22"}, 422),
        ("halvorsen-precision", {"until": "soon"}, 422),
        ("halvorsen-precision", {"seen": "0" * 64}, 409),
        ("no-such-watch", {}, 404),
        ("standards", {}, 404),
    ],
)
def test_a_pause_that_cannot_be_leaves_the_file_as_it_is(
    desk: Desk, name: str, more: dict[str, str], status: int
) -> None:
    petra = desk.as_("petra")
    form = petra.get("/watches").text.partition("/watches/halvorsen-precision/pause")[2]
    sent = {"guard": guard(petra), "seen": hidden(form, "seen"), "action": "pause", **more}
    file = desk.workspace / "schedules" / "halvorsen-precision.toml"
    before = file.read_bytes()
    assert petra.post(f"/watches/{name}/pause", data=sent).status_code == status
    assert file.read_bytes() == before


def test_accounts_are_made_and_changed_and_the_record_says_by_whom(desk: Desk) -> None:
    petra = desk.as_("petra")
    new = {"guard": guard(petra), "name": "noor", "role": "reviewer", "password": "another long sentence"}
    assert petra.post("/users", data=new).status_code == 303
    weak = petra.post("/users", data={**new, "name": "weak", "password": "short"})
    assert weak.status_code == 422
    last = petra.post("/users", data={**new, "name": "petra", "role": "viewer", "password": ""})
    assert last.status_code == 422
    with desk.store() as store:
        assert [event.text for event in store.reviews.every()] == ["noor added as reviewer"]


def test_an_old_session_ends(desk: Desk) -> None:
    client = desk.as_("mara")
    desk.clock.move(minutes=61)
    assert client.get("/").headers["location"].startswith("/sign-in")
    assert desk.clock.now > NOON
