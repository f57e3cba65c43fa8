"""The site on disk: whole or not at all, and only what changed is made and written.

What is made of the same values as before is not made again (`remembered`). Each page whose bytes differ is written beside
its place and moved over it when all are; the first page, which leads to the others, is moved last, and pages that nothing
leads to any longer are removed after that. So whoever reads while a site is published finds the old page or the new one,
and every link leads somewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker.claims.schemes import Registry
from tracker.errors import PublishError
from tracker.history import WatchHistory
from tracker.reports import links, remembered
from tracker.reports.remembered import File, Memory
from tracker.reports.site import Group, Leaf, groups

#: Folders that are ours: what stands in them and is not written any longer is removed.
_FOLDERS = ("watches", "changes", "standards", "digests", "packets")
#: A page that is being written has this in its name, then the number of the process.
_PART = ".part-"
#: The page of a run that was cut short is removed once it is this old; a younger one may be another run's.
_STALE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did: pages written, left alone and removed, as paths below the target; and the first page.

    `made` counts the pages that were made to find out whether they differ.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    index: Path
    made: int = 0


def publish(
    histories: Sequence[WatchHistory], target: Path, *, at: date, registry: Registry, generated: datetime
) -> Published:
    """Write the site of all histories to a folder.

    Takes the day on which claims are judged, and the moment of this run, which becomes the time stamp of the files
    that are written and stands on no page, so that the same histories give the same bytes.

    Raises:
        PublishError: the folder cannot be written to; pages already in place stay whole.
    """
    run = _Run(target=target, stamp=generated.timestamp(), memory=remembered.recall(target))
    try:
        for group in groups(histories, at=at, registry=registry):
            run.take(group)
        run.move()
        removed = tuple(_sweep(target, set(run.memory.now.files), generated))
        run.remember()
    except OSError as error:
        run.clear()
        raise PublishError(
            f"The reports in {target} cannot be written: {error.strerror}.",
            hint="Pages that are there are whole. Check the folder and the room on its disk, and write them again.",
        ) from error
    return Published(
        written=tuple(run.written),
        unchanged=tuple(run.unchanged),
        removed=removed,
        index=target / links.INDEX,
        made=run.made,
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    target: Path
    stamp: float
    memory: Memory
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    made: int = 0

    def take(self, group: Group) -> None:
        """Write beside its place what differs of one group."""
        files = self.memory.same(group)
        if files is None:
            files = {leaf.path: self._file(group, leaf) for leaf in group.leaves()}
        else:
            self.unchanged.extend(files)
        self.memory.keep(group, files)

    def _file(self, group: Group, leaf: Leaf) -> File:
        known = self.memory.fresh(leaf)
        if known:
            self.unchanged.append(leaf.path)
            return File(group=group.name, digest=known.digest, size=known.size, modified=known.modified)
        body = leaf.make()
        self.made += 1
        place = self.target / leaf.path
        if not _differs(place, body):
            self.unchanged.append(leaf.path)
            return self.memory.stamp(group, leaf, place)
        self.written.append(leaf.path)
        return self.memory.stamp(group, leaf, self._write(leaf.path, body))

    def _write(self, path: str, body: bytes) -> Path:
        part = self._part(path)
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        os.utime(part, (self.stamp, self.stamp))
        return part

    def _part(self, path: str) -> Path:
        return self.target / f"{path}{_PART}{os.getpid()}"

    def move(self) -> None:
        """Move every page over its place, in order: the first page is the last."""
        for path in self.written:
            self._part(path).replace(self.target / path)

    def clear(self) -> None:
        """Take away what was not moved, so that it takes no room."""
        for path in (*self.written, remembered.NAME):
            with suppress(OSError):
                self._part(path).unlink()

    def remember(self) -> None:
        """Keep what the site is made of, for the next run."""
        body = self.memory.encoded()
        if _differs(self.target / remembered.NAME, body):
            self._write(remembered.NAME, body).replace(self.target / remembered.NAME)


def _differs(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size != len(body) or path.read_bytes() != body
    except FileNotFoundError:
        return True


def _sweep(target: Path, keep: set[str], now: datetime) -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted((target / folder).glob("*.html")):
            name = f"{folder}/{path.name}"
            if name not in keep:
                path.unlink()
                yield name
    for path in _parts(target):
        if now.timestamp() - path.stat().st_mtime > _STALE.total_seconds():
            path.unlink()


def _parts(target: Path) -> Iterable[Path]:
    folders = (target, target / "data", *(target / folder for folder in _FOLDERS))
    return (path for folder in folders for path in sorted(folder.glob(f"*{_PART}*")))
