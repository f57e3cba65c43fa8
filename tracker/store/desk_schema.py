"""The shape of the desk's own file: what people decided, the inbox that follows from it, and who may come.

It is a file of its own, beside the store, so that a decision never waits for a run: SQLite has one writer a file, and a run's
transactions are long. A step is never edited once it is on main.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.db import Table
from sqlite_utils.migrations import Migrations

DESK = Migrations("desk")


def _table(db: Database, name: str) -> Table:
    table = db.table(name)
    assert isinstance(table, Table)  # noqa: S101 - narrows sqlite-utils' Table | View
    return table


@DESK()
def m001_review(db: Database) -> None:
    """What people decided, only ever added to; the inbox that follows from it; and who may come to the desk."""
    db.execute(
        "create table events (number integer primary key autoincrement, at text not null, who text not null,"
        " action text not null, watch text not null, matter text not null, content text not null, rule text not null,"
        " digest text not null, body blob not null)"
    )
    _table(db, "events").create_index(["watch", "matter"])
    _table(db, "events").create_index(["watch", "content"])
    _table(db, "events").create_index(["who", "number"])
    db.execute("create index idx_events_rules on events (number) where rule <> ''")
    for verb in ("update", "delete"):
        db.execute(
            f"create trigger events_no_{verb} before {verb} on events"
            " begin select raise(abort, 'events are only ever added to'); end"
        )
    db.execute(
        "create table inbox (id integer primary key, watch text not null, finding text not null, organisation text not null,"
        " sentence text not null, kind text not null, subject text not null, severity int not null, standing text not null,"
        " published text, due text, change text, matter text not null, content text not null, cluster text not null,"
        " overtaken int not null, status text not null, awaiting int not null, differs int not null, assignee text not null,"
        " reviewer text not null, rule text not null, version int not null, view text not null, sort text not null,"
        " shown blob not null, unique (watch, finding))"
    )
    for columns in ("view, sort", "watch, view, sort", "subject, view, sort", "assignee, view, sort", "reviewer, sort"):
        name = columns.replace(", ", "_")
        db.execute(f"create index idx_inbox_{name} on inbox ({columns})")
    for columns in ("sort", "cluster", "watch, matter", "watch, content", "rule"):
        name = columns.replace(", ", "_")
        db.execute(f"create index idx_inbox_{name} on inbox ({columns})")
    db.execute("create virtual table inbox_words using fts5(body, tokenize='unicode61 remove_diacritics 2')")
    db.execute(
        "create table inbox_counts (view text not null, severity int not null, count int not null,"
        " primary key (view, severity)) without rowid"
    )
    plus = (
        "insert into inbox_counts values (new.view, new.severity, 1)"
        " on conflict (view, severity) do update set count = count + 1;"
    )
    minus = "update inbox_counts set count = count - 1 where view = old.view and severity = old.severity;"
    db.execute(f"create trigger inbox_added after insert on inbox begin {plus} end")
    db.execute(f"create trigger inbox_gone after delete on inbox begin {minus} end")
    db.execute(f"create trigger inbox_moved after update of view, severity on inbox begin {minus} {plus} end")
    _table(db, "accounts").create(
        {"name": str, "password": str, "role": str, "disabled": int, "created": str, "changed": str},
        pk="name",
        not_null={"password", "role", "disabled", "created", "changed"},
    )
    _table(db, "sessions").create(
        {"id": str, "account": str, "guard": str, "created": str, "used": str},
        pk="id",
        not_null={"account", "guard", "created", "used"},
    )
    _table(db, "sessions").create_index(["account"])
    _table(db, "tokens").create(
        {"id": str, "secret": str, "account": str, "label": str, "scopes": str, "created": str, "expires": str},
        pk="id",
        not_null={"secret", "account", "label", "scopes", "created", "expires"},
    )


@DESK()
def m002_inbox_stamps(db: Database) -> None:
    """Which findings of each watch the inbox was made from."""
    _table(db, "inbox_stamps").create({"watch": str, "stamp": str}, pk="watch", not_null={"stamp"})


@DESK()
def m003_failures(db: Database) -> None:
    """Who failed to sign in, from where and when, so that a restart forgives nobody."""
    db.execute(
        "create table failures (at text not null, name text not null, address text not null, forgiven int not null)"
    )
    for columns in ("address, at", "name, at", "at"):
        db.execute(f"create index idx_failures_{columns.replace(', ', '_')} on failures ({columns})")
