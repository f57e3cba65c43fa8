"""A folder of releases: what is in it, in an order that any machine repeats, and the bytes of one file.

Only looking and reading; what was seen before is the caller's to remember, by `Place.stamp`. A file that cannot be
read is a value (`NotLoaded`), because one bad file must not stop a run; a folder that is not there is an error.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tracker.documents.read import MAX_BYTES, media_type_of, too_large
from tracker.documents.read.mail import messages_of
from tracker.documents.read.media_type import MAIL, MBOX
from tracker.errors import ReadError, SourceError, Unreadable

#: The names that releases have. Pictures and spreadsheets beside them are not looked at.
RELEASES = tuple(
    f"*.{suffix}" for suffix in ("txt", "text", "md", "markdown", "htm", "html", "xhtml", "pdf", "docx", "eml", "mbox")
)

#: What editors, file managers and downloads leave behind.
_LITTER = re.compile(r"\.|~\$|.*(?:~|\.part|\.crdownload|\.tmp|\.swp)$", re.IGNORECASE)

_WILD = {"*": "[^/]*", "?": "[^/]"}
_GLOB = re.compile(r"\[(?P<negated>!?)(?P<set>[^\]/]+)\]|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSettings:
    """What a `folder` source says in its watch file.

    `include` and `exclude` are globs on the path below the folder, with `/` between its parts: `**` stands for any
    number of folders, and a pattern without `/` is tried on the file's name wherever it is. Letter case is ignored.
    """

    path: Path
    include: tuple[str, ...] = RELEASES
    exclude: tuple[str, ...] = ()
    recursive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file as a look at the folder saw it: size in bytes, time of last change in nanoseconds since 1970."""

    path: Path
    location: str  # below the folder, "/" between its parts, on every system
    size: int
    modified_ns: int

    @property
    def stamp(self) -> str:
        """Changes when the file does, so that an unchanged file need not be read again."""
        return f"{self.size}-{self.modified_ns}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The bytes of one file, and what kind of document they look like."""

    location: str
    media_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLoaded:
    """Why one file gave no bytes: a code, a sentence and the next step."""

    location: str
    cause: Unreadable
    detail: str
    hint: str = ""


def discover(settings: FolderSettings) -> Iterator[Place]:
    """Every file of the folder that the settings take in, in code point order of its parts, folder by folder.

    Links to folders are not followed. A folder inside that cannot be opened is a place too: loading it says why.

    Raises:
        SourceError: There is no such folder, it is a file, or it cannot be opened.
    """
    entries = _top(settings.path)
    include = _matcher(settings.include)
    exclude = _matcher(settings.exclude)
    yield from _below(entries, "", settings, include, exclude)


def load(place: Place, *, limit: int = MAX_BYTES) -> Loaded | NotLoaded:
    """The bytes of one file, at most `limit` of them, or why there are none."""
    try:
        body = body_of(place.path, limit=limit, name=place.location)
    except ReadError as error:
        return NotLoaded(location=place.location, cause=error.cause, detail=error.message, hint=error.hint)
    return Loaded(location=place.location, media_type=media_type_of(place.location, body), body=body)


def load_all(place: Place, *, limit: int = MAX_BYTES) -> Iterator[Loaded | NotLoaded]:
    """What one file gives: itself, or, for a mailbox, each of its messages as a document of its own.

    A message is located by its digest, because a mailbox grows and loses messages: "news.mbox#3f2a…".
    """
    loaded = load(place, limit=limit)
    if isinstance(loaded, NotLoaded) or loaded.media_type != MBOX:
        yield loaded
        return
    for message in messages_of(loaded.body):
        digest = hashlib.sha256(message).hexdigest()
        yield Loaded(location=f"{loaded.location}#{digest[:16]}", media_type=MAIL, body=message)


def body_of(path: Path, *, limit: int = MAX_BYTES, name: str = "") -> bytes:
    """The bytes of one regular file.

    Raises:
        ReadError: MISSING, DENIED, EMPTY, TOO_LARGE, BINARY for what is no regular file, DAMAGED where it is still being written.
    """
    called = name or str(path)
    try:
        _check_regular(path, called)
        return _read_settled(path, limit, called)
    except FileNotFoundError:
        raise ReadError(Unreadable.MISSING, f"{called} does not exist.", hint="Check the path.") from None
    except PermissionError:
        raise ReadError(Unreadable.DENIED, f"{called} may not be read.", hint="Check who may read it.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ReadError(Unreadable.DAMAGED, f"{called} cannot be read: {reason}.", hint="Check the disk.") from None


def _check_regular(path: Path, called: str) -> None:
    """Opening a pipe would wait for its other end; a folder has no bytes."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return
    if not stat.S_ISDIR(mode):
        raise ReadError(Unreadable.BINARY, f"{called} is no regular file.", hint="Give the path of a file.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise ReadError(Unreadable.DENIED, f"The folder {called} may not be opened.", hint="Check who may read it.")
    raise ReadError(Unreadable.UNKNOWN_TYPE, f"{called} is a folder.", hint="Give the path of one file.")


def _read_settled(path: Path, limit: int, called: str) -> bytes:
    """All bytes of a file that did not change while it was read; a second try for one that just had its last line."""
    for _ in range(2):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > limit:
                raise too_large(called, before.st_size)
            # one byte more than there was shows that it grew; asking for `limit` bytes would make room for them
            body = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(body) == after.st_size:
            if not body:
                raise ReadError(Unreadable.EMPTY, f"{called} is empty.", hint="Look at where it came from.")
            return body
    raise ReadError(Unreadable.DAMAGED, f"{called} is still being written.", hint="It is read at the next check.")


def _top(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return _entries(folder)
    except FileNotFoundError:
        raise SourceError(f"The folder {folder} does not exist.", hint="Check the path in the watch file.") from None
    except NotADirectoryError:
        raise SourceError(f"{folder} is a file, not a folder.", hint="Name the folder that it is in.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"The folder {folder} cannot be opened: {reason}.", hint="Check who may read it.") from None


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)


def _below(
    entries: list[os.DirEntry[str]],
    prefix: str,
    settings: FolderSettings,
    include: re.Pattern[str],
    exclude: re.Pattern[str],
) -> Iterator[Place]:
    for entry in entries:
        if _LITTER.match(entry.name):
            continue
        location = prefix + _shown(entry.name)
        if _is_folder(entry):
            # A link to a folder may lead back up, for ever.
            if settings.recursive and not entry.is_symlink() and not exclude.match(location):
                yield from _inside(entry, location, settings, include, exclude)
        elif include.match(location) and not exclude.match(location):
            yield _place(entry, location)


def _inside(
    entry: os.DirEntry[str],
    location: str,
    settings: FolderSettings,
    include: re.Pattern[str],
    exclude: re.Pattern[str],
) -> Iterator[Place]:
    try:
        entries = _entries(entry.path)
    except FileNotFoundError:
        return
    except OSError:
        yield _place(entry, location)
        return
    yield from _below(entries, f"{location}/", settings, include, exclude)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _place(entry: os.DirEntry[str], location: str) -> Place:
    try:
        status = entry.stat()
    except OSError:
        # It went away, or is a link to nothing: loading it says so.
        return Place(path=Path(entry.path), location=location, size=0, modified_ns=0)
    return Place(path=Path(entry.path), location=location, size=status.st_size, modified_ns=status.st_mtime_ns)


def _shown(name: str) -> str:
    """A name that can be written anywhere: bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def _matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all globs; no pattern matches nothing."""
    if not patterns:
        return re.compile(r"(?!)")
    try:
        return re.compile("|".join(f"(?:{_expression(pattern)})" for pattern in patterns), re.IGNORECASE)
    except re.error:
        raise SourceError(
            f"One of the patterns {', '.join(patterns)} is no glob.", hint="Use *, ?, [abc] and **."
        ) from None


def _expression(pattern: str) -> str:
    anchored = "/" in pattern.strip("/")
    parts = [part for part in pattern.split("/") if part not in {"", "."}]
    built = "" if anchored else "(?:.*/)?"
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            built += ".*" if last else "(?:[^/]+/)*"
            continue
        segment = _GLOB.sub(_translated, part)
        built += segment if last else f"{segment}/"
    return rf"{built}\Z"


def _translated(token: re.Match[str]) -> str:
    if token[0] in _WILD:
        return _WILD[token[0]]
    if token["negated"] is None:
        return re.escape(token[0])
    # "-" makes a range in a glob too; anything else is itself.
    inside = re.sub(r"[\\^\[&~|]", r"\\\g<0>", token["set"])
    return f"[{'^/' if token['negated'] else ''}{inside}]"
