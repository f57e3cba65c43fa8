"""How schemes and editions are called in a sentence, and where a claim can be verified."""

from __future__ import annotations

import re

from tracker.claims.model import Claim
from tracker.claims.schemes import Registry

_YEAR = re.compile(r"(19|20)\d\d")
_LETTER = re.compile(r"[A-Z]")


def name(scheme: str, book: Registry) -> str:
    """The scheme's name; for one that the registry lacks, its id in capitals."""
    facts = book.schemes.get(scheme)
    return facts.name if facts else scheme.replace("-", " ").upper()


def verify(scheme: str, book: Registry) -> str | None:
    """Where a claim about the scheme can be verified, where that is known."""
    facts = book.schemes.get(scheme)
    return facts.verify.removesuffix(".") or None if facts else None


def edition_label(scheme: str, edition: str | None, book: Registry) -> str:
    """A scheme with its edition, as the trade writes it: ISO 9001:2015, AS9100D, SOC 2 Type 2, FSSC 22000 edition 6."""
    called = name(scheme, book)
    if not edition:
        return called
    if _YEAR.match(edition) and called[-1:].isdigit():
        return f"{called}:{edition}"
    if _LETTER.fullmatch(edition) and called[-1:].isdigit() and " " not in called:
        return f"{called}{edition}"
    if edition.isdigit():
        return f"{called} edition {edition}"
    return f"{called} {edition}"


def claim_label(claim: Claim, book: Registry) -> str:
    """A claim's scheme with its edition."""
    return edition_label(claim.scheme, claim.edition, book)
