"""What a published site is made of, kept beside it, so that what is made of the same as before is not made again.

The file holds nothing that a reader needs; without it, or after any change of this program's code, everything is made anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from msgspec import Struct

import tracker
from tracker.reports.site import Group, Leaf

NAME = ".published.json"

#: Packages whose versions decide what a page looks like.
_PACKAGES = ("jinja2", "markupsafe", "nupunkt", "msgspec", "rapidfuzz")


class File(Struct, frozen=True, kw_only=True):
    """One file as it was written: its group, what it was made of, and by what to tell whether it is still that."""

    group: str
    digest: str
    size: int
    modified: int  # ns since 1970


class Remembered(Struct, kw_only=True):
    """What the site in a folder was made of, and by which code."""

    code: str
    groups: dict[str, str] = {}
    files: dict[str, File] = {}


@dataclass(slots=True)
class Memory:
    """What was published before, and what is published now."""

    target: Path
    before: Remembered
    now: Remembered

    def same(self, group: Group) -> Mapping[str, File] | None:
        """The files of a group that need not be looked at; None where it is made of something else, or one was altered."""
        if self.before.groups.get(group.name) != group.digest:
            return None
        files = {path: file for path, file in self.before.files.items() if file.group == group.name}
        return files if files and all(self._intact(path, file) for path, file in files.items()) else None

    def fresh(self, leaf: Leaf) -> File | None:
        """A file that need not be made again; None where it must."""
        file = self.before.files.get(leaf.path)
        return file if file and file.digest == leaf.digest and self._intact(leaf.path, file) else None

    def keep(self, group: Group, files: Mapping[str, File]) -> None:
        """Take note of a group's files as they are now."""
        self.now.groups[group.name] = group.digest
        self.now.files.update(files)

    def stamp(self, group: Group, leaf: Leaf, path: Path) -> File:
        """A file as it was just written."""
        found = path.stat()
        return File(group=group.name, digest=leaf.digest, size=found.st_size, modified=found.st_mtime_ns)

    def encoded(self) -> bytes:
        """What is kept for the next time."""
        return msgspec.json.encode(self.now)

    def _intact(self, path: str, file: File) -> bool:
        try:
            found = (self.target / path).stat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (file.size, file.modified)


def recall(target: Path) -> Memory:
    """What is known of the site in a folder; nothing, where it was written by other code, or cannot be read."""
    try:
        before = msgspec.json.decode((target / NAME).read_bytes(), type=Remembered)
    except (OSError, msgspec.MsgspecError):
        before = Remembered(code="")
    code = _code()
    return Memory(target, before if before.code == code else Remembered(code=""), Remembered(code=code))


@cache
def _code() -> str:
    """A digest of this program's own files and of what they are run by: any change may change a page."""
    found = sha256(sys.version.encode())
    for package in _PACKAGES:
        found.update(f"{package} {_version(package)}\n".encode())
    root = Path(tracker.__file__).parent
    for path in sorted(_sources(root)):
        found.update(f"{path.relative_to(root)}\n".encode())
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _sources(root: Path) -> Iterable[Path]:
    return (path for path in root.rglob("*") if path.suffix in {".py", ".jinja", ".toml", ".css", ".js"})
