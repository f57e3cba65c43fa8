"""A program: `tracker run` on a clock that is as far from the real one as a file says, in seconds. See `running.py`.

The clock is wrong for everything that asks it: the service, the process of its worker, which begins by importing this file
again, and the scheduler's own library.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.schedulers.base
import apscheduler.triggers.date

import tracker.app
from tracker.cli import main

SHIFT = Path(os.environ["TRACKER_TEST_SHIFT"])


class Shifted(datetime):
    """A `datetime` whose `now` is another."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=float(SHIFT.read_text(encoding="ascii")))  # noqa: TID251 - set


for module in (tracker.app, apscheduler.schedulers.base, apscheduler.triggers.date):
    vars(module)["datetime"] = Shifted

if __name__ == "__main__":
    main()
