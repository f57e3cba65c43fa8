"""One organisation's releases over the years, in the order of publication, with what is true of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.generate.chance import chance
from benchmarks.generate.drift import difference, drifted
from benchmarks.generate.layout import About, Draft, Habit, Laid, habit, lay_out
from benchmarks.generate.marked import Mark, Marked, curled, joined
from benchmarks.generate.organisation import Organisation, invent
from benchmarks.generate.prose import Prose
from benchmarks.generate.standing import Standing, first_standing, render

#: The last day on which a release is published.
LAST = date(2026, 11, 20)
_FIRST = date(2012, 1, 10)


@dataclass(frozen=True, slots=True)
class Release:
    """One generated release: where it goes, its title and text, and the truth about it."""

    path: str
    title: str
    text: str
    truth: dict[str, Any]


def releases(seed: int, number: int, *, other: int, count: int | None = None) -> Iterator[Release]:
    """All releases of one organisation; `other` is the number of the one that shares its joint releases.

    How many there are is chance, unless a `count` is given; more than fit before the last day are not made.
    """
    organisation, partner = invent(seed, number), invent(seed, other)
    rng = chance(seed, "history", number)
    days = _days(rng, count)
    arrivals = _arrivals(len(days), rng)
    habits = habit(organisation, seed)
    standing = first_standing(organisation, days[0], rng)
    beside = About(partner, render(first_standing(partner, days[0], chance(seed, "beside", number))))
    shown: Standing | None = None
    issued: dict[date, int] = {}
    for at, day in enumerate(days):
        if at:
            standing = drifted(standing, organisation, day, rng)
        silent = rng.random() < 0.09
        abouts: tuple[About, ...] = () if silent else (About(organisation, render(standing)),)
        if abouts and rng.random() < 0.15:
            abouts = (*abouts, beside)
        draft = _draft(organisation, standing, day, abouts, habits, rng)
        laid = lay_out(draft, habits, rng)
        issued[day] = issued.get(day, 0) + 1
        path = f"{organisation.slug}/{day.isoformat()}-{issued[day]}.txt"
        edits = [] if silent or shown is None else difference(shown, standing)
        shown = shown if silent else standing
        truth = {
            "file": path,
            "organisation": organisation.name,
            "published": day.isoformat(),
            "arrival": arrivals[at],
            "late": any(arrivals[later] < arrivals[at] for later in range(at + 1, len(days))),
            **_truth(laid),
            "edits": edits,
        }
        yield Release(path, draft.title, laid.text, truth)


def _days(rng: Random, asked: int | None) -> list[date]:
    """The days of publication, in order; most organisations publish little, a few a great deal."""
    chosen = rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 40))
    begun = _FIRST + timedelta(days=rng.randrange((LAST - _FIRST).days - 400))
    count, day = (chosen, begun) if asked is None else (asked, _FIRST)
    days = [day]
    longest = max(3, min(400, 2 * (LAST - day).days // (count + 1)))
    while len(days) < count:
        day += timedelta(days=rng.randint(0, longest))
        if day > LAST:
            break
        days.append(day)
    return days


def _arrivals(count: int, rng: Random) -> list[int]:
    """The place of each release in the order of arrival: that of publication, but for one in twenty-five."""
    order = sorted(range(count), key=lambda at: at + (rng.randint(1, 5) + 0.5 if rng.random() < 0.04 else 0))
    arrivals = [0] * count
    for place, at in enumerate(order):
        arrivals[at] = place
    return arrivals


def _draft(
    organisation: Organisation, standing: Standing, day: date, abouts: tuple[About, ...], habits: Habit, rng: Random
) -> Draft:
    prose = Prose(organisation, rng)
    first, *rest = prose.paragraphs(rng.randint(3, 8), standing)
    paragraphs = [joined((Marked(prose.lead()), first), " "), *rest]
    if habits.curly:
        paragraphs = [paragraph.with_text(curled(paragraph.text)) for paragraph in paragraphs]
    return Draft(organisation=organisation, day=day, title=prose.title(), paragraphs=tuple(paragraphs), abouts=abouts)


def _truth(laid: Laid) -> dict[str, Any]:
    claims, mentions = [], []
    for mark in laid.marks:
        said: dict[str, Any] = {
            "scheme": mark.held.scheme,
            "span": [mark.start, mark.end],
            "quote": laid.text[mark.start : mark.end],
        }
        if mark.reason is not None:
            mentions.append({**said, "reason": mark.reason})
        else:
            said |= {
                "edition": mark.held.edition,
                "status": mark.held.verb,
                "modality": mark.modality,
                **_place(mark, laid),
            }
            claims.append(said)
    abouts = [
        {
            "organisation": about.organisation,
            "heading": about.heading,
            "form": about.form,
            "heading_span": about.heading_span,
            "body_span": about.body_span,
            "span": about.span,
        }
        for about in laid.abouts
    ]
    return {"shape": laid.shape, "about": abouts, "claims": claims, "mentions": mentions}


def _place(mark: Mark, laid: Laid) -> dict[str, str]:
    """Where a claim stands, and whose it is."""
    for number, about in enumerate(laid.abouts):
        if about.span[0] <= mark.start < about.span[1]:
            return {"section": "about", "holder": "organisation" if number == 0 else "third-party"}
    return {"section": "body", "holder": "organisation"}
