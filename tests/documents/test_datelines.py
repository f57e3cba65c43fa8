"""Datelines in the shapes that filings, wires and newsrooms give them, beside lines that only look like one."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.documents.masthead import masthead

TITLE = "Velmar Pumps Opens a Line"
SAYS = "Velmar Pumps Ltd. (NYSE: VEL) today announced that it has opened a line for dosing heads, which employs forty people."
DAY = date(2021, 3, 3)

ROWS: list[tuple[str, tuple[str | None, date | None, str | None] | None]] = [
    # without a year
    ("TARN, March 3 /PRNewswire-FirstCall/ -- ", ("TARN", None, "PRNewswire-FirstCall")),
    ("TARN, 3 March /CNW Telbec/ - ", ("TARN", None, "CNW Telbec")),
    ("TARN, March 3 -- ", ("TARN", None, None)),
    ("March 3 -- ", None),
    # closed by a colon, or by the subject
    ("Tarn, MA (March 3, 2021): ", ("Tarn, MA", DAY, None)),
    ("Tarn, India, March 3, 2021: ", ("Tarn, India", DAY, None)),
    ("Tarn, Wisconsin: ", ("Tarn, Wisconsin", None, None)),
    ("Tarn, MA, March 3, 2021 ", ("Tarn, MA", DAY, None)),
    ("DATE: March 3, 2021: ", None),
    ("For Immediate Release: March 3, 2021: ", None),
    ("Tarn: ", None),
    # a city, and nothing else
    ("TARN\u2014", ("TARN", None, None)),
    ("Tarn \u2013 ", ("Tarn", None, None)),
    ("West Tarn -- ", ("West Tarn", None, None)),
    ("UPDATE \u2013 ", None),
    ("Media Advisory \u2013 ", None),
    ("Velmar Pumps \u2013 ", None),
    # with a time
    ("Tarn, Utah, March 3, 2021 \u2013 11:00 p.m. CET \u2013 ", ("Tarn, Utah", DAY, None)),
    ("Tarn, 3 March 2021 / 08:00 CET - ", ("Tarn", DAY, None)),
    ("Tarn, Finland, 3 March 2021 at 9.00 am EET \u2013 ", ("Tarn, Finland", DAY, None)),
    # words and brackets around
    ("TARN, le 3 mars 2021 /CNW/ - ", ("TARN", DAY, "CNW")),
    ("Tarn, France and Ostend (West Flanders, Belgium), March 3, 2021 \u2013 ", ("Tarn, France and Ostend (West Flanders, Belgium)", DAY, None)),
    ("'s-TARN, March 3, 2021 \u2013 ", ("'s-TARN", DAY, None)),
    ("Wednesday, March 3, 2021 (Tarn, MA) \u2013 ", ("Tarn, MA", DAY, None)),
    ("TARN, March 3, 2021 (PRIMEZONE via COMTEX News Network) -- ", ("TARN", DAY, "PRIMEZONE")),
    ("| TARN, March 3, 2021 - ", ("TARN", DAY, None)),
    # over the end of a line, and before it
    ("TARN,\nUTAH, March 3, 2021 \u2013 ", ("TARN, UTAH", DAY, None)),
    ("Tarn, March 3, 2021\n", ("Tarn", DAY, None)),
    ("Quillon Valves\nMarch 3, 2021\n", None),
    # numbers
    ("Tarn, 13.03.2021 \u2013 ", ("Tarn", date(2021, 3, 13), None)),
    ("Tarn, 03.04.2021 \u2013 ", None),
    # no wires
    ("RNS Number : 6685I\n\n", None),
    ("Velmar Pumps Ltd. (VEL) \u2013 ", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), ROWS)
def test_a_dateline_is_known_by_its_parts_and_by_what_follows(
    line: str, expected: tuple[str | None, date | None, str | None] | None
) -> None:
    text = f"{TITLE}\n\n{line}{SAYS}\n\nThe line cost a million."
    found = masthead(text).dateline
    place = " ".join(found.place.split()) if found and found.place else None
    assert (found and (place, found.on, found.wire)) == expected
    if found:
        assert text[found.span.end :].lstrip().startswith("Velmar Pumps Ltd.")


def test_a_dateline_has_a_sentence_after_it() -> None:
    signed = f"{TITLE}\n\n{SAYS}\n\nTarn, March 3, 2021.\n\nThe Board of Managers\nChief Works Manager"
    assert masthead(signed).dateline is None


def test_the_place_is_found_behind_a_title_in_the_same_line() -> None:
    text = f"Velmar Pumps Updates Its 510(k) Process TARN, Mass.--(BUSINESS WIRE)--March 3, 2021--{SAYS}"
    found = masthead(text)
    assert found.dateline is not None
    assert (found.dateline.place, found.title) == ("TARN, Mass.", "Velmar Pumps Updates Its 510(k) Process")


def test_a_wrapped_sentence_follows_a_place_alone() -> None:
    wrapped = "Tarn - Velmar Pumps Ltd. (NYSE: VEL) today\nannounced that it has opened a line for dosing heads."
    found = masthead(f"{TITLE}\n\n{wrapped}").dateline
    assert found is not None
    assert found.place == "Tarn"
