"""`python -m benchmarks.recurrence`: what following a release's passages costs as the history of its watch grows.

Releases of one invented organisation are followed one after the other in one index; each has the standing text of the one
before with one word changed now and then, and a body of its own. What is printed is the median time for `pieces` and `follow`
around the 100th, 1,000th and 10,000th release, the ratio to the 100th, and the size of the index. `--check` exits with 1 where
the 10,000th costs more than 1.3 times the 100th.
"""

from __future__ import annotations

import argparse
import sys
from random import Random
from statistics import median
from time import perf_counter

from tracker.sections.recurrence import MemoryIndex, follow, passages, pieces
from tracker.sections.split import split

_AT = (100, 1_000, 10_000)
_AROUND = 60
_MOST = 1.3
_SYLLABLES = (
    "ar",
    "bel",
    "cor",
    "dun",
    "el",
    "fen",
    "gal",
    "hor",
    "il",
    "jun",
    "kel",
    "lor",
    "mar",
    "nor",
    "os",
    "pel",
)
_ABOUT = (
    "Ostrel Castings is a foundry for pump bodies and turbine housings in grey and ductile iron. Founded in 1931, the company "
    "pours {tons} tons a year in Harlow and in Dunmore, Pennsylvania, and employs {people} people. Its quality system is "
    "certified to ISO 9001:{edition}. For more information, visit www.ostrel.example."
)
_SAFE_HARBOR = (
    "This release contains forward-looking statements about orders and deliveries. They rest on what the management of Ostrel "
    "Castings expects today, and the foundry does not undertake to bring them up to date."
)


def release(number: int, rng: Random) -> str:
    """The text of one release: a body of its own, and the standing text of all of them with its figures of the day."""
    body = "\n\n".join(" ".join(_word(rng) for _ in range(60)).capitalize() + "." for _ in range(5))
    about = _ABOUT.format(tons=9_000 + number // 7, people=400 + number // 11, edition=2008 if number < 5_000 else 2015)
    heading = "" if number % 9 == 0 else "About Ostrel Castings\n\n"
    return (
        f"# Ostrel Castings Reports on Order {number}\n\nHARLOW, UK, March 3, 2021 -- Ostrel Castings today announced order "
        f"{number}.\n\n{body}\n\n{heading}{about}\n\nForward-Looking Statements\n\n{_SAFE_HARBOR}\n"
    )


def _word(rng: Random) -> str:
    """One of about four thousand words, few of them often, as in prose."""
    return "".join(rng.choice(_SYLLABLES[: rng.randint(1, 16)]) for _ in range(rng.choice((1, 2, 2, 3))))


def main() -> int:
    """Follow ten thousand releases and print what some of them cost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recurrence", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 where the cost grows by more than 1.3")
    arguments = parser.parse_args()
    rng = Random(7)  # noqa: S311 - a corpus, not a secret
    index = MemoryIndex()
    followed = {}
    times: list[float] = []
    for number in range(1, _AT[-1] + _AROUND + 1):
        text = release(number, rng)
        sections = split(text, organisation="Ostrel Castings")
        start = perf_counter()
        followed[str(number)] = follow(index, pieces(text, sections, "Ostrel Castings"))
        times.append(perf_counter() - start)
    first = median(times[_AT[0] - _AROUND : _AT[0] + _AROUND])
    for at in _AT:
        cost = median(times[at - _AROUND : at + _AROUND])
        print(f"release {at:>6,}: {cost * 1000:.2f} ms to follow, {cost / first:.2f} times the {_AT[0]}th")
    found = passages(index, followed)
    standing = [f"{one.name} in {len(one.shown):,}" for one in found if any(piece.headed for _, piece in one.shown)]
    print(
        f"standing text: {', '.join(standing)}; {len(found) - len(standing)} other passages; {index.size:,} marks held"
    )
    last = median(times[_AT[-1] - _AROUND : _AT[-1] + _AROUND])
    return 1 if arguments.check and last > _MOST * first else 0


if __name__ == "__main__":
    sys.exit(main())
