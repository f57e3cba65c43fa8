"""What every source on the web promises: it lists, and does not fetch what it lists.

What was seen before is the caller's to keep (`Memory`), so that a source has no state and two passes differ only by what
the world did in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from tracker.documents.fetch.asks import Ask, Expects
from tracker.documents.fetch.outcomes import Captured, Looked, NotModified, Validators
from tracker.documents.fetch.settings import Credential


class NoticeKind(StrEnum):
    """What a source wants its operator to know. Codes for machines."""

    ROLLED_OVER = "rolled-over"  # everything listed is new: what came in between was missed
    DUPLICATE_IDENTITY = "duplicate-identity"  # two releases under one identifier
    NO_LINK = "no-link"  # listed without an address
    BROKEN = "broken"  # not well formed, read as far as it goes
    EMPTY = "empty"  # lists nothing at all
    CUT_OFF = "cut-off"  # longer than a source is followed


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the operator should know of one address, and how often."""

    kind: NoticeKind
    url: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document that a source lists.

    `identity` stays the same when the address does not; `stamp` changes when the source says that the document did;
    `published` is the day in the organisation's own calendar. `revisit` marks a document that is looked at every time.
    """

    identity: str
    url: str
    title: str | None = None
    published: date | None = None
    stamp: str = ""
    revisit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What one look at a source listed.

    `looks` are all looks at its own pages, its first page first; `remember` are pairs of identity and stamp that are
    dealt with although nothing is fetched for them. Not `complete` means that some of its pages could not be read.
    """

    items: tuple[Item, ...] = ()
    looks: tuple[Looked, ...] = ()
    notices: tuple[Notice, ...] = ()
    remember: tuple[tuple[str, str], ...] = ()
    complete: bool = True

    @property
    def is_there(self) -> bool:
        """Whether the source's own page could be had; one without a page of its own is there."""
        return not self.looks or isinstance(self.looks[0], Captured | NotModified)


class Memory(Protocol):
    """What is known from earlier passes over one source."""

    def validators(self, url: str) -> Validators:
        """What makes a request for this address conditional; empty for one that was never captured."""
        ...

    def stamp(self, identity: str) -> str | None:
        """The stamp under which an identity was last dealt with; None for one that never was."""
        ...

    def usual_length(self, url: str) -> int | None:
        """The length of the last believed text from an address, in code points."""
        ...

    def is_new(self) -> bool:
        """Whether the source has never been looked at."""
        ...

    def unfinished(self) -> tuple[Item, ...]:
        """What was listed and could not be had, and is to be asked for again whether it is listed still or not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Takes looks on behalf of one source: with its permissions, and with what is remembered of each address.

    `interval` are seconds between two requests to one host, where the source's host wants more than the settings give.
    """

    look: Callable[[Ask], Looked]
    look_all: Callable[[Iterable[Ask]], Iterator[tuple[Ask, Looked]]]
    memory: Memory
    allowed: frozenset[str] = frozenset()
    credentials: tuple[Credential, ...] = ()
    contact: str = ""
    interval: float = 0.0

    def ask(self, url: str, expects: Expects, *, conditional: bool = True) -> Ask:
        """The look to take at an address; conditional where it was captured before."""
        return Ask(
            url=url,
            expects=expects,
            validators=self.memory.validators(url) if conditional else Validators(),
            usual_length=self.memory.usual_length(url) if expects is Expects.DOCUMENT else None,
            allowed=self.allowed,
            credentials=self.credentials,
            interval=self.interval,
        )

    def visit(self, url: str, expects: Expects, *, conditional: bool = True) -> Looked:
        """One look at an address, now."""
        return self.look(self.ask(url, expects, conditional=conditional))


class Source(Protocol):
    """A kind of source."""

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:
        """What the source lists now; `full` asks for everything, not only for what changed.

        Raises:
            SourceError: It cannot be looked at as it is set up, which is for the operator to mend.
        """
        ...


def wanted(discovery: Discovery, memory: Memory, *, full: bool = False) -> tuple[Item, ...]:
    """Those documents that are to be looked at, each address once, in the order of publication.

    Of what is listed, the new ones, or all of them when `full`; and what could not be had before, because a listing
    that did not change lists nothing. A source that cannot be had itself is not asked for more. Listings begin with
    what is newest; what they do not date comes before what they date.
    """
    found: dict[str, Item] = {}
    for item in discovery.items:
        if full or item.revisit or is_new(item, memory):
            found.setdefault(item.url, item)
    if discovery.is_there:
        for item in memory.unfinished():
            found.setdefault(item.url, item)
    oldest_first = list(found.values())[::-1]
    return tuple(sorted(oldest_first, key=lambda item: item.published or date.min))


def is_new(item: Item, memory: Memory) -> bool:
    """Whether an item was never dealt with, or says that it changed since."""
    known = memory.stamp(item.identity)
    return known is None or (bool(item.stamp) and item.stamp != known)
