"""`tracker listings`: the pages by which sources list, as they were when they were last seen to change."""

from __future__ import annotations

import click

from tracker.cli import show
from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.errors import UsageError
from tracker.store import Store, open_store
from tracker.store.addresses import Listing
from tracker.watches.model import Watch

_SHOWN = 12  # letters of a digest


@click.command()
@click.argument("watch")
@click.argument("digest", required=False)
@json_option
@pass_session
def listings(session: Session, watch: str, digest: str | None, *, as_json: bool) -> None:
    """Show which pages of a WATCH's sources are kept; with the first letters of a DIGEST, the bytes of that page."""
    (watched,) = session.tracker.watches([watch])
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    with open_store(session.settings.database) as store:
        kept = _kept(store, watched)
        if digest is not None:
            click.echo(store.addresses.listed(_named(kept, digest).number), nl=False)
            return
    if as_json:
        answer({"schema": 1, "watch": watch, "listings": [_listing(source, one) for source, one in kept]})
        return
    rows = show.table("kept", "digest", "bytes", "address")
    for _, one in kept:
        rows.add_row(f"{one.at:%Y-%m-%d %H:%M}", one.sha256[:_SHOWN], f"{one.size:,}", one.url)
    show.console().print(rows)


def _kept(store: Store, watch: Watch) -> list[tuple[str, Listing]]:
    return [(source.id, one) for source in watch.sources for one in store.addresses.listings(watch.id, source.id)]


def _named(kept: list[tuple[str, Listing]], digest: str) -> Listing:
    found = {one.sha256: one for _, one in kept if one.sha256.startswith(digest)}
    if len(found) != 1:
        what = "No listing" if not found else "More than one listing"
        raise UsageError(f"{what} has a digest that begins with {digest}.", hint="'tracker listings WATCH' names them.")
    return next(iter(found.values()))


def _listing(source: str, one: Listing) -> dict[str, object]:
    return {
        "source": source,
        "url": one.url,
        "at": one.at.isoformat(),
        "sha256": one.sha256,
        "media_type": one.media_type,
        "size": one.size,
    }
