"""The laws of dividing and following, on releases that nobody wrote by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.sections.recurrence import MemoryIndex, Passage, Piece, follow, passages, pieces
from tracker.sections.split import split
from tracker.sections.versions import Sighting, Version, versions

_ISSUER = "Velmar Pumps Ltd."
_SENTENCES = (
    "Velmar Pumps is a leading manufacturer of metering pumps for water works.",
    "Founded in 1952, Velmar Pumps employs 310 people in Tarn and in Turin.",
    "The company is certified to ISO 9001:2015 and to ISO 14001:2015 by a registrar.",
    "Quillon Valves makes check valves and gate valves in Ostend for every sea.",
    "This release contains forward-looking statements, which involve risks of many kinds.",
    "Every pump is tested for an hour at twice its pressure before it leaves the yard.",
    "For more information, visit www.velmar.example or write to press@velmar.example.",
    "The mayor came, a band played, and it rained on everybody alike until the evening.",
)
_HEADINGS = (
    "",
    "About Velmar Pumps\n\n",
    "ABOUT VELMAR\n\n",
    "About Quillon Valves: ",
    "Safe Harbor Statement\n\n",
    "Contact:\n\n",
)
_OPENING = "# Velmar Pumps Ships an Order\n\nTARN, UK, March 3, 2021 -- Velmar Pumps Ltd. today shipped an order of forty pumps."

_PARTS = st.tuples(st.sampled_from(_HEADINGS), st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4))
_RELEASES = st.lists(
    st.lists(_PARTS, max_size=4).map(
        lambda parts: "\n\n".join([_OPENING, *(heading + " ".join(words) for heading, words in parts)])
    ),
    min_size=1,
    max_size=5,
)
_PIECES = ("About Velmar", "About", "\n", "\n\n", "  ", " ", "Velmar Pumps is a maker of pumps.", "Contact:", "###", "---", ".", "\u201c",
           "www.velmar.example", "+44 20 5550 1234", "Forward-Looking Statements", "\u00a0", "*", "#", "[", "](", "SOURCE", "é", "\u200b")  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))


@given(_TEXTS)
def test_sections_leave_out_only_white_space_and_never_overlap(text: str) -> None:
    position = 0
    for section in split(text):
        assert section.span.start >= position
        assert not text[position : section.span.start].strip()
        assert section.span.of(text).strip() == section.span.of(text) != ""
        assert section.span.holds(section.body_span)
        if section.heading_span is not None:
            assert section.span.holds(section.heading_span)
            assert section.heading_span.end <= section.body_span.start
        position = section.span.end
    assert not text[position:].strip()


@given(_TEXTS)
def test_the_same_text_divides_the_same_way(text: str) -> None:
    assert split(text) == split(text)


@settings(deadline=None)
@given(_RELEASES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(texts: list[str], chance: object) -> None:
    shown = {
        f"r{number}": pieces(text, split(text, organisation=_ISSUER), _ISSUER) for number, text in enumerate(texts)
    }
    shuffled = list(shown)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _known(texts, shown, list(shown)) == _known(texts, shown, shuffled)


def _known(
    texts: list[str], shown: dict[str, tuple[Piece, ...]], arrival: list[str]
) -> tuple[tuple[Passage, ...], list[tuple[Version, ...]]]:
    """The passages and their versions, with the releases followed in this order of arrival."""
    index = MemoryIndex()
    followed = {release: follow(index, shown[release]) for release in arrival}
    found = passages(index, {release: followed[release] for release in sorted(followed)})
    return found, [
        versions(
            Sighting(position=release, release=release, text=piece.body_span.of(texts[int(release[1:])]))
            for release, piece in (passage.shown if arrival == sorted(arrival) else passage.shown[::-1])
        )
        for passage in found
    ]


@settings(deadline=None)
@given(_RELEASES)
def test_a_release_seen_twice_changes_nothing(texts: list[str]) -> None:
    once, twice = MemoryIndex(), MemoryIndex()
    shown = {
        f"r{number}": pieces(text, split(text, organisation=_ISSUER), _ISSUER) for number, text in enumerate(texts)
    }
    first = {release: follow(once, part) for release, part in shown.items()}
    for part in shown.values():
        follow(twice, part)
    second = {release: follow(twice, part) for release, part in shown.items()}
    assert passages(once, first) == passages(twice, second)
