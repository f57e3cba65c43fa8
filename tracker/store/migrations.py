"""The shape of the store, one named step at a time. A step is never edited once it is on main."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database
from sqlite_utils.db import Table
from sqlite_utils.migrations import Migrations

SCHEMA = Migrations("tracker")


def applied(database: Database, schema: Migrations) -> list[str]:
    """The names of the steps that a file has been through, in their order; none for a file that is not of this schema."""
    return [step.name for step in schema.applied(database)]


def unknown(database: Database, schema: Migrations) -> list[str]:
    """The steps that a file has been through and that are not known here: a newer version of this program wrote it."""
    with closing(sqlite3.connect(":memory:")) as empty:
        known = {step.name for step in schema.pending(Database(empty))}
    return [name for name in applied(database, schema) if name not in known]


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
        {"number": int, "watch": str, "joined_to": int, "name": str}, pk="number", not_null={"watch"}
    )
    _table(db, "passages").create_index(["watch", "joined_to"])
    # a row a mark, many of them a release: no row numbers, so that the key is the table
    db.execute(
        "create table marks (watch text, mark text, passage int not null, primary key (watch, mark)) without rowid"
    )
    _table(db, "appearances").create(
        {
            "watch": str,
            "passage": int,
            "position": str,
            "start": int,
            "sha256": str,
            "headed": int,
            "section": str,
            "digest": str,
        },
        pk=("watch", "passage", "position", "start"),
        not_null={"sha256", "headed", "section", "digest"},
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


@SCHEMA()
def m003_outbox(db: Database) -> None:
    """What is to be told, to whom it was told, and which captures a first look found or a backfill brought."""
    _table(db, "news").create(
        {
            "id": int,
            "key": str,
            "watch": str,
            "finding": str,
            "kind": str,
            "severity": str,
            "mark": str,
            "at": str,
            "body": bytes,
        },
        pk="id",
        not_null={"key", "watch", "kind", "severity", "mark", "at", "body"},
    )
    _table(db, "news").create_index(["key"], unique=True)
    _table(db, "channels").create(
        {"name": str, "since": int, "digested": str}, pk="name", not_null={"since", "digested"}
    )
    _table(db, "messages").create(
        {
            "id": str,
            "channel": str,
            "created": str,
            "due": str,
            "attempts": int,
            "delivered": str,
            "detail": str,
            "body": bytes,
        },
        pk="id",
        not_null={"channel", "created", "due", "attempts", "detail", "body"},
    )
    _table(db, "messages").create_index(["channel", "created"])
    db.execute("create index idx_messages_undelivered on messages (due) where delivered is null")
    _table(db, "told").create(
        {"channel": str, "news": int, "message": str}, pk=("channel", "news"), not_null={"message"}
    )
    _table(db, "baselines").create(
        {"watch": str, "source": str, "upto": int}, pk=("watch", "source"), not_null={"upto"}
    )
    db.execute(
        "insert into baselines (watch, source, upto) select watch, source, (select coalesce(max(id), 0) from observations)"
        " from looks group by watch, source"
    )
    db.execute("alter table observations add column historical integer not null default 0")


@SCHEMA()
def m004_operations(db: Database) -> None:
    """The run log, and the alarms that were raised about sources and about the service itself."""
    _table(db, "runs").create(
        {
            "id": int,
            "watch": str,
            "slot": str,
            "started": str,
            "ended": str,
            "outcome": str,
            "detail": str,
            "releases": int,
            "findings": int,
        },
        pk="id",
        not_null={"watch", "slot", "started", "detail", "releases", "findings"},
    )
    _table(db, "runs").create_index(["watch", "started"])
    db.execute("create index idx_runs_open on runs (id) where ended is null")
    _table(db, "alarms").create(
        {"watch": str, "subject": str, "kind": str, "since": str, "told": str, "times": int, "detail": str},
        pk=("watch", "subject"),
        not_null={"kind", "since", "told", "times", "detail"},
    )


@SCHEMA()
def m005_search(db: Database) -> None:
    """A full-text index over documents, passages and findings. Its text is kept once, where it came from."""
    db.execute("create virtual table search using fts5(body, content='', tokenize='unicode61 remove_diacritics 2')")
    _table(db, "searchable").create(
        {"id": int, "watch": str, "kind": str, "ref": str, "place": int},
        pk="id",
        not_null={"watch", "kind", "ref", "place"},
    )
    _table(db, "searchable").create_index(["watch", "kind", "ref"])


@SCHEMA()
def m008_web(db: Database) -> None:
    """What makes the next request conditional, what each answer said, and which captures are one release."""
    _table(db, "addresses").create(
        {
            "watch": str,
            "source": str,
            "url": str,
            "etag": str,
            "last_modified": str,
            "sha256": str,
            "length": int,
        },
        pk=("watch", "source", "url"),
    )
    _table(db, "addresses").create_index(["watch", "sha256"])
    _table(db, "answers").create(
        {"observation": int, "final_url": str, "status": int, "headers": str, "hops": str},
        pk="observation",
        not_null={"final_url", "status", "headers", "hops"},
    )
    # what a listing declares of a document: by what it knows it, and when it was published
    db.execute("alter table observations add column identity text")
    db.execute("alter table observations add column published text")
    db.execute("create index idx_observations_identity on observations (watch, identity) where identity is not null")
    db.execute("alter table looks add column notices text not null default ''")
    # `stream` parts the versions of one page from releases; `same_as` is the document that a capture is of
    db.execute("alter table documents add column stream text not null default ''")
    db.execute("alter table documents add column same_as text")
    db.execute("create index idx_documents_same_as on documents (watch, same_as) where same_as is not null")
    db.execute(
        "create table gists (watch text, mark int, day text, sha256 text, primary key (watch, mark, day, sha256)) without rowid"
    )


@SCHEMA()
def m009_listings(db: Database) -> None:
    """The newest bytes of sources' own pages, and what was listed and could not be had, found without a search."""
    _table(db, "listings").create(
        {
            "number": int,
            "watch": str,
            "source": str,
            "url": str,
            "at": str,
            "sha256": str,
            "media_type": str,
            "size": int,
            "body": bytes,
        },
        pk="number",
        not_null={"watch", "source", "url", "at", "sha256", "media_type", "size", "body"},
    )
    _table(db, "listings").create_index(["watch", "source", "url"])
    db.execute(
        "create index idx_observations_refused on observations (watch, source, location)"
        " where outcome in ('failed', 'blocked', 'gone', 'suspicious')"
    )


@SCHEMA()
def m010_due(db: Database) -> None:
    """The releases whose changes are to be derived anew."""
    db.execute(
        "create table due (watch text, sha256 text, mark text not null, primary key (watch, sha256)) without rowid"
    )


@SCHEMA()
def m011_tallies(db: Database) -> None:
    """How many looks at each source gave what. The database keeps count itself: a monitoring system asks every few seconds."""
    db.execute(
        "create table tallies (watch text, source text, outcome text, looks integer not null, releases integer not null,"
        " last text not null, primary key (watch, source, outcome)) without rowid"
    )
    db.execute(
        "insert into tallies select watch, source, outcome, count(*), sum(new), max(at) from looks"
        " group by watch, source, outcome"
    )
    db.execute(
        "create trigger looks_tallied after insert on looks begin"
        ' insert into tallies values (new.watch, new.source, new.outcome, 1, new."new", new.at)'
        " on conflict (watch, source, outcome) do update set looks = looks + 1,"
        " releases = releases + excluded.releases, last = max(last, excluded.last); end"
    )


@SCHEMA()
def m012_robots(db: Database) -> None:
    """What each host lets robots read: good for a day, and so for many runs."""
    db.execute("create table robots (origin text primary key, at text not null, text text) without rowid")
