"""The site on disk: whole or not at all, and only what changed is written.

Pages are rendered first. Each page whose bytes differ is written beside its place and moved over it; the first
page, which leads to the others, is moved last, and pages that nothing leads to any longer are removed after that.
So whoever reads while a site is published finds the old page or the new one, and every link leads somewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import links
from tracker.reports.site import pages

#: Folders that are ours: what stands in them and is not written any longer is removed.
_FOLDERS = ("watches", "changes", "standards", "digests", "packets")
_SUFFIX = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did: pages written, left alone and removed, as paths below the target; and the first page."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    index: Path


def publish(
    histories: Sequence[WatchHistory], target: Path, *, at: date, registry: Registry, generated: datetime
) -> Published:
    """Write the site of all histories to a folder.

    Takes the day on which claims are judged, and the moment of this run, which becomes the time stamp of the files
    that are written and stands on no page, so that the same histories give the same bytes.

    Raises:
        OSError: the folder cannot be written to; pages already in place stay whole.
    """
    made = dict(pages(histories, at=at, registry=registry))
    written = [path for path, body in made.items() if _differs(target / path, body)]
    _write(target, {path: made[path] for path in written}, generated)
    return Published(
        written=tuple(written),
        unchanged=tuple(path for path in made if path not in set(written)),
        removed=tuple(_sweep(target, set(made))),
        index=target / links.INDEX,
    )


def _differs(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size != len(body) or path.read_bytes() != body
    except FileNotFoundError:
        return True


def _write(target: Path, bodies: Mapping[str, bytes], generated: datetime) -> None:
    """Every file beside its place first, then each over its place, in order: the first page is the last."""
    stamp = generated.timestamp()
    for path, body in bodies.items():
        part = target / (path + _SUFFIX)
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        os.utime(part, (stamp, stamp))
    for path in bodies:
        (target / (path + _SUFFIX)).replace(target / path)


def _sweep(target: Path, keep: set[str]) -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted((target / folder).glob("*.html*")):
            name = f"{folder}/{path.name}"
            if name not in keep:
                path.unlink()
                yield name
