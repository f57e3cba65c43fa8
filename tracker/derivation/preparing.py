"""What is read of a capture, made ready for the store where it is read: in this process, or in several.

Enters: bytes with what is known of them. Leaves: for each a `Prepared`, small enough to travel between processes, or why it could not be
read, in the order of the captures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from tracker.assess import Reading
from tracker.claims.schemes import Registry
from tracker.documents.model import Document
from tracker.history import Release
from tracker.pool import spread, standards
from tracker.reading import Body, Read, Refused, failed, read_one
from tracker.store.captures import Pending
from tracker.store.derived import Kept, keep, kept
from tracker.thread import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A capture that could be read: what places it among others, and all of it as the store keeps it."""

    masthead: Document  # without its text
    dateline: str | None
    length: int  # of the text, in characters
    marks: tuple[int, ...]
    shown: tuple[Shown, ...]
    kept: Kept

    def reading(self) -> Reading:
        """All that was read."""
        return kept(self.kept)

    def day(self, pending: Pending) -> date:
        """The day of publication; of what states none, that on which it was found."""
        published = self.masthead.published
        return published.on if published else pending.retrieved.date()

    def position(self, pending: Pending, stream: str) -> str:
        """Its place among the releases of its watch; two versions of a page on one day follow each other as they were seen."""
        moment: date | datetime = pending.retrieved if stream else self.day(pending)
        return f"{moment.isoformat()} {self.masthead.sha256}"

    def release(self, pending: Pending, *, late: bool) -> Release:
        """The release as reports name it, without its text."""
        document = self.masthead
        return Release(
            sha256=document.sha256,
            source=pending.source,
            location=pending.location,
            media_type=pending.media_type.partition(";")[0].strip(),
            size=pending.size,
            retrieved=pending.retrieved,
            reader=document.reader,
            title=document.title,
            organisation=document.organisation,
            published=document.published.on if document.published else None,
            published_source=document.published.source if document.published else None,
            dateline=self.dateline,
            wire=document.dateline.wire if document.dateline else None,
            listing=str(document.listing) if document.listing else None,
            late=late,
        )


def prepare(body: Body, registry: Registry) -> Prepared | Refused:
    """One capture, read and made ready."""
    read = read_one(body, registry)
    if isinstance(read, Refused):
        return read
    try:
        return _prepared(read)
    except Exception as error:  # noqa: BLE001 - what cannot be kept must not end a run either
        return failed(body, error)


def _prepared(read: Read) -> Prepared:
    document = read.reading.document
    # blocks have done their work, and a page has hundreds to carry
    masthead = replace(document, text="", blocks=())
    return Prepared(
        masthead=masthead,
        dateline=document.dateline.span.of(document.text) if document.dateline else None,
        length=len(document.text),
        marks=read.marks,
        shown=read.shown,
        kept=keep(replace(read.reading, document=masthead), document.text),
    )


def prepare_all(
    bodies: Iterable[Body], registry: Registry, workers: Executor | None = None
) -> Iterator[Prepared | Refused]:
    """Captures, made ready, in their order; by several processes where there are `workers`, begun with the same registry."""
    if workers is None:
        return (prepare(body, registry) for body in bodies)
    arriving = spread(_prepare_chunk, bodies, workers)
    return (one if isinstance(one, Refused) else _ARRIVING.decode(one) for one in arriving)


#: A `Prepared` is some fifty small values, which pickle carries one by one, and msgpack at a fifth of the price.
_ARRIVING = msgspec.msgpack.Decoder(Prepared)


def _prepare_chunk(bodies: Sequence[Body]) -> list[bytes | Refused]:
    registry = standards()
    prepared = (prepare(body, registry) for body in bodies)
    return [one if isinstance(one, Refused) else msgspec.msgpack.encode(one) for one in prepared]
