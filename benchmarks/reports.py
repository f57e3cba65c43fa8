"""`python -m benchmarks.reports`: what publishing costs, how large pages are, and how soon a large one can be read.

Releases of invented organisations are generated, checked into a store, and published: anew, again with nothing changed, and
after a look at one organisation that gave nothing new. Then the largest pages are opened in Chromium, from the file, five
times each: the time until everything is loaded and painted (median, in milliseconds).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.generate.history import releases
from tracker.app import Tracker, build
from tracker.findings.model import Kind, Severity
from tracker.history import WatchHistory
from tracker.reports.publish import Published, publish
from tracker.settings import Settings

_T = TypeVar("_T")

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEED = 7
ROUNDS = 5
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

#: From the start of the navigation to the first frame that is painted after everything is loaded.
_PAINTED = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"""


def main() -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.reports", description=__doc__.partition("\n")[0])
    parser.add_argument("--organisations", type=int, default=40, help="how many, beside the large one (default 40)")
    parser.add_argument("--releases", type=int, default=400, help="releases of the large one (default 400)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the workspace there, to look at its pages")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = arguments.keep or Path(temporary)
        _measure(workspace, arguments.organisations, arguments.releases)
    return 0


def _measure(workspace: Path, organisations: int, count: int) -> None:
    _fill(workspace, organisations, count)
    tracker = build(Settings(workspace=workspace), clock=lambda: NOW)
    tracker.check(tracker.watches(), lambda _: None)
    histories = _timed("load histories", lambda: tracker.histories(NOW.date()))
    changes = sum(len(history.changes) for history in histories)
    findings = sum(len(change.findings) for history in histories for change in history.changes)
    print(f"{len(histories)} organisations, {changes:,} changes, {findings:,} findings")
    _say(_timed("publish anew", lambda: _publish(tracker, histories)))
    _say(_timed("publish, nothing changed", lambda: _publish(tracker, histories)))
    later = [replace(histories[0], checked=NOW + timedelta(hours=6)), *histories[1:]]
    _say(_timed("publish, one looked at", lambda: _publish(tracker, later)))
    pages = sorted(tracker.settings.reports.rglob("*.html"), key=lambda path: -path.stat().st_size)
    chosen = [tracker.settings.reports / "index.html", *pages[:3]]
    many = workspace / "many"
    history = _many(next(one for one in histories if any(change.findings for change in one.changes)))
    publish([history], many, at=NOW.date(), registry=tracker.registry, generated=NOW)
    chosen += [next(many.glob(name)) for name in ("index.html", "watches/*.html", "digests/2*.html")]
    chosen.append(max(many.glob("changes/*.html"), key=lambda path: path.stat().st_size))
    for path, taken, shown in _opened(list(dict.fromkeys(chosen))):
        size = path.stat().st_size / 1e6
        print(f"{size:6.2f} MB {shown:6,} findings {taken:6.0f} ms to open  {path.relative_to(workspace)}")


def _many(history: WatchHistory) -> WatchHistory:
    """The same organisation with 500 different findings in its newest change that has any, and no other change."""
    change = next(change for change in reversed(history.changes) if change.findings)
    said = tuple(
        replace(
            change.findings[0],
            id=f"{number:024x}",
            kind=Kind.FIGURE_CHANGED,
            severity=Severity.NOTICE,
            subject=f"figure-{number}",
            before=None,
            after=None,
            said_before=f"{number} machines and {number * 3} people in hall {number}",
            said_after=f"{number + 1} machines and {number * 5} people in hall {number}",
        )
        for number in range(500)
    )
    return replace(history, changes=(replace(change, findings=said),))


def _fill(workspace: Path, organisations: int, count: int) -> None:
    (workspace / "schedules").mkdir(parents=True, exist_ok=True)
    for number in range(organisations + 1):
        made = releases(SEED, number, other=number + 1, count=None if number else count)
        for release in made:
            path = workspace / "in" / str(number) / Path(release.path).name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(release.text.encode())
            name = release.truth["organisation"]
        (workspace / "schedules" / f"watch-{number}.toml").write_text(
            f'name = "{name}"\nsources = [{{kind = "folder", path = "../in/{number}"}}]\n', encoding="utf-8"
        )


def _publish(tracker: Tracker, histories: Sequence[WatchHistory]) -> Published:
    target = tracker.settings.reports
    return publish(histories, target, at=NOW.date(), registry=tracker.registry, generated=NOW)


def _timed(what: str, work: Callable[[], _T]) -> _T:
    begun = time.perf_counter()
    result = work()
    print(f"{what:26} {time.perf_counter() - begun:8.2f} s")
    return result


def _say(published: Published) -> None:
    print(f"{'':26} {published.made:8,} pages made, {len(published.written):,} written")


def _opened(paths: Sequence[Path]) -> Iterator[tuple[Path, float, int]]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        print("There is no Chromium on this machine, so that no page was opened.")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=_ARGUMENTS)
        for path in paths:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            times = []
            for _ in range(ROUNDS):
                page.goto(path.as_uri())
                times.append(float(page.evaluate(_PAINTED)))
            shown = page.locator(".finds > li").count()
            page.close()
            yield path, statistics.median(times), shown
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
