"""The passages of one watch, as the store remembers them: what `sections.recurrence` asks of a `PassageIndex`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlite_utils import Database


class Passages:
    """A `PassageIndex` over the tables of passages and marks, for a batch of releases at a time.

    What a batch may ask for is read at once (`expect`), and what it taught is written at once (`write`), because a release
    asks for some forty marks. `moved` holds where passages that others took over were shown, since it was last emptied: the
    passage as it was called then, and a position. What follows there is compared anew.
    """

    def __init__(self, database: Database, watch: str) -> None:
        self._connection = database.conn
        self._watch = watch
        # joins are rare, so all of a watch's are at hand
        self._joined_to: dict[int, int] = dict(
            self._connection.execute(
                "select number, joined_to from passages where watch = ? and joined_to is not null", [watch]
            )
        )
        self._is_empty = (
            self._connection.execute("select 1 from marks where watch = ? limit 1", [watch]).fetchone() is None
        )
        self._held: dict[str, int | None] = {}  # a mark, and the passage that holds it: as stored, or as taught since
        self._taught: dict[str, int] = {}
        self._begun: list[int] = []
        self._taken_over: list[tuple[int, int]] = []
        self._names: dict[int, str] = {}
        self._renamed: set[int] = set()
        self.moved: set[tuple[int, str]] = set()

    def expect(self, marks: Iterable[str]) -> None:
        """Read at once what is known of these marks."""
        asked = list(set(marks).difference(self._held))
        self._held.update(dict.fromkeys(asked))
        if self._is_empty:
            return
        self._held.update(
            self._connection.execute(
                "select mark, passage from marks where watch = ? and mark in (select value from json_each(?))",
                [self._watch, msgspec.json.encode(asked).decode()],
            )
        )

    def write(self) -> None:
        """Write what was learnt since the last time, in the transaction that there is, and let go of what was read."""
        connection, watch = self._connection, self._watch
        connection.executemany(
            "insert into passages (number, watch, name) values (?, ?, ?)",
            [(number, watch, self._names[number]) for number in self._begun],
        )
        connection.executemany(
            "update passages set name = ? where number = ?",
            [(self._names[number], number) for number in sorted(self._renamed.difference(self._begun))],
        )
        connection.executemany("update passages set joined_to = ? where number = ?", self._taken_over)
        # rows that the database takes out of one value cost half of what rows cost that are given one by one
        connection.execute(
            "insert or ignore into marks (watch, mark, passage) select ?, key, value from json_each(?)",
            [watch, msgspec.json.encode(self._taught).decode()],
        )
        self._is_empty = self._is_empty and not self._taught
        self._held.clear()
        self._taught.clear()
        self._begun.clear()
        self._taken_over.clear()
        self._names.clear()
        self._renamed.clear()

    def find(self, marks: Sequence[str]) -> tuple[int, ...]:
        """See `PassageIndex`."""
        try:
            held = set(map(self._held.__getitem__, marks))
        except KeyError:
            self.expect(marks)
            return self.find(marks)
        return tuple(sorted({self._root(passage) for passage in held if passage is not None}))

    def begin(self) -> int:
        """See `PassageIndex`."""
        if self._begun:
            number = self._begun[-1] + 1
        else:
            (last,) = self._connection.execute("select max(number) from passages").fetchone()
            number = (last or 0) + 1
        self._begun.append(number)
        self._names[number] = ""
        return number

    def hold(self, passage: int, marks: Sequence[str], name: str) -> None:
        """See `PassageIndex`."""
        root = self._root(passage)
        taught = dict.fromkeys((mark for mark in marks if self._held.get(mark) is None), root)
        self._held.update(taught)
        self._taught.update(taught)
        self._name(root, name)

    def join(self, kept: int, other: int) -> None:
        """See `PassageIndex`. What the other passage was seen in is now seen of the one that is kept."""
        root, joined = self._root(kept), self._root(other)
        if root == joined:
            return
        self._name(root, self.name(joined))
        self._taken_over.append((root, joined))
        self._joined_to[joined] = root
        shown = self._connection.execute(
            "select distinct position from appearances where watch = ? and passage = ?", [self._watch, joined]
        )
        self.moved.update((root, row[0]) for row in shown)
        self._connection.execute(
            "update appearances set passage = ? where watch = ? and passage = ?", [root, self._watch, joined]
        )

    def current(self, passage: int) -> int:
        """See `PassageIndex`."""
        return self._root(passage)

    def name(self, passage: int) -> str:
        """See `PassageIndex`."""
        root = self._root(passage)
        if root not in self._names:
            row = self._connection.execute("select name from passages where number = ?", [root]).fetchone()
            self._names[root] = str(row[0] or "") if row else ""
        return self._names[root]

    def _root(self, passage: int) -> int:
        while passage in self._joined_to:
            passage = self._joined_to[passage]
        return passage

    def _name(self, passage: int, name: str) -> None:
        """Take a name that is less than the one there is; one that says of whom the passage speaks is less than any that does not."""
        known = self.name(passage)
        if not known or ("~" in name, name) < ("~" in known, known):
            self._names[passage] = name
            self._renamed.add(passage)
