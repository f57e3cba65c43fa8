"""What the sample newsroom promises, asserted as the findings that a reviewer is given."""

from __future__ import annotations

from datetime import date

import pytest

from tracker import assess, sample
from tracker.claims.currency import assess as judge
from tracker.claims.model import Standing
from tracker.claims.registry import load
from tracker.documents.interpret import interpret
from tracker.findings.model import Kind
from tracker.watches.load import load_folder

UNREADABLE = "2021-08-17-apprentices-in-hibbing.txt"

#: What is left out of the expectations: wording beside the point, and sections that other layouts lack.
BESIDE = frozenset({Kind.WORDING_CHANGED, Kind.SECTION_ADDED, Kind.SECTION_DROPPED, Kind.CONTACT_CHANGED})


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, assess.Reading]:
    """Every readable release by organisation and year, read with its watch's names."""
    folder = tmp_path_factory.mktemp("workspace")
    sample.write_schedules(folder)
    names = {watch.id: watch.names for watch in load_folder(folder / "schedules")}
    read: dict[str, assess.Reading] = {}
    for number in range(1, len(sample.rounds()) + 1):
        for path in sample.receive(folder, number):
            if path.name != UNREADABLE:
                name = f"{path.parent.name}/{path.name[:4]}"
                document = interpret(path.read_bytes(), sha256=name, source=str(path), names=names[path.parent.name])
                read[name] = assess.read(document, load())
    return read


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("halvorsen-precision/2015", "halvorsen-precision/2016", []),
        ("halvorsen-precision/2016", "halvorsen-precision/2017", []),
        (
            "halvorsen-precision/2017",
            "halvorsen-precision/2018",
            ["claim-upgraded as9100", "claim-upgraded iso-9001", "figure-changed", "listing-changed"],
        ),
        ("halvorsen-precision/2018", "halvorsen-precision/2019", ["claim-dropped nadcap"]),
        (
            "halvorsen-precision/2019",
            "halvorsen-precision/2023",
            ["figure-changed", "location-added", "location-dropped"],
        ),
        ("corvane-medical/2015", "corvane-medical/2018", ["claim-upgraded iso-13485"]),
        ("corvane-medical/2018", "corvane-medical/2020", []),
        ("corvane-medical/2020", "corvane-medical/2021", []),
        ("corvane-medical/2021", "corvane-medical/2022", []),
        ("corvane-medical/2022", "corvane-medical/2023", ["figure-changed", "status-weakened iso-13485"]),
        ("tessaline-cloud/2017", "tessaline-cloud/2019", ["claim-upgraded soc-2", "figure-changed"]),
        ("tessaline-cloud/2019", "tessaline-cloud/2020", []),
        ("tessaline-cloud/2020", "tessaline-cloud/2023", []),
        ("tessaline-cloud/2019", "tessaline-cloud/2026", []),
        ("brindle-rooke-foods/2018", "brindle-rooke-foods/2019", ["claim-upgraded brcgs-food-safety"]),
        ("brindle-rooke-foods/2019", "brindle-rooke-foods/2021", ["claim-dropped b-corp"]),
        (
            "brindle-rooke-foods/2021",
            "brindle-rooke-foods/2024",
            ["claim-upgraded brcgs-food-safety", "edition-stated fssc-22000", "figure-changed"],
        ),
        ("ostermark-guss/2016", "ostermark-guss/2017", []),
        ("ostermark-guss/2017", "ostermark-guss/2019", []),
        (
            "ostermark-guss/2019",
            "ostermark-guss/2020",
            ["claim-succeeded iatf-16949", "claim-succeeded iso-45001", "claim-upgraded iso-9001"],
        ),
    ],
)
def test_a_reviewer_is_told_what_changed(
    readings: dict[str, assess.Reading], before: str, after: str, expected: list[str]
) -> None:
    found = assess.compare(readings[before], readings[after], load()).findings
    told = sorted(
        f"{one.kind} {one.subject}" if one.before or one.after else str(one.kind)
        for one in found
        if one.kind not in BESIDE
    )
    assert told == expected


@pytest.mark.parametrize(
    ("release", "scheme", "on", "standing"),
    [
        ("ostermark-guss/2016", "iso-9001", date(2016, 11, 22), Standing.IN_TRANSITION),
        ("ostermark-guss/2017", "iso-9001", date(2017, 10, 17), Standing.IN_TRANSITION),
        ("ostermark-guss/2019", "iso-9001", date(2019, 3, 12), Standing.EXPIRED),
        ("ostermark-guss/2019", "iso-ts-16949", date(2019, 3, 12), Standing.WITHDRAWN),
        ("ostermark-guss/2020", "iso-9001", date(2020, 9, 15), Standing.CURRENT),
        ("tessaline-cloud/2019", "iso-27001", date(2019, 9, 24), Standing.CURRENT),
        ("tessaline-cloud/2023", "iso-27001", date(2023, 3, 7), Standing.IN_TRANSITION),
        ("tessaline-cloud/2026", "iso-27001", date(2026, 2, 3), Standing.EXPIRED),
        ("halvorsen-precision/2016", "as9100", date(2016, 5, 10), Standing.CURRENT),
        ("halvorsen-precision/2017", "as9100", date(2017, 6, 13), Standing.IN_TRANSITION),
    ],
)
def test_the_calendar_alone_makes_a_claim_stale(
    readings: dict[str, assess.Reading], release: str, scheme: str, on: date, standing: Standing
) -> None:
    claims = [claim for claim in readings[release].claims if claim.scheme == scheme]
    assert claims
    assert {judge(claim, load(), on).standing for claim in claims} == {standing}


def test_no_release_differs_from_itself(readings: dict[str, assess.Reading]) -> None:
    for name, reading in readings.items():
        assert assess.compare(reading, reading, load()).findings == (), name


def test_every_quote_of_a_claim_is_its_slice_of_the_text(readings: dict[str, assess.Reading]) -> None:
    for reading in readings.values():
        for claim in reading.claims:
            assert claim.span.of(reading.document.text) == claim.quote
