"""How much is committed at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")

#: Captures committed in one transaction, and documents derived in one: enough that commits cost little, few enough that
#: what is lost with the power is read again in a second.
BATCH = 200


def batches(items: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """The items, `size` at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
