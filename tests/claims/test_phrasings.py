"""The phrasings and traps that the domain's own file lists, read from there: as stated, or with the reason why not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.claims.model import Claim, Modality
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

DOMAIN = Path(__file__).resolve().parents[3] / "shared" / "domain" / "standards.json"

#: What is read from each phrasing: `scheme edition status`, `!modality` where it is not asserted.
EXPECTED = {
    "P001": "iso-9001 2015 certified, as9100 D certified",
    "P003": "as9100 D stated",
    "P005": "iso-9001 - stated, as9100 D stated",
    "P007": "iso-9001 2015 certified, as9100 D certified",
    "P009": "as9100 D registered, iso-9001 2015 registered, itar - compliant",
    "P011": "as9100 D certified, iso-9001 2015 certified",
    "P013": "iso-9001 2015 stated",
    "P015": "iso-9001 2008 held, as9100 C held, iso-13485 - held, nadcap - held, ipc-qml - held",
    "P017": "iso-9001 2015 registered",
    "P019": "iso-9001 2015 registered",
    "P021": "qs-9000 1998 registered",
    "P023": "iso-ts-16949 2009 certified",
    "P025": "iso-ts-16949 - stated",
    "P027": "iso-9001 2000 certified",
    "P029": "iso-9001 2000 certified",
    "P031": "iso-9001 2008 certified",
    "P033": "iso-9001 2008 certified",
    "P035": "iso-9001 2015 stated, iso-14001 2018 stated, iso-14001 2015 stated, iso-ts-16949 2009 stated",
    "P037": "ohsas-18001 2007 stated",
    "P039": "iso-9001 2015 certified, gdp - certified",
    "P041": "iso-9001 2015 certified, fssc-22000 - certified, sqf - held",
    "P043": "iso-13485 2016 certified",
    "P045": "iso-13485 2016 certified",
    "P047": "fda-registration - registered, iso - certified",
    "P049": "fda-registration - certified",
    "P051": "",
    "P053": "iso-13485 - accredited",
    "P055": "iso-17025 2005 certified",
    "P057": "as9100 D certified, nadcap - certified, itar - certified",
    "P059": "",
    "P061": "cmmc Level 3 stated",
    "P063": "soc-2 - certified",
    "P065": "hipaa - compliant, soc-2 - certified",
    "P067": "",
    "P069": "iso-27001 - aligned !planned",
    "P071": "iso-9001 - stated !planned, iso-14001 - stated !planned, safecontractor - stated !planned",
    "P073": "iso-9001 - compliant !aligned, iso-9001 - certified !negated",
    "P075": "iso-13485 - aligned !aligned",
    "P077": "iso-9001 - compliant",
    "P079": "as9100 - compliant",
    "P081": "iatf-16949 - certified",
    "P083": "iso-9001 2026 certified",
    "P085": "iatf-16949 - certified",
    "P087": "",
    "P089": "iso - certified !negated",
    "P091": "iso-9001 - stated, iso-14001 - stated, iso-45001 - stated",
    "P093": "as9100 D certified",
    "P095": "",
}

#: Where less is read than the list asks for, and why.
NOT_AS_STATED = {
    "P025": "the registrar is read, but a badge that has lost its layout has no word that certainly governs the name",
    "P033": "that a methodology cannot be certified is not said; that the edition has ended is",
    "P039": "both schemes are read; that one cannot be certified for the other is not said",
    "P045": "a device is named only in brackets that are not part of the fragment",
    "P059": "the fragment is the subject of a sentence about the expression and claims nothing",
    "P061": "the two entries that are no certifications are passed over; the third has no word",
    "P071": "one of the four schemes is not in the registry",
    "P079": "the dots end the sentence before the name; that a product cannot hold it is not said",
    "P081": "a place after a comma is not read as a site: it may as well begin the next entry",
    "P083": "the wrong object is not said; the edition is premature on a date before its publication",
    "P087": "no scheme is named",
}

#: What must be found of these in the claims' doubts, scope or registrar.
DETAILS: dict[str, Callable[[tuple[Claim, ...]], bool]] = {
    "P019": lambda claims: claims[0].scope == "quality management system",
    "P023": lambda claims: claims[0].scope == "its worldwide headquarters",
    "P025": lambda claims: claims[0].registrar == "DNV",
    "P035": lambda claims: "edition-never-issued" in claims[1].doubts,
    "P037": lambda claims: "misspelt-name" in claims[0].doubts,
    "P047": lambda claims: "scheme-unstated" in claims[1].doubts,
    "P049": lambda claims: "status-misused" in claims[0].doubts,
    "P053": lambda claims: "status-misused" in claims[0].doubts,
    "P055": lambda claims: "status-misused" in claims[0].doubts,
    "P057": lambda claims: [("status-misused" in claim.doubts) for claim in claims] == [False, True, True],
    "P063": lambda claims: "status-misused" in claims[0].doubts,
    "P093": lambda claims: "except Reno" in (claims[0].scope or ""),
}


def domain() -> dict[str, Any]:
    if not DOMAIN.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{DOMAIN} is missing, and CI is set")
        pytest.skip(f"{DOMAIN} is missing")
    loaded: dict[str, Any] = json.loads(DOMAIN.read_text(encoding="utf-8"))
    return loaded


def said(claim: Claim) -> str:
    modality = "" if claim.modality is Modality.ASSERTED else f" !{claim.modality}"
    return f"{claim.scheme} {claim.edition or '-'} {claim.status}{modality}"


def test_every_phrasing_is_read_as_stated_or_listed() -> None:
    wrong = {}
    for phrasing in domain()["phrasings"]:
        claims = recognise(phrasing["fragment"], load()).claims
        found = ", ".join(map(said, claims))
        if found != EXPECTED[phrasing["id"]]:
            wrong[phrasing["id"]] = found
    assert wrong == {}


def test_details_of_phrasings() -> None:
    by_id = {phrasing["id"]: phrasing["fragment"] for phrasing in domain()["phrasings"]}
    wrong = [key for key, holds in DETAILS.items() if not holds(recognise(by_id[key], load()).claims)]
    assert wrong == []


def test_no_trap_gives_a_claim() -> None:
    caught = {}
    for trap in domain()["negatives"]:
        claims = recognise(trap["fragment"], load()).claims
        if claims:
            caught[trap["id"]] = [said(claim) for claim in claims]
    assert caught == {}


def test_every_exception_is_a_phrasing_that_is_expected() -> None:
    assert set(NOT_AS_STATED) <= set(EXPECTED)


def test_every_family_of_the_domain_is_in_the_registry() -> None:
    registry = load()
    written = {
        "".join(c for c in name.lower() if c.isalnum())
        for s in registry.schemes.values()
        for name in (s.name, *s.aliases, s.id)
    }
    grouped = {
        "SOC": "soc-2",
        "Diversity status": "wbenc",
        "ASME stamps": "asme-stamp",
        "BRCGS Food Safety": "brcgs-food-safety",
    }
    named = {
        "IPC QML/QPL": "IPC QML", "Trusted Supplier": "DMEA Trusted Supplier", "ITAR registration": "ITAR", "JCP (DD 2345)": "JCP",
        "FDA establishment registration": "FDA registration", "CE/MDR": "CE marking", "GMP/cGMP": "GMP", "Class approval": "class-approval",
    }  # fmt: skip
    absent = []
    for family in domain()["families"]:
        name = family["id"]
        wanted = grouped.get(name) or named.get(name) or name
        if "".join(c for c in wanted.lower() if c.isalnum()) not in written:
            absent.append(name)
    assert absent == []


def test_every_edition_and_end_of_the_domain_is_in_the_registry() -> None:
    registry = load()
    ends = {str(edition.ends) for scheme in registry.schemes.values() for edition in scheme.editions if edition.ends}
    wanted = {
        edition["certificates_invalid_after"]
        for family in domain()["families"]
        for edition in family["editions"]
        if edition["certificates_invalid_after"]
    }
    assert wanted - ends == set()
