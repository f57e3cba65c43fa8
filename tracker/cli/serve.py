"""The review desk in a browser: the server, and the people who may come."""

from __future__ import annotations

import getpass
import logging
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.cli.reviewing import as_option
from tracker.desk.decide import Person
from tracker.desk.users import change_account, put_account
from tracker.errors import UsageError
from tracker.review.model import Via
from tracker.review.people import Role
from tracker.store import Store, open_store

if TYPE_CHECKING:
    from tracker.web.settings import Serving


@contextmanager
def _with_extra() -> Iterator[None]:
    """Say what to install where the desk's libraries are missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The desk needs the library {error.name}.", hint="Install it with: pip install 'boilerplate-tracker[web]'"
        ) from error


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8730, show_default=True)
@click.option("--name", "names", multiple=True, help="A name by which browsers address the desk; may be repeated.")
@click.option("--tls-certificate", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--tls-key", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--proxy", "proxies", multiple=True, metavar="NETWORK", help="A proxy that ends TLS in front of the desk."
)
@click.option("--user-header", default="", help="The header in which that proxy names who is signed in.")
@pass_session
def serve(
    session: Session,
    host: str,
    port: int,
    tls_certificate: Path | None,
    tls_key: Path | None,
    user_header: str,
    *,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
) -> None:
    """Serve the review desk. Only this machine can come, unless it is told otherwise and the way there is safe."""
    with _with_extra():
        import uvicorn  # noqa: PLC0415 - of an extra

        from tracker.web.application import application  # noqa: PLC0415 - of an extra
        from tracker.web.settings import Serving  # noqa: PLC0415 - of an extra
        from tracker.web.site import Site  # noqa: PLC0415 - of an extra
    if (tls_certificate is None) != (tls_key is None):
        raise UsageError("A certificate and its key go together.", hint="Give both.")
    serving = Serving(
        host=host,
        port=port,
        names=names,
        tls=tls_certificate is not None,
        proxies=proxies,
        user_header=user_header,
    )
    tracker = session.tracker
    tracker.watches()
    site = Site(
        database=session.settings.database,
        schedules=session.settings.schedules,
        registry=tracker.registry,
        clock=tracker.clock,
        serving=serving,
        # another process, so that deriving long histories takes no time from those who wait for a page
        background=ProcessPoolExecutor(1, mp_context=get_context("spawn")),
    )
    desk = application(site)
    _first_admin(session.settings.database)
    _say_where(session, serving)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    uvicorn.run(
        desk,
        host=host,
        port=port,
        ssl_certfile=tls_certificate,
        ssl_keyfile=tls_key,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        limit_concurrency=500,
        timeout_keep_alive=30,
    )


def _first_admin(database: Path) -> None:
    with open_store(database) as store:
        if not any(one.role is Role.ADMIN and not one.disabled for one in store.accounts.accounts()):
            raise UsageError("Nobody could sign in.", hint="Make the first admin: tracker users add NAME --role admin")


def _say_where(session: Session, serving: Serving) -> None:
    if not session.quiet:
        name = serving.names[0] if serving.names else serving.host
        scheme = "https" if serving.tls else "http"
        click.echo(f"The desk is at {scheme}://{name}:{serving.port}/; end with Ctrl-C.", err=True)


@click.group()
def users() -> None:
    """Who may come to the desk."""


@contextmanager
def _accounts(session: Session) -> Iterator[Store]:
    if not session.settings.schedules.is_dir():
        raise UsageError(f"{session.settings.workspace} is no workspace.", hint="Make one with 'tracker init'.")
    with open_store(session.settings.database) as store:
        yield store


def _password(*, given: bool) -> str | None:
    """A password from standard input or the terminal, hashed; never from the command line, which others can see."""
    if not given:
        return None
    with _with_extra():
        from tracker.web.passwords import hashed  # noqa: PLC0415 - of an extra
    terminal = sys.stdin.isatty()
    said = getpass.getpass("Password: ") if terminal else sys.stdin.readline().rstrip("\n")
    if terminal and getpass.getpass("Again: ") != said:
        raise UsageError("The two are not the same.", hint="Try again.")
    return hashed(said)


_role_option = click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=None, help="What they may do."
)


@users.command("add")
@click.argument("name")
@_role_option
@click.option("--no-password", is_flag=True, help="Let in by a proxy or a token only.")
@as_option
@pass_session
def add_(session: Session, name: str, role: str | None, who: str, *, no_password: bool) -> None:
    """Add an account; the password is asked for, or read from standard input."""
    with _accounts(session) as store:
        if store.accounts.account(name) is not None:
            raise UsageError(f"There is an account '{name}' already.", hint="'tracker users change' changes it.")
        password = _password(given=not no_password) or ""
        person = Person(name=who, role=Role.ADMIN, via=Via.SHELL)
        with store.deciding():
            made = put_account(store, name, Role(role or Role.REVIEWER), password, person, session.tracker.clock())
    click.echo(f"{made.name} is {made.role}.")


@users.command()
@click.argument("name")
@_role_option
@click.option("--password", "new_password", is_flag=True, help="Set another password.")
@click.option("--close/--open", "disabled", default=None, help="Close the account, or open it again.")
@as_option
@pass_session
def change(
    session: Session, name: str, role: str | None, who: str, *, new_password: bool, disabled: bool | None
) -> None:
    """Change an account; whoever is signed in with it is signed out."""
    with _accounts(session) as store:
        kept = _password(given=new_password)
        person = Person(name=who, role=Role.ADMIN, via=Via.SHELL)
        with store.deciding():
            changed = change_account(
                store,
                name,
                person,
                session.tracker.clock(),
                role=Role(role) if role else None,
                password=kept,
                disabled=disabled,
            )
    click.echo(f"{changed.name} is {changed.role}{', closed' if changed.disabled else ''}.")


@users.command("list")
@json_option
@pass_session
def list_(session: Session, *, as_json: bool) -> None:
    """Every account."""
    with _accounts(session) as store:
        found = store.accounts.accounts()
    if as_json:
        accounts = [{"name": one.name, "role": one.role, "disabled": one.disabled} for one in found]
        answer({"schema": 1, "accounts": accounts})
        return
    for one in found:
        click.echo(f"{one.name}  {one.role}{'  closed' if one.disabled else ''}")
