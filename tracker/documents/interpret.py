"""From the bytes of a capture to a `Document`: what its medium's reader makes of it, and what its masthead says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.documents.masthead import MASTHEAD, masthead
from tracker.documents.masthead.dates import DateOrder, dates, is_ambiguous
from tracker.documents.model import Confidence, DateSource, Document, Published
from tracker.documents.read import read
from tracker.documents.read.reading import Declared, Reading
from tracker.documents.sources.dates import declared_day

#: How much later than its text says a feed may date a release and still be believed.
REFILLED = timedelta(days=31)
#: Days that are further apart than this contradict each other; one is a matter of time zones.
_APART = timedelta(days=1)


def interpret(
    body: bytes,
    *,
    sha256: str,
    source: str,
    media_type: str | None = None,
    names: Sequence[str] = (),
    listed: Published | None = None,
    dated: bool = True,
    order: DateOrder | None = None,
) -> Document:
    """Read a capture; raises `ReadError` with the cause when it cannot be read.

    `source` is where the bytes came from (a path or a URL); its last part may be the only place that states a day.
    `names` are the organisation's names as its watch gives them. `listed` is the day that the listing gives which the
    document was found in. What is not `dated` has no day of publication, whatever it says: a page whose changes are its history.
    `order` is how the source writes days as three numbers; without it they are no days.
    """
    name = source.replace("\\", "/").rsplit("/", 1)[-1]
    reading = read(body, media_type=media_type, name=name)
    web = source if "://" in source else reading.declared(Declared.CANONICAL)
    head = masthead(reading.text, reading.blocks, file_name=name, url=web, names=names, order=order)
    return Document(
        sha256=sha256,
        source=source,
        text=reading.text,
        blocks=reading.blocks,
        reader=f"{reading.reader} {MASTHEAD}",
        title=head.title or reading.declared(Declared.TITLE),
        organisation=head.organisation,
        published=_published(head.published, reading, listed, order) if dated else None,
        dateline=head.dateline,
        listings=head.listings,
        language=reading.declared(Declared.LANGUAGE),
        pages=reading.pages,
    )


def _published(
    stated: Published | None, reading: Reading, listed: Published | None, order: DateOrder | None
) -> Published | None:
    """The day that the listing gives; else the text's own, the one that the medium declares, that of its address.

    A feed is filled anew when a site is rebuilt, and then every release is of that day: a text that states an earlier day
    knows better. A day that one of the others contradicts is trusted less.
    """
    own = stated if stated is not None and stated.source in {DateSource.HEADER, DateSource.DATELINE} else None
    declared = _declared(reading.declared(Declared.PUBLISHED), order)
    fed = listed is not None and listed.source is DateSource.FEED and not (own and listed.on - own.on > REFILLED)
    chosen = (listed if fed else None) or own or declared or listed or stated
    evidence = (one.on for one in (listed, own, declared) if one is not None)
    if chosen is not None and any(abs(chosen.on - on) > _APART for on in evidence):
        return replace(chosen, confidence=_LESS[chosen.confidence])
    return chosen


_LESS = {Confidence.HIGH: Confidence.MEDIUM, Confidence.MEDIUM: Confidence.LOW, Confidence.LOW: Confidence.LOW}


def _declared(said: str | None, order: DateOrder | None) -> Published | None:
    """The day that a medium declares, in ISO 8601, as mail writes it, or in words; as three numbers where `order` is known."""
    if not said:
        return None
    try:
        on: date | None = datetime.fromisoformat(said.strip()).date()
    except ValueError:
        on = declared_day(said) or next((found for found, _ in dates(said, order=order)), None)
    confidence = Confidence.MEDIUM if is_ambiguous(said) else Confidence.HIGH
    return Published(on, DateSource.METADATA, confidence=confidence) if on is not None else None
