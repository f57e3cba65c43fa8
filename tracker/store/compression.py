"""How what is kept is compressed: zlib streams (RFC 1950), made quickly.

Most values are of a few kilobytes. What zlib makes ready of its own accord for each of them, a quarter of a megabyte, costs more
than the compressing; a window of the value's size finds the same repetitions.
"""

from __future__ import annotations

import hashlib
import zlib

#: zlib's level 1 halves a release; on a web page, 4 gains eight per cent more and takes 1.6 times as long, 6 takes 2.7 times.
_LEVEL = 1
#: Powers of two: a window of 8 KB, and 16 KB to work in (https://zlib.net/manual.html, deflateInit2).
_WINDOW, _MEMORY = 13, 5
#: How streams begin that are made here: the window in the upper four bits, and 8, the method, in the lower ones.
_BEGINNINGS = (b"X", b"x")


def compress(plain: bytes) -> bytes:
    """The bytes as a zlib stream."""
    if len(plain) > 1 << _WINDOW:
        return zlib.compress(plain, _LEVEL)
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
    return stream.compress(plain) + stream.flush()


def decompress(packed: bytes) -> bytes:
    """The bytes that were compressed; JSON that was not, which begins otherwise, as it is."""
    return zlib.decompress(packed) if packed[:1] in _BEGINNINGS else packed


def restored(packed: bytes, sha256: str) -> bytes | None:
    """The bytes that were compressed, or None when they no longer have their digest."""
    try:
        plain = zlib.decompress(packed)
    except zlib.error:
        return None
    return plain if hashlib.sha256(plain).hexdigest() == sha256 else None
