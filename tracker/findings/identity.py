"""What a finding is called: a digest of what it says, so that a verdict stays attached when everything derived is rebuilt.

Two runs, two machines, two orders of arrival give one id. What may change without the finding saying anything else is
left out: severity, reasons, and where in the text the quotes stand.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from tracker.findings.model import Evidence, Kind

#: Bytes of digest in an id: 24 hexadecimal digits, one chance in 10**14 of a clash among a million findings.
_BYTES: Final = 12

#: Stands between the parts; no text holds it, so that ("ab", "c") and ("a", "bc") differ.
_BETWEEN: Final = "\x1f"


def identity(
    kind: Kind,
    subject: str,
    *,
    said: tuple[str | None, str | None] = (None, None),
    evidence: tuple[Evidence | None, Evidence | None] = (None, None),
) -> str:
    """The id of a finding: kind, subject, both values, both quotes and both documents, digested (BLAKE2b, RFC 7693)."""
    parts = [kind.value, subject, *(value or "" for value in said)]
    for proof in evidence:
        parts += [proof.quote, proof.sha256] if proof else ["", ""]
    return blake2b(_BETWEEN.join(parts).encode(), digest_size=_BYTES).hexdigest()
