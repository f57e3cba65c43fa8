"""The wordings of a passage over time, and the three ways in which it can be missing."""

import pytest

from tracker.sections.versions import Presence, ReleaseRead, Sighting, presence, versions

A = "Velmar Pumps makes metering pumps."
B = "Velmar Pumps makes metering pumps and dosing heads."
TYPOGRAPHIC = "Velmar\u00a0Pumps makes metering pumps."


def sightings(*texts: str) -> list[Sighting]:
    return [
        Sighting(position=f"2021-03-{day:02d}", release=f"r{day}", text=text) for day, text in enumerate(texts, start=1)
    ]


TABLE = [
    ("one wording is one version", (A, A, A), [(A, ("r1", "r2", "r3"), None)]),
    ("a new wording is a new version", (A, B), [(A, ("r1",), None), (B, ("r2",), None)]),
    (
        "a wording that comes back is a third version, and named",
        (A, B, A),
        [(A, ("r1",), None), (B, ("r2",), None), (A, ("r3",), A)],
    ),
    (
        "it may come back twice",
        (A, B, A, B),
        [(A, ("r1",), None), (B, ("r2",), None), (A, ("r3",), A), (B, ("r4",), B)],
    ),
    ("typography makes a version but no return", (A, TYPOGRAPHIC), [(A, ("r1",), None), (TYPOGRAPHIC, ("r2",), None)]),
    (
        "a return counts whatever its typography",
        (A, B, TYPOGRAPHIC),
        [(A, ("r1",), None), (B, ("r2",), None), (TYPOGRAPHIC, ("r3",), A)],
    ),
    ("nothing has no versions", (), []),
]


@pytest.mark.parametrize(("texts", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_versions(texts: tuple[str, ...], expected: list[tuple[str, tuple[str, ...], str | None]]) -> None:
    found = versions(sightings(*texts))
    texts_of = {version.digest: version.text for version in found}
    assert [(one.text, one.seen_in, texts_of.get(one.returns_to or "")) for one in found] == expected


def test_a_late_older_release_is_threaded_into_its_place() -> None:
    late = Sighting(position="2021-02-01", release="r0", text=B)
    found = versions([*sightings(A, A), late])
    assert [(version.text, version.first, version.last) for version in found] == [
        (B, "2021-02-01", "2021-02-01"),
        (A, "2021-03-01", "2021-03-02"),
    ]


PRESENCES = [
    ("shown throughout", "+++", ["shown", "shown", "shown"]),
    ("left out once", "+.+", ["shown", "left-out", "shown"]),
    ("not read once", "+?+", ["shown", "unreadable", "shown"]),
    ("left out of late, and it may yet return", "++..", ["shown", "shown", "left-out", "left-out"]),
    ("gone", "+...", ["shown", "gone", "gone", "gone"]),
    ("what could not be read does not make it gone", "+..?", ["shown", "left-out", "left-out", "unreadable"]),
    ("gone, with one in between that could not be read", "+.?..", ["shown", "gone", "unreadable", "gone", "gone"]),
    ("not there yet", "..+", ["not-yet", "not-yet", "shown"]),
    ("never there", "..", ["not-yet", "not-yet"]),
    ("no releases", "", []),
]


@pytest.mark.parametrize(("said", "expected"), [row[1:] for row in PRESENCES], ids=[row[0] for row in PRESENCES])
def test_absent_gone_and_unreadable_are_three_things(said: str, expected: list[str]) -> None:
    releases = [ReleaseRead(f"2021-03-{day:02d}", f"r{day}", mark != "?") for day, mark in enumerate(said)]
    shown = [one.release for one, mark in zip(releases, said, strict=True) if mark == "+"]
    for order in (releases, releases[::-1]):
        assert [found for _, found in presence(order, shown)] == [Presence(code) for code in expected]
