"""`python -m benchmarks.pipeline DIR`: how fast a folder of releases is recorded, read, compared and recognised.

DIR holds a folder an organisation, or releases at any depth (`--one-watch`). They are checked into a new store, in a process of
its own a round, as `tracker check` does it. Prints documents a second, peak memory, database bytes a document, and what the
last tenth of the documents cost beside the first, or in one watch what they cost beside a tenth of them, so that growth with
history shows. A second pass over the unchanged folder says what looking alone costs. `--grow PARTS` lets the releases arrive
in one watch, a part of them before each check, and prints what a release of each part cost.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tracker.claims.registry import load
from tracker.documents.sources.folder import FolderSettings
from tracker.gather import batches
from tracker.operation import TOGETHER, Slot, run_all
from tracker.pool import workers
from tracker.service import Ways
from tracker.store import open_store_alone
from tracker.watches.cadence import parse
from tracker.watches.model import Source, Watch

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def watches(folder: Path, *, one_watch: bool) -> Iterator[Watch]:
    """A watch a sub-folder, or one for all of the folder."""
    below = [] if one_watch else sorted(path for path in folder.iterdir() if path.is_dir())
    for path in below or [folder]:
        yield Watch(
            id=path.name,
            name=path.name,
            cadence=parse("every 6 hours"),
            sources=(Source(id="folder:it", kind="folder", settings=FolderSettings(path=path)),),
            file=str(folder / "watch.toml"),
        )


def main() -> int:
    """Measure one folder and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.pipeline", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--one-watch", action="store_true", help="watch the whole folder as one organisation")
    parser.add_argument("--processes", type=int, help="processes to read in; 1 reads in this one (default: processors)")
    parser.add_argument(
        "--grow",
        type=int,
        metavar="PARTS",
        help="let it arrive in one watch, part after part, in the order of the files' names",
    )
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"{arguments.folder} is no folder")
    with tempfile.TemporaryDirectory() as workspace:
        if arguments.grow:
            _grow(arguments.folder, Path(workspace), arguments.grow)
        else:
            found = list(watches(arguments.folder, one_watch=arguments.one_watch))
            database = Path(workspace) / "tracker.db"
            figures = _measured(found, database, arguments.processes)
            _print(figures, database)
            if len(found) == 1:
                _beside_a_tenth(arguments.folder, Path(workspace), arguments.processes, figures)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one pass over new documents cost: seconds in all, of processor time in this process, and of a second pass."""

    documents: int
    unreadable: int
    findings: int
    took: float
    spent: float
    looked: float
    marks: tuple[tuple[int, float], ...]  # how many documents had come through after so many seconds

    @property
    def each(self) -> float:
        """Seconds a document."""
        return self.took / max(self.documents, 1)


def _measured(all_watches: Sequence[Watch], database: Path, processes: int | None) -> Figures:
    registry = load()
    slots = [Slot(watch=watch, key=watch.id, at=NOW) for watch in all_watches]
    marks: list[tuple[int, float]] = []
    documents = unreadable = findings = 0
    with open_store_alone(database) as store, workers(registry, processes) as readers:
        ways = Ways(workers=readers)
        begun, loaded = time.perf_counter(), time.process_time()
        for together in batches(slots, TOGETHER):
            for checked in run_all(together, store, registry, lambda: NOW, ways):
                documents += len(checked.documents)
                unreadable += len(checked.unreadable)
                findings += len(checked.findings)
            marks.append((documents, time.perf_counter() - begun))
        took, spent = time.perf_counter() - begun, time.process_time() - loaded
        again = time.perf_counter()
        for _ in run_all(slots, store, registry, lambda: NOW, ways):
            pass
        looked = time.perf_counter() - again
        store.database.execute("pragma wal_checkpoint(truncate)")
    return Figures(
        documents=documents,
        unreadable=unreadable,
        findings=findings,
        took=took,
        spent=spent,
        looked=looked,
        marks=tuple(marks),
    )


def _print(figures: Figures, database: Path) -> None:
    known = max(figures.documents, 1)
    print(
        f"documents            {figures.documents:>12,}   unreadable {figures.unreadable:,}   findings {figures.findings:,}"
    )
    print(f"documents a second   {figures.documents / figures.took:>12,.0f}   {figures.each * 1e3:.2f} ms each")
    print(
        f"of the writer        {figures.spent / known * 1e3:>12.2f}   ms of processor time each; the rest is of others"
    )
    print(f"a second pass        {figures.documents / figures.looked:>12,.0f}   unchanged documents a second")
    print(f"peak memory          {_peak():>12,.0f}   MB   without the processes that read")
    print(f"database             {database.stat().st_size / known:>12,.0f}   bytes a document")
    if (growth := _growth(figures.marks)) is not None:
        print(f"last tenth / first   {growth:>12.2f}   times the cost of a document")


def _beside_a_tenth(folder: Path, workspace: Path, processes: int | None, whole: Figures) -> None:
    """What a document of one watch costs beside one of a tenth of its history, in a store of its own."""
    beginning = workspace / "beginning"
    beginning.mkdir()
    files = _files(folder)
    for path in files[: len(files) // 10]:
        shutil.copyfile(path, beginning / "-".join(path.relative_to(folder).parts))
    tenth = _measured(list(watches(beginning, one_watch=True)), workspace / "tenth.db", processes)
    if tenth.documents:
        print(f"whole / a tenth      {whole.each / tenth.each:>12.2f}   times the cost of a document")


def _files(folder: Path) -> list[Path]:
    """The releases of a folder, in the order of their names, which begin with the day: history grows at its end."""
    return sorted(
        (path for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".html"}), key=lambda path: path.name
    )


def _grow(folder: Path, workspace: Path, parts: int) -> None:
    """Let releases arrive in one watch, a part of them before each check, and print what each part cost, in this process."""
    files = _files(folder)
    size = -(-len(files) // parts)
    arriving, registry = workspace / "arriving", load()
    arriving.mkdir()
    (watch,) = watches(arriving, one_watch=True)
    with open_store_alone(workspace / "tracker.db") as store:
        for part in range(parts):
            for path in files[part * size : (part + 1) * size]:
                shutil.copyfile(path, arriving / "-".join(path.relative_to(folder).parts))
            begun = time.process_time()
            (checked,) = run_all([Slot(watch=watch, key=watch.id, at=NOW)], store, registry, lambda: NOW)
            spent = time.process_time() - begun
            known, new = sum(1 for _ in arriving.iterdir()), len(checked.documents)
            print(
                f"{new:>8,} documents, {known:>8,} then known   {spent / max(new, 1) * 1e3:>8.2f} ms of processor time each"
            )


def _peak() -> float:
    """The largest resident size of this process so far, in MB (getrusage gives KiB on Linux, bytes on macOS)."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (2**20 if sys.platform == "darwin" else 2**10)


def _growth(marks: Sequence[tuple[int, float]]) -> float | None:
    total = marks[-1][0]
    first = next(((count, at) for count, at in marks if count >= total / 10), None)
    late = next(((count, at) for count, at in marks if count >= total * 9 / 10), None)
    if first is None or late is None or late[0] >= total or len(marks) < 10:
        return None
    return ((marks[-1][1] - late[1]) / (total - late[0])) / (first[1] / first[0])


if __name__ == "__main__":
    sys.exit(main())
