"""The audit chain: whatever is changed, left out, moved or added is found, and the first place of it named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import Book, headcount, upgraded

from tracker.review.chain import Break, Flaw, Link, decode, digest, encode, first_break, link
from tracker.review.model import Action


def book() -> Book:
    made = Book()
    made.add(Action.CONFIRMED, upgraded())
    made.add(Action.DISMISSED, headcount(), text="Seen — “quoted”.")
    made.add(Action.COMMENTED, upgraded(), text="On the register.")
    made.add(Action.SUPERSEDED, upgraded(), about=1)
    return made


def test_a_whole_chain_has_no_break() -> None:
    assert first_break(book().links, last=4) is None
    assert first_break([]) is None


def test_an_event_is_the_same_after_it_was_kept() -> None:
    for event in book().events:
        assert decode(encode(event)) == event


@given(st.integers(0, 3), st.data())
def test_one_changed_byte_is_found_and_its_event_named(place: int, data: st.DataObject) -> None:
    links = book().links
    body = bytearray(links[place].body)
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))
    links[place] = replace(links[place], body=bytes(body))
    assert first_break(links) == Flaw(place + 1, Break.ALTERED)


@given(st.integers(0, 3), st.integers(0, 63))
def test_one_changed_digit_of_a_digest_is_found(place: int, at: int) -> None:
    links = book().links
    said = links[place].digest
    changed = said[:at] + ("0" if said[at] != "0" else "1") + said[at + 1 :]
    links[place] = replace(links[place], digest=changed)
    assert first_break(links) == Flaw(place + 1, Break.ALTERED)


def test_an_event_that_was_written_again_with_its_digest_is_found_at_the_next() -> None:
    made = book()
    forged = replace(made.events[1], text="Never mind.")
    made.links[1] = link(forged)
    assert first_break(made.links) == Flaw(3, Break.UNLINKED)


@pytest.mark.parametrize(
    ("keep", "flaw"),
    [
        ([1, 2, 3], Flaw(1, Break.MISSING)),
        ([0, 2, 3], Flaw(2, Break.MISSING)),
        ([0, 1, 2], Flaw(4, Break.MISSING)),
        ([], Flaw(1, Break.MISSING)),
        ([0, 1, 2, 3], None),
    ],
)
def test_what_is_left_out_is_missed(keep: list[int], flaw: Flaw | None) -> None:
    links = book().links
    assert first_break([links[place] for place in keep], last=4) == flaw


@pytest.mark.parametrize("body", [b"{}", b"", b"\x80", b'{"who": "\x80"}'])
def test_bytes_that_are_no_event_are_named(body: bytes) -> None:
    assert first_break([Link(1, body, digest(body))]) == Flaw(1, Break.UNREADABLE)


def test_events_that_changed_places_are_found() -> None:
    links = book().links
    swapped = [links[0], Link(2, links[2].body, links[2].digest), Link(3, links[1].body, links[1].digest), links[3]]
    assert first_break(swapped) == Flaw(2, Break.ALTERED)
