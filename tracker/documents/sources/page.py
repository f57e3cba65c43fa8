"""One page whose own changes are the history: a quality policy, a list of certificates, terms."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.documents.sources.contract import Discovery, Item, Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """What a `page` source says in its watch file."""

    url: str
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSource:
    """Lists its page, every time; whether it changed is for the host and the digest to say."""

    settings: PageSettings

    def discover(self, visitor: Visitor, *, full: bool = False) -> Discovery:  # noqa: ARG002 - there is but one page
        """The page."""
        return Discovery(items=(Item(identity=self.settings.url, url=self.settings.url, revisit=True),))
