"""The one source of chance: generators of numbers that are named, so that one organisation never disturbs another."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, *names: object) -> Random:
    """A generator of numbers that depends on the seed and the names alone, on every machine and in every order."""
    return Random(":".join(map(str, (seed, *names))))  # noqa: S311 - reproducible text is the aim, not secrecy


def some(rng: Random, pool: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """Between `least` and `most` different members of a pool, in random order."""
    return tuple(rng.sample(pool, min(len(pool), rng.randint(least, most))))
