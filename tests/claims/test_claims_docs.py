"""What docs/claims.md shows works, and what it lists is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.claims.model import Modality, Standing, Status
from tracker.claims.recognise import recognise
from tracker.claims.registry import load
from tracker.claims.schemes import Policy

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")


def example() -> str:
    """The text of the example of a workspace's own file."""
    found = re.search(r"```toml\n(.*?)```", DOCS, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_loads_and_does_what_it_says() -> None:
    registry = load(example())
    ia9100 = registry.schemes["ia9100"].edition("2026")
    assert ia9100 is not None
    assert not ia9100.planned
    revision = registry.schemes["as9100"].edition("D")
    assert revision is not None
    assert str(revision.ends) == "2029-12-31"
    (claim,) = recognise("Our port is Harbour Mark Gold certified.", registry).claims
    assert (claim.scheme, claim.edition, claim.status) == ("harbour-mark", "Gold", Status.CERTIFIED)
    assert recognise("The HBM Mark is a currency.", registry).claims == ()


def test_every_code_is_explained() -> None:
    for code in (*Status, *Modality, *Standing, *Policy):
        assert f"`{code}`" in DOCS, code
