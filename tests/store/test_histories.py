"""What the store says of a passage over time: its wordings, and the ways in which a release can be without it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tracker.claims.schemes import Registry
from tracker.history import Passage
from tracker.sections.versions import Presence
from tracker.service import check
from tracker.store import Store, open_store
from tracker.store.histories import history
from tracker.watches.load import load
from tracker.watches.model import Watch

A = "Ostrel Castings pours pump bodies for water works, and is certified to ISO 9001:2015."
B = "Ostrel Castings pours pump bodies for water works and mills, and is certified to ISO 9001:2015."
A_SET_OTHERWISE = A.replace(" ", "\u00a0", 1)


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    file = tmp_path / "schedules" / "ostrel.toml"
    file.write_text('name = "Ostrel Castings"\nsources = [{kind = "folder", path = "../in"}]', encoding="utf-8")
    return load(file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def about(
    tmp_path: Path, watch: Watch, store: Store, registry: Registry, now: datetime, texts: list[str | bytes | None]
) -> Passage:
    """The About passage after these releases, a month apart; None is a release without it, bytes are what no one can read."""
    for month, says in enumerate(texts, start=1):
        path = tmp_path / "in" / f"2021-{month:02d}-03.txt"
        if isinstance(says, bytes):
            path.with_suffix(".pdf").write_bytes(says)
            continue
        standing = f"About Ostrel Castings\n\n{says}\n" if says else ""
        path.write_text(
            f"# Ostrel Castings Reports on Month {month}\n\nHARLOW, UK, {datetime(2021, month, 3):%B} 3, 2021 -- Ostrel Castings "  # noqa: DTZ001 - a day
            f"today reported on month {month}, in which it poured {month * 7} tons.\n\n{standing}",
            encoding="utf-8",
        )
    check(watch, store, registry, now)
    (passage,) = [one for one in history(store, watch, registry, now.date()).passages if one.role == "about"]
    return passage


def test_versions_of_the_same_words_share_a_fingerprint(
    tmp_path: Path, watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    first, second, third = about(tmp_path, watch, store, registry, now, [A, B, A_SET_OTHERWISE]).versions
    assert first.fingerprint == third.fingerprint != second.fingerprint
    assert (first.returns_to, second.returns_to, third.returns_to) == (None, None, first.digest)


def test_typography_alone_is_no_return(
    tmp_path: Path, watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    first, second = about(tmp_path, watch, store, registry, now, [A, A_SET_OTHERWISE]).versions
    assert first.fingerprint == second.fingerprint
    assert second.returns_to is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([A, A], ["shown", "shown"]),
        ([None, A], ["not-yet", "shown"]),
        ([A, None, A], ["shown", "left-out", "shown"]),
        ([A, None, None], ["shown", "left-out", "left-out"]),
        ([A, None, None, None], ["shown", "gone", "gone", "gone"]),
    ],
)
def test_each_release_says_what_it_says_of_a_passage(
    tmp_path: Path,
    watch: Watch,
    store: Store,
    registry: Registry,
    now: datetime,
    texts: list[str | bytes | None],
    expected: list[str],
) -> None:
    passage = about(tmp_path, watch, store, registry, now, texts)
    assert [said.value for _, said in passage.presence] == expected


def test_what_cannot_be_read_leaves_nothing_out(
    tmp_path: Path, watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    passage = about(tmp_path, watch, store, registry, now, [A, None, None, b"%PDF-1.7 broken"])
    assert [said for _, said in passage.presence] == [
        Presence.SHOWN,
        Presence.LEFT_OUT,
        Presence.LEFT_OUT,
        Presence.UNREADABLE,
    ]
