"""How many About sections are found where they are: spans that overlap by 0.9 of what the two cover together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.accuracy.gold import Gold, GoldRelease, GoldSection
from tracker.documents.model import Span
from tracker.sections.model import Role, Section
from tracker.sections.split import split

#: From issue: "About sections found with at least 0.9 overlap of spans" for this share of them.
OVERLAP = 0.9
LEAST_FOUND = 0.97


@dataclass(frozen=True, slots=True)
class Miss:
    """One About section that was not found, and the nearest that was."""

    release: GoldRelease
    wanted: GoldSection
    nearest: Section | None
    overlap: float


@dataclass(frozen=True, slots=True)
class Found:
    """The figures for a folder."""

    wanted: int
    misses: tuple[Miss, ...]
    false: tuple[tuple[GoldRelease, Section], ...]

    @property
    def share(self) -> float:
        """The share of the marked About sections that were found."""
        return 1.0 - len(self.misses) / self.wanted if self.wanted else 1.0

    @property
    def good(self) -> bool:
        """Whether the threshold is met."""
        return self.share >= LEAST_FOUND


def overlap(one: Span, other: Span) -> float:
    """What two spans share, by what they cover together."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / (max(one.end, other.end) - min(one.start, other.start) or 1)


def measure(gold: Gold) -> Found:
    """Divide every release and compare its About sections with the marked ones."""
    misses: list[Miss] = []
    false: list[tuple[GoldRelease, Section]] = []
    for release in gold.releases:
        abouts = [section for section in split(release.text) if section.role is Role.ABOUT]
        taken: set[int] = set()
        for wanted in release.abouts:
            nearest = max(abouts, key=lambda section: overlap(section.span, wanted.span), default=None)
            reached = overlap(nearest.span, wanted.span) if nearest else 0.0
            if nearest is None or reached < OVERLAP:
                misses.append(Miss(release, wanted, nearest if reached else None, reached))
            else:
                taken.add(abouts.index(nearest))
        false += [(release, section) for index, section in enumerate(abouts) if index not in taken]
    return Found(sum(len(release.abouts) for release in gold.releases), tuple(misses), tuple(false))


def show(found: Found, gold: Gold, *, most: int = 40) -> None:
    """Print the figures, per organisation where some are missed, and every miss and false section up to `most`."""
    print(
        f"About sections found (overlap >= {OVERLAP}): {found.wanted - len(found.misses)} of {found.wanted}, {found.share:.1%}"
    )
    wanted = Counter(release.organisation for release in gold.releases for _ in release.abouts)
    missed = Counter(miss.release.organisation for miss in found.misses)
    for organisation, count in missed.most_common(most):
        print(f"  {organisation}: {wanted[organisation] - count} of {wanted[organisation]}")
    for miss in found.misses[:most]:
        print(
            f"  missed {miss.release.name} {miss.wanted.form} {miss.wanted.heading!r} {tuple(miss.wanted.span)}, overlap {miss.overlap:.2f}"
        )
        _quote(miss.release.text, "wanted", miss.wanted.span)
        if miss.nearest is not None:
            _quote(miss.release.text, "found ", miss.nearest.span)
    print(f"About sections that nobody marked: {len(found.false)}")
    for release, section in found.false[:most]:
        print(f"  false {release.name} {tuple(section.span)}")
        _quote(release.text, "found ", section.span)


def _quote(text: str, what: str, span: Span) -> None:
    words = span.of(text)
    shown = words if len(words) <= 130 else f"{words[:80]} ... {words[-45:]}"
    print(f"    {what} {shown!r}")
