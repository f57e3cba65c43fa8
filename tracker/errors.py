"""Everything that can go wrong, drawn as one tree.

    TrackerError                 1   a fault of ours, or the store's
    ├── UsageError               2   the command was given something it cannot use
    │   └── WatchFileError       2   a watch file is wrong; every problem at once
    ├── ReadError                3   a document could not be read; `cause` says why
    ├── SourceError              3   a source could not be looked at
    ├── PublishError             1   the reports cannot be written
    └── StoreError               1   the store cannot be used
        ├── StoreLockedError     1   another tracker is at work on this workspace
        ├── StoreTooNewError     1   written by a newer version of this program
        └── StoreDamagedError    1   SQLite, or one of our own digests, says so

An error is one sentence that names the place; `hint` is the next step. Exit codes are part of the
command line's contract (docs/reference.md) and are carried by the class, so that no caller decides them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class TrackerError(Exception):
    """One sentence that says what is wrong and where; `hint` says what to do next."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TrackerError):
    """The command was given something that it cannot use."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one watch file: where, what was said, what was expected."""

    file: str
    place: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class WatchFileError(UsageError):
    """One or more watch files cannot be used; `problems` holds every reason at once."""

    def __init__(self, problems: tuple[Problem, ...], *, hint: str = "") -> None:
        super().__init__("\n".join(map(str, problems)), hint=hint)
        self.problems = problems


class Unreadable(StrEnum):
    """Why a document could not be read. A code for machines; reports hold the sentence."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    BAD_ENCODING = "bad-encoding"
    UNKNOWN_TYPE = "unknown-type"
    NO_TEXT = "no-text"
    DAMAGED = "damaged"
    DENIED = "denied"
    FAULT = "fault"  # ours: the program failed at it


class ReadError(TrackerError):
    """A document could not be read, which is never the same as its saying nothing."""

    exit_code = 3

    def __init__(self, cause: Unreadable, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.cause = cause


class SourceError(TrackerError):
    """A source could not be looked at."""

    exit_code = 3


class PublishError(TrackerError):
    """The reports cannot be written."""


class StoreError(TrackerError):
    """The store cannot be used."""


class StoreLockedError(StoreError):
    """Another tracker is at work on this workspace."""


class StoreTooNewError(StoreError):
    """The store was written by a newer version of this program."""


class StoreDamagedError(StoreError):
    """SQLite, or one of our own digests, says that the store is damaged."""
