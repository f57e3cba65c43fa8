"""File names of pages: safe on every file system, stable, and never the same for two different ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 48
_TAIL = re.compile(r"-[0-9a-f]{10}$")
_UNSAFE = re.compile(r"[^a-z0-9]+")

#: Names that Windows keeps for devices, whatever their suffix.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|index)$")


def digest(text: str) -> str:
    """Ten hexadecimal digits of a text's SHA-256, enough for a trillion names."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def slug(text: str) -> str:
    """A file name's stem for an id: the id itself where that is safe, else its letters and a digest of it.

    A safe id that happens to end like a digest gets one too, so that no two ids meet.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = _UNSAFE.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if stem == text and stem and not _TAIL.search(stem) and not _RESERVED.match(stem):
        return stem
    return f"{stem}-{digest(text)}" if stem else digest(text)
