"""Which findings a page is about: what stands after the question mark, read and written in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from urllib.parse import parse_qsl, quote, urlencode

from tracker.store.inbox import RANKS, Row, View, Wanted

_NAMES = tuple(field.name for field in fields(Wanted))
_LONGEST = 200


def wanted(asked: Mapping[str, str]) -> Wanted:
    """What is asked for; whatever is not known, or too long, is left out."""
    said = {name: asked[name][:_LONGEST] for name in _NAMES if asked.get(name)}
    found = Wanted(**said)
    if found.view not in {*View, "all"}:
        found = replace(found, view=View.OPEN)
    return replace(found, severity="") if found.severity not in set(RANKS) else found


def parsed(query: str) -> Wanted:
    """The same, from a query that a form carried: only its filters come through."""
    return wanted(dict(parse_qsl(query[:2000])))


def query(one: Wanted, **more: object) -> str:
    """A query for an address: the filters that ask for something, then the rest."""
    said = {name: getattr(one, name) for name in _NAMES if getattr(one, name)}
    if said.get("view") == View.OPEN:
        del said["view"]
    return urlencode({**said, **{name: value for name, value in more.items() if value not in (None, "")}})


def finding_path(row: Row) -> str:
    """Where one finding is."""
    return f"/finding/{quote(row.watch, safe='')}/{quote(row.finding, safe='')}"


def finding_place(row: Row, one: Wanted, **more: object) -> str:
    """Where one finding is, with the filters by which it was come to."""
    asked = query(one, **more)
    return finding_path(row) + (f"?{asked}" if asked else "")


def inbox_place(one: Wanted, **more: object) -> str:
    """Where the inbox is, with filters."""
    asked = query(one, **more)
    return f"/?{asked}" if asked else "/"
