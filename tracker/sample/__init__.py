"""The sample newsroom: five organisations and their releases, which `tracker demo` watches.

All five organisations, their products, places of work and people are invented; the standards, the exchanges and the
wires that they name are real. The dates of their releases are chosen so that each thing the tracker can say
is true of one of them:

    halvorsen-precision   precision electronics: editions upgraded, a claim dropped, another exchange, a new headquarters;
                          one release differs in typography only, one arrives late, one cannot be read
    corvane-medical       medical devices: an edition upgraded, a paragraph moved, a list in another order,
                          certified that became compliant, a joint release with two About sections
    tessaline-cloud       records in the cloud: a report of the stronger type, a release with no standing text, one whose
                          standing text has no heading, wire furniture, a claim gone stale while no word changed
    brindle-rooke-foods   bakeries: whole releases on one line, a claim dropped, an edition stated for the first time
    ostermark-guss        a foundry: claims gone stale while no word changed, then upgraded and succeeded

In the demo the first three publish on the web (`tracker.sample.online`): a feed, an index page, a sitemap.

Enters: nothing. Leaves: a workspace's files, byte for byte as they stand in the package, in the rounds in which
`arrivals.toml` lets them arrive. Promises: only the standard library; the same bytes on every machine.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

__all__ = ["receive", "rounds", "write_schedules"]


def rounds() -> tuple[tuple[str, ...], ...]:
    """What arrives in each round: paths below the newsroom, such as "corvane-medical/2018-11-06-leiria-clean-room.html"."""
    table = tomllib.loads(files(__name__).joinpath("arrivals.toml").read_text(encoding="utf-8"))
    return tuple(tuple(entry["releases"]) for entry in table["rounds"])


def receive(workspace: Path, number: int) -> tuple[Path, ...]:
    """Write the releases of one round, counted from 1, below `workspace`/newsroom; gives the files written, in order.

    Files of earlier rounds are left as they are. Raises `ValueError` where there is no such round.
    """
    arriving = rounds()
    if not 1 <= number <= len(arriving):
        raise ValueError(f"there is no round {number}; the sample has rounds 1 to {len(arriving)}")
    newsroom = files(__name__).joinpath("newsroom")
    written = []
    for release in arriving[number - 1]:
        path = workspace / "newsroom" / release
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(newsroom.joinpath(release).read_bytes())
        written.append(path)
    return tuple(written)


def write_schedules(workspace: Path, *, online: bool = False) -> tuple[Path, ...]:
    """Write the watch files, one an organisation, to `workspace`/schedules; gives the files written, by name.

    They watch the folders below `workspace`/newsroom; when `online`, those of three organisations watch the sites that
    `tracker.sample.online` serves.
    """
    folder = workspace / "schedules"
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for shelf in ("schedules", "online") if online else ("schedules",):
        for entry in files(__name__).joinpath(shelf).iterdir():
            if entry.name.endswith(".toml"):
                path = folder / entry.name
                path.write_bytes(entry.read_bytes())
                written[entry.name] = path
    return tuple(written[name] for name in sorted(written))
