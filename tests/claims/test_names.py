"""Every way in which people write a scheme and its edition, and what is left when they mean something else."""

from __future__ import annotations

import pytest

from tracker.claims.names import index_of
from tracker.claims.registry import load
from tracker.claims.tokens import tokenise

WRITTEN = [
    ("ISO 9001:2015", "iso-9001 2015"),
    ("ISO9001:2015", "iso-9001 2015"),
    ("ISO-9001-2015", "iso-9001 2015"),
    ("ISO9001-2015", "iso-9001 2015"),
    ("ISO 9001: 2015", "iso-9001 2015"),
    ("ISO 9001 : 2015", "iso-9001 2015"),
    ("ISO 9001/2015", "iso-9001 2015"),
    ("ISO 9001 2015", "iso-9001 2015"),
    ("ISO 9001 (2015)", "iso-9001 2015"),
    ("ISO 9001 version 2015", "iso-9001 2015"),
    ("ISO 9001:2015(E)", "iso-9001 2015"),
    ("iso 9001:2015", "iso-9001 2015"),
    ("IS0 9001", "iso-9001 -"),
    ("ISO 9000", "iso-9001 -"),
    ("ISO standard 9001", "iso-9001 -"),
    ("BS EN ISO 9001:2015", "iso-9001 2015"),
    ("ANSI/ISO/ASQ Q9001-2015", "iso-9001 2015"),
    ("AS/NZS ISO 9001:2016", "iso-9001 2015"),
    ("CAN/CSA-ISO 9001:16", "iso-9001 2015"),
    ("GB/T 19001-2016", "iso-9001 2015"),
    ("JIS Q 9001:2015", "iso-9001 2015"),
    ("DIN EN ISO 13485:2012", "iso-13485 2003"),
    ("EN ISO 13485:2016+A11:2021", "iso-13485 2016"),
    ("BS EN ISO/IEC 27001:2017", "iso-27001 2013"),
    ("EN ISO/IEC 27001:2023", "iso-27001 2022"),
    ("International Organization for Standardization (ISO) 13485", "iso-13485 -"),
    ("ISO (International Organization for Standardization) 9001:2008", "iso-9001 2008"),
    ("ISO 9001, 14001 and 45001", "iso-9001 -, iso-14001 -, iso-45001 -"),
    ("ISO 9001:2015, 14001:2015 & 45001:2018", "iso-9001 2015, iso-14001 2015, iso-45001 2018"),
    ("ISO 9001/14001/45001", "iso-9001 -, iso-14001 -, iso-45001 -"),
    ("ISO/IEC 27001, 27017 and 27018", "iso-27001 -, iso-27017 -, iso-27018 -"),
    ("ISO/TS-16949:2009", "iso-ts-16949 2009"),
    ("TS 16949", "iso-ts-16949 -"),
    ("ISO 16949", "iatf-16949 -"),
    ("ISO 18001:2007", "ohsas-18001 2007"),
    ("AS9100D", "as9100 D"),
    ("AS 9100 D", "as9100 D"),
    ("AS9100-D", "as9100 D"),
    ("AS-9100D", "as9100 D"),
    ("AS9100 Rev D", "as9100 D"),
    ("AS9100 Rev. D", "as9100 D"),
    ("AS9100 Rev-D", "as9100 D"),
    ("AS9100 Revision D", "as9100 D"),
    ("AS9100 (Rev D)", "as9100 D"),
    ("AS9100D Rev D", "as9100 D"),
    ("AS9100:2009 Rev C", "as9100 C"),
    ("AS9100D:2016", "as9100 D"),
    ("AS9100:2016", "as9100 D"),
    ("AS9100E", "as9100 E"),
    ("AS9100-certified", "as9100 -"),
    ("AS9110/AS9120", "as9110 -, as9120 -"),
    ("EN 9100:2018", "en-9100 2018"),
    ("EN 9120:2018", "as9120 B"),
    ("J-STD-001", "ipc-j-std-001 -"),
    ("IPC J-STD-001 and A-610", "ipc-j-std-001 -, ipc-a-610 -"),
    ("IPC-A-610 Rev H", "ipc-a-610 H"),
    ("IPC-A-610 Class 3", "ipc-a-610 -"),
    ("ANSI/ESD S20.20-2021", "esd-s20-20 2021"),
    ("MIL-PRF-55110 and 31032", "mil-prf-55110 -, mil-prf-31032 -"),
    ("MIL-I-45208A", "mil-i-45208 A"),
    ("API Q1 and Q2", "api-q1 -, api-q2 -"),
    ("API Spec Q1, 9th Edition", "api-q1 9th"),
    ("NIST SP 800-171 Rev. 2", "nist-800-171 Rev 2"),
    ("NIST 800-171r2", "nist-800-171 Rev 2"),
    ("PCI DSS v4.0.1", "pci-dss 4.0.1"),
    ("PCI-DSS 4.0", "pci-dss 4.0"),
    ("FSSC 22000 V5.1", "fssc-22000 5.1"),
    ("FSSC 22000 (Version 6)", "fssc-22000 6"),
    ("BRCGS Issue 9", "brcgs-food-safety 9"),
    ("TL 9000 R6.0", "tl-9000 R6.0"),
    ("R2v3", "r2 v3"),
    ("SOC 2 Type II", "soc-2 Type 2"),
    ("SOC2 Type 2", "soc-2 Type 2"),
    ("SOC 2® Type 2", "soc-2 Type 2"),
    ("SOC II TYPE 2", "soc-2 Type 2"),
    ("SOC-2 (Type II)", "soc-2 Type 2"),
    ("SOC 2 Type-II", "soc-2 Type 2"),
    ("Type II SOC 2", "soc-2 Type 2"),
    ("SOC 2 Type I and II", "soc-2 Type 2"),
    ("SOC 2 Type 1 and Type 2", "soc-2 Type 2"),
    ("SOC 1 and 2", "soc-1 -, soc-2 -"),
    ("SOC (System and Organization Controls) 2 Type II", "soc-2 Type 2"),
    ("Service Organization Controls (SOC) 2 Type I", "soc-2 Type 1"),
    ("SOC 1 (System and Organization Controls 1)", "soc-1 -"),
    ("HIPAA (Health Insurance Portability and Accountability Act)", "hipaa -"),
    ("CMMC 2.0 Level 2", "cmmc Level 2"),
    ("CMMC L2", "cmmc Level 2"),
    ("CMMC ML3", "cmmc Level 3"),
    ("CMMC certification at Level 2", "cmmc Level 2"),
    ("CMMI Maturity Level 5", "cmmi Level 5"),
    ("TISAX AL3", "tisax AL3"),
    ("HITRUST r2", "hitrust r2"),
    ("FedRAMP Moderate", "fedramp Moderate"),
    ("FedRAMP Class C", "fedramp Moderate"),
    ("EcoVadis Gold", "ecovadis Gold"),
    ("Uptime Institute Tier III", "uptime-tier Tier 3"),
    ("Tier III certification from the Uptime Institute", "uptime-tier Tier 3"),
    ("SSAE 18 Type II", "ssae-18 Type 2"),
    ("SOC 2 Type 2, SSAE 18", "soc-2 Type 2, ssae-18 -"),
    ("ISO 13.485: 2003", "iso-13485 2003"),
    ("ISO 14.001", "iso-14001 -"),
    ("IEC 60601-1", "iec-60601 -"),
    ('Clinical Laboratory Improvement Amendments of 1988 (the "CLIA")', "clia -"),
    ("LEED® (Leadership in Energy and Environmental Design) Platinum", "leed -"),
    ("a Platinum medal from EcoVadis", "ecovadis Platinum"),
    ("Cyber Essentials Plus", "cyber-essentials Plus"),
    ("FDA QMSR", "21-cfr-820 QMSR"),
    ("ISO 22483:2020", "iso-22483 2020"),
]

NOT_NAMES = [
    "AIA9100423",
    "California 91009",
    "as9100Certified",
    "AS9100Critical",
    "9fAC7120b3",
    "GUITAR",
    "ISO 8601",
    "ISO 20022",
    "MISO 9001x",
    "basis 9001",
    "as 9100 people came",
    "The ear heals.",
    "They reach 40 towns.",
    "SOCIAL 2",
]


def named(text: str) -> str:
    """The names in a text as a row writes them."""
    names = index_of(load()).names(tokenise(text, 0, len(text)))
    return ", ".join(f"{name.scheme} {name.edition or '-'}" for name in names)


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_reads_a_name_with_its_edition(text: str, expected: str) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_the_scan_finds_every_way_of_writing(text: str, expected: str) -> None:
    assert index_of(load()).scan.places(f"x ({text})."), expected


@pytest.mark.parametrize("text", NOT_NAMES)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert named(text) == ""


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("ISO 14001:2018", "edition-never-issued"),
        ("ISO 14001:2018", "nearest-edition:2015"),
        ("AS9100E", "edition-never-issued"),
        ("ISO 18001:2007", "misspelt-name"),
        ("ISO 9000", "family-shorthand"),
        ("GB/T 19001-2016", "national-year"),
        ("CAN/CSA-ISO 9001:16", "short-year"),
        ("ISO 13486", "resembles:iso-13485"),
        ("ISO 22483", "scheme-not-in-registry"),
        ("PCI DSS v2.0", "edition-not-in-registry"),
    ],
)
def test_an_oddity_is_said_as_a_doubt(text: str, doubt: str) -> None:
    (name,) = index_of(load()).names(tokenise(text, 0, len(text)))
    assert doubt in name.doubts


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("an ISO 9001 plant", 3),
        ("an iso 9001 plant", 3),
        ("fda and 21 CFR 210", 8),
        ("is oekoTEX certified", 3),
        ("our txRamp status", 4),
        ("a FedRamp platform", 2),
        ("its cGMP plant", 4),
    ],
)
def test_the_scan_stops_where_a_name_begins(text: str, place: int) -> None:
    assert place in index_of(load()).scan.places(text)


@pytest.mark.parametrize(
    "text", ["social media", "military units", "good service", "global energy", "page 210 of 21", ""]
)
def test_the_scan_passes_by_words_that_only_look_like_a_name(text: str) -> None:
    assert index_of(load()).scan.places(f"about {text}") == []
