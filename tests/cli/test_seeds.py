"""The two real releases, four years apart, compared as a reviewer would compare them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker.cli import commands

pytestmark = pytest.mark.seeds


def answer(*arguments: str | Path) -> dict[str, Any]:
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    document = json.loads(result.stdout)
    assert isinstance(document, dict)
    return document


@pytest.fixture(scope="module")
def compared(seeds: tuple[Path, Path]) -> dict[str, Any]:
    return answer("compare", *seeds, "--json")


def by_scheme(claims: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {claim["scheme"]: claim for claim in claims}


def test_the_documents_are_who_and_when_they_are(compared: dict[str, Any]) -> None:
    assert [(compared[side]["published"], compared[side]["organisation"]) for side in ("before", "after")] == [
        ("2016-10-11", "IEC Electronics Corp."),
        ("2020-09-15", "IEC Electronics Corp."),
    ]


def test_the_certifications_changed_as_they_did(compared: dict[str, Any]) -> None:
    told = {
        (finding["kind"], finding["scheme"]): (finding["before"], finding["after"])
        for finding in compared["findings"]
        if finding["scheme"] not in {"nadcap", None}
    }
    assert {key: tuple(side and side["edition"] for side in sides) for key, sides in told.items()} == {
        ("claim-upgraded", "iso-9001"): ("2008", "2015"),
        ("claim-upgraded", "as9100"): ("C", "D"),
        ("claim-dropped", "ipc-qml"): (None, None),
    }


def test_nadcap_is_no_more_than_reworded(compared: dict[str, Any]) -> None:
    kinds = {finding["kind"] for finding in compared["findings"] if finding["scheme"] == "nadcap"}
    assert kinds <= {"status-relabelled", "claim-reworded"}


def test_the_listing_changed(compared: dict[str, Any]) -> None:
    assert [
        (finding["before"], finding["after"])
        for finding in compared["findings"]
        if finding["kind"] == "listing-changed"
    ] == [("NYSE MKT: IEC", "Nasdaq: IEC")]


def test_one_edit_outside_the_certification_sentence(compared: dict[str, Any], seeds: tuple[Path, Path]) -> None:
    (about,) = [section for section in compared["sections"] if section["role"] == "about"]
    text = seeds[1].read_text(encoding="utf-8")
    start = text.index("As a full service EMS provider")
    end = text.index("IEC Electronics is headquartered")
    outside = [edit for edit in about["edits"] if not start <= edit["after_span"][0] < end]
    assert [(edit["before"], edit["after"], edit["weight"]) for edit in outside] == [
        ("provides", "is a provider of", "wording")
    ]


def test_nothing_that_stayed_is_called_added_or_dropped(compared: dict[str, Any]) -> None:
    (about,) = [section for section in compared["sections"] if section["role"] == "about"]
    for edit in about["edits"]:
        assert "13485" not in edit["before"] + edit["after"]
        assert "Nadcap" not in edit["before"] + edit["after"]


def test_every_quote_is_its_span(compared: dict[str, Any], seeds: tuple[Path, Path]) -> None:
    texts = {"before": seeds[0].read_text(encoding="utf-8"), "after": seeds[1].read_text(encoding="utf-8")}
    for side, text in texts.items():
        for claim in compared["claims"][side]:
            assert text[slice(*claim["span"])] == claim["quote"]
        for section in compared["sections"]:
            for edit in section["edits"]:
                assert text[slice(*edit[f"{side}_span"])] == edit[side]
        for finding in compared["findings"]:
            if evidence := finding["evidence"][side]:
                assert text[slice(*evidence["span"])] == evidence["quote"]


@pytest.mark.parametrize(
    ("which", "at", "expected"),
    [
        (0, [], {"iso-9001": "in-transition", "as9100": "in-transition"}),
        (0, ["--at", "2019-01-01"], {"iso-9001": "expired", "as9100": "expired"}),
        (1, [], {"iso-9001": "current", "as9100": "current"}),
        (1, ["--at", "2026-11-22"], {"iso-9001": "in-transition"}),
    ],
)
def test_claims_stand_as_their_day_has_it(
    seeds: tuple[Path, Path], which: int, at: list[str], expected: dict[str, str]
) -> None:
    claims = by_scheme(answer("compare", *seeds, "--json", *at)["claims"][("before", "after")[which]])
    assert {scheme: claims[scheme]["standing"] for scheme in expected} == expected
    if at == ["--at", "2026-11-22"]:
        assert claims["iso-9001"]["standing_until"] == "2029-09-30"


@pytest.mark.parametrize("which", [0, 1])
def test_a_release_compared_with_itself_gives_nothing(seeds: tuple[Path, Path], which: int) -> None:
    same = answer("compare", seeds[which], seeds[which], "--json")
    assert same["findings"] == []
    assert [section["edits"] for section in same["sections"]] == [[]]


def test_a_release_is_read_alone(seeds: tuple[Path, Path]) -> None:
    (document,) = answer("claims", seeds[0], "--json", "--at", "2026-11-22")["documents"]
    assert [section["role"] for section in document["sections"]] == ["lead", "body", "about"]
    assert sorted(by_scheme(document["claims"])) == ["as9100", "ipc-qml", "iso-13485", "iso-9001", "nadcap"]
