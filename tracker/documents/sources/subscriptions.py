"""Lists of what to watch that people have already: feed readers' OPML, and a table of suppliers.

Gives organisations with the settings of their sources; writing them into watch files is for whoever owns those.
Sources: OPML 2.0 (opml.org), RFC 4180 for the table.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

from tracker.documents.read.encoding import decode
from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.errors import Problem, SourceError, WatchFileError

AnySettings: TypeAlias = EdgarSettings | FeedSettings | FolderSettings | NewsroomSettings | PageSettings

_MOST_BYTES = 16 * 2**20

#: Feed readers write "feed://host/" for http, and "feed:https://host/" for what follows.
_FEED_SCHEME = re.compile(r"^feed:(?://|(https?://))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One organisation and where it publishes."""

    name: str
    aliases: tuple[str, ...] = ()
    sources: tuple[AnySettings, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlines:
    """What an OPML file lists: organisations, and addresses of feeds that are none on the web, which are left out."""

    subscriptions: tuple[Subscription, ...]
    left_out: tuple[str, ...] = ()


def from_opml(body: bytes, name: str) -> Outlines:
    """The feeds of an OPML file, in its order, each once; feeds of one title are one organisation.

    Raises:
        SourceError: It is no OPML, or lists no feed.
    """
    try:
        # Expat refuses entity bombs and fetches nothing.
        root = ET.fromstring(body[:_MOST_BYTES])  # noqa: S314 - see above
    except ET.ParseError as error:
        raise SourceError(
            f"{name} is not well formed at line {error.position[0]}.", hint="Export it again as OPML."
        ) from None
    found: dict[str, list[str]] = {}
    left_out: list[str] = []
    for outline in root.iter("outline"):
        said = (outline.get("xmlUrl") or "").strip()
        address = _FEED_SCHEME.sub(lambda match: match[1] or "http://", said)
        if said and not address.startswith(("http://", "https://")):
            left_out.append(said)
        elif said:
            title = (outline.get("title") or outline.get("text") or address).strip()
            feeds = found.setdefault(title, [])
            if address not in feeds:
                feeds.append(address)
    if not found:
        raise SourceError(f"{name} lists no feed.", hint="An OPML file has outlines with an xmlUrl.")
    subscriptions = tuple(
        Subscription(name=title, sources=tuple(FeedSettings(url=address) for address in feeds))
        for title, feeds in found.items()
    )
    return Outlines(subscriptions, tuple(left_out))


def from_table(body: bytes, name: str) -> tuple[Subscription, ...]:
    """The organisations of a table with a header line; rows of one name are one organisation.

    Columns: `name`, `aliases` (several apart by ";"), and `feed`, `newsroom`, `page`, `cik`, `folder`. Cells may be empty;
    the delimiter is a comma, a semicolon or a tab, whichever the header has most of.

    Raises:
        ReadError: It is not text.
        WatchFileError: Every problem of every line at once.
    """
    text = decode(body[:_MOST_BYTES], name=name).text
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [column.strip().lower() for column in next(rows, [])]
    problems = [_unknown_column(name, column) for column in header if column not in _COLUMNS]
    if "name" not in header:
        problems.append(Problem(file=name, place="line 1", message="there is no column 'name'"))
    if problems:
        raise WatchFileError(tuple(problems), hint=f"The columns are {', '.join(_COLUMNS)}.")
    found: dict[str, Subscription] = {}
    for row in rows:
        if any(cell.strip() for cell in row):
            place = f"line {rows.line_num}"
            try:
                subscription = _of_row(dict(zip(header, (cell.strip() for cell in row), strict=False)))
            except ValueError as error:
                problems.append(Problem(file=name, place=place, message=str(error)))
                continue
            found[subscription.name] = _merged(found.get(subscription.name), subscription)
    if problems:
        raise WatchFileError(tuple(problems))
    return tuple(found.values())


def _cik(cell: str) -> EdgarSettings:
    digits = cell.upper().removeprefix("CIK").strip()
    if not digits.isdigit() or not 0 < int(digits) < 10**10:
        raise ValueError(f"'{cell}' is no Central Index Key")
    return EdgarSettings(cik=int(digits))


def _address(cell: str) -> str:
    if not cell.startswith(("http://", "https://")):
        raise ValueError(f"'{cell}' is no address on the web")
    return cell


#: What each column of sources gives.
_SOURCES: dict[str, Callable[[str], AnySettings]] = {
    "feed": lambda cell: FeedSettings(url=_address(cell)),
    "newsroom": lambda cell: NewsroomSettings(url=_address(cell)),
    "page": lambda cell: PageSettings(url=_address(cell)),
    "cik": _cik,
    "folder": lambda cell: FolderSettings(path=Path(cell)),
}
_COLUMNS = ("name", "aliases", *_SOURCES)


def _unknown_column(name: str, column: str) -> Problem:
    near = difflib.get_close_matches(column, _COLUMNS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else ""
    return Problem(file=name, place="line 1", message=f"there is no column '{column}'", hint=hint)


def _of_row(cells: dict[str, str]) -> Subscription:
    if not cells.get("name"):
        raise ValueError("there is no name")
    sources = tuple(make(cells[column]) for column, make in _SOURCES.items() if cells.get(column))
    if not sources:
        raise ValueError(f"{cells['name']} has no source")
    aliases = tuple(alias.strip() for alias in cells.get("aliases", "").split(";") if alias.strip())
    return Subscription(name=cells["name"], aliases=aliases, sources=sources)


def _merged(before: Subscription | None, more: Subscription) -> Subscription:
    if before is None:
        return more
    return Subscription(
        name=more.name,
        aliases=tuple(dict.fromkeys((*before.aliases, *more.aliases))),
        sources=tuple(dict.fromkeys((*before.sources, *more.sources))),
    )
