"""What is kept is compressed so that it comes back byte for byte, and is told from JSON that was not."""

import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.store.compression import compress, decompress, restored

#: Around the window of small values, 8 KB.
LENGTHS = st.sampled_from([0, 1, 399, 400, 8191, 8192, 8193, 70_000])


@given(st.binary(min_size=1, max_size=64), LENGTHS)
def test_bytes_come_back(piece: bytes, length: int) -> None:
    plain = (piece * length)[:length]
    assert decompress(compress(plain)) == zlib.decompress(compress(plain)) == plain


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_json_is_taken_as_it_is(value: object) -> None:
    plain = json.dumps(value).encode()
    assert decompress(plain) == plain


def test_streams_of_earlier_versions_come_back() -> None:
    for level in (1, 4, 6):
        assert decompress(zlib.compress(b"Varnholt Castings" * 40, level)) == b"Varnholt Castings" * 40


@pytest.mark.parametrize(
    ("packed", "whole"),
    [
        (compress(b"as it was received"), True),
        (compress(b"as it was altered"), False),
        (compress(b"as it was received")[:-6], False),
        (b"no stream at all", False),
        (b"", False),
    ],
)
def test_bytes_without_their_digest_are_not_restored(packed: bytes, *, whole: bool) -> None:
    digest = hashlib.sha256(b"as it was received").hexdigest()
    assert restored(packed, digest) == (b"as it was received" if whole else None)
