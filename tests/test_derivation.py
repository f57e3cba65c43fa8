"""From captures to what is derived of them: the same wherever it is worked out, finished by the next run, never stopped by one release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tracker import derivation
from tracker.claims.schemes import Registry
from tracker.derivation import WORTHWHILE, comparing
from tracker.errors import Unreadable
from tracker.history import Change, Outcome
from tracker.pool import workers
from tracker.reading import failed
from tracker.service import Ways, check, check_all, replay
from tracker.store import Store, open_store
from tracker.store.database import open_to_read
from tracker.store.histories import history
from tracker.thread import Past, changes_of
from tracker.watches.load import load
from tracker.watches.model import Watch

RELEASE = """{name} Casts Ring {number}

TARN, {day} /PRNewswire/ -- {name} today said that it has cast ring {number}, and thanked everybody in its foundry for it.

About {name}

{name} casts rings for turbines in {sites} foundries. It is certified to ISO 9001:{edition} and ISO 14001:2015.
"""
MONTHS = ("January", "March", "May", "July", "September", "November")


def watch_of(folder: Path, name: str, releases: int) -> Watch:
    incoming = folder / name.lower()
    incoming.mkdir()
    for number in range(releases):
        day = f"{MONTHS[number % 6]} {number // 60 + 1}, {2008 + number % 11}"
        text = RELEASE.format(
            name=name, number=number, day=day, sites=3 + number // 9, edition=2008 if number % 11 < 8 else 2015
        )
        (incoming / f"{number:03}.txt").write_text(text, encoding="utf-8")
    file = folder / f"{name.lower()}.toml"
    file.write_text(f'name = "{name}"\nsources = [{{kind = "folder", path = "{incoming}"}}]', encoding="utf-8")
    return load(file)


def known(store: Store, watch: Watch, registry: Registry, now: datetime) -> object:
    found = history(store, watch, registry, now.date())
    return found.releases, found.passages, found.claims, found.changes, found.dated


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def test_several_processes_derive_what_one_does(
    tmp_path: Path, store: Store, registry: Registry, now: datetime
) -> None:
    watch = watch_of(tmp_path, "Orlavex", WORTHWHILE + 30)
    with workers(registry, 2) as readers:
        several = check(watch, store, registry, now, Ways(workers=readers))
    with open_store(tmp_path / "alone.db") as other:
        alone = check(watch, other, registry, now)
        assert known(store, watch, registry, now) == known(other, watch, registry, now)
    assert several.documents == alone.documents
    assert set(several.findings) == set(alone.findings)


def test_watches_that_are_checked_together_give_what_each_gives_alone(
    tmp_path: Path, store: Store, registry: Registry, now: datetime
) -> None:
    watches = [watch_of(tmp_path, name, 7) for name in ("Orlavex", "Pennwick", "Sarridge")]
    together = check_all(watches, store, registry, now)
    with open_store(tmp_path / "alone.db") as other:
        for watch, checked in zip(watches, together, strict=True):
            assert check(watch, other, registry, now) == checked
            assert known(store, watch, registry, now) == known(other, watch, registry, now)


def test_a_run_that_is_broken_off_before_it_compares_is_finished_by_the_next(
    tmp_path: Path, store: Store, registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watch_of(tmp_path, "Orlavex", 12)
    with monkeypatch.context() as patched:
        patched.setattr(derivation, "compare_all", _broken_off)
        with pytest.raises(KeyboardInterrupt):
            check(watch, store, registry, now)
    assert not history(store, watch, registry, now.date()).changes
    finished = check(watch, store, registry, now)
    assert not finished.documents
    assert finished.findings
    with open_store(tmp_path / "whole.db") as other:
        check(watch, other, registry, now)
        assert known(store, watch, registry, now) == known(other, watch, registry, now)


def test_what_a_broken_off_run_did_not_compare_is_news_still_when_other_code_goes_on(
    tmp_path: Path, store: Store, registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watch_of(tmp_path, "Orlavex", 12)
    arriving = sorted((tmp_path / "orlavex").iterdir())[6:]
    for one in arriving:
        one.rename(tmp_path / one.name)
    with open_store(tmp_path / "whole.db") as other:
        for each in (store, other):
            check(watch, each, registry, now)
            each.outbox.subscribe(["desk"], now)
        for one in arriving:
            (tmp_path / one.name).rename(one)
        check(watch, other, registry, now)
        with monkeypatch.context() as patched:
            patched.setattr(derivation, "compare_all", _broken_off)
            with pytest.raises(KeyboardInterrupt):
                check(watch, store, registry, now)
        store.database.conn.execute("update documents set derived_by = 'text-0 masthead-0 split-0'")
        check(watch, store, registry, now)
        told = {one.key for one in store.outbox.waiting("desk")}
        assert told
        assert told == {one.key for one in other.outbox.waiting("desk")}
        check(watch, store, registry, now)
        assert told == {one.key for one in store.outbox.waiting("desk")}


def test_what_was_due_and_other_code_cannot_read_is_due_no_longer(
    tmp_path: Path, store: Store, registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watch_of(tmp_path, "Orlavex", 3)
    with monkeypatch.context() as patched:
        patched.setattr(derivation, "compare_all", _broken_off)
        with pytest.raises(KeyboardInterrupt):
            check(watch, store, registry, now)
    assert store.database["due"].count == 3
    monkeypatch.setattr(derivation, "prepare_all", lambda bodies, *_: (failed(body, OSError()) for body in bodies))
    assert replay(watch, store, registry, now).documents == 0
    assert store.database["due"].count == 0


def test_a_release_that_comparing_fails_at_is_set_aside_and_the_others_are_compared(
    tmp_path: Path, store: Store, registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watch_of(tmp_path, "Orlavex", 12)
    with open_store(tmp_path / "whole.db") as other:
        check(watch, other, registry, now)
        changes = history(other, watch, registry, now.date()).changes
    trips = changes[0].after

    def some(past: Past, watch: str, sha256: str, registry: Registry) -> tuple[Change, ...]:
        if sha256 == trips:
            raise RuntimeError("a bug")
        return changes_of(past, watch, sha256, registry)

    monkeypatch.setattr(comparing, "changes_of", some)
    checked = check(watch, store, registry, now)
    assert [(one.outcome, one.cause, one.sha256) for one in checked.unreadable] == [
        (Outcome.UNREADABLE, Unreadable.FAULT, trips)
    ]
    assert "a bug" in str(checked.unreadable[0].detail)
    kept = history(store, watch, registry, now.date())
    assert len(kept.releases) == 12
    assert kept.changes == tuple(change for change in changes if change.after != trips)
    assert not checked.complete
    assert check(watch, store, registry, now).complete


def test_what_is_read_for_another_process_is_what_is_committed(
    tmp_path: Path, store: Store, registry: Registry, now: datetime
) -> None:
    watch = watch_of(tmp_path, "Orlavex", 2)
    check(watch, store, registry, now)
    reader = open_to_read(store.path)
    with closing(reader.conn), store.writing():
        store.derived.forget(watch.id)
        assert reader.table("documents").count == 2


def _broken_off(subjects: Iterable[object], *_: object) -> None:
    list(subjects)
    raise KeyboardInterrupt
