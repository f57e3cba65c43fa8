"""Golden pairs: two releases of an invented organisation, and what a reviewer should be told about their difference.

Each folder of `cases/` has `before.txt`, `after.txt` and `expected.toml`: `why` says what happened in a sentence, each of
`findings` a kind and, for a certification, its scheme; `allowed` names kinds that are true as well but beside the point.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker import assess
from tracker.claims.registry import load as load_registry
from tracker.documents.interpret import interpret
from tracker.findings.model import Kind

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    before: str
    after: str
    findings: tuple[tuple[Kind, str | None], ...]
    allowed: frozenset[Kind]


def load(folder: Path) -> Case:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    assert expected.keys() <= {"why", "findings", "allowed"}, folder.name
    return Case(
        name=folder.name,
        before=(folder / "before.txt").read_text(encoding="utf-8"),
        after=(folder / "after.txt").read_text(encoding="utf-8"),
        findings=tuple((Kind(found["kind"]), found.get("subject")) for found in expected["findings"]),
        allowed=frozenset(Kind(kind) for kind in expected.get("allowed", ())),
    )


ALL = tuple(load(folder) for folder in sorted(CASES.iterdir()))


def test_a_third_of_the_cases_and_more_expect_nothing() -> None:
    assert len(ALL) >= 12
    assert 3 * sum(not case.findings for case in ALL) >= len(ALL)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_case_is_two_different_releases(case: Case) -> None:
    assert case.before != case.after


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_reviewer_is_told_what_happened_and_no_more(case: Case) -> None:
    registry = load_registry()
    before, after = (
        assess.read(interpret(text.encode(), sha256=side, source=f"{side}.txt"), registry)
        for side, text in (("before", case.before), ("after", case.after))
    )
    told = [finding for finding in assess.compare(before, after, registry).findings if finding.kind not in case.allowed]
    assert sorted(finding.kind for finding in told) == sorted(kind for kind, _ in case.findings)
    subjects = {(finding.kind, finding.subject) for finding in told}
    assert {(kind, subject) for kind, subject in case.findings if subject is not None} <= subjects


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_evidence_is_the_slice_that_it_says(case: Case) -> None:
    registry = load_registry()
    texts = {"before": case.before, "after": case.after}
    before, after = (
        assess.read(interpret(text.encode(), sha256=side, source=f"{side}.txt"), registry)
        for side, text in texts.items()
    )
    for finding in assess.compare(before, after, registry).findings:
        for evidence in (finding.evidence_before, finding.evidence_after):
            if evidence is not None:
                assert evidence.span.of(texts[evidence.sha256]) == evidence.quote
