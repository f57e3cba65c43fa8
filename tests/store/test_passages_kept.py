"""What the store remembers of the passages of a watch, from batch to batch."""

from pathlib import Path

from tracker.store import Store, open_store
from tracker.store.passages import Passages

#: Marks have the name of whoever a section is about.
NAMES = ("about:acme", 'about:o"hare \\ söhne', "contact:–")


def begin(store: Store, watch: str, *marks: str, name: str) -> int:
    """A passage of one batch."""
    with store.writing():
        index = Passages(store.database, watch)
        number = index.begin()
        index.hold(number, marks, name)
        index.write()
    return number


def test_a_passage_is_found_by_every_mark_that_it_was_given_in_its_own_watch_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        number = begin(store, "a", *NAMES, name="about:acme")
        other = begin(store, "b", "about:acme", name="about:other")
        known = Passages(store.database, "a")
        assert [known.find([mark]) for mark in NAMES] == [(number,)] * len(NAMES)
        assert (known.name(number), known.name(other)) == ("about:acme", "about:other")
        assert known.find(["about:nobody"]) == ()
        assert Passages(store.database, "c").find(NAMES) == ()


def test_passages_of_one_batch_have_numbers_of_their_own_and_keep_their_first_holder(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        before = begin(store, "b", "x", name="x")
        with store.writing():
            index = Passages(store.database, "a")
            first, second = index.begin(), index.begin()
            index.hold(first, ["m", "n"], "one")
            index.hold(second, ["n", "o"], "two")
            index.write()
            third = index.begin()
            index.hold(third, ["o", "p"], "three")
            index.write()
        assert len({before, first, second, third}) == 4
        known = Passages(store.database, "a")
        assert [known.find([mark]) for mark in "mnop"] == [(first,), (first,), (second,), (third,)]


def test_a_passage_begun_and_joined_in_one_batch_is_joined_in_the_next(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        old = begin(store, "a", "m", name="beta")
        with store.writing():
            index = Passages(store.database, "a")
            new = index.begin()
            index.hold(new, ["n"], "alpha")
            index.join(old, new)
            index.write()
        known = Passages(store.database, "a")
        assert (known.current(new), known.find(["n"]), known.name(new)) == (old, (old,), "alpha")


def test_what_is_not_written_is_not_remembered(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        with store.writing():
            index = Passages(store.database, "a")
            index.hold(index.begin(), ["m"], "one")
        assert Passages(store.database, "a").find(["m"]) == ()
