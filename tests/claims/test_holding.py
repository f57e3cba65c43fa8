"""Whose claim it is, for what, where, and who certified."""

from __future__ import annotations

import pytest

from tracker.claims.model import Claim, Holder
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

ORGANISATION = "Brackwater Precision, Inc."


def only(text: str) -> Claim:
    (claim,) = recognise(text, load(), organisation=ORGANISATION).claims
    return claim


@pytest.mark.parametrize(
    ("text", "scope", "sites"),
    [
        ("Brackwater is ISO 9001 certified.", None, ()),
        ("Our quality management system is registered to ISO 9001:2015.", "quality management system", ()),
        ("Our Tolland facility is Nadcap accredited.", "Tolland facility", ("Tolland",)),
        ("Our Tolland facility is Nadcap accredited for welding.", "welding", ("Tolland",)),
        ("Brackwater is Nadcap accredited for welding and heat treating.", "welding and heat treating", ()),
        (
            "Brackwater runs ISO 13485-certified cleanrooms in Newark, NY and Reno, NV.",
            "cleanrooms",
            ("Newark, NY", "Reno, NV"),
        ),
        ("All U.S. sites except Reno are AS9100D certified.", "All U.S. sites except Reno", ()),
        ("The company is ISO 9001 certified in Ohio.", None, ("Ohio",)),
        ("An ISO 9001 certified company since 1998.", None, ()),
    ],
)
def test_scope_and_sites(text: str, scope: str | None, sites: tuple[str, ...]) -> None:
    claim = only(text)
    assert (claim.scope, claim.sites) == (scope, sites)


@pytest.mark.parametrize(
    ("text", "registrar"),
    [
        ("Brackwater was certified to AS9100 Rev D by NQA in March.", "NQA"),
        ("Brackwater received ISO 9001:2015 certification from Bureau Veritas.", "Bureau Veritas"),
        ("Brackwater is ISO 9001 certified by TÜV SÜD.", "TÜV SÜD"),
        ("The ISO 14001 certificate, issued by DNV, covers both plants.", "DNV"),
        ("Brackwater is ISO 9001 certified.", None),
        ("Brackwater is ISO 9001 certified by choice.", None),
        ("Brackwater was ISO 9001 certified by March.", None),
    ],
)
def test_registrar(text: str, registrar: str | None) -> None:
    assert only(text).registrar == registrar


@pytest.mark.parametrize(
    ("text", "holder", "name"),
    [
        ("Brackwater Precision, Inc. is ISO 9001 certified.", Holder.ORGANISATION, None),
        ("Brackwater Precision is ISO 9001 certified.", Holder.ORGANISATION, None),
        ("We are ISO 9001 certified.", Holder.ORGANISATION, None),
        ("Brackwater Europe GmbH is certified to ISO 9001:2015.", Holder.SUBSIDIARY, "Brackwater Europe GmbH"),
        ("Its subsidiary Zedmoor Optics Ltd. holds ISO 14001.", Holder.SUBSIDIARY, "Zedmoor Optics Ltd."),
        ("Zedmoor Optics LLC is AS9100D certified.", Holder.THIRD_PARTY, "Zedmoor Optics LLC"),
    ],
)
def test_holder(text: str, holder: Holder, name: str | None) -> None:
    claim = only(text)
    assert (claim.holder, claim.holder_name) == (holder, name)


def test_a_partner_that_is_described_holds_what_its_description_claims() -> None:
    text = (
        "About Brackwater Precision\nBrackwater is ISO 9001 certified.\n\n"
        "About Zedmoor Optics\nZedmoor is AS9100D certified.\n"
    )
    own, partner = recognise(text, load(), organisation=ORGANISATION).claims
    assert (own.holder, own.holder_name) == (Holder.ORGANISATION, None)
    assert (partner.holder, partner.holder_name) == (Holder.THIRD_PARTY, "Zedmoor Optics")


def test_the_only_description_is_its_issuers_whatever_it_is_called() -> None:
    text = "About BWP\nThe company is ISO 9001 certified.\n"
    assert only(text).holder is Holder.ORGANISATION
