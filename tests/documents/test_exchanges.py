"""The exchanges and the forms in which leads state their listings, of today and of older filings."""

from __future__ import annotations

import pytest

from tracker.documents.masthead import masthead

ROWS = [
    ("(Amex: VEL)", ["Amex: VEL"]),
    ("(American Stock Exchange: VEL)", ["American Stock Exchange: VEL"]),
    ("(OTC Bulletin Board: VELP)", ["OTC Bulletin Board: VELP"]),
    ("(Nasdaq National Market: VELP)", ["Nasdaq National Market: VELP"]),
    ("(NASDAQ SmallCap: VELP)", ["NASDAQ SmallCap: VELP"]),
    ("(Nasdaq NM: VELP)", ["Nasdaq NM: VELP"]),
    ("(Nasdaq CM: VELP, Euronext Growth Paris: ALVEL)", ["Nasdaq CM: VELP", "Euronext Growth Paris: ALVEL"]),
    ("(EURONEXT GROWTH: ALVEL; AIM: VEL)", ["EURONEXT GROWTH: ALVEL", "AIM: VEL"]),
    ("(TSX - VEL) (OTCQX: VELPF)", ["TSX: VEL", "OTCQX: VELPF"]),
    ("(TSX \u2013 VEL)", ["TSX: VEL"]),
    ("(ASX code: VEL)", ["ASX: VEL"]),
    ('(OSE ticker code: "VELP", NYSE ticker code "VEL")', ["OSE: VELP", "NYSE: VEL"]),
    ("(Euronext Paris: FR0000000000, VELP, eligible)", ["Euronext Paris: VELP"]),
    # none
    ("(Euronext Paris: FR0000000000)", []),
    ("(London - UK)", []),
    ("(Oslo \u2013 VEST)", []),
    ("(TSX - listed)", []),
    ("(building code: VELP)", []),
]


@pytest.mark.parametrize(("bracket", "expected"), ROWS)
def test_a_listing_is_read_as_it_is_written(bracket: str, expected: list[str]) -> None:
    found = masthead(f"TARN, March 3, 2021 -- Velmar Pumps Ltd. {bracket} today announced that it has opened a line.")
    assert [str(listing) for listing in found.listings] == expected
    assert found.organisation == "Velmar Pumps Ltd."
