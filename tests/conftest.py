"""What every test may ask for: a moment that never moves, the seeds, and whether a missing thing may be skipped."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.claims.registry import load
from tracker.claims.schemes import Registry

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def missing(what: str) -> None:
    """Skip where something is not there; fail where CI is set, so that a skip cannot hide."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI is set")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def clock(now: datetime) -> Callable[[], datetime]:
    return lambda: now


@pytest.fixture(scope="session")
def seeds() -> tuple[Path, Path]:
    """The two real releases, the older one first."""
    paths = (SEEDS / "001_a10dd4f9a06289ce.txt", SEEDS / "000_5eb271dc6416ff0f.txt")
    if not all(path.is_file() for path in paths):
        missing(f"the pair of real releases in {SEEDS}")
    return paths
