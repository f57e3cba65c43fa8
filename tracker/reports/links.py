"""Where each page is: paths relative to the site's root, the same for the same ids on every run."""

from __future__ import annotations

from datetime import date

from tracker.history import Change, Release, WatchHistory
from tracker.reports.slugs import digest, slug

INDEX = "index.html"
STANDARDS = "standards/index.html"
DIGESTS = "digests/index.html"
COVERAGE = "coverage.html"
GLOSSARY = "glossary.html"
FEED = "feed.xml"
FINDINGS_CSV = "data/findings.csv"
CLAIMS_CSV = "data/claims.csv"
FINDINGS_LINES = "data/findings.jsonl"
REPORT_JSON = "data/report.json"


def watch(watch_id: str) -> str:
    """The page of one organisation."""
    return f"watches/{slug(watch_id)}.html"


def packet(watch_id: str) -> str:
    """The packet of one organisation: a file to be mailed."""
    return f"packets/{slug(watch_id)}.html"


def change(history: WatchHistory, one: Change) -> str:
    """The page of one change: the organisation, the day of the later release, and a digest of the change's id."""
    on = published(history, one.after)
    day = on.isoformat() if on else "undated"
    return f"changes/{slug(history.id)}-{day}-{digest(history.id + chr(0) + one.id)}.html"


def release(history: WatchHistory, sha256: str) -> Release | None:
    """The release of an organisation with this digest."""
    return next((one for one in history.releases if one.sha256 == sha256), None)


def published(history: WatchHistory, sha256: str) -> date | None:
    """The day on which the release with this digest was published, where it is known."""
    found = release(history, sha256)
    return found.published if found else None


def standard(scheme: str) -> str:
    """The page of one standard or programme."""
    return f"standards/{slug(scheme)}.html"


def month(first: date) -> str:
    """The digest of the month that begins on this day."""
    return f"digests/{first.isoformat()[:7]}.html"
