"""What facts in standing text became, and what is written otherwise and means the same."""

import pytest
from sections_made import change, document

from tracker.changes.facts import Facts, extract
from tracker.findings.facts import facts, of_changes, of_sections
from tracker.findings.model import Severity
from tracker.sections.model import Role

ABOUT = (
    "Vardell makes coils for {0} hospitals. Vardell is headquartered in Elmira, NY and has plants in {1}. Visit {2}."
)


def about(hospitals: str = "1,000", plants: str = "Utica, NY and Reno, NV", web: str = "www.vardell.example") -> str:
    return ABOUT.format(hospitals, plants, web)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (about(), about(), []),
        (about(), about(plants="Reno, NV and Utica, NY"), []),
        (about(), about(plants="Utica, New York and Reno, Nevada"), []),
        (about(), about(web="https://vardell.example/"), []),
        (about("over one thousand"), about("more than 1,000"), []),
        (about(), about("several"), []),
        (about(), about().replace(" Visit www.vardell.example.", ""), []),
        (about(), about("1,200"), [("figure-changed", "hospital", "increased")]),
        (about(), about(plants="Utica, NY"), [("location-dropped", "reno/us-nv/us", "site")]),
        (about(), about(plants="Utica, NY, Reno, NV and Lyon, France"), [("location-added", "lyon/fr", "site")]),
        (about(), about(web="www.vardell-group.example"), [("contact-changed", "web", "web")]),
        (
            about(),
            about().replace("Elmira, NY", "Albany, NY"),
            [
                ("location-dropped", "elmira/us-ny/us", "headquarters-moved"),
                ("location-added", "albany/us-ny/us", "headquarters-moved"),
            ],
        ),
        (about(), "Vardell makes coils for 1,000 hospitals.", [("location-dropped", "places", "no-place-stated")]),
        ("Vardell makes coils for 1,000 hospitals.", about(), [("location-added", "places", "no-place-stated")]),
    ],
)
def test_facts_of_an_about_section(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    found = of_changes([change(before, after)])
    assert [(finding.kind.value, finding.subject, finding.reasons[0]) for finding in found] == expected
    for finding in found:
        for proof, text in ((finding.evidence_before, before), (finding.evidence_after, after)):
            assert proof is None or proof.span.of(text) == proof.quote


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ("Contact: Jane Rowan, CEO, 585-555-0142", "Contact:\nJane Rowan, CEO\n(585) 555-0142", None),
        (
            "For the 2023 report, contact: Jane Rowan, CEO, 585-555-0142",
            "For the award, contact: Jane Rowan, CEO, 585-555-0142",
            None,
        ),
        ("Contact: Jane Rowan, CEO, 585-555-0142", "Contact: Olga Brandt, CEO, 585-555-0142", ("person",)),
        (
            "Contact: Jane Rowan, CEO, 585-555-0142",
            "Contact: Jane Rowan, CEO, 585-555-0142, fax 585-555-0199",
            None,
        ),
        (
            "Contact: Jane Rowan, CEO, jr@vardell.example",
            "Contact: Olga Brandt, CEO, ob@vardell.example",
            ("person", "email"),
        ),
    ],
)
def test_a_contact_block_is_one_finding_at_most(before: str, after: str, reasons: tuple[str, ...] | None) -> None:
    found = of_changes([change(before, after, role=Role.CONTACT)])
    assert [finding.reasons for finding in found] == ([] if reasons is None else [reasons])


def test_a_section_that_is_not_there_drops_no_fact() -> None:
    assert of_changes([change(about(), None)]) == ()
    assert of_changes([change(None, about())]) == ()


def test_a_partners_facts_are_not_the_organisations() -> None:
    own = change("Vardell has a plant in Reno, NV.", "Vardell has a plant in Reno, NV today.", subject="Vardell")
    partner = change(
        "Coilwise has a plant in Lyon, France.", "Coilwise has a plant in Nice, France.", subject="Coilwise"
    )
    assert of_changes([own, partner], organisation="Vardell Inc.") == ()
    assert of_sections([own, partner], organisation="Vardell Inc.")[0] == extract("Vardell has a plant in Reno, NV.")


def test_numbers_of_a_safe_harbor_statement_are_no_facts() -> None:
    old = "Section 27A of 1933 and 4 factors; plants in Ohio."
    assert of_changes([change(old, old.replace("4", "9"), role=Role.SAFE_HARBOR)]) == ()


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ([("NYSE MKT", "VRD")], [("NYSE MKT", "VRD")], None),
        ([("NASDAQ", "VRD")], [("Nasdaq", "VRD")], None),
        ([("TSX-V", "VRD"), ("OTCQB", "VRDLF")], [("OTCQB", "VRDLF"), ("TSXV", "VRD")], None),
        ([("NYSE", "VRD")], [], None),
        ([], [("NYSE", "VRD")], None),
        ([("NYSE MKT", "VRD")], [("NYSE American", "VRD")], ("exchange-renamed",)),
        ([("NYSE MKT", "VRD")], [("Nasdaq", "VRD")], ("exchange-changed",)),
        ([("NYSE", "VRD")], [("NYSE", "VDL")], ("ticker-changed",)),
        ([("NYSE", "VRD")], [("OTC", "VDLF")], ("ticker-changed", "exchange-changed")),
        ([("TSXV", "VRD")], [("TSXV", "VRD"), ("OTCQB", "VRDLF")], ("listing-added",)),
        ([("TSXV", "VRD"), ("OTCQB", "VRDLF")], [("TSXV", "VRD")], ("listing-dropped",)),
    ],
)
def test_listings(before: list[tuple[str, str]], after: list[tuple[str, str]], reasons: tuple[str, ...] | None) -> None:
    def lead(listings: list[tuple[str, str]]) -> str:
        return "Vardell (" + "; ".join(f"{exchange}: {ticker}" for exchange, ticker in listings) + ") said today"

    heads = (document(lead(before), listings=tuple(before)), document(lead(after), listings=tuple(after)))
    found = facts(Facts(), Facts(), heads=heads)
    assert [(finding.kind.value, finding.reasons) for finding in found] == (
        [] if reasons is None else [("listing-changed", reasons)]
    )
    for finding in found:
        assert finding.evidence_before is not None
        assert finding.evidence_after is not None
        assert finding.evidence_before.span.of(heads[0].text) == finding.evidence_before.quote
        assert finding.evidence_after.span.of(heads[1].text) == finding.evidence_after.quote


def test_a_partners_listing_further_on_is_not_the_issuers() -> None:
    one = document(
        "Vardell (NYSE: VRD) and its partner Coilwise (Nasdaq: COIL)", listings=(("NYSE", "VRD"), ("Nasdaq", "COIL"))
    )
    two = document(
        "Vardell (NYSE: VRD) and its friend Payrail (Nasdaq: PAYR)", listings=(("NYSE", "VRD"), ("Nasdaq", "PAYR"))
    )
    assert facts(Facts(), Facts(), heads=(one, two)) == ()


@pytest.mark.parametrize(
    ("before", "after", "subject", "reason"),
    [
        ("Vardell Inc.", "Vardell, Inc.", None, None),
        ("Vardell Inc.", "VARDELL", None, None),
        ("Vardell Inc.", "Coilwise Inc.", None, None),
        ("Vardell Inc.", "The Ministry of Trade", ("Vardell", "Vardell"), None),
        ("Vardell Inc.", "Vardell Holdings Inc.", None, "renamed"),
        ("Vardell Inc.", "Vardell Holdings Inc.", ("Vardell", "Vardell"), "renamed"),
        ("Vardell Inc.", "Coilwise Inc.", ("Vardell", "Coilwise"), "renamed"),
        ("Vardell Inc.", "Vardell PLC", None, "legal-form"),
    ],
)
def test_names(before: str, after: str, subject: tuple[str, str] | None, reason: str | None) -> None:
    heads = (document(f"{before} said", organisation=before), document(f"{after} said", organisation=after))
    changes = [change("It makes coils.", "It makes large coils.", subject=subject)] if subject else []
    found = of_changes(changes, heads=heads)
    assert [(finding.kind.value, finding.reasons) for finding in found] == (
        [("name-changed", (reason,))] if reason else []
    )
    assert all((finding.said_before, finding.said_after) == (before, after) for finding in found)


def test_fewer_places_weigh_more_than_more_places() -> None:
    (less,) = of_changes([change(about(), about(plants="Utica, NY"))])
    (more,) = of_changes([change(about(plants="Utica, NY"), about())])
    assert (less.severity, more.severity) == (Severity.NOTICE, Severity.INFO)
