"""What is asked of a host: where, what for, and what is known of it from before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.fetch.outcomes import Validators
from tracker.documents.fetch.settings import Credential


class Expects(StrEnum):
    """What a look is for."""

    DOCUMENT = "document"
    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One look to take: where, what for, and what is known of it from before.

    `allowed` are hosts at addresses that are not public which the watch file names; `usual_length` is the length of the
    last believed text, in code points. `interval` are seconds to leave between two requests to the host, where that is
    more than the settings say.
    """

    url: str
    expects: Expects = Expects.DOCUMENT
    validators: Validators = Validators()  # noqa: RUF009 - it is frozen
    usual_length: int | None = None
    allowed: frozenset[str] = frozenset()
    credentials: tuple[Credential, ...] = ()
    interval: float = 0.0

    @property
    def known(self) -> bool:
        """Whether there was a document at this address before."""
        return self.validators != Validators()
