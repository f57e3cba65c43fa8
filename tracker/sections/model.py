"""The nouns of how a document is divided: roles and sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tracker.documents.model import Span


class Role(StrEnum):
    """What a section is for. The values are part of the JSON contract."""

    LEAD = "lead"
    BODY = "body"
    ABOUT = "about"
    SAFE_HARBOR = "safe-harbor"
    CONTACT = "contact"
    TRADEMARK = "trademark"
    NON_GAAP = "non-gaap"
    FURNITURE = "furniture"  # of the wire or the archive, not the issuer's words
    OTHER = "other"


#: The roles that every paragraph is asked for, by names of their own: Python 3.11 takes ten times as long for a member of an enum.
LEAD: Final = Role.LEAD
BODY: Final = Role.BODY
ABOUT: Final = Role.ABOUT
SAFE_HARBOR: Final = Role.SAFE_HARBOR
CONTACT: Final = Role.CONTACT
TRADEMARK: Final = Role.TRADEMARK
NON_GAAP: Final = Role.NON_GAAP
FURNITURE: Final = Role.FURNITURE
OTHER: Final = Role.OTHER

#: Roles whose text organisations repeat from release to release.
STANDING = frozenset({Role.ABOUT, Role.SAFE_HARBOR, Role.CONTACT, Role.TRADEMARK, Role.NON_GAAP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of a document's text with one role.

    `span` covers heading and body; `heading_span` is None where there is no heading; `subject` is the
    organisation that an About section is about, as its heading (or first sentence) names it.
    The sections of a document do not overlap, stand in text order, and leave out only white space.
    """

    role: Role
    span: Span
    body_span: Span
    heading: str | None = None
    heading_span: Span | None = field(default=None, compare=False)
    subject: str | None = None

    def body(self, text: str) -> str:
        """The section's own words, without its heading."""
        return self.body_span.of(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: its place, where what it heads begins, its role, and of whom an About section speaks."""

    role: Role
    span: Span
    body: int
    subject: str | None = None
