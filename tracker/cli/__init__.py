"""The commands. The only package that prints or exits.

Answers go to standard output, everything else to standard error. Exit codes: 0 done; 1 failed; 2 usage or watch file;
3 ran, but something could not be read; 4 something was found, with --exit-code; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.attempt import attempt
from tracker.cli.demo import demo
from tracker.cli.documents import claims, compare
from tracker.cli.exports import coverage, digest, verify
from tracker.cli.exports import export as export_reports
from tracker.cli.listings import listings
from tracker.cli.operations import backup, restore, search, status
from tracker.cli.options import Session
from tracker.cli.review import review
from tracker.cli.review_record import export, import_, rules
from tracker.cli.serve import serve, users
from tracker.cli.service import run
from tracker.cli.standards import standards
from tracker.cli.subscriptions import subscribe
from tracker.cli.workspace import check, init, lint, replay, report
from tracker.errors import TrackerError
from tracker.settings import Settings

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "TRACKER"})
@click.version_option(__version__, prog_name="tracker")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    show_default="here",
    help="The folder that holds schedules/, reports/ and tracker.db.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
@click.pass_context
def commands(context: click.Context, workspace: Path, *, quiet: bool, debug: bool) -> None:
    """Follow the standing text of organisations' releases, and say what changed and what it means."""
    context.obj = Session(settings=Settings(workspace=workspace), quiet=quiet, debug=debug)


for command in (
    attempt,
    check,
    claims,
    compare,
    coverage,
    demo,
    digest,
    init,
    lint,
    listings,
    replay,
    report,
    review,
    run,
    serve,
    standards,
    subscribe,
    users,
):
    commands.add_command(command)
for command in (backup, restore, search, status):
    commands.add_command(command)
for command in (export_reports, verify):
    commands.add_command(command)
for command in (export, import_, rules):
    review.add_command(command)


def main() -> None:
    """Run one command; every error is one sentence, its next step, and the exit code of its kind."""
    try:
        code = commands(standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except click.Abort:
        click.echo("Interrupted.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        # whoever read our answer has read enough; the interpreter must not try to flush it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        code = _refused(error)
    sys.exit(code if isinstance(code, int) else 0)


def _refused(error: Exception) -> int:
    """Say what is wrong and what to do next; gives the exit code."""
    if isinstance(error, TrackerError):
        click.echo(f"tracker: {error.message}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        return error.exit_code
    click.echo(f"tracker: this is a fault of the program ({type(error).__name__}: {error}).", err=True)
    click.echo("  Nothing that was recorded is lost. Run it again with --debug, and report what it prints.", err=True)
    return TrackerError.exit_code
