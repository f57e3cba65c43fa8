"""`tracker import`: watch files from a feed reader's OPML or a table of suppliers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.documents.sources.folder import FolderSettings, body_of
from tracker.documents.sources.subscriptions import Outlines, Subscription, from_opml, from_table
from tracker.errors import UsageError
from tracker.watches.load import load
from tracker.watches.write import file_names, watch_file


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="OPML-or-CSV")
@json_option
@pass_session
def subscribe(session: Session, file: Path, *, as_json: bool) -> None:
    """Write a watch file for each organisation of a feed reader's OPML or of a table; what is there already stays."""
    folder = session.settings.schedules
    body = body_of(file)
    is_opml = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    listed = from_opml(body, str(file)) if is_opml else Outlines(from_table(body, str(file)))
    written: list[str] = []
    kept: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, subscription in file_names(_placed(one, file) for one in listed.subscriptions):
            path = folder / name
            if path.exists():
                kept.append(name)
                continue
            path.write_text(watch_file(subscription), encoding="utf-8")
            load(path)
            written.append(name)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}.", hint="Name a workspace that is yours to write."
        ) from error
    if as_json:
        answer({"schema": 1, "written": written, "kept": kept, "left_out": list(listed.left_out)})
        return
    for address in listed.left_out:
        click.echo(f"{address} is no address on the web, and is left out.", err=True)
    for name in kept:
        click.echo(f"{folder / name} is there already, and stays as it is.", err=True)
    click.echo(f"Wrote {len(written)} watch file{'' if len(written) == 1 else 's'} to {folder}.")


def _placed(subscription: Subscription, file: Path) -> Subscription:
    """The same, with folders where they are: a table names them from where it stands itself."""
    sources = tuple(
        replace(one, path=(file.parent / one.path).resolve()) if isinstance(one, FolderSettings) else one
        for one in subscription.sources
    )
    return replace(subscription, sources=sources)
