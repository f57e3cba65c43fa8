"""Who may come to the desk: accounts, sessions and tokens. Secrets are kept as digests; what is kept opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.review.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in. `password` is an Argon2 hash (RFC 9106); empty where only a proxy or a token lets them in."""

    name: str
    password: str
    role: Role
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in. `id` is the digest of what their cookie holds; `guard` proves that a form is ours."""

    id: str
    account: str
    guard: str
    created: datetime
    used: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program signs in with: `secret` is the digest of it."""

    id: str
    secret: str
    account: str
    label: str
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime


class Accounts:
    """The tables of accounts, sessions, tokens, and failures to sign in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def account(self, name: str) -> Account | None:
        """The account with a name."""
        row = self._database.conn.execute(
            "select name, password, role, disabled from accounts where name = ?", [name]
        ).fetchone()
        return _account(row) if row else None

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by name."""
        rows = self._database.conn.execute("select name, password, role, disabled from accounts order by name")
        return tuple(map(_account, rows))

    def put(self, account: Account, at: datetime) -> None:
        """Add an account, or change it."""
        self._database.conn.execute(
            "insert into accounts (name, password, role, disabled, created, changed) values (?, ?, ?, ?, ?, ?)"
            " on conflict (name) do update set password = excluded.password, role = excluded.role,"
            " disabled = excluded.disabled, changed = excluded.changed",
            [account.name, account.password, account.role.value, account.disabled, at.isoformat(), at.isoformat()],
        )

    def begin(self, session: Session) -> None:
        """Let somebody in."""
        self._database.conn.execute(
            "insert into sessions (id, account, guard, created, used) values (?, ?, ?, ?, ?)",
            [session.id, session.account, session.guard, session.created.isoformat(), session.used.isoformat()],
        )

    def session(self, number: str) -> Session | None:
        """The session with an id."""
        row = self._database.conn.execute(
            "select id, account, guard, created, used from sessions where id = ?", [number]
        ).fetchone()
        if row is None:
            return None
        return Session(
            id=row[0],
            account=row[1],
            guard=row[2],
            created=datetime.fromisoformat(row[3]),
            used=datetime.fromisoformat(row[4]),
        )

    def used(self, number: str, at: datetime) -> None:
        """A session was used."""
        self._database.conn.execute("update sessions set used = ? where id = ?", [at.isoformat(), number])

    def end(self, number: str) -> None:
        """Sign somebody out."""
        self._database.conn.execute("delete from sessions where id = ?", [number])

    def end_all(self, account: str) -> None:
        """Sign somebody out everywhere."""
        self._database.conn.execute("delete from sessions where account = ?", [account])

    def end_before(self, created: datetime, used: datetime) -> None:
        """End the sessions that began, or were last used, before these moments."""
        self._database.conn.execute(
            "delete from sessions where created < ? or used < ?", [created.isoformat(), used.isoformat()]
        )

    def issue(self, token: Token) -> None:
        """Keep a token."""
        self._database.conn.execute(
            "insert into tokens (id, secret, account, label, scopes, created, expires) values (?, ?, ?, ?, ?, ?, ?)",
            [
                token.id,
                token.secret,
                token.account,
                token.label,
                " ".join(token.scopes),
                token.created.isoformat(),
                token.expires.isoformat(),
            ],
        )

    def tokens(self, account: str = "") -> tuple[Token, ...]:
        """Every token, or those of one account."""
        rows = self._database.conn.execute(
            "select id, secret, account, label, scopes, created, expires from tokens where ?1 = '' or account = ?1"
            " order by account, created",
            [account],
        )
        return tuple(map(_token, rows))

    def token(self, number: str) -> Token | None:
        """The token with an id."""
        row = self._database.conn.execute(
            "select id, secret, account, label, scopes, created, expires from tokens where id = ?", [number]
        ).fetchone()
        return _token(row) if row else None

    def revoke(self, number: str) -> None:
        """Take a token back."""
        self._database.conn.execute("delete from tokens where id = ?", [number])

    def failed(self, name: str, address: str, at: datetime) -> None:
        """Somebody failed to sign in."""
        self._database.conn.execute("insert into failures values (?, ?, ?, 0)", [at.isoformat(), name, address])

    def failures(self, since: datetime, *, name: str | None = None, address: str | None = None) -> tuple[datetime, ...]:
        """When somebody failed to sign in after a moment, newest first: by a name, from an address, or both.

        What was forgiven counts for the name alone and for the address alone, and not for both together.
        """
        asked = {"name": name, "address": address}
        named = {key: value for key, value in asked.items() if value is not None}
        parts = [f"{key} = ?" for key in named] + (["not forgiven"] if len(named) == len(asked) else [])
        sql = f"select at from failures where at > ? and {' and '.join(parts)} order by at desc"  # noqa: S608 - ours
        rows = self._database.conn.execute(sql, [since.isoformat(), *named.values()])
        return tuple(datetime.fromisoformat(row[0]) for row in rows)

    def forgive(self, name: str, address: str) -> None:
        """Whoever mistyped before has come in."""
        self._database.conn.execute("update failures set forgiven = 1 where name = ? and address = ?", [name, address])

    def forget_failures(self, before: datetime) -> None:
        """Failures up to a moment count no more."""
        self._database.conn.execute("delete from failures where at <= ?", [before.isoformat()])


def _account(row: tuple[str, str, str, int]) -> Account:
    return Account(name=row[0], password=row[1], role=Role(row[2]), disabled=bool(row[3]))


def _token(row: tuple[str, ...]) -> Token:
    return Token(
        id=row[0],
        secret=row[1],
        account=row[2],
        label=row[3],
        scopes=tuple(row[4].split()),
        created=datetime.fromisoformat(row[5]),
        expires=datetime.fromisoformat(row[6]),
    )
