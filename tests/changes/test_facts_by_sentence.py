"""Facts are read sentence by sentence, and are those of the text read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.changes.facts.contacts import contacts
from tracker.changes.facts.extract import extract
from tracker.changes.facts.figures import figures
from tracker.changes.facts.model import Facts
from tracker.changes.facts.places import once, places


def read_whole(text: str) -> Facts:
    """What a text without typography states, no part of it read by itself."""
    reached = contacts(text)
    counted = figures(text, besides=tuple(contact.span for contact in reached))
    return Facts(places=once(places(text)), figures=counted, contacts=reached)


WORDS = st.sampled_from(
    [
        "offices in",
        "located in",
        "headquartered at",
        "plants",
        "facility",
        "based",
        "with operations in",
        "including",
        "near",
        "the",
        "its",
        "of",
        "and",
        ",",
        ";",
        "Newark",
        "Newark, NY",
        "St. Louis",
        "Calif.",
        "Ohio",
        "U.S.",
        "Acme",
        "Acme Inc.",
        "Varnholt-based",
        "Dayton facility",
        "100 Main Street",
        "7 Industrial park",
        "Suite 4",
        "2,000 employees",
        "40 plants",
        "$3 million",
        "one of two",
        "in 1950",
        "more than",
        "percent",
        "customers",
        "press@acme.example",
        "www.acme.example",
        "582-555-0177",
        "Jane Rowan",
        "Director",
        ". The",
        ". Its",
        ". Founded in",
        ". A",
        ".",
        "works",
        "pumps",
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_sentences_state_what_their_text_does(words: list[str]) -> None:
    text = " ".join(words).replace(" .", ".").replace(" ,", ",")
    found, whole = extract(text), read_whole(text)
    assert found == whole
    assert [place.span for place in found.places] == [place.span for place in whole.places]
    assert [figure.span for figure in found.figures] == [figure.span for figure in whole.figures]


@pytest.mark.parametrize(
    "text",
    [
        "Acme makes pumps. It is headquartered in Newark, Calif. Acme has 40 plants in Ohio.",
        # the name of a street has a full stop in it, as far as can be seen
        "It is headquartered at 7 Industrial park. Founded in 1950, Acme has 40 employees.",
        "Acme makes pumps. It has offices in St. Louis, Dayton and Newark. Plants are in Ohio. It serves 40 customers.",
    ],
)
def test_what_only_looks_like_the_end_of_a_sentence_parts_nothing(text: str) -> None:
    found, whole = extract(text), read_whole(text)
    assert found == whole
    assert [fact.quote for fact in found.places] == [fact.span.of(text) for fact in whole.places]
