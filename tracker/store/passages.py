"""The passages of one watch, as the store remembers them: what `sections.recurrence` asks of a `PassageIndex`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database


class Passages:
    """A `PassageIndex` over the tables of passages and marks.

    `moved` holds where passages that others took over were shown, since it was last emptied: the passage as it was
    called then, and a position. What follows there is compared anew.
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
        self.moved: set[tuple[int, str]] = set()

    def find(self, marks: Sequence[str]) -> tuple[int, ...]:
        """See `PassageIndex`."""
        if not marks:
            return ()
        rows = self._connection.execute(
            f"select distinct passage from marks where watch = ? and mark in ({','.join('?' * len(marks))})",  # noqa: S608 - places only
            [self._watch, *marks],
        )
        return tuple(sorted({self._root(row[0]) for row in rows}))

    def begin(self) -> int:
        """See `PassageIndex`."""
        cursor = self._connection.execute("insert into passages (watch) values (?)", [self._watch])
        return int(cursor.lastrowid or 0)

    def hold(self, passage: int, marks: Sequence[str], name: str) -> None:
        """See `PassageIndex`."""
        root = self._root(passage)
        self._connection.executemany(
            "insert or ignore into marks (watch, mark, passage) values (?, ?, ?)",
            [(self._watch, mark, root) for mark in marks],
        )
        self._name(root, name)

    def join(self, kept: int, other: int) -> None:
        """See `PassageIndex`. What the other passage was seen in is now seen of the one that is kept."""
        root, joined = self._root(kept), self._root(other)
        if root == joined:
            return
        self._name(root, self.name(joined))
        self._connection.execute("update passages set joined_to = ? where number = ?", [root, joined])
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
        row = self._connection.execute("select name from passages where number = ?", [self._root(passage)]).fetchone()
        return str(row[0] or "") if row else ""

    def _root(self, passage: int) -> int:
        while passage in self._joined_to:
            passage = self._joined_to[passage]
        return passage

    def _name(self, passage: int, name: str) -> None:
        """Take a name that is less than the one there is; one that says of whom the passage speaks is less than any that does not."""
        known = self.name(passage)
        if not known or ("~" in name, name) < ("~" in known, known):
            self._connection.execute("update passages set name = ? where number = ?", [name, passage])
