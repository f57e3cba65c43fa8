"""One sentence for one finding, rendered from its template: for the command line, and word for word for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.findings.model import Finding, Kind
from tracker.reports import schemes, texts
from tracker.reports.visible import visible
from tracker.sections.model import Role

#: Plain text on purpose: this environment never writes HTML.
_PLAIN = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701

_LONGEST = 120


@cache
def _template(path: str) -> Template:
    return _PLAIN.from_string(texts.find(path))


def line(finding: Finding, registry: Registry) -> str:
    """What happened, in one line of plain text: "ISO 9001 moved up from 2008 to 2015."."""
    return said(finding.kind, words(finding, registry))


def said(kind: Kind, spoken: Mapping[str, str], table: str = "sentence") -> str:
    """One sentence of a table (`sentence`, `meaning` or `action`) with its words put in, as plain text."""
    shown = {key: visible(value) for key, value in spoken.items()}
    return " ".join(_template(f"{table}.{kind}").render(shown).split())


def words(finding: Finding, registry: Registry) -> dict[str, str]:
    """The words that sentences may use, empty where the finding does not have them."""
    return {
        "subject": finding.subject,
        "section": _section(finding.subject),
        "scheme": _scheme(finding, registry),
        "said_before": _short(finding.said_before),
        "said_after": _short(finding.said_after),
        "until": finding.until or "",
        "where": schemes.verify(finding.subject, registry) or "",
        **_claim_words("before", finding.before, registry),
        **_claim_words("after", finding.after, registry),
    }


def _claim_words(side: str, claim: Claim | None, registry: Registry) -> dict[str, str]:
    return {
        side: schemes.claim_label(claim, registry) if claim else "",
        f"edition_{side}": (claim.edition or "") if claim else "",
        f"status_{side}": texts.find(f"status.{claim.status}") if claim else "",
        f"modality_{side}": texts.find(f"modality.{claim.modality}") if claim else "",
        f"scope_{side}": _short(claim.scope) if claim else "",
        f"registrar_{side}": (claim.registrar or "") if claim else "",
    }


def _short(said: str | None) -> str:
    """What a text says, on one line, and not more of it than a sentence can carry; the evidence has it whole."""
    line = " ".join((said or "").split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _scheme(finding: Finding, registry: Registry) -> str:
    claim = finding.after or finding.before
    return schemes.name(claim.scheme if claim else finding.subject, registry)


def _section(subject: str) -> str:
    """The section that a subject names: "about:acme-robotics" is the About section."""
    role = subject.partition(":")[0]
    return texts.find(f"role.{role}") if role in set(Role) else subject
