"""From rows to one value: what is known of a watch, with its claims judged on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from tracker.claims.currency import assess
from tracker.claims.schemes import Registry
from tracker.findings.dated import standing
from tracker.findings.model import Finding
from tracker.history import Appearance, Change, ClaimSeen, Outcome, Passage, Paused, Release, Version, WatchHistory
from tracker.sections.model import STANDING
from tracker.sections.versions import ReleaseRead, Sighting, presence, versions
from tracker.store import Store
from tracker.store.derived import unpack
from tracker.store.looks import by_month
from tracker.store.passages import Passages
from tracker.watches.model import Watch


def history(store: Store, watch: Watch, registry: Registry, at: date) -> WatchHistory:
    """Everything that the store knows of one watch, in publication order."""
    releases = tuple(_releases(store, watch.id))
    looks = by_month(store.captures.looks(watch.id))
    return WatchHistory(
        id=watch.id,
        name=watch.name,
        at=at,
        releases=releases,
        passages=_passages(store, watch.id, {release.sha256: release for release in releases}),
        claims=tuple(_claims(store, watch.id, releases, registry, at)),
        changes=_changes(store, watch.id),
        dated=_dated(store, watch.id),
        standing_findings=_standing(store, watch.id, releases, registry, at),
        observations=store.captures.observations(watch.id),
        looks=looks,
        checked=max((look.last for look in looks), default=None),
        paused=Paused(reason=pause.reason, until=pause.until) if (pause := watch.paused(at)) else None,
    )


def _releases(store: Store, watch: str) -> Iterable[Release]:
    for row in store.database.query(
        "select sha256, release, late, derived_by from documents where watch = ? and same_as is null order by position",
        [watch],
    ):
        reading = store.derived.reading(watch, row["sha256"])
        yield replace(
            unpack(row["release"], Release),
            text=reading.document.text,
            pages=reading.document.pages,
            late=bool(row["late"]),
            derived_by=row["derived_by"],
            captures=store.derived.captures_of(watch, row["sha256"]),
        )


def _changes(store: Store, watch: str) -> tuple[Change, ...]:
    rows = store.database.query(
        "select c.body from changes c join documents a on a.watch = c.watch and a.sha256 = c.after"
        " join documents b on b.watch = c.watch and b.sha256 = c.before"
        " where c.watch = ? order by a.position, b.position desc",
        [watch],
    )
    return tuple(unpack(row["body"], Change) for row in rows)


def _dated(store: Store, watch: str) -> tuple[Finding, ...]:
    """What the calendar made true of a claim, told once: at the first release that made the claim when it was true."""
    rows = store.database.query(
        "select f.body from findings f join documents d on d.watch = f.watch and d.sha256 = f.document"
        " where f.watch = ? and f.change is null order by d.position, f.id",
        [watch],
    )
    told: dict[tuple[str, ...], Finding] = {}
    for row in rows:
        finding = unpack(row["body"], Finding)
        told.setdefault(says(finding), finding)
    return tuple(told.values())


def says(finding: Finding) -> tuple[str, ...]:
    """What a finding on a date says, whichever release it was said of."""
    claim = finding.after or finding.before
    return (finding.kind, finding.subject, (claim.edition if claim else None) or "")


def _passages(store: Store, watch: str, releases: dict[str, Release]) -> tuple[Passage, ...]:
    """Sections of standing text from their first showing, and paragraphs that at least two releases show."""
    names = Passages(store.database, watch)
    read = _read(store, watch)
    runs: dict[tuple[int, int], list[Appearance]] = {}
    for (passage, _), shown in groupby(
        store.derived.all_appearances(watch), key=lambda shown: (shown.passage, shown.position)
    ):
        for ordinal, appearance in enumerate(shown, start=1):
            runs.setdefault((passage, ordinal), []).append(appearance)
    passages = [
        Passage(
            id=names.name(number) + (f"#{ordinal}" if ordinal > 1 else ""),
            role=run[-1].section.role,
            subject=run[-1].section.subject,
            versions=_versions(store, watch, run, releases),
            presence=tuple((one.release, said) for one, said in presence(read, (shown.sha256 for shown in run))),
        )
        for (number, ordinal), run in runs.items()
        if len(run) > 1 or run[0].headed
    ]
    return tuple(sorted(passages, key=lambda passage: passage.id))


def _versions(store: Store, watch: str, shown: list[Appearance], releases: dict[str, Release]) -> tuple[Version, ...]:
    """The wordings of a passage in publication order, as `sections.versions` tells them apart."""
    texts: dict[str, str] = {}
    for one in shown:
        if one.digest not in texts:
            texts[one.digest] = one.section.span.of(store.derived.reading(watch, one.sha256).document.text)
    sightings = (
        Sighting(position=one.position, release=one.sha256, text=texts[one.digest], heading=one.section.heading)
        for one in shown
    )
    return tuple(
        Version(
            digest=version.digest,
            text=version.text,
            heading=version.heading,
            seen_in=version.seen_in,
            first=releases[version.seen_in[0]].published,
            last=releases[version.seen_in[-1]].published,
            returns_to=version.returns_to,
            fingerprint=version.fingerprint,
        )
        for version in versions(sightings)
    )


def _read(store: Store, watch: str) -> tuple[ReleaseRead, ...]:
    """The releases of a watch, and what was found where they are and could not be read, by the day on which it was."""
    rows = store.database.query(
        "select sha256, position from documents where watch = ? and same_as is null order by position", [watch]
    )
    readable = [ReleaseRead(row["position"], row["sha256"]) for row in rows]
    known = {one.release for one in readable}
    unreadable = [
        ReleaseRead(f"{look.at.date().isoformat()} {look.sha256}", look.sha256, readable=False)
        for look in store.captures.observations(watch)
        if look.outcome is Outcome.UNREADABLE and look.sha256 is not None and look.sha256 not in known
    ]
    return (*readable, *unreadable)


def _claims(store: Store, watch: str, releases: Iterable[Release], registry: Registry, at: date) -> Iterable[ClaimSeen]:
    for release in releases:
        reading = store.derived.reading(watch, release.sha256)
        then = release.published or release.retrieved.date()
        for claim in reading.claims:
            section = reading.section_of(claim.span)
            yield ClaimSeen(
                claim=claim,
                sha256=release.sha256,
                published=release.published,
                section=section.role if section else None,
                then=assess(claim, registry, then),
                now=assess(claim, registry, at),
            )


def _standing(
    store: Store, watch: str, releases: tuple[Release, ...], registry: Registry, at: date
) -> tuple[Finding, ...]:
    """What is true on the day of the claims that the organisation was last seen to make in its standing text."""
    for release in reversed(releases):
        reading = store.derived.reading(watch, release.sha256)
        claims = [
            claim for section in reading.sections if section.role in STANDING for claim in reading.claims_in(section)
        ]
        if claims:
            return standing(claims, registry, at, sha=release.sha256)
    return ()
