"""A finding as it is looked at, and the digests by which a decision holds on to it.

Four digests of one value, from the widest to the narrowest: `matter` is where it is said (a watch, a release, a subject), `cluster`
which edit it is wherever it is seen, `content` what it says in the words of the documents, and `looked` everything shown.
None of them depends on offsets, on the release compared with, or on the versions of our own code. What may change without
the finding saying anything else (severity, reasons) is in `looked` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from hashlib import blake2b, sha256

import msgspec

from tracker.claims.model import Claim, Holder
from tracker.documents.typography import encodable
from tracker.findings.model import Evidence, Finding
from tracker.history import WatchHistory
from tracker.review.model import Difference, Shown, Statement

#: Bytes of digest in a key: 32 hexadecimal digits.
_BYTES = 16

#: What a decision is bound to.
_BOUND = ("kind", "subject", "before", "after", "said_before", "said_after", "quote_before", "quote_after", "until")


def shown(watch: str, finding: Finding, *, after: str = "", before: str = "") -> Shown:
    """A finding as it is looked at; `after` and `before` are the digests of the two releases of its change."""
    return Shown(
        watch=encodable(watch),
        finding=finding.id,
        place=after,
        kind=finding.kind,
        severity=finding.severity,
        subject=encodable(finding.subject),
        reasons=tuple(map(encodable, finding.reasons)),
        before=_statement(finding.before),
        after=_statement(finding.after),
        said_before=_maybe(finding.said_before),
        said_after=_maybe(finding.said_after),
        quote_before=_quote(finding.evidence_before),
        quote_after=_quote(finding.evidence_after),
        sha_before=_sha(finding.evidence_before) or before,
        sha_after=_sha(finding.evidence_after) or after,
        until=_maybe(finding.until),
    )


def of_history(history: WatchHistory) -> Iterator[Shown]:
    """Every finding of a watch: of its changes in publication order, then what is true on the day."""
    for change in history.changes:
        for finding in change.findings:
            yield shown(history.id, finding, before=change.before, after=change.after)
    for finding in history.standing_findings:
        yield shown(history.id, finding)


def matter(one: Shown) -> str:
    """Where it is said: in which release of which watch, about what."""
    return _digest(one.watch, one.place, one.subject)


def content(one: Shown) -> str:
    """What it says, in the words of the documents: what a decision is bound to."""
    return _digest(*(_text(getattr(one, name)) for name in _BOUND))


def cluster(one: Shown) -> str:
    """Which edit it is, wherever it is seen. The words around a claim or a fact may differ; those of a wording may not."""
    says = (one.before, one.after, one.said_before, one.said_after)
    quotes = (one.quote_before, one.quote_after) if not any(says) else ()
    return _digest(one.kind, one.subject, _text(one.until), *map(_text, says), *map(_text, quotes))


def looked(one: Shown) -> str:
    """SHA-256 of everything that was shown, as hexadecimal digits."""
    return sha256(msgspec.json.encode(one, order="deterministic")).hexdigest()


def together(parts: Iterable[str]) -> str:
    """One digest over several."""
    return _digest(*parts)


def differences(was: Shown, now: Shown) -> tuple[Difference, ...]:
    """What differs between what was decided on and what is there now, field by field."""
    found = []
    for name in _BOUND:
        old, new = getattr(was, name), getattr(now, name)
        if isinstance(old, Statement) and isinstance(new, Statement):
            found += [
                Difference(f"{name}.{one.name}", _text(getattr(old, one.name)), _text(getattr(new, one.name)))
                for one in fields(Statement)
                if getattr(old, one.name) != getattr(new, one.name)
            ]
        elif old != new:
            found.append(Difference(name, _text(old), _text(new)))
    return tuple(found)


def _statement(claim: Claim | None) -> Statement | None:
    if claim is None:
        return None
    return Statement(
        scheme=claim.scheme,
        edition=_maybe(claim.edition),
        level=_maybe(claim.level),
        status=claim.status,
        modality=claim.modality,
        scope=_maybe(claim.scope),
        sites=tuple(map(encodable, claim.sites)),
        holder=_maybe(claim.holder_name) if claim.holder is not Holder.ORGANISATION else None,
        registrar=_maybe(claim.registrar),
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Statement):
        return msgspec.json.encode(value, order="deterministic").decode()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _digest(*parts: str) -> str:
    # a JSON array keeps ("ab", "c") and ("a", "bc") apart
    return blake2b(msgspec.json.encode(parts), digest_size=_BYTES).hexdigest()


def _quote(evidence: Evidence | None) -> str | None:
    return encodable(evidence.quote) if evidence else None


def _sha(evidence: Evidence | None) -> str:
    return evidence.sha256 if evidence else ""


def _maybe(text: str | None) -> str | None:
    return None if text is None else encodable(text)
