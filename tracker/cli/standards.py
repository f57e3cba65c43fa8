"""The command that shows the registry: every scheme, or one with its editions, as they stand on a day."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Any

import click
from rich.text import Text

from tracker.claims.currency import assess
from tracker.claims.model import Assessment, Claim, Standing, Status
from tracker.claims.schemes import Day, Edition, Registry, Scheme
from tracker.cli import show
from tracker.cli.options import Session, answer, at_option, json_option, pass_session
from tracker.documents.model import Span
from tracker.errors import UsageError


@click.command()
@click.argument("names", nargs=-1, metavar="[STANDARD...]")
@at_option("today")
@json_option
@click.option("--check", "only_check", is_flag=True, help="Only check the registry with the workspace's own standards.")
@pass_session
def standards(session: Session, names: tuple[str, ...], at: date | None, *, as_json: bool, only_check: bool) -> None:
    """List the standards that are known, or show the named ones with every edition and date."""
    tracker = session.tracker
    registry, day = tracker.registry, at or tracker.today()
    if only_check:
        own = session.settings.standards
        click.echo(f"{len(registry.schemes)} standards, no problem found{f' in {own}' if own.is_file() else ''}.")
        return
    chosen = [_chosen(name, registry) for name in names] or list(registry.schemes.values())
    if as_json:
        answer({"schema": 1, "at": day.isoformat(), "standards": [_scheme(scheme, registry, day) for scheme in chosen]})
    elif names:
        for scheme in chosen:
            _show(scheme, registry, day)
    else:
        _list(chosen, registry, day)


def _chosen(name: str, registry: Registry) -> Scheme:
    wanted = name.lower()
    for scheme in registry.schemes.values():
        if wanted in {scheme.id, scheme.name.lower(), *map(str.lower, scheme.aliases)}:
            return scheme
    near = difflib.get_close_matches(wanted, registry.schemes, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "'tracker standards' lists them all."
    raise UsageError(f"There is no standard '{name}' in the registry.", hint=hint)


def _worth(scheme: Scheme, edition: str | None, registry: Registry, at: date) -> Assessment:
    """What the bare claim of an edition, by the scheme's own word, is worth on a day."""
    status = scheme.right[0] if scheme.right else Status.STATED
    claim = Claim(
        scheme=scheme.id, family=scheme.family, edition=edition, status=status, quote=scheme.name, span=Span(0, 0)
    )
    return assess(claim, registry, at)


def _in_force(scheme: Scheme, registry: Registry, at: date) -> Iterable[Edition]:
    return (
        edition
        for edition in scheme.editions
        if _worth(scheme, edition.name, registry, at).standing in {Standing.CURRENT, Standing.IN_TRANSITION}
    )


def _list(schemes: Iterable[Scheme], registry: Registry, at: date) -> None:
    table = show.table("standard", "name", f"in force on {at}", "next end")
    for scheme in schemes:
        in_force = list(_in_force(scheme, registry, at))
        ends = sorted(str(edition.ends) for edition in in_force if edition.ends)
        cells = (scheme.id, scheme.name, ", ".join(edition.name for edition in in_force), ends[0] if ends else "")
        table.add_row(*map(Text, cells))
    show.console().print(table)


def _show(scheme: Scheme, registry: Registry, at: date) -> None:
    console = show.console()
    console.print(Text(f"{scheme.id}: {scheme.name}", style="bold"))
    for label, said in (
        ("title", scheme.title),
        ("issuer", scheme.issuer),
        ("kind", scheme.kind),
        ("older editions", scheme.policy),
        ("holders are", ", ".join(scheme.right)),
        ("also written", ", ".join(scheme.aliases)),
        ("successor", ", ".join(scheme.successors)),
        ("equivalent", ", ".join(scheme.equivalents)),
        ("withdrawn", _day(scheme.withdrawn)),
        ("verify at", scheme.verify),
    ):
        if said:
            console.print(Text(f"  {label}: {said}"))
    table = show.table("edition", "published", "superseded", "no new after", "ends", f"on {at}")
    for edition in scheme.editions:
        days = (edition.published, edition.superseded, edition.no_new_after, edition.ends)
        cells = (edition.name, *map(_day, days), _worth(scheme, edition.name, registry, at).standing)
        table.add_row(*map(Text, cells))
    if scheme.editions:
        console.print(table)


def _day(day: Day | None) -> str:
    return f"{day} ({day.confidence})" if day else ""


def _scheme(scheme: Scheme, registry: Registry, at: date) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "family": scheme.family,
        "name": scheme.name,
        "title": scheme.title,
        "issuer": scheme.issuer,
        "kind": scheme.kind,
        "policy": scheme.policy,
        "aliases": list(scheme.aliases),
        "successors": list(scheme.successors),
        "equivalents": list(scheme.equivalents),
        "withdrawn": _dated(scheme.withdrawn),
        "verify": scheme.verify,
        "editions": [
            {
                "edition": edition.name,
                "published": _dated(edition.published),
                "superseded": _dated(edition.superseded),
                "no_new_after": _dated(edition.no_new_after),
                "ends": _dated(edition.ends),
                "standing": _worth(scheme, edition.name, registry, at).standing,
                "sources": list(edition.sources),
            }
            for edition in scheme.editions
        ],
    }


def _dated(day: Day | None) -> dict[str, str] | None:
    return {"date": str(day), "confidence": day.confidence} if day else None
