"""From the bytes of a capture to a `Document`: what its medium's reader makes of it, and what its masthead says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tracker.documents.masthead import MASTHEAD, masthead
from tracker.documents.model import DateSource, Document, Published
from tracker.documents.read import read
from tracker.documents.read.reading import Declared, Reading

#: How much later than its text says a feed may date a release and still be believed.
REFILLED = timedelta(days=31)


def interpret(
    body: bytes,
    *,
    sha256: str,
    source: str,
    media_type: str | None = None,
    charset: str | None = None,
    names: Sequence[str] = (),
    listed: Published | None = None,
    dated: bool = True,
) -> Document:
    """Read a capture; raises `ReadError` with the cause when it cannot be read.

    `source` is where the bytes came from (a path or a URL); its last part may be the only place that states a day.
    `names` are the organisation's names as its watch gives them. `listed` is the day that the listing gives which the
    document was found in. What is not `dated` has no day of publication, whatever it says: a page whose changes are its history.
    """
    name = source.replace("\\", "/").rsplit("/", 1)[-1]
    reading = read(body, media_type=media_type, name=name, charset=charset)
    web = source if "://" in source else reading.declared(Declared.CANONICAL)
    head = masthead(reading.text, reading.blocks, file_name=name, url=web, names=names)
    return Document(
        sha256=sha256,
        source=source,
        text=reading.text,
        blocks=reading.blocks,
        reader=f"{reading.reader} {MASTHEAD}",
        title=head.title or reading.declared(Declared.TITLE),
        organisation=head.organisation,
        published=_published(head.published, reading, listed) if dated else None,
        dateline=head.dateline,
        listings=head.listings,
        language=reading.declared(Declared.LANGUAGE) or head.language,
    )


def _published(stated: Published | None, reading: Reading, listed: Published | None) -> Published | None:
    """The day that the listing gives; else the text's own, the one that the medium declares, that of its address.

    A feed is filled anew when a site is rebuilt, and then every release is of that day: a text that states an earlier day
    knows better.
    """
    own = stated if stated is not None and stated.source in {DateSource.HEADER, DateSource.DATELINE} else None
    if listed is not None and listed.source is DateSource.FEED and not (own and listed.on - own.on > REFILLED):
        return listed
    if own is not None:
        return own
    declared = _day(reading.declared(Declared.PUBLISHED))
    if declared is not None:
        return Published(declared, DateSource.METADATA)
    return listed or stated


def _day(declared: str | None) -> date | None:
    if not declared:
        return None
    try:
        return datetime.fromisoformat(declared.strip()).date()
    except ValueError:
        return None
