"""One way to state a finding: its id and its severity follow from what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.claims.model import Claim
from tracker.documents.model import Span
from tracker.findings.identity import identity
from tracker.findings.model import Evidence, Finding, Kind
from tracker.findings.severity import severity


@dataclass(frozen=True, slots=True)
class Sides:
    """The digests of the two documents that are compared; empty where they are not known."""

    before: str = ""
    after: str = ""


def state(
    kind: Kind,
    subject: str,
    reasons: Iterable[str] = (),
    *,
    said: tuple[str | None, str | None] = (None, None),
    evidence: tuple[Evidence | None, Evidence | None] = (None, None),
    claims: tuple[Claim | None, Claim | None] = (None, None),
    until: str | None = None,
) -> Finding:
    """A finding. Each reason stands once, in the order in which it was first given; pairs are (before, after)."""
    once = tuple(dict.fromkeys(str(reason) for reason in reasons))
    return Finding(
        id=identity(kind, subject, said=said, evidence=evidence),
        kind=kind,
        severity=severity(kind, once),
        subject=subject,
        reasons=once,
        before=claims[0],
        after=claims[1],
        said_before=said[0],
        said_after=said[1],
        evidence_before=evidence[0],
        evidence_after=evidence[1],
        until=until,
    )


def claimed(
    kind: Kind,
    subject: str,
    reasons: Iterable[str],
    claims: tuple[Claim | None, Claim | None],
    sides: Sides,
    *,
    until: str | None = None,
) -> Finding:
    """A finding about a certification: its evidence is what the claims quote."""
    before, after = claims
    evidence = (quoted(before, sides.before), quoted(after, sides.after))
    return state(kind, subject, reasons, evidence=evidence, claims=claims, until=until)


def quoted(claim: Claim | None, sha: str) -> Evidence | None:
    """A claim's own quote as evidence."""
    return None if claim is None else Evidence(claim.quote, claim.span, sha)


def proof(quote: str, span: Span, sha: str) -> Evidence | None:
    """A quote as evidence, or None where there is nothing to quote."""
    return Evidence(quote, span, sha) if quote else None
