"""`python -m benchmarks.judge DIR`: claims and findings against the truth that `benchmarks.generate` wrote beside its releases.

Each release is read as the service reads it, and compared with the one before it that has standing text. A claim is right
where its scheme and its place are; a finding is right where its kind and, for a certification, its scheme are among the
edits that were made. Web pages are skipped, because their spans are the reader's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker import assess
from tracker.claims.model import Claim, Holder, Modality
from tracker.claims.registry import load
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.findings.model import Finding, Kind

#: Findings on sections and contact blocks, of which the truth says nothing.
UNTOLD = frozenset(
    {Kind.SECTION_ADDED, Kind.SECTION_DROPPED, Kind.SECTION_MOVED, Kind.CONTACT_CHANGED, Kind.CLAIM_REWORDED}
)


@dataclass(slots=True)
class Tally:
    """What was right, wrongly found and missed, by name, with examples of what was not right."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def show(self, title: str, most: int) -> None:
        """Print precision and recall in all, a line a name, and some examples."""
        right, false, missed = self.right.total(), self.false.total(), self.missed.total()
        print(f"{title}: precision {_share(right, false)}, recall {_share(right, missed)}")
        for name in sorted({*self.right, *self.false, *self.missed}):
            print(f"  {name:24} right {self.right[name]:6} false {self.false[name]:6} missed {self.missed[name]:6}")
        step = max(1, len(self.examples) // most) if most else len(self.examples) + 1
        for example in self.examples[::step][:most]:
            print(f"    {example}")


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.4f}" if right + wrong else "-"


@dataclass(slots=True)
class Judged:
    """The figures of one folder. `noisy` counts pairs without a change of which something was told all the same."""

    claims: Tally = field(default_factory=Tally)
    editions: Counter[bool] = field(default_factory=Counter)
    mentions: Counter[tuple[str, bool]] = field(default_factory=Counter)
    findings: Tally = field(default_factory=Tally)
    quiet: int = 0
    noisy: int = 0

    def show(self, most: int) -> None:
        """Print everything."""
        self.claims.show("claims", most)
        print(f"editions of right claims: {_share(self.editions[True], self.editions[False])}")
        for reason in sorted({reason for reason, _ in self.mentions}):
            taken, left = self.mentions[reason, True], self.mentions[reason, False]
            print(f"  {reason:24} taken for a claim {taken} of {taken + left}")
        self.findings.show("findings", most)
        print(f"pairs without a change: {self.quiet}, of which {self.noisy} were told of one")


def truths(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of truth, text releases only."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            truth: dict[str, Any] = json.loads(line)
            if truth["file"].endswith(".txt"):
                yield truth


def judge(folder: Path, registry: Registry, *, count: int) -> Judged:
    """Read and compare the first `count` releases of a folder."""
    judged = Judged()
    shown: dict[str, assess.Reading] = {}
    for _, truth in zip(range(count), truths(folder), strict=False):
        path = truth["file"]
        document = interpret((folder / path).read_bytes(), sha256=path, source=path)
        reading = assess.read(document, registry)
        _claims(judged, truth, reading)
        watch = path.partition("/")[0]
        if truth["about"]:
            if watch in shown:
                _findings(judged, truth, assess.compare(shown[watch], reading, registry).findings)
            shown[watch] = reading
    return judged


def _claims(judged: Judged, truth: dict[str, Any], reading: assess.Reading) -> None:
    held = [claim for claim in truth["claims"] if claim["modality"] == "asserted"]
    named = [*truth["mentions"], *({**claim, "reason": "planned"} for claim in truth["claims"] if claim not in held)]
    found = [
        one for one in reading.claims if one.modality is Modality.ASSERTED and one.holder is not Holder.THIRD_PARTY
    ]
    for claim in held:
        same = next((one for one in found if one.scheme == claim["scheme"] and _touches(one, claim)), None)
        if same is not None:
            found.remove(same)
            judged.claims.right[claim["section"]] += 1
            judged.editions[same.edition == claim["edition"]] += 1
        elif claim["holder"] == "organisation":
            judged.claims.missed[claim["section"]] += 1
            judged.claims.examples.append(_example("missed", reading, claim["span"]))
    for mention in named:
        judged.mentions[mention["reason"], any(_touches(one, mention) for one in found)] += 1
    for one in found:
        section = reading.section_of(one.span)
        judged.claims.false[str(section.role) if section else "none"] += 1
        judged.claims.examples.append(_example("false", reading, one.span))


def _touches(claim: Claim, said: dict[str, Any]) -> bool:
    start, end = said["span"]
    return claim.span.start < int(end) and int(start) < claim.span.end


def _example(word: str, reading: assess.Reading, span: tuple[int, int]) -> str:
    text = reading.document.text[max(0, span[0] - 60) : span[1] + 30]
    return f"{word} {reading.document.source} {' '.join(text.split())!r}"


def _findings(judged: Judged, truth: dict[str, Any], findings: tuple[Finding, ...]) -> None:
    made = Counter((edit["kind"], edit.get("scheme")) for edit in truth["edits"] if edit["finding"])
    told = Counter(
        (str(one.kind), one.subject if one.before or one.after else None) for one in findings if one.kind not in UNTOLD
    )
    for tally, difference in (
        (judged.findings.right, made & told),
        (judged.findings.false, told - made),
        (judged.findings.missed, made - told),
    ):
        for (kind, _), count in difference.items():
            tally[kind] += count
    if made != told:
        judged.findings.examples.append(f"{truth['file']}: made {sorted(made, key=str)}, told {sorted(told, key=str)}")
    if not made:
        judged.quiet += 1
        judged.noisy += bool(told)


def main() -> None:
    """Read the arguments, judge and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that benchmarks.generate wrote")
    parser.add_argument("--count", type=int, default=2000, help="how many releases (default 2000)")
    parser.add_argument("--examples", type=int, default=10, help="how many examples of each kind of fault (default 10)")
    arguments = parser.parse_args()
    judge(arguments.folder, load(), count=arguments.count).show(arguments.examples)


if __name__ == "__main__":
    main()
