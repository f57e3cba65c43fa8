"""What the store says of the passages that a release shows, and of those that showed them before."""

from pathlib import Path

from tracker.documents.model import Span
from tracker.history import Appearance
from tracker.sections.model import Role, Section
from tracker.store import open_store


def shows(release: str, passage: int, start: int, *, headed: bool) -> Appearance:
    section = Section(
        role=Role.ABOUT if headed else Role.BODY, span=Span(start, start + 9), body_span=Span(start, start + 9)
    )
    return Appearance(
        passage=passage, position=release, sha256=release, headed=headed, section=section, digest=f"{start}"
    )


def test_passages_are_compared_with_the_newest_release_that_showed_them(tmp_path: Path) -> None:
    first = [shows("1", 1, 0, headed=False), shows("1", 2, 10, headed=True)]
    second = [shows("2", 2, 0, headed=True), shows("2", 2, 20, headed=True)]
    third = [
        shows("3", 3, 0, headed=False),  # nobody showed it before
        shows("3", 4, 10, headed=False),  # nor this, but it stands below by its role
        shows("3", 2, 20, headed=True),
        shows("3", 1, 30, headed=False),
        shows("3", 4, 40, headed=True),
    ]
    with open_store(tmp_path / "tracker.db") as store:
        derived = store.derived
        derived.add_appearances("a", [*first, *second, *third])
        derived.add_appearances("b", [shows("0", 3, 0, headed=True)])
        assert derived.standing("a", "3") == tuple(third[1:])
        assert derived.standing("a", "1") == tuple(first[1:])
        assert derived.headed("a", "3") == (third[2], third[4])
        assert derived.shown_before("a", "3") == {1: (first[0],), 2: tuple(second)}
        assert derived.shown_before("a", "1") == {}
        assert derived.row_before("a", 2, "3", 3) == (second[0], first[1])
        assert derived.row_before("a", 2, "3", 1) == (second[0],)
