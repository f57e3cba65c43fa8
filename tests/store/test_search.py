"""What was recorded is found by its words, also what came after the last search, and what is gone is not shown."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tracker.claims.schemes import Registry
from tracker.service import check
from tracker.store import Store, open_store
from tracker.store.search import Found, Hit, Search
from tracker.watches.load import load
from tracker.watches.model import Watch

RELEASE = """Quillfeather Paper Opens a Mill

OSLO, Norway, {day} /PRNewswire/ -- Quillfeather Paper today opened a mill for envelopes.

About Quillfeather Paper

Quillfeather Paper makes envelopes of recycled café napkins. It is certified to ISO 9001:{edition}.
"""


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "in").mkdir()
    file = tmp_path / "quillfeather.toml"
    file.write_text('name = "Quillfeather Paper"\nsources = [{kind = "folder", path = "in"}]', encoding="utf-8")
    return load(file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def find(store: Store, words: str, *kinds: Found) -> tuple[Hit, ...]:
    index = Search(store.database, store.derived)
    with store.writing():
        index.catch_up()
    return index.find(words, kinds or tuple(Found), 20)


def put(tmp_path: Path, name: str, day: str, edition: str) -> None:
    (tmp_path / "in" / name).write_text(RELEASE.format(day=day, edition=edition), encoding="utf-8")


def test_words_are_found_in_documents_passages_and_findings(
    watch: Watch, store: Store, registry: Registry, now: datetime, tmp_path: Path
) -> None:
    put(tmp_path, "a.txt", "May 3, 2016", "2008")
    check(watch, store, registry, now)
    assert {hit.kind for hit in find(store, "cafe napkins")} == {Found.DOCUMENT, Found.PASSAGE}
    assert find(store, "claim-upgraded") == ()
    put(tmp_path, "b.txt", "May 3, 2019", "2015")
    check(watch, store, registry, now)
    (upgraded,) = find(store, "claim-upgraded")
    assert (upgraded.kind, upgraded.title) == (Found.FINDING, "claim-upgraded iso-9001")
    assert len(find(store, "napkins", Found.DOCUMENT)) == 2
    assert "2019-05-03 Quillfeather Paper Opens a Mill" in {hit.title for hit in find(store, "napkins")}


@pytest.mark.parametrize("words", ["9001:2015", '"', "napkins OR NEAR(", "body:x", "", "-", "unicorn"])
def test_whatever_is_typed_is_words_and_no_syntax(
    watch: Watch, store: Store, registry: Registry, now: datetime, tmp_path: Path, words: str
) -> None:
    put(tmp_path, "a.txt", "May 3, 2019", "2015")
    check(watch, store, registry, now)
    assert bool(find(store, words)) == (words == "9001:2015")


def test_what_is_no_longer_derived_is_not_shown(
    watch: Watch, store: Store, registry: Registry, now: datetime, tmp_path: Path
) -> None:
    for name, day, edition in (("a.txt", "May 3, 2016", "2008"), ("c.txt", "May 3, 2020", "2015")):
        put(tmp_path, name, day, edition)
        check(watch, store, registry, now)
    (before,) = find(store, "claim-upgraded")
    put(tmp_path, "b.txt", "May 3, 2018", "2008")
    check(watch, store, registry, now)
    (after,) = find(store, "claim-upgraded")
    assert before.ref != after.ref
