"""Files of a workspace as they are now: read again when they change, and the last good version of what became wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from tracker.errors import Problem, TrackerError, WatchFileError
from tracker.watches.load import RESERVED, load
from tracker.watches.model import Watch

_T = TypeVar("_T")


@dataclass(slots=True)
class LiveFiles(Generic[_T]):
    """What some files say together, none of which need exist. Making it raises `TrackerError` where one is wrong at once."""

    paths: tuple[Path, ...]
    load: Callable[[], _T]
    value: _T = field(init=False)
    problem: str = ""  # why the files cannot be used now; `value` is what they said last
    _stamps: tuple[tuple[int, int] | None, ...] = ()

    def __post_init__(self) -> None:
        self._stamps = self._look()
        self.value = self.load()

    def refresh(self, *, everything: bool = False) -> bool:
        """Read the files again where they have changed, or in any case; whether they were read."""
        stamps = self._look()
        if stamps == self._stamps and not everything:
            return False
        self._stamps = stamps
        try:
            self.value = self.load()
            self.problem = ""
        except WatchFileError as error:
            self.problem = str(error.problems[0])
        except TrackerError as error:
            self.problem = error.message
        return True

    def _look(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(map(_stamp, self.paths))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@dataclass(slots=True)
class LiveFolder:
    """A schedules folder that is looked at again and again."""

    folder: Path
    _stamps: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _good: dict[Path, Watch] = field(default_factory=dict)
    _problems: dict[Path, tuple[Problem, ...]] = field(default_factory=dict)

    def refresh(self, *, everything: bool = False) -> bool:
        """Read what has changed, or everything; whether anything had."""
        stamps = self._look()
        if stamps is None or (stamps == self._stamps and not everything):
            return False
        for path in self._stamps.keys() - stamps.keys():
            self._good.pop(path, None)
            self._problems.pop(path, None)
        for path, stamp in stamps.items():
            if everything or self._stamps.get(path) != stamp:
                self._read(path)
        self._stamps = stamps
        return True

    @property
    def watches(self) -> tuple[Watch, ...]:
        """Every watch, by file."""
        return tuple(self._good[path] for path in sorted(self._good))

    @property
    def problems(self) -> dict[str, tuple[Problem, ...]]:
        """What is wrong with the files that cannot be used now, by watch."""
        return {path.stem: problems for path, problems in sorted(self._problems.items())}

    def _look(self) -> dict[Path, tuple[int, int]] | None:
        try:
            found = [path for path in self.folder.glob("*.toml") if path.name not in RESERVED]
            return {path: (status.st_mtime_ns, status.st_size) for path in found if (status := path.stat())}
        except OSError:
            return None  # the folder is being replaced, or is out of reach: what was good goes on

    def _read(self, path: Path) -> None:
        try:
            self._good[path] = load(path)
            self._problems.pop(path, None)
        except WatchFileError as error:
            self._problems[path] = error.problems
