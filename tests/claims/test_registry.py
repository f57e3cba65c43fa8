"""The registry loads whole, checks itself, and takes a workspace's own entries."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.claims.registry import OVERRIDES, Confidence, Policy, Precision, load
from tracker.claims.registry_check import registry_problems
from tracker.errors import WatchFileError


def test_the_packaged_file_has_no_problem() -> None:
    assert registry_problems(load(), file="standards.toml") == ()


def test_it_is_read_once() -> None:
    assert load() is load(None) is load("")


def test_ids_are_those_of_the_contract() -> None:
    known = load().schemes
    for scheme_id in (
        "iso-9001", "iso-13485", "iso-27001", "iso-ts-16949", "iatf-16949", "as9100", "as9120", "ia9100", "en-9100", "nadcap",
        "ipc-qml", "ipc-j-std-001", "soc-1", "soc-2", "soc-3", "pci-dss", "hipaa", "hitrust", "fedramp", "cmmc", "nist-800-171",
        "itar", "fda-registration", "gmp", "ecovadis", "b-corp",
    ):  # fmt: skip
        assert scheme_id in known
    assert known["soc-2"].family == known["soc-1"].family == "soc"


def test_an_edition_carries_dates_with_confidence_and_sources() -> None:
    scheme = load().scheme("iso-9001")
    assert scheme is not None
    edition = scheme.edition("2015")
    assert edition is not None
    assert edition.ends is not None
    assert edition.ends.last == date(2029, 9, 30)
    assert edition.ends.confidence is Confidence.CONFIRMED
    assert edition.ends.sources
    assert edition.superseded is not None
    assert edition.superseded.first == date(2026, 9, 16)


def test_a_month_is_all_of_its_days() -> None:
    scheme = load().scheme("iso-9001")
    assert scheme is not None
    edition = scheme.edition("1987")
    assert edition is not None
    assert edition.published is not None
    assert edition.published.precision is Precision.MONTH
    assert (edition.published.first, edition.published.last) == (date(1987, 3, 1), date(1987, 3, 31))
    assert str(edition.published) == "1987-03"


def test_policies_and_relations() -> None:
    known = load().schemes
    assert known["ipc-a-610"].policy is Policy.CONTRACTUAL
    assert known["nist-800-171"].policy is Policy.DUAL
    assert known["ohsas-18001"].successors == ("iso-45001",)
    assert "en-9100" in known["as9100"].equivalents
    assert known["as9100"].contains == ("iso-9001",)


def test_ranks_order_editions_and_levels() -> None:
    known = load().schemes
    assert known["as9100"].rank("C") < known["as9100"].rank("D")  # type: ignore[operator]
    assert known["soc-2"].rank("Type 1") < known["soc-2"].rank("Type 2")  # type: ignore[operator]
    assert known["fedramp"].rank("Class C") == known["fedramp"].rank("Moderate")
    assert known["iso-9001"].rank("2018") is None
    assert known["iso-9001"].rank(None) is None


def test_a_workspace_adds_an_edition_and_keeps_the_rest() -> None:
    registry = load('[ia9100.editions.2026]\npublished = "2026-12-01 confirmed"\nplanned = false\n')
    scheme = registry.scheme("ia9100")
    assert scheme is not None
    edition = scheme.edition("2026")
    assert edition is not None
    assert not edition.planned
    assert scheme.issuer == "IAQG"
    assert registry.digest != load().digest
    assert registry.scheme("iso-9001") == load().scheme("iso-9001")


def test_a_workspace_adds_a_scheme_of_its_own() -> None:
    registry = load(
        '[harbour-mark]\nname = "Harbour Mark"\ntitle = "Clean harbours"\nissuer = "Harbour League"\n'
        'kind = "private certification"\npolicy = "programme"\nright = ["certified"]\n'
    )
    scheme = registry.scheme("harbour-mark")
    assert scheme is not None
    assert scheme.family == "harbour-mark"


WRONG = [
    ("[iso-9001]\nnames = []\n", "iso-9001.names", "unknown key", ""),
    ('[iso-9001]\npolicy = "replaced"\n', "iso-9001.policy", "unknown policy", "replace"),
    ('[iso-9001]\nright = ["certifed"]\n', "iso-9001.right", "unknown status", "certified"),
    ("[iso-9001]\nalso = 9001\n", "iso-9001.also", "list of texts", ""),
    ('[iso-9001.editions.2030]\npublished = "2030-13-01 confirmed"\n', "published", "calendar", ""),
    ('[iso-9001.editions.2030]\npublished = "soon"\n', "published", "date and its confidence", "2015-09-15 confirmed"),
    ('[iso-9001.editions.2030]\npublished = "2030 sure"\n', "published", "unknown confidence", ""),
    ('[iso-9001.editions.2015]\nends = "2014-01-01 single"\n', "iso-9001.editions.2015", "ends before", ""),
    ('[iso-9001]\nsuccessors = ["iso-9002x"]\n', "iso-9001.successors", "no scheme", "iso-9002"),
    ('[iso-14001]\nalso = ["ISO 9001"]\n', "iso-14001.also", "already a name", ""),
    ('[iso-9101]\nends = "2030 single"\n', "iso-9101", "", ""),
    ('[iso-9O01.editions.2015]\nends = "2030-01-01 single"\n', "iso-9O01", "", "iso-9001"),
    ("iso-9001 = 3\n", "iso-9001", "table", ""),
    ("not toml", "", "not TOML", ""),
    ('[iso-9001.guards.NONE]\nnear = ["x"]\n', "iso-9001.guards.NONE", "no name", ""),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), WRONG)
def test_a_mistake_names_its_place_and_what_was_meant(text: str, place: str, message: str, hint: str) -> None:
    with pytest.raises(WatchFileError) as raised:
        load(text)
    assert any(
        place in problem.place and message in problem.message and hint in problem.hint
        for problem in raised.value.problems
    ), raised.value.problems
    assert all(problem.file == OVERRIDES for problem in raised.value.problems)
    assert raised.value.exit_code == 2


def test_every_problem_is_said_at_once() -> None:
    with pytest.raises(WatchFileError) as raised:
        load('[iso-9001]\nnames = []\npolicy = "x"\n\n[iso-14001.editions.2040]\npublished = "x"\n')
    assert len(raised.value.problems) >= 3
