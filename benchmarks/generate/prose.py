"""Titles, leads, paragraphs and quotes: sentences with gaps, filled for one organisation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.marked import Mark, Marked, joined
from benchmarks.generate.organisation import Organisation
from benchmarks.generate.schemes import Held, Verb
from benchmarks.generate.sentences import composed
from benchmarks.generate.standing import Standing

_GAP = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=512)
def _parts(template: str) -> tuple[str, ...]:
    """The template cut at its gaps: literals at even places, names of gaps at odd ones."""
    return tuple(_GAP.split(template))


class Prose:
    """Fills gaps for one release of one organisation."""

    def __init__(self, organisation: Organisation, rng: Random) -> None:
        self.organisation = organisation
        self.rng = rng
        self.town = organisation.home.partition(",")[0]

    def fill(self, template: str) -> str:
        """The template with each gap filled."""
        parts = _parts(template)
        if len(parts) == 1:
            return template
        return "".join(part if at % 2 == 0 else _FILLERS[part](self) for at, part in enumerate(parts))

    def news(self) -> str:
        """What the release announces, as a clause."""
        return self.fill(self.rng.choice(words.NEWS))

    def title(self) -> str:
        """The headline."""
        subject = self.fill(self.rng.choice(words.SUBJECTS))
        return f"{self.organisation.short} {self.rng.choice(words.ANNOUNCERS)} {subject}"

    def lead(self) -> str:
        """The first sentence."""
        return self.fill(self.rng.choice(words.LEADS))

    def paragraphs(self, count: int, standing: Standing) -> list[Marked]:
        """The body: paragraphs of two to five sentences, one or two quotes, now and then a scheme's name."""
        quoted = self.rng.sample(range(1, count), min(count - 1, self.rng.choice((1, 1, 2))))
        quotes = dict(zip(quoted, self.rng.sample(words.QUOTES, len(quoted)), strict=True))
        usual = self.rng.sample(words.BODY, min(len(words.BODY), 2 * count))
        return [
            Marked(self.fill(quotes[at])) if at in quotes else self._paragraph(standing, usual[2 * at : 2 * at + 2])
            for at in range(count)
        ]

    def _paragraph(self, standing: Standing, usual: list[str]) -> Marked:
        templates = [
            *usual[: self.rng.choice((0, 1, 1, 2))],
            *(composed(self.rng) for _ in range(self.rng.randint(1, 4))),
        ]
        self.rng.shuffle(templates)
        sentences = [Marked(self.fill(template)) for template in templates]
        chance = self.rng.random()
        if standing.held and chance < 0.06:
            template, modality = self.rng.choice(words.CLAIMING)
            held = replace(self.rng.choice(standing.held), verb=Verb.CERTIFIED)
            sentences.append(self._naming(template, held, modality=modality))
        elif chance < 0.10:
            template, reason = self.rng.choice(words.MENTIONS)
            scheme = self.rng.choice(
                [one for one in self.organisation.trade.schemes if one.startswith(("iso", "as"))] or ["iso-9001"]
            )
            sentences.append(self._naming(template, Held(scheme, None, Verb.STATED), reason=reason))
        return joined(sentences, " ")

    def _naming(self, template: str, held: Held, *, reason: str | None = None, modality: str = "asserted") -> Marked:
        before, _, after = template.partition("{scheme}")
        start = self.fill(before)
        name = held.written
        mark = Mark(len(start), len(start) + len(name), held, reason, modality)
        return Marked(start + name + self.fill(after), (mark,))


def _number(low: int, high: int) -> Callable[[Prose], str]:
    return lambda prose: f"{prose.rng.randint(low, high):,}"


def _one_of(pool: tuple[str, ...]) -> Callable[[Prose], str]:
    return lambda prose: prose.rng.choice(pool)


_FILLERS: dict[str, Callable[[Prose], str]] = {
    "area": lambda prose: f"{prose.rng.randint(6, 240) * 500:,}",
    "customer": lambda prose: prose.rng.choice(prose.organisation.trade.customers),
    "decade": lambda prose: str(prose.rng.randint(21, 99)),
    "descriptor": lambda prose: prose.organisation.descriptor,
    "listing": lambda prose: prose.organisation.ticker,
    "money": lambda prose: f"{prose.rng.randint(11, 400) / 10:.1f}",
    "money2": lambda prose: f"{prose.rng.randint(401, 900) / 10:.1f}",
    "month": _one_of(words.MONTHS),
    "name": lambda prose: prose.organisation.name,
    "news": Prose.news,
    "number": _number(4, 480),
    "number2": _number(481, 4000),
    "percent": _number(2, 48),
    "percent2": _number(2, 48),
    "place": lambda prose: prose.rng.choice(words.PLACES)[0],
    "product": lambda prose: prose.rng.choice(prose.organisation.trade.products),
    "quarter": _one_of(("first", "second", "third", "fourth")),
    "role": _one_of(words.ROLES),
    "side": _one_of(("north", "south", "east", "west")),
    "short": lambda prose: prose.organisation.short,
    "speaker": lambda prose: prose.rng.choice(prose.organisation.speakers),
    "title_product": lambda prose: prose.rng.choice(prose.organisation.trade.products).title(),
    "town": lambda prose: prose.town,
    "weekday": _one_of(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    "years": _number(2, 12),
}
