"""`python -m benchmarks.accuracy.claims DIR`: claims by span, scheme, edition and polarity against what is marked.

A recognised claim and a marked one are the same statement when their spans overlap and they name the same scheme. Only
marks whose scheme is in the registry count; what is recognised of a registry scheme where nothing is marked is false,
in releases whose marks are exhaustive. Levels compare by number: "Type II" is "Type 2".
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tracker.claims.model import Claim, Holder, Mention, Modality, Recognition
from tracker.claims.recognise import recognise
from tracker.claims.registry import Registry, load
from tracker.claims.registry_check import written
from tracker.documents.masthead import masthead
from tracker.documents.model import Span

#: The bars, in all and for each organisation (docs/claims.md, "Accuracy").
PRECISION, RECALL, EDITIONS = 0.98, 0.97, 0.99

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked mention of a scheme that the registry has."""

    scheme: str
    edition: str | None
    polarity: str
    span: Span
    subject: str = "self"
    """Who is said to hold it: "self", or the name of somebody else."""


@dataclass(slots=True)
class Tally:
    """Figures for one organisation, or for all."""

    right: int = 0
    false: int = 0
    missed: int = 0
    editions_right: int = 0

    @property
    def precision(self) -> float:
        """Asserted claims that are marked as asserted, of all that were recognised as asserted."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Marked assertions that were recognised as asserted, of all marked ones."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def editions(self) -> float:
        """Right editions, of the claims that are right."""
        return self.editions_right / self.right if self.right else 1.0

    @property
    def good(self) -> bool:
        """Whether all three figures are what they have to be."""
        return self.precision >= PRECISION and self.recall >= RECALL and self.editions >= EDITIONS

    def add(self, other: Tally) -> None:
        """Another tally's counts on top of these."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed
        self.editions_right += other.editions_right


@dataclass(slots=True)
class Claims:
    """The figures for a folder, with every miss in words.

    `holders_right` and `holders_wrong` count marks of somebody else's certificate: right where nothing is claimed for the
    issuer, and wrong where the issuer is said to hold it. They are told, and bar nothing.
    """

    by_organisation: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)
    holders_right: int = 0
    holders_wrong: int = 0

    @property
    def total(self) -> Tally:
        """All organisations together."""
        total = Tally()
        for tally in self.by_organisation.values():
            total.add(tally)
        return total

    @property
    def good(self) -> bool:
        """Whether all together, and each organisation alone, are good enough."""
        return self.total.good and all(tally.good for tally in self.by_organisation.values())


def judge(directory: Path, organisations: Iterable[str] = ()) -> Claims:
    """Compare what is recognised in the releases of a folder with its `gold.json`; of some organisations, or of all."""
    registry = load()
    marks = json.loads((directory / "gold.json").read_text(encoding="utf-8"))
    wanted = set(organisations)
    claims = Claims()
    for entry in marks["files"]:
        if not wanted or entry["org"] in wanted:
            _judge_release(entry, (directory / entry["file"]).read_bytes().decode("utf-8"), registry, claims)
    return claims


def _judge_release(entry: dict[str, Any], text: str, registry: Registry, claims: Claims) -> None:
    """One release: pair what is recognised with what is marked."""
    ids = _ids(registry)
    marked = [mark for mark in (_marked(certificate, ids) for certificate in entry["certs"]) if mark is not None]
    head = masthead(text, file_name=entry["file"])
    recognition = recognise(text, registry, organisation=head.organisation)
    asserted = [claim for claim in recognition.claims if claim.modality is Modality.ASSERTED]
    tally = claims.by_organisation[entry["org"]]
    seen: set[int] = set()
    for claim in asserted:
        if claim.scheme not in registry.schemes:
            continue
        place = next((at for at, mark in enumerate(marked) if at not in seen and _same(claim, mark)), None)
        mark = marked[place] if place is not None else None
        if mark is None and not entry["certs_exhaustive"]:
            continue
        if mark is None or mark.polarity != "asserted":
            tally.false += 1
            claims.misses.append(
                _said(entry, text, "FALSE", claim.scheme, claim.span, mark.polarity if mark else "unmarked")
            )
            seen |= {place} if place is not None else set()
            continue
        seen.add(place or 0)
        tally.right += 1
        if _level(mark.edition) in {_level(claim.edition), _level(claim.level) or _level(claim.edition)}:
            tally.editions_right += 1
        else:
            claims.misses.append(
                _said(entry, text, "EDITION", claim.scheme, claim.span, f"{claim.edition} for {mark.edition}")
            )
    _judge_holders(entry, text, marked, recognition, claims)
    for place, mark in enumerate(marked):
        if place not in seen and mark.polarity == "asserted":
            tally.missed += 1
            claims.misses.append(
                _said(
                    entry,
                    text,
                    "MISSED",
                    mark.scheme,
                    mark.span,
                    _instead(mark, recognition.claims, recognition.mentions),
                )
            )


def _judge_holders(
    entry: dict[str, Any], text: str, marked: list[Marked], recognition: Recognition, claims: Claims
) -> None:
    """How each mark was read that says that somebody else holds a certificate."""
    for mark in marked:
        others = mark.polarity == "third_party" or (mark.polarity == "asserted" and mark.subject != "self")
        if not others:
            continue
        given = next(
            (
                claim
                for claim in recognition.claims
                if _same(claim, mark) and claim.modality is Modality.ASSERTED and claim.holder is Holder.ORGANISATION
            ),
            None,
        )
        if given is None:
            claims.holders_right += 1
        else:
            claims.holders_wrong += 1
            claims.misses.append(_said(entry, text, "HOLDER", mark.scheme, mark.span, f"the issuer for {mark.subject}"))


def _marked(certificate: dict[str, Any], ids: dict[str, str]) -> Marked | None:
    """One mark, under the registry's id; None where the registry has no such scheme."""
    scheme = ids.get(written(certificate["scheme"]))
    if scheme is None:
        return None
    subject = certificate.get("subject") or "self"
    return Marked(scheme, certificate["edition"], certificate["polarity"], Span(*certificate["span"]), subject)


@cache
def _ids(registry: Registry) -> dict[str, str]:
    """Every way of writing a scheme, letters and digits alone, to its id."""
    schemes = registry.schemes.values()
    return {written(name): scheme.id for scheme in schemes for name in (scheme.name, *scheme.aliases)}


def _same(claim: Claim, mark: Marked) -> bool:
    """Whether a claim and a mark are about the same words."""
    return claim.scheme == mark.scheme and claim.span.overlaps(mark.span)


def _level(edition: str | None) -> str | None:
    """An edition with Roman numerals as figures."""
    if edition is None:
        return None
    return re.sub(r"\b(I{1,3}|IV)\b", lambda match: _ROMAN[match[1]], edition)


def _instead(mark: Marked, claims: Iterable[Claim], mentions: Iterable[Mention]) -> str:
    """What was made of a missed mark."""
    for claim in claims:
        if _same(claim, mark):
            return claim.modality.value
    return next(
        (mention.reason for mention in mentions if mention.scheme == mark.scheme and mention.span.overlaps(mark.span)),
        "nothing",
    )


def _said(entry: dict[str, Any], text: str, what: str, scheme: str, span: Span, detail: str) -> str:
    """One line about a miss, with the words around it."""
    around = " ".join(
        f"{text[max(0, span.start - 70) : span.start]}[{span.of(text)}]{text[span.end : span.end + 50]}".split()
    )
    return f"{what:8} {entry['file']}  {scheme}: {detail}\n         … {around} …"


def show(claims: Claims) -> None:
    """Print the figures, an organisation a line, and the misses."""
    print(f"\n{'claims':28} {'right':>6} {'false':>6} {'missed':>6} {'precision':>10} {'recall':>8} {'editions':>9}")
    for name, tally in (*sorted(claims.by_organisation.items()), ("all", claims.total)):
        mark = "" if tally.good else "  *"
        print(
            f"{name:28} {tally.right:6} {tally.false:6} {tally.missed:6} "
            f"{tally.precision:10.3f} {tally.recall:8.3f} {tally.editions:9.3f}{mark}"
        )
    print(f"holders other than the issuer: {claims.holders_right} right, {claims.holders_wrong} given to the issuer")
    for miss in claims.misses:
        print(miss)


def measure(directory: Path) -> bool:
    """Print every figure for a folder; whether all of them are good enough."""
    claims = judge(directory)
    show(claims)
    return claims.good


def main() -> int:
    """Print the figures; with `--check`, 1 where one is below its threshold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.claims", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR", help="releases with gold.json")
    parser.add_argument("--organisation", action="append", default=[], help="only these; may be repeated")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a figure is below its threshold")
    arguments = parser.parse_args()
    claims = judge(arguments.directory, arguments.organisation)
    show(claims)
    return 0 if claims.good or not arguments.check else 1


if __name__ == "__main__":
    sys.exit(main())
