"""Claims as a recogniser would give them, written in one line."""

from typing import Any

from tracker.claims.model import Claim, Holder, Modality, Status
from tracker.documents.model import Span

CERTIFIED, REGISTERED, ACCREDITED = Status.CERTIFIED, Status.REGISTERED, Status.ACCREDITED
APPROVED, HELD, ATTESTED = Status.APPROVED, Status.HELD, Status.ATTESTED
RATED, COMPLIANT, STATED = Status.RATED, Status.COMPLIANT, Status.STATED
PLANNED, CONDITIONAL, FORMER = Modality.PLANNED, Modality.CONDITIONAL, Modality.FORMER
NEGATED, ALIGNED = Modality.NEGATED, Modality.ALIGNED
THEIRS, SUBSIDIARY = Holder.THIRD_PARTY, Holder.SUBSIDIARY


def claim(scheme: str, edition: str | None = None, status: Status = CERTIFIED, **more: Any) -> Claim:  # noqa: ANN401 - whatever a claim has
    """One claim; its quote is the scheme and edition, at offset `at`."""
    at = more.pop("at", 0)
    quote = f"{scheme}:{edition}" if edition else scheme
    return Claim(
        scheme=scheme,
        family=more.pop("family", scheme),
        edition=edition,
        status=status,
        quote=quote,
        span=Span(at, at + len(quote)),
        **more,
    )
