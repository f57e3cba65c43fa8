"""The nouns of a timeline as it is drawn, in units of an SVG view box; `timeline` computes them, a template draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Look(StrEnum):
    """How a bar is drawn."""

    GOOD = "good"
    TRANSITION = "transition"
    OVER = "over"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One edition of one certification, from the first release that names it to the last."""

    edition: str | None
    look: Look
    first: date
    last: date
    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on the axis: a release, a year, a deadline, the report's day."""

    x: float
    on: date
    label: str = ""
    anchor: str = "middle"
    lift: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One certification: its bars, the releases that name it, where it is not named, and its next deadline."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    dots: tuple[Tick, ...]
    gaps: tuple[Tick, ...]
    deadlines: tuple[Tick, ...]
    still: tuple[float, float] | None
    """From the newest release to the report's day, where that release names it."""
    onward: Tick | None = None
    """Where another certification is named in its stead, with the name of that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing, in units of its view box."""

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    years: tuple[Tick, ...]
    today: Tick
