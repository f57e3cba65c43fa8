"""How often a source is looked at that asks for no more looks than it is worth: seldom while it is quiet. Pure.

The next look is due after a tenth of the time for which the source has shown nothing new. This is the adaptive time to live
of the Alex protocol (V. Cate, "Alex - a global filesystem", USENIX File System Workshop 1992), which HTTP recommends for
answers that say nothing else (RFC 9111, section 4.2.2). What changed lately is likely to change soon; what is found late
is late by at most a tenth of the silence before it. One release brings a source back to its cadence at once, where an
estimate of its rate (J. Cho, H. Garcia-Molina, "Estimating frequency of change", ACM TOIT 3(3), 2003) would need several.

Looks stay on the moments that the cadence names: it is the most often that a source is looked at, `stretch` the least.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.watches.cadence import Cadence
from tracker.watches.moments import following, latest

#: A look is put off by the time without news, divided by this.
SHARE = 10


def due_after(cadence: Cadence, last: datetime, quiet_since: datetime | None) -> datetime | None:
    """The moment of the next look after the one at `last`, in UTC; None where the cadence never is due.

    `quiet_since` is when something new was last found; None where that is not known, or does not count because the source
    could not be looked at. Then, and without a `stretch`, the next moment of the cadence is due.
    """
    if cadence.stretch is None or quiet_since is None:
        return following(cadence, last)
    wait = min(cadence.stretch, max(last - quiet_since, timedelta()) / SHARE)
    return latest(cadence, last, last + wait) or following(cadence, last)
