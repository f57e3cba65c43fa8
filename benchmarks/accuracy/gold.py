"""Reading what is true of a folder of releases: About sections by span, and what changed between consecutive ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.documents.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSection:
    """One section as marked: its kind, how its heading stands, and its span, heading and body."""

    kind: str
    form: str
    heading: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelease:
    """One release as marked; `text` is the decoded file, line ends untouched.

    `schemes` are the standards that its About sections name, each with the place where they do.
    """

    name: str
    organisation: str
    text: str = field(repr=False)
    sections: tuple[GoldSection, ...]
    schemes: tuple[tuple[str, Span], ...] = ()

    @property
    def abouts(self) -> tuple[GoldSection, ...]:
        """The About sections, of whichever organisation."""
        return tuple(section for section in self.sections if section.kind == "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """Two releases of one organisation, and whether its standing text is the same, bar typography, in both.

    `added` and `dropped` are the standards that its About section of only one of the two names; `elsewhere` says that the About
    section itself is the same, and what changed stands beside it.
    """

    before: str
    after: str
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    elsewhere: bool = False
    identical: bool
    typographic: bool
    note: str

    @property
    def same(self) -> bool:
        """Whether nothing may be reported."""
        return self.identical or self.typographic


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything that is marked in one folder."""

    releases: tuple[GoldRelease, ...]
    pairs: tuple[GoldPair, ...]


def load(directory: Path) -> Gold:
    """The marks of a folder, from `gold.json` or `truth.jsonl`; FileNotFoundError where it has neither."""
    marked = directory / "gold.json"
    if marked.exists():
        found = json.loads(marked.read_text(encoding="utf-8"))
        releases = tuple(_marked(directory, entry) for entry in found["files"])
        return Gold(releases, tuple(_pair(entry) for entry in found["pairs"]))
    return Gold(tuple(_generated(directory)), ())


def _read(directory: Path, name: str) -> str:
    return (directory / name).read_bytes().decode("utf-8")


def _marked(directory: Path, entry: dict[str, Any]) -> GoldRelease:
    sections = tuple(
        GoldSection(
            kind=section["kind"],
            form=section["heading_form"],
            heading=section["heading"],
            span=Span(*section["span"]),
        )
        for section in entry["sections"]
    )
    return GoldRelease(
        name=entry["file"].removesuffix(".txt"),
        organisation=entry["org"],
        text=_read(directory, entry["file"]),
        sections=sections,
        schemes=tuple((cert["scheme"], Span(*cert["span"])) for cert in entry["certs"] if cert["where"] == "about"),
    )


def _generated(directory: Path) -> Iterator[GoldRelease]:
    with (directory / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield GoldRelease(
                name=entry["file"].removesuffix(".txt"),
                organisation=entry["organisation"],
                text=_read(directory, entry["file"]),
                sections=tuple(
                    GoldSection(kind="about", form=about["form"], heading=about["heading"], span=Span(*about["span"]))
                    for about in entry["about"]
                ),
            )


def _pair(entry: dict[str, Any]) -> GoldPair:
    changes = [*map(str, entry["other_changes"]), *filter(None, [entry.get("note")])]
    return GoldPair(
        before=entry["a"],
        after=entry["b"],
        added=_changed(entry, "added"),
        dropped=_changed(entry, "dropped"),
        elsewhere=bool(entry.get("some_about_body_exactly_equal")) and not entry.get("true_cert_change"),
        identical=entry["boilerplate_identical"],
        typographic=entry["boilerplate_only_typographic"],
        note="; ".join(changes),
    )


def _changed(entry: dict[str, Any], change: str) -> tuple[str, ...]:
    return tuple(one["scheme"] for one in entry["cert_changes"] if one["change"] == change)
