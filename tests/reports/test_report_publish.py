"""The site on disk: complete, the same twice, only what changed, never half."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from extremes import HOSTILE, hostile
from invented import AT, newsroom, nothing_yet, quillon

from tracker.claims.registry import load
from tracker.errors import PublishError
from tracker.history import WatchHistory
from tracker.reports import remembered
from tracker.reports.publish import Published, publish
from tracker.reports.site import pages

BOOK = load()
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def put(target: Path, *histories: WatchHistory, at: date = AT, generated: datetime = NOON) -> Published:
    return publish(histories, target, at=at, registry=BOOK, generated=generated)


def test_the_same_histories_give_the_same_bytes() -> None:
    one, two = (dict(pages([*newsroom(), hostile()], at=AT, registry=BOOK)) for _ in range(2))
    assert one == two


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    first = put(tmp_path, *newsroom())
    again = put(tmp_path, *newsroom(), generated=datetime(2026, 11, 23, tzinfo=UTC))
    assert not first.unchanged
    assert (again.written, again.unchanged, again.removed) == ((), first.written, ())
    assert again.index == tmp_path / "index.html"


def test_only_the_pages_that_changed_are_written(tmp_path: Path) -> None:
    put(tmp_path, *newsroom())
    changed = replace(newsroom()[0], checked=datetime(2026, 11, 23, tzinfo=UTC))
    assert put(tmp_path, changed, *newsroom()[1:]).written == (
        "watches/quillon.html",
        "coverage.html",
        "data/report.json",
    )


def test_pages_that_nothing_leads_to_are_removed_and_strangers_are_left(tmp_path: Path) -> None:
    put(tmp_path, *newsroom())
    (tmp_path / "mine.txt").write_text("mine")
    removed = put(tmp_path, quillon()).removed
    assert "watches/tarn-valley.html" in removed
    assert (tmp_path / "mine.txt").exists()
    assert (tmp_path / "watches/quillon.html").exists()


def test_what_a_run_that_was_cut_short_left_behind_is_removed_once_it_is_old(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    ages = {"changes/old.html.part-1": 2, "index.html.part-1": 2, "changes/young.html.part-2": 0}
    for name, hours in ages.items():
        (tmp_path / name).write_text("<half")
        moment = NOON.timestamp() - hours * 3600
        os.utime(tmp_path / name, (moment, moment))
    put(tmp_path, quillon())
    assert [path.name for path in tmp_path.rglob("*.part*")] == ["young.html.part-2"]


def files(target: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != remembered.NAME
    }


def test_nothing_is_made_when_nothing_changed(tmp_path: Path) -> None:
    assert put(tmp_path, *newsroom(), hostile()).made == len(files(tmp_path))
    assert put(tmp_path, *newsroom(), hostile()).made == 0


def altered(history: WatchHistory) -> WatchHistory:
    """The history after one more release, which changes nothing that is followed."""
    last = history.releases[-1]
    more = replace(last, sha256="ab" * 32, published=date(2026, 11, 20), title="One more")
    return replace(history, releases=(*history.releases, more), checked=NOON)


def test_an_organisation_that_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    put(tmp_path / "site", *newsroom())
    again = put(tmp_path / "site", altered(newsroom()[0]), *newsroom()[1:])
    assert set(again.written) == {
        "watches/quillon.html",
        "coverage.html",
        "data/report.json",
        "index.html",
    }
    assert again.made <= len(again.written) + 3  # the other data files are made of the same records
    put(tmp_path / "anew", altered(newsroom()[0]), *newsroom()[1:])
    assert files(tmp_path / "site") == files(tmp_path / "anew")


def test_a_page_that_somebody_altered_or_removed_is_made_again(tmp_path: Path) -> None:
    put(tmp_path, *newsroom())
    before = files(tmp_path)
    (tmp_path / "watches/quillon.html").write_text("nothing to see")
    (tmp_path / "index.html").unlink()
    assert set(put(tmp_path, *newsroom()).written) == {"watches/quillon.html", "index.html"}
    assert files(tmp_path) == before


@pytest.mark.parametrize("kept", [b"", b"{}", b"[1]", b'{"code": "other", "groups": {}, "files": {}}'])
def test_without_a_memory_everything_is_made_and_nothing_written_twice(tmp_path: Path, kept: bytes) -> None:
    put(tmp_path, *newsroom())
    (tmp_path / remembered.NAME).write_bytes(kept)
    again = put(tmp_path, *newsroom())
    assert again.made == len(files(tmp_path))
    assert again.written == ()


def test_another_day_gives_what_a_new_site_would(tmp_path: Path) -> None:
    put(tmp_path / "site", *newsroom(), hostile())
    later = date(2026, 12, 24)
    moved = [replace(history, at=later) for history in (*newsroom(), hostile())]
    put(tmp_path / "site", *moved, at=later)
    put(tmp_path / "anew", *moved, at=later)
    assert files(tmp_path / "site") == files(tmp_path / "anew")


def test_a_folder_that_cannot_be_written_keeps_its_pages(tmp_path: Path) -> None:
    put(tmp_path, quillon())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.html")}
    (tmp_path / "changes/blocked").write_text("")
    with pytest.raises(PublishError, match="blocked"):
        put(tmp_path / "changes/blocked", quillon())
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.html")} == before


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")


def parsed(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(tmp_path: Path) -> None:
    put(tmp_path, *newsroom(), hostile())
    for path in tmp_path.rglob("*.html"):
        page = parsed(path)
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in page.ids, (path, link)
            elif not link.startswith("https://"):
                file, _, anchor = link.partition("#")
                target = (path.parent / file).resolve()
                assert target.exists(), (path, link)
                assert not anchor or anchor in parsed(target).ids


def test_no_page_asks_for_anything_from_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, *newsroom(), hostile())
    for path in tmp_path.rglob("*.html"):
        for tag, attributes in parsed(path).tags:
            assert "src" not in attributes, (path, tag)
            assert not (tag == "link" and attributes.get("rel") != "icon"), (path, tag)
            assert not any(name.startswith("on") for name in attributes), (path, tag)
        assert not re.search(r"url\(['\"]?(?!#)", path.read_text(encoding="utf-8")), path


def test_hostile_content_is_text_on_every_page(tmp_path: Path) -> None:
    put(tmp_path, hostile())
    for path in tmp_path.rglob("*.html"):
        body = path.read_text(encoding="utf-8")
        assert "alert(1)</script>" not in body, path
        assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", body), path
        assert "javascript:" not in {link.partition(":")[0] + ":" for link in parsed(path).links}
        assert body.count("<script") <= 1
        assert body.count("</style>") == 1
    assert not [path for path in tmp_path.rglob("*") if HOSTILE in path.name]


def test_a_site_of_nothing_is_still_a_site(tmp_path: Path) -> None:
    written = put(tmp_path).written
    assert written[-1] == "index.html"
    assert {"standards/index.html", "digests/index.html", "coverage.html", "glossary.html", "feed.xml"} < {*written}
    assert "Nothing is watched yet" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "watches/new.html" in put(tmp_path, nothing_yet()).written


def test_a_dropped_claim_says_where_to_verify_and_not_that_the_certificate_is_gone(tmp_path: Path) -> None:
    put(tmp_path, quillon())
    text = next(tmp_path.glob("changes/quillon-2018*")).read_text(encoding="utf-8")
    assert "IPC QML is no longer named." in text
    assert "not the same as losing it" in text
    assert "IPC Validation Services" in text


def test_quotes_stand_on_the_page_with_their_offsets(tmp_path: Path) -> None:
    history = quillon()
    put(tmp_path, history)
    text = next(tmp_path.glob("changes/quillon-2018*")).read_text(encoding="utf-8")
    for said in history.changes[1].findings:
        for evidence in (said.evidence_before, said.evidence_after):
            if evidence:
                assert f"{evidence.span.start}–{evidence.span.end}" in text
                assert evidence.quote in text
    for sha256 in (history.changes[1].before, history.changes[1].after):
        assert f"echo &#39;{sha256}" in text or f"echo '{sha256}" in text
