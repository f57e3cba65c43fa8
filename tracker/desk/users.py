"""Accounts: added and changed with an event each, so that the record says who made whom an approver."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tracker.desk.decide import Person
from tracker.errors import UsageError
from tracker.review.model import Action, Event
from tracker.review.people import Role
from tracker.store import Store
from tracker.store.accounts import Account

_LONGEST = 100


def put_account(store: Store, name: str, role: Role, password: str, person: Person, at: datetime) -> Account:
    """Add an account; `password` is a hash, or empty for one that a proxy lets in. Call it inside a transaction."""
    if not name or len(name) > _LONGEST or not name.isprintable() or name != name.strip() or "/" in name:
        raise UsageError(f"'{name[:_LONGEST]}' is no name for an account.", hint="Letters and digits, at most 100.")
    if store.accounts.account(name) is not None:
        raise UsageError(f"There is an account '{name}' already.")
    account = Account(name=name, password=password, role=role)
    store.accounts.put(account, at)
    _say(store, f"{name} added as {role}", person, at)
    return account


def change_account(
    store: Store,
    name: str,
    person: Person,
    at: datetime,
    *,
    role: Role | None = None,
    password: str | None = None,
    disabled: bool | None = None,
) -> Account:
    """Change an account; all of its sessions end. Call it inside a transaction.

    Raises:
        UsageError: there is none of that name, or nobody would be left who can manage accounts.
    """
    known = store.accounts.account(name)
    if known is None:
        raise UsageError(f"There is no account '{name}'.", hint="'tracker users list' shows them.")
    changed = replace(
        known,
        role=role or known.role,
        password=known.password if password is None else password,
        disabled=known.disabled if disabled is None else disabled,
    )
    others = [one for one in store.accounts.accounts() if one.name != name]
    admins = [one for one in (*others, changed) if one.role is Role.ADMIN and not one.disabled]
    if known.role is Role.ADMIN and not admins:
        raise UsageError("Nobody would be left to manage accounts.", hint="Make somebody else an admin first.")
    store.accounts.put(changed, at)
    store.accounts.end_all(name)
    told = [f"role {changed.role}"] if changed.role is not known.role else []
    told += ["disabled" if changed.disabled else "enabled"] if changed.disabled is not known.disabled else []
    told += ["password"] if password is not None else []
    _say(store, f"{name} changed: {', '.join(told) or 'nothing'}", person, at)
    return changed


def _say(store: Store, text: str, person: Person, at: datetime) -> None:
    event = Event(number=0, at=at, who=person.name, action=Action.ACCOUNT_CHANGED, via=person.via, text=text)
    store.reviews.append([event])
