"""What claims mean on a day, with no second text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ACCREDITED, ATTESTED, CERTIFIED, COMPLIANT, FORMER, HELD, PLANNED, REGISTERED, THEIRS, claim

from tracker.claims.model import Claim
from tracker.claims.registry import Registry, load
from tracker.findings.dated import standing
from tracker.findings.model import Severity

REGISTRY = load()


@pytest.mark.parametrize(
    ("made", "on", "expected"),
    [
        # nothing to say
        (claim("iso-9001", "2015"), "2017-01-01", []),
        (claim("iso-9001"), "2017-01-01", []),
        (claim("iso-13485"), "2026-11-22", []),
        (claim("as9100", "D"), "2020-09-15", []),
        (claim("soc-2", "Type 2", ATTESTED), "2024-01-01", []),
        (claim("nadcap", status=ACCREDITED), "2020-01-01", []),
        (claim("iso-9001", "2008", holder=THEIRS), "2019-01-01", []),
        (claim("iso-9001", "2008", modality=FORMER), "2019-01-01", []),
        (claim("iso-9001", "2026", modality=PLANNED), "2024-01-01", []),
        (claim("house-mark-7", "1999"), "2024-01-01", []),
        (claim("ipc-j-std-001", "G", COMPLIANT), "2024-01-01", []),
        # something
        (claim("iso-9001", "2008"), "2016-10-11", ["claim-in-transition"]),
        (claim("as9100", "C"), "2016-10-11", ["claim-in-transition"]),
        (claim("iso-9001", "2008"), "2019-01-01", ["claim-expired"]),
        (claim("as9100", "C"), "2019-01-01", ["claim-expired"]),
        (claim("iso-9001", "2015"), "2026-11-22", ["claim-in-transition"]),
        (claim("iso-9001", "2026"), "2024-01-01", ["claim-premature"]),
        (claim("iso-9001", "2018"), "2020-01-01", ["edition-unknown"]),
        (claim("ohsas-18001", "2007"), "2023-01-01", ["scheme-withdrawn"]),
        (claim("soc-2", "Type 2", CERTIFIED), "2024-01-01", ["status-misused"]),
        (claim("iso-17025", "2017", CERTIFIED), "2024-01-01", ["status-misused"]),
        (claim("iso-9001", "2008", ACCREDITED), "2019-01-01", ["claim-expired", "status-misused"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_findings_on_a_day(made: Claim, on: str, expected: list[str]) -> None:
    assert [finding.kind.value for finding in standing([made], REGISTRY, date.fromisoformat(on))] == expected


def test_the_date_that_decided_is_told_with_its_confidence() -> None:
    (found,) = standing([claim("iso-9001", "2008")], REGISTRY, date(2019, 1, 1), sha="c" * 64)
    assert {"ends:2018-09-14", "confidence:confirmed"} <= set(found.reasons)
    assert (found.until, found.severity) == ("2018-09-14", Severity.WARNING)
    assert found.evidence_after is not None
    assert found.evidence_after.sha256 == "c" * 64


def test_a_deadline_is_told_when_it_is_near() -> None:
    early = standing([claim("iso-9001", "2008")], REGISTRY, date(2016, 10, 11))
    late = standing([claim("iso-9001", "2008")], REGISTRY, date(2018, 6, 1))
    assert [finding.severity for finding in (*early, *late)] == [Severity.INFO, Severity.NOTICE]
    assert "deadline-near" not in early[0].reasons
    assert "deadline-near" in late[0].reasons
    assert {finding.until for finding in (*early, *late)} == {"2018-09-14"}


def test_new_certificates_may_have_ended_before_old_ones_do() -> None:
    (found,) = standing([claim("iso-9001", "2015")], REGISTRY, date(2028, 6, 1))
    assert "no-new-certificates:2028-03-31" in found.reasons


def test_an_edition_never_issued_comes_with_the_one_that_was_meant() -> None:
    (found,) = standing([claim("iso-9001", "2018")], REGISTRY, date(2020, 1, 1))
    assert {"never-issued", "nearest:2015"} <= set(found.reasons)


def test_the_year_of_a_national_body_is_known_for_what_it_is() -> None:
    (found,) = standing([claim("iso-9001", "2016")], REGISTRY, date(2020, 1, 1))
    assert any(reason.startswith("adopted-year:") for reason in found.reasons)
    assert found.severity is Severity.NOTICE


def test_a_statement_of_compliance_weighs_less_than_a_certificate() -> None:
    (found,) = standing([claim("iso-9001", "2008", COMPLIANT)], REGISTRY, date(2019, 1, 1))
    assert (found.kind.value, found.severity) == ("claim-expired", Severity.NOTICE)
    assert "claimed-not-certified" in found.reasons


def test_a_claim_made_twice_is_judged_once() -> None:
    twice = [claim("iso-9001", "2008", at=90), claim("iso-9001", "2008", HELD, at=10)]
    found = standing(twice, REGISTRY, date(2019, 1, 1))
    assert [(finding.kind.value, finding.after and finding.after.span.start) for finding in found] == [
        ("claim-expired", 10)
    ]


def test_the_right_word_is_said_beside_the_wrong_one() -> None:
    (found,) = standing(
        [claim("soc-2", "Type 2", REGISTERED), claim("soc-2", "Type 2", CERTIFIED, at=30)], REGISTRY, date(2024, 1, 1)
    )
    assert found.reasons == ("wrong-word", "right-word:attested")


@given(st.dates(date(1990, 1, 1), date(2035, 1, 1)), st.dates(date(1990, 1, 1), date(2035, 1, 1)))
def test_an_edition_only_grows_older(one: date, other: date) -> None:
    life = [None, "claim-in-transition", "claim-expired"]

    def age(on: date) -> int:
        kinds = [finding.kind.value for finding in standing([claim("iso-9001", "2008")], REGISTRY, on)]
        return -1 if kinds == ["claim-premature"] else life.index(kinds[0] if kinds else None)

    for earlier, later in pairwise(sorted((one, other))):
        assert age(earlier) <= age(later)


def test_all_that_can_be_said_of_every_edition_is_in_the_table(registry: Registry) -> None:
    for scheme in registry.schemes.values():
        for edition in (None, *(known.name for known in scheme.editions), *scheme.levels):
            for year in range(1990, 2036, 3):
                for finding in standing([claim(scheme.id, edition)], registry, date(year, 3, 1)):
                    assert finding.reasons
