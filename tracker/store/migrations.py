"""The shape of the store, one named step at a time. A step is never edited once it is on main."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.db import Table
from sqlite_utils.migrations import Migrations

SCHEMA = Migrations("tracker")


def _table(db: Database, name: str) -> Table:
    table = db.table(name)
    assert isinstance(table, Table)  # noqa: S101 - narrows sqlite-utils' Table | View
    return table


@SCHEMA()
def m001_captures(db: Database) -> None:
    """What was published: bytes by digest, each sighting of them, and each look at a source."""
    _table(db, "captures").create(
        {"sha256": str, "media_type": str, "size": int, "body": bytes},
        pk="sha256",
        not_null={"media_type", "size", "body"},
    )
    _table(db, "observations").create(
        {
            "id": int,
            "watch": str,
            "source": str,
            "location": str,
            "outcome": str,
            "at": str,
            "sha256": str,
            "cause": str,
            "detail": str,
        },
        pk="id",
        not_null={"watch", "source", "location", "outcome", "at", "detail"},
    )
    _table(db, "observations").create_index(["watch", "location"])
    _table(db, "observations").create_index(["sha256"])
    _table(db, "looks").create(
        {
            "id": int,
            "watch": str,
            "source": str,
            "at": str,
            "outcome": str,
            "seen": int,
            "new": int,
            "unreadable": int,
            "detail": str,
        },
        pk="id",
        not_null={"watch", "source", "at", "outcome", "seen", "new", "unreadable", "detail"},
    )
    _table(db, "looks").create_index(["watch", "source", "at"])
    _table(db, "places").create(
        {"watch": str, "source": str, "location": str, "stamp": str},
        pk=("watch", "source", "location"),
        not_null={"stamp"},
    )


@SCHEMA()
def m002_derived(db: Database) -> None:
    """What the captures were read as: documents, passages, changes, findings. All of it can be rebuilt."""
    _table(db, "documents").create(
        {
            "watch": str,
            "sha256": str,
            "position": str,
            "derived_by": str,
            "late": int,
            "release": bytes,
            "reading": bytes,
            "text": bytes,
        },
        pk=("watch", "sha256"),
        not_null={"position", "derived_by", "late", "release", "reading", "text"},
    )
    _table(db, "documents").create_index(["watch", "position"])
    _table(db, "passages").create(
        {"watch": str, "id": str, "role": str, "subject": str}, pk=("watch", "id"), not_null={"role"}
    )
    _table(db, "appearances").create(
        {"watch": str, "passage": str, "position": str, "sha256": str, "section": int, "digest": str},
        pk=("watch", "passage", "position"),
        not_null={"sha256", "section", "digest"},
    )
    _table(db, "appearances").create_index(["watch", "sha256"])
    _table(db, "changes").create(
        {"watch": str, "id": str, "before": str, "after": str, "body": bytes},
        pk=("watch", "id"),
        not_null={"before", "after", "body"},
    )
    _table(db, "changes").create_index(["watch", "after"])
    _table(db, "findings").create(
        {
            "watch": str,
            "id": str,
            "change": str,
            "document": str,
            "kind": str,
            "severity": str,
            "subject": str,
            "body": bytes,
        },
        pk=("watch", "id"),
        not_null={"document", "kind", "severity", "subject", "body"},
    )
    _table(db, "findings").create_index(["watch", "document"])
    _table(db, "findings").create_index(["watch", "change"])
