"""A silence is told when it begins, and once more when it lasts; a section that was not read is no silence."""

import pytest
from making import FORMER, THEIRS, claim

from tracker.findings.omission import Spoken, silences

SAYS = (claim("iso-9001", "2015"), claim("nadcap", at=20))
LESS = (claim("iso-9001", "2015"),)


def releases(*texts: tuple[object, ...] | None) -> list[Spoken]:
    return [
        Spoken(sha256=str(place), claims=text or (), was_read=text is not None)  # type: ignore[arg-type]
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        ([SAYS], []),
        ([SAYS, SAYS, SAYS, SAYS], []),
        ([SAYS, LESS], []),
        ([SAYS, LESS, LESS], []),
        ([SAYS, LESS, LESS, LESS], ["nadcap"]),
        ([SAYS, LESS, LESS, LESS, LESS], []),
        ([SAYS, LESS, None, LESS, LESS], ["nadcap"]),
        ([SAYS, LESS, LESS, LESS, None], []),
        ([SAYS, None, None, None], []),
        ([SAYS, LESS, SAYS, LESS, LESS], []),
        ([SAYS, (), (), ()], ["iso-9001", "nadcap"]),
        ([(claim("soc-2", holder=THEIRS),), (), (), ()], []),
        ([(claim("iso-9001", modality=FORMER),), (), (), ()], []),
    ],
)
def test_the_third_silence_in_a_row(texts: list[tuple[object, ...] | None], expected: list[str]) -> None:
    found = silences(releases(*texts))
    assert [finding.subject for finding in found] == expected
    assert all(finding.reasons == ("omitted", "in-a-row:3") for finding in found)


def test_it_rests_on_the_last_release_that_spoke() -> None:
    (found,) = silences(releases(SAYS, LESS, None, LESS, LESS))
    assert found.evidence_before is not None
    assert found.evidence_before.sha256 == "0"
    assert found.before == claim("nadcap")
