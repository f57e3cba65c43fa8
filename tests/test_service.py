"""One pass over a watch: recorded before it is read, derived whole, and the same in whatever order releases arrive."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tracker import reading
from tracker.claims.schemes import Registry
from tracker.documents.sources.folder import FolderSettings
from tracker.findings.model import Kind
from tracker.history import Outcome, WatchHistory
from tracker.service import Checked, check, replay
from tracker.store import Store, open_store
from tracker.store.histories import history
from tracker.watches.load import load
from tracker.watches.model import Watch

ABOUT = """About Varnholt Castings

Varnholt Castings pours ductile iron for pumps and valves. {claims} The company is headquartered in Dayton, Ohio."""

RELEASE = """{title}

DAYTON, Ohio, {day} /PRNewswire/ -- Varnholt Castings today said that it has poured its {number} casting of the year, and
thanked the people of its foundry for the care that they take of every mould.

{about}
"""


def release(day: str, number: str, about: str | None) -> str:
    text = RELEASE.format(
        title=f"Varnholt Castings Pours Its {number} Casting", day=day, number=number, about=about or ""
    )
    return text.rstrip() + "\n"


HELD = ABOUT.format(claims="It is certified to ISO 9001:2008 and ISO 14001:2004.")
DROPPED = ABOUT.format(claims="It is certified to ISO 9001:2015.")
HISTORY = {
    "a.txt": release("March 3, 2016", "thousandth", HELD),
    "b.txt": release("June 7, 2017", "two thousandth", None),
    "c.txt": release("April 10, 2018", "three thousandth", DROPPED),
    "d.txt": release("May 14, 2019", "four thousandth", HELD),
}


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    file = tmp_path / "schedules" / "varnholt.toml"
    file.write_text('name = "Varnholt Castings"\nsources = [{kind = "folder", path = "../in"}]', encoding="utf-8")
    return load(file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def folder(watch: Watch) -> FolderSettings:
    settings = watch.sources[0].settings
    assert isinstance(settings, FolderSettings)
    return settings


def put(watch: Watch, name: str, text: str | bytes) -> Path:
    path = folder(watch).path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def kinds(known: WatchHistory) -> list[tuple[date | None, Kind, str]]:
    day = {one.sha256: one.published for one in known.releases}
    return [(day[change.after], found.kind, found.subject) for change in known.changes for found in change.findings]


def known(store: Store, watch: Watch, registry: Registry) -> WatchHistory:
    return history(store, watch, registry, date(2026, 11, 22))


def test_a_claim_is_followed_across_a_release_without_standing_text(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    for name, text in HISTORY.items():
        put(watch, name, text)
    checked = check(watch, store, registry, now)
    assert (len(checked.documents), checked.unreadable, checked.complete) == (4, (), True)
    told = kinds(known(store, watch, registry))
    assert (date(2017, 6, 7), Kind.SECTION_DROPPED, "about:varnholt-castings") in told
    assert (date(2018, 4, 10), Kind.CLAIM_DROPPED, "iso-14001") in told
    assert (date(2018, 4, 10), Kind.CLAIM_UPGRADED, "iso-9001") in told
    assert (date(2019, 5, 14), Kind.CLAIM_ADDED, "iso-14001") in told
    assert not [row for row in told if row[1] is Kind.CLAIM_DROPPED and row[0] == date(2017, 6, 7)]


def test_a_wording_that_comes_back_is_a_third_version_and_named_as_a_return(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    for name, text in HISTORY.items():
        put(watch, name, text)
    check(watch, store, registry, now)
    (about,) = [passage for passage in known(store, watch, registry).passages if passage.role == "about"]
    first, second, third = about.versions
    assert (first.returns_to, second.returns_to, third.returns_to) == (None, None, first.digest)
    assert [(version.first, version.last) for version in about.versions] == [
        (date(2016, 3, 3), date(2016, 3, 3)),
        (date(2018, 4, 10), date(2018, 4, 10)),
        (date(2019, 5, 14), date(2019, 5, 14)),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(HISTORY))[::5])
def test_the_order_of_arrival_does_not_matter(
    watch: Watch, store: Store, registry: Registry, now: datetime, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        put(watch, name, HISTORY[name])
        check(watch, store, registry, now)
    at_once = tmp_path / "at-once"
    shutil.copytree(tmp_path / "in", at_once / "in")
    with open_store(at_once / "tracker.db") as other:
        check(watch, other, registry, now)
        expected, found = known(other, watch, registry), known(store, watch, registry)
    assert found.changes == expected.changes
    assert found.passages == expected.passages
    assert found.dated == expected.dated
    assert [replace(one, late=False) for one in found.releases] == [
        replace(one, late=False) for one in expected.releases
    ]


def test_a_late_release_is_said_to_be_late(watch: Watch, store: Store, registry: Registry, now: datetime) -> None:
    put(watch, "c.txt", HISTORY["c.txt"])
    check(watch, store, registry, now)
    put(watch, "a.txt", HISTORY["a.txt"])
    check(watch, store, registry, now)
    assert [(one.location, one.late) for one in known(store, watch, registry).releases] == [
        ("a.txt", True),
        ("c.txt", False),
    ]


def test_checking_twice_changes_nothing(watch: Watch, store: Store, registry: Registry, now: datetime) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    put(watch, "bad.txt", b"\x00\x01\x02" * 400)
    check(watch, store, registry, now)
    tables = ("captures", "observations", "documents", "appearances", "changes", "findings", "places")
    before = {table: list(store.database.table(table).rows) for table in tables}
    again = check(watch, store, registry, now)
    assert (again.documents, again.unreadable, again.findings) == ((), (), ())
    assert {table: list(store.database.table(table).rows) for table in tables} == before


def test_what_cannot_be_read_is_recorded_and_the_rest_is_done(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    put(watch, "empty.txt", b"")
    put(watch, "noise.txt", bytes(range(256)) * 40)
    checked = check(watch, store, registry, now)
    assert len(checked.documents) == 1
    assert not checked.complete
    assert sorted((one.location, one.cause) for one in checked.unreadable) == [
        ("empty.txt", "empty"),
        ("noise.txt", "binary"),
    ]
    outcomes = {one.location: one.outcome for one in known(store, watch, registry).observations}
    assert outcomes == {"a.txt": Outcome.CAPTURED, "empty.txt": Outcome.UNREADABLE, "noise.txt": Outcome.UNREADABLE}


def test_a_missing_folder_stays_with_its_source(watch: Watch, store: Store, registry: Registry, now: datetime) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    gone = replace(watch.sources[0], id="folder:gone", settings=replace(folder(watch), path=Path("/nowhere")))
    checked = check(replace(watch, sources=(gone, *watch.sources)), store, registry, now)
    assert [look.outcome for look in checked.looks] == [Outcome.FAILED, Outcome.CAPTURED]
    assert (len(checked.documents), checked.complete) == (1, False)


def test_what_was_captured_before_a_crash_is_read_by_the_next_run(
    watch: Watch, store: Store, registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    with monkeypatch.context() as patched:
        patched.setattr(reading, "interpret", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            check(watch, store, registry, now)
    assert len(store.captures.digests()) == 1
    assert known(store, watch, registry).releases == ()
    resumed: Checked = check(watch, store, registry, now)
    assert len(resumed.documents) == 1


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_same_release_in_two_files_is_one_document(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    put(watch, "copy.txt", HISTORY["a.txt"])
    check(watch, store, registry, now)
    assert len(known(store, watch, registry).releases) == 1
    assert len(known(store, watch, registry).observations) == 2


def test_a_changed_file_is_captured_again(watch: Watch, store: Store, registry: Registry, now: datetime) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    check(watch, store, registry, now)
    put(watch, "a.txt", HISTORY["c.txt"])
    assert len(check(watch, store, registry, now).documents) == 1
    assert len(store.captures.digests()) == 2


def test_a_silence_is_said_again_at_the_third_release_in_a_row(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    quiet = ABOUT.format(claims="It is certified to ISO 9001:2008.")
    days = ("March 3, 2016", "March 3, 2017", "April 4, 2017", "May 5, 2017", "June 6, 2017")
    for number, day in enumerate(days):
        put(watch, f"{number}.txt", release(day, f"number {number}", HELD if number == 0 else quiet))
    check(watch, store, registry, now)
    dropped = [row[0] for row in kinds(known(store, watch, registry)) if row[1:] == (Kind.CLAIM_DROPPED, "iso-14001")]
    assert dropped == [date(2017, 3, 3), date(2017, 5, 5)]


def test_deriving_anew_changes_nothing(watch: Watch, store: Store, registry: Registry, now: datetime) -> None:
    for name, text in HISTORY.items():
        put(watch, name, text)
    check(watch, store, registry, now)
    before = known(store, watch, registry)
    replayed = replay(watch, store, registry, now)
    assert (replayed.documents, replayed.gone, replayed.new) == (4, (), ())
    assert replace(known(store, watch, registry), checked=before.checked) == before


def test_what_was_derived_by_other_code_is_derived_anew_by_the_next_check(
    watch: Watch, store: Store, registry: Registry, now: datetime
) -> None:
    put(watch, "a.txt", HISTORY["a.txt"])
    check(watch, store, registry, now)
    store.database.conn.execute(
        "update documents set derived_by = 'text-0 masthead-0 split-0', position = '0001-01-01 x'"
    )
    checked = check(watch, store, registry, now)
    assert (checked.documents, checked.findings) == ((), ())
    assert [one.published for one in known(store, watch, registry).releases] == [date(2016, 3, 3)]
    (position,) = store.database.conn.execute("select position from documents").fetchone()
    assert position.startswith("2016-03-03")


def test_days_of_three_numbers_are_read_in_the_order_that_their_source_declares(
    tmp_path: Path, store: Store, registry: Registry, now: datetime
) -> None:
    (tmp_path / "schedules").mkdir()
    folders = {"eu": ', dates = "day-first"', "us": ', dates = "month-first"', "un": ""}
    sources = ", ".join(f'{{kind = "folder", path = "../{name}"{said}}}' for name, said in folders.items())
    file = tmp_path / "schedules" / "varnholt.toml"
    file.write_text(f'name = "Varnholt Castings"\nsources = [{sources}]', encoding="utf-8")
    for number, name in enumerate(folders):
        (tmp_path / name).mkdir()
        text = f"Varnholt Castings Pours Its Casting Number {number}\n\n03/04/2021\n\nThe casting weighs {number + 2} tons."
        (tmp_path / name / "release.txt").write_text(text, encoding="utf-8")

    check(load(file), store, registry, now)

    found = {one.source: one.published for one in known(store, load(file), registry).releases}
    assert found == {"folder:../eu": date(2021, 4, 3), "folder:../us": date(2021, 3, 4), "folder:../un": None}
