"""Where each page is: paths relative to the site's root, the same for the same ids on every run."""

from __future__ import annotations

from datetime import date

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


def change(watch_id: str, published: date | None, change_id: str) -> str:
    """The page of one change: the organisation, the day of the later release, and a digest of the change's id."""
    day = published.isoformat() if published else "undated"
    return f"changes/{slug(watch_id)}-{day}-{digest(watch_id + chr(0) + change_id)}.html"


def standard(scheme: str) -> str:
    """The page of one standard or programme."""
    return f"standards/{slug(scheme)}.html"


def month(first: date) -> str:
    """The digest of the month that begins on this day."""
    return f"digests/{first.isoformat()[:7]}.html"
