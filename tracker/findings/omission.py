"""What it means that a text keeps silent about a scheme: told when the silence begins, and again when it lasts.

`derive.between` tells the first release that no longer says something. A reader who missed it, or put it down to a short
release, is told once more at the third in a row whose section was read and is silent. A release whose section is absent
or could not be read neither counts nor breaks the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.claims.model import Claim, Holder
from tracker.findings.aspects import holds
from tracker.findings.model import Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, claimed

#: Releases in a row that must be silent before it is said again.
IN_A_ROW: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one release says in the section in which an organisation's claims stand; `was_read` is False where it has none."""

    sha256: str
    claims: tuple[Claim, ...] = ()
    was_read: bool = True


def silences(releases: Sequence[Spoken], *, in_a_row: int = IN_A_ROW) -> tuple[Finding, ...]:
    """The schemes about which the last release is the n-th in a row to be silent, by scheme.

    Args:
        releases: One organisation's releases in the order of publication, the one that was just read last.
        in_a_row: The number of silent releases at which a finding is due; neither before nor after.
    """
    read = [release for release in releases if release.was_read]
    if len(read) <= in_a_row or not releases[-1].was_read:
        return ()
    silent, spoke = read[-in_a_row:], read[-in_a_row - 1]
    said_since = {claim.scheme for release in silent for claim in _ours(release)}
    last: dict[str, Claim] = {}
    for claim in _ours(spoke):
        if claim.scheme not in said_since:
            last.setdefault(claim.scheme, claim)
    sides = Sides(spoke.sha256, silent[-1].sha256)
    reasons = (Reason.OMITTED, Reason.IN_A_ROW.about(in_a_row))
    return tuple(
        claimed(Kind.CLAIM_DROPPED, scheme, reasons, (claim, None), sides) for scheme, claim in sorted(last.items())
    )


def _ours(release: Spoken) -> list[Claim]:
    ours = [claim for claim in release.claims if claim.holder is not Holder.THIRD_PARTY and holds(claim)]
    return sorted(ours, key=lambda claim: claim.span)
