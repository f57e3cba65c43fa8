"""Whatever words a sentence's lists are made of, and however they overlap, the edits replay."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.changes.compare import compare, replay

WORDS = st.lists(
    st.sampled_from(
        ["car", "truck", "tractor", "makers", ",", "and", "or", ".", "are", "the", "ISO 9001", "AS9100D", "pumps"]
    ),
    max_size=16,
).map(lambda words: " ".join(words).replace(" ,", ",").replace(" .", "."))


@given(before=WORDS, after=WORDS)
def test_any_list_against_any_other_replays(before: str, after: str) -> None:
    assert replay(before, compare(before, after)) == after


def test_a_list_does_not_reach_into_another_difference() -> None:
    before, after = "compressor makers, car makers and truck makers.", "are tractor makers and car makers."
    assert replay(before, compare(before, after)) == after
