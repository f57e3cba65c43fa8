"""The JSON that commands answer with: one document, its shapes fixed by `schema` (docs/reference.md).

Spans are half-open code point offsets into the document's own text; a quote is exactly that slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.assess import Compared, Reading
from tracker.changes.model import SectionChange
from tracker.claims.currency import assess
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.findings.model import Evidence, Finding
from tracker.sections.model import Section

#: Raised when a shape changes in a way that a reader of it would notice.
SCHEMA = 1

Json = dict[str, Any]


def claim(said: Claim, reading: Reading, registry: Registry, at: date) -> Json:
    """A claim with its section and its standing on a day."""
    section = reading.section_of(said.span)
    worth = assess(said, registry, at)
    return {
        "scheme": said.scheme,
        "family": said.family,
        "edition": said.edition,
        "status": said.status,
        "modality": said.modality,
        "scope": said.scope,
        "quote": said.quote,
        "span": list(said.span),
        "section": section.role if section else None,
        "standing": worth.standing,
        "standing_until": worth.until.isoformat() if worth.until else None,
    }


def compared(before: Reading, after: Reading, result: Compared, registry: Registry, days: tuple[date, date]) -> Json:
    """The answer of `tracker compare`; `days` are those on which the claims of each side are judged."""
    return {
        "schema": SCHEMA,
        "before": _document(before),
        "after": _document(after),
        "sections": [_section_change(change) for change in result.sections],
        "claims": {
            "before": [claim(said, before, registry, days[0]) for said in before.claims],
            "after": [claim(said, after, registry, days[1]) for said in after.claims],
        },
        "findings": [finding(found, before, after, registry, days) for found in result.findings],
    }


def claimed(readings: Sequence[tuple[Reading, date]], registry: Registry, at: date) -> Json:
    """The answer of `tracker claims`; each reading comes with the day on which its claims are judged."""
    return {
        "schema": SCHEMA,
        "at": at.isoformat(),
        "documents": [
            {
                "source": reading.document.source,
                **published(reading),
                "organisation": reading.document.organisation,
                "sections": [_section(section) for section in reading.sections],
                "claims": [claim(said, reading, registry, day) for said in reading.claims],
            }
            for reading, day in readings
        ],
    }


def finding(found: Finding, before: Reading, after: Reading, registry: Registry, days: tuple[date, date]) -> Json:
    """A finding: about a scheme, with the claims on both sides, or about a fact, with what was said on both sides."""
    return {
        "id": found.id,
        "kind": found.kind,
        "scheme": found.subject if found.before or found.after else None,
        "subject": found.subject,
        "severity": found.severity,
        "before": claim(found.before, before, registry, days[0]) if found.before else found.said_before,
        "after": claim(found.after, after, registry, days[1]) if found.after else found.said_after,
        "reasons": list(found.reasons),
        "evidence": {"before": _evidence(found.evidence_before), "after": _evidence(found.evidence_after)},
    }


def _document(reading: Reading) -> Json:
    return {
        "source": reading.document.source,
        "sha256": reading.document.sha256,
        **published(reading),
        "organisation": reading.document.organisation,
    }


def published(reading: Reading) -> Json:
    """The day of publication, where it was read, and how far it can be trusted; three times null where there is none."""
    found = reading.document.published
    return {
        "published": found.on.isoformat() if found else None,
        "published_source": found.source if found else None,
        "published_confidence": found.confidence if found else None,
    }


def _section(section: Section) -> Json:
    return {"role": section.role, "heading": section.heading, "span": list(section.span)}


def _section_change(change: SectionChange) -> Json:
    return {
        "role": change.role,
        "heading": change.heading,
        "standing": change.standing,
        "edits": [
            {
                "kind": edit.kind,
                "before": edit.before,
                "after": edit.after,
                "before_span": list(edit.before_span),
                "after_span": list(edit.after_span),
                "weight": edit.weight,
            }
            for edit in change.edits
        ],
    }


def _evidence(evidence: Evidence | None) -> Json | None:
    return {"quote": evidence.quote, "span": list(evidence.span)} if evidence else None
