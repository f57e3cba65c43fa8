"""From the bytes of a capture to a reading: the part of deriving that needs no store.

Enters: bytes with what is known of them. Leaves: a `Reading` with what the same release, and the same passages, are looked up
by, or a `Refused` with its cause. Promises: a function of what enters, wherever it is worked out; a capture that trips our own
code up is refused, and ends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker import assess
from tracker.assess import Reading
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.model import Published
from tracker.errors import ReadError, Unreadable
from tracker.identity import gist, marks
from tracker.sections.paragraphs import paragraphs
from tracker.thread import Shown, shown_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The bytes of a capture, and what is known of them from outside."""

    sha256: str
    location: str
    media_type: str
    content: bytes = field(repr=False)
    listed: Published | None = None
    dated: bool = True  # a page whose changes are its history has no day of its own
    names: tuple[str, ...] = ()  # what its watch calls the organisation
    order: DateOrder | None = None  # how its source writes days as numbers


@dataclass(frozen=True, slots=True)
class Read:
    """A capture that could be read, the marks to look for the same release by, and the pieces that may recur in it."""

    reading: Reading
    marks: tuple[int, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a capture could not be read: a code, and a sentence."""

    cause: Unreadable
    detail: str


def read_one(body: Body, registry: Registry) -> Read | Refused:
    """One capture, read and recognised."""
    try:
        document = interpret(
            body.content,
            sha256=body.sha256,
            source=body.location,
            media_type=body.media_type or None,
            names=body.names,
            listed=body.listed,
            dated=body.dated,
            order=body.order,
        )
        whole = paragraphs(document.text, document.blocks)
        reading = assess.read(document, registry, body.names, whole)
        return Read(reading, marks(gist(reading)), shown_by(reading, whole))
    except ReadError as error:
        return Refused(error.cause, error.message)
    except Exception as error:  # noqa: BLE001 - strangers write what is read here; one capture must not end a run
        return failed(body, error)


def failed(body: Body, error: Exception) -> Refused:
    """The refusal of a capture that trips our own code up."""
    return Refused(Unreadable.FAULT, f"This program failed at {body.location} ({type(error).__name__}: {error}).")
