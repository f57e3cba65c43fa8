"""Events are only ever added; the chain over them is proved from the file; the inbox follows from them."""

import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from looking import Book, headcount, upgraded

from tracker.findings.model import Severity
from tracker.review.apply import review
from tracker.review.chain import Break
from tracker.review.model import Action, Event
from tracker.store import Store, open_store
from tracker.store.copies import backup, restore
from tracker.store.inbox import Entry, View, Wanted


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def events() -> list[Event]:
    book = Book()
    book.add(Action.CONFIRMED, upgraded())
    book.add(Action.DISMISSED, headcount(), who="odile")
    book.add(Action.COMMENTED, upgraded(), text="On the register.")
    made: list[Event] = book.events
    return made


def kept(store: Store) -> tuple[Event, ...]:
    with store.deciding():
        return store.reviews.append(events())


def test_events_get_their_numbers_and_the_digests_before_them(store: Store) -> None:
    added = kept(store)
    assert [one.number for one in added] == [1, 2, 3]
    assert tuple(store.reviews.every()) == added
    assert store.reviews.flaw() is None
    assert store.reviews.head()[0] == 3


def test_what_was_not_committed_leaves_no_gap(store: Store) -> None:
    kept(store)
    with pytest.raises(sqlite3.OperationalError), store.deciding():
        store.desk.conn.execute(f"insert into nowhere select {store.reviews.append(events())[0].number}")
    kept(store)
    assert store.reviews.flaw() is None
    assert store.reviews.head()[0] == 6


@pytest.mark.parametrize(
    "sql", ["update events set who = 'x'", "delete from events", "replace into events select * from events"]
)
def test_the_table_refuses_anything_but_additions(store: Store, sql: str) -> None:
    kept(store)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        store.desk.conn.execute(sql)


def forge(store: Store, sql: str) -> None:
    """Change the file behind the program's back."""
    for name in ("events_no_update", "events_no_delete"):
        store.desk.conn.execute(f"drop trigger {name}")
    store.desk.conn.execute(sql)


@pytest.mark.parametrize("column", ["at", "who", "action", "watch", "matter", "content", "rule", "digest", "body"])
def test_one_changed_byte_in_any_column_is_found_and_named(store: Store, column: str) -> None:
    kept(store)
    forge(store, f"update events set {column} = 'x' || substr({column}, 2) where number = 2")  # noqa: S608
    flaw = store.reviews.flaw()
    assert flaw is not None
    assert flaw.number == 2


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_missing_event_is_found_even_at_the_end(store: Store, number: int) -> None:
    kept(store)
    forge(store, f"delete from events where number = {number}")  # noqa: S608
    flaw = store.reviews.flaw()
    assert flaw is not None
    assert (flaw.number, flaw.kind) == (number, Break.MISSING)


def test_every_event_is_found_by_what_it_is_about(store: Store) -> None:
    added = kept(store)
    assert store.reviews.of_watch("quillon") == added
    assert store.reviews.of_matter("quillon", added[0].matter, [added[0].content]) == (added[0], added[2])
    assert [one.number for one in store.reviews.newest(limit=2)] == [3, 2]
    assert [one.number for one in store.reviews.newest(before=3, who="mara")] == [1]
    assert {one.who for one in store.reviews.activity()} == {"mara", "odile"}


def entry(watch: str, severity: Severity = Severity.INFO, **other: object) -> Entry:
    return Entry(
        shown=upgraded(watch, severity=severity),
        organisation=watch.title(),
        sentence="ISO 9001 moved up.",
        **other,  # type: ignore[arg-type]
    )


def put(store: Store, *entries: Entry, rule: str = "") -> None:
    with store.deciding():
        for one in entries:
            store.inbox.put(one, review(one.shown, ()), rule)


def test_the_inbox_is_by_severity_then_due_then_newest(store: Store) -> None:
    put(
        store,
        entry("late", published=date(2018, 2, 1)),
        entry("newer", published=date(2026, 2, 1)),
        entry("urgent", Severity.CRITICAL),
        entry("undated"),
    )
    assert [row.watch for row in store.inbox.find(Wanted())] == ["urgent", "newer", "late", "undated"]
    assert store.inbox.counts()["open"] == {Severity.CRITICAL: 1, Severity.INFO: 3}


def test_the_inbox_is_read_page_by_page(store: Store) -> None:
    put(store, *(entry(f"watch-{number}") for number in range(7)))
    seen: list[str] = []
    after = ""
    while page := store.inbox.find(Wanted(), after=after, limit=3):
        seen += [row.watch for row in page]
        after = page[-1].sort
    assert seen == [f"watch-{number}" for number in range(7)]
    middle = store.inbox.find(Wanted())[3]
    before, following = store.inbox.neighbours(Wanted(), middle.sort)
    assert (before and before.watch, following and following.watch) == ("watch-2", "watch-4")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(watch="quillon"), ["quillon"]),
        (Wanted(severity="critical"), ["tarn"]),
        (Wanted(severity="no-such"), ["tarn", "quillon"]),
        (Wanted(words="quill"), ["quillon"]),
        (Wanted(words="moved tarn"), ["tarn"]),
        (Wanted(words='9001:2015"'), ["tarn", "quillon"]),
        (Wanted(words='" OR 1=1 --'), []),
        (Wanted(words="*"), ["tarn", "quillon"]),
        (Wanted(words="nothing of the kind"), []),
        (Wanted(view=View.DECIDED), []),
        (Wanted(view=View.FOLDED), []),
        (Wanted(subject="as9100"), []),
        (Wanted(view="all"), ["tarn", "quillon"]),
    ],
)
def test_filters_and_words(store: Store, wanted: Wanted, found: list[str]) -> None:
    put(store, entry("quillon"), entry("tarn", Severity.CRITICAL))
    assert [row.watch for row in store.inbox.find(wanted)] == found
    assert store.inbox.count(wanted) == len(found)


def test_what_a_rule_folds_is_counted_and_can_be_seen(store: Store) -> None:
    put(store, entry("quillon"), rule="r1")
    assert store.inbox.find(Wanted()) == ()
    assert [row.rule for row in store.inbox.find(Wanted(view=View.FOLDED))] == ["r1"]
    assert store.inbox.counts()["folded"] == {Severity.INFO: 1}


def test_what_a_watch_no_longer_has_leaves_the_desk(store: Store) -> None:
    put(store, entry("quillon"), entry("tarn"))
    with store.deciding():
        for row in store.inbox.find(Wanted(watch="quillon")):
            store.inbox.remove(row)
    assert [row.watch for row in store.inbox.find(Wanted())] == ["tarn"]
    assert store.inbox.counts()["open"] == {Severity.INFO: 1}
    assert store.inbox.find(Wanted(words="quillon")) == ()


def test_a_decision_waits_for_no_run(store: Store, tmp_path: Path) -> None:
    with store.writing(), open_store(tmp_path / "tracker.db") as other, other.deciding():
        other.reviews.append(events())
    assert store.reviews.head()[0] == 3


def test_what_people_decided_is_copied_and_put_back_with_the_store(store: Store, tmp_path: Path) -> None:
    kept(store)
    backup(tmp_path / "tracker.db", tmp_path / "copies" / "friday.db")
    kept(store)
    with open_store(tmp_path / "copies" / "friday.db") as copy:
        assert copy.reviews.head()[0] == 3
    (tmp_path / "again").mkdir()
    restore(tmp_path / "copies" / "friday.db", tmp_path / "again" / "tracker.db")
    with open_store(tmp_path / "again" / "tracker.db") as again:
        assert again.reviews.head()[0] == 3
        assert again.reviews.flaw() is None
