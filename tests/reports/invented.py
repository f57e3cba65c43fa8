"""Histories of invented organisations, built by hand, so that reports can be tested with neither store nor service."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from tracker.changes.model import Edit, EditKind, SectionChange, Standing, Weight
from tracker.claims.model import Assessment, Claim, Holder, Status
from tracker.claims.model import Standing as Worth
from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.findings.model import Evidence, Finding, Kind, Severity
from tracker.history import (
    Change,
    ClaimSeen,
    Observation,
    Outcome,
    Passage,
    Release,
    Version,
    WatchHistory,
)
from tracker.sections.model import Role, Section

AT = date(2026, 11, 22)
_TOKEN = re.compile(r"\s+|[\w:.-]*\w|[^\w\s]")


def digest(text: str) -> str:
    """A SHA-256 for whatever is said."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def release(watch: str, published: date | None, about: str, *, title: str | None = None, **other: object) -> Release:
    """A release whose text is a lead and an About section."""
    text = f"{title or 'News'}\n\nAbout {watch}\n{about}"
    made = Release(
        sha256=digest(f"{watch} {published} {about}"),
        source="newsroom",
        location=f"https://news.invented.example/{digest(watch)[:6]}/{published}.html",
        media_type="text/html",
        size=len(text.encode("utf-8", "surrogatepass")),
        retrieved=datetime.combine(published or AT, datetime.min.time(), UTC) + timedelta(hours=14, minutes=5),
        reader="html/1",
        title=title,
        organisation=watch,
        published=published,
        published_source="dateline",
        dateline=f"MERRIDALE, {published}",
        text=text,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def about_of(one: Release) -> Section:
    """The About section of a release made here."""
    heading = one.text.index("About ")
    start = one.text.index("\n", heading) + 1
    return Section(
        role=Role.ABOUT,
        span=Span(heading, len(one.text)),
        body_span=Span(start, len(one.text)),
        heading=one.text[heading : start - 1],
        heading_span=Span(heading, start - 1),
        subject=one.organisation,
    )


def edits(before: str, after: str, start_before: int = 0, start_after: int = 0) -> tuple[Edit, ...]:
    """Word edits between two texts, by the standard library; good enough to draw."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    places_left = [0, *_sums(left)]
    places_right = [0, *_sums(right)]
    found: list[Edit] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = "".join(left[a:b]), "".join(right[c:d])
        typographic = bool(old) and level(old) == level(new)
        kind = {"insert": EditKind.INSERTED, "delete": EditKind.DELETED}.get(tag, EditKind.REPLACED)
        found.append(
            Edit(
                kind=EditKind.TYPOGRAPHIC if typographic else kind,
                weight=Weight.TYPOGRAPHIC if typographic else Weight.WORDING,
                before=old,
                after=new,
                before_span=Span(places_left[a], places_left[b]).shifted(start_before),
                after_span=Span(places_right[c], places_right[d]).shifted(start_after),
            )
        )
    return tuple(found)


def _sums(tokens: Sequence[str]) -> list[int]:
    total, found = 0, []
    for token in tokens:
        total += len(token)
        found.append(total)
    return found


def section_change(before: Release, after: Release) -> SectionChange:
    """What became of the About section between two releases."""
    old, new = about_of(before), about_of(after)
    old_text, new_text = old.body(before.text), new.body(after.text)
    found = edits(old_text, new_text, old.body_span.start, new.body_span.start)
    kinds = {edit.kind for edit in found}
    standing = Standing.UNCHANGED if not kinds else Standing.CHANGED
    if kinds == {EditKind.TYPOGRAPHIC}:
        standing = Standing.TYPOGRAPHIC
    return SectionChange(
        role=Role.ABOUT,
        heading=new.heading,
        standing=standing,
        before=old,
        after=new,
        before_text=old_text,
        after_text=new_text,
        edits=found,
    )


def claim(scheme: str, quote: str, one: Release, edition: str | None = None, **other: object) -> Claim:
    """A claim with its place in a release."""
    start = max(one.text.find(quote), 0)
    made = Claim(
        scheme=scheme,
        family=scheme,
        edition=edition,
        status=Status.CERTIFIED,
        quote=quote,
        span=Span(start, start + len(quote)),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def seen(one: Release, said: Claim, then: Worth, now: Worth, until: date | None = None) -> ClaimSeen:
    """A claim as a release makes it."""
    return ClaimSeen(
        claim=said,
        sha256=one.sha256,
        published=one.published,
        section=Role.ABOUT,
        then=Assessment(standing=then, until=until),
        now=Assessment(standing=now, until=until),
    )


def finding(kind: Kind, severity: Severity, subject: str, **other: object) -> Finding:
    """A finding; its quotes become its evidence."""
    made = replace(Finding(id="", kind=kind, severity=severity, subject=subject), **other)  # type: ignore[arg-type]
    before = Evidence(made.before.quote, made.before.span) if made.before else None
    after = Evidence(made.after.quote, made.after.span) if made.after else None
    return replace(
        made,
        id=digest(f"{kind}{subject}{made.before}{made.after}{made.said_before}{made.said_after}{made.until}"),
        evidence_before=made.evidence_before or before,
        evidence_after=made.evidence_after or after,
    )


def passage(releases: Sequence[Release]) -> Passage:
    """The About passage of some releases, in publication order."""
    wordings: dict[str, list[Release]] = {}
    for one in releases:
        wordings.setdefault(about_of(one).body(one.text), []).append(one)
    return Passage(
        id="about",
        role=Role.ABOUT,
        subject=releases[0].organisation,
        versions=tuple(
            Version(
                digest=digest(text),
                text=text,
                heading=about_of(ones[0]).heading,
                seen_in=tuple(one.sha256 for one in ones),
                first=ones[0].published,
                last=ones[-1].published,
            )
            for text, ones in wordings.items()
        ),
    )


def observed(releases: Sequence[Release]) -> tuple[Observation, ...]:
    """A look at the place of each release, which gave it."""
    return tuple(
        Observation(
            source=one.source,
            location=one.location,
            outcome=Outcome.CAPTURED,
            at=datetime(2026, 11, 22, 5, 30, tzinfo=UTC),
            sha256=one.sha256,
        )
        for one in releases
    )


def quillon(name: str = "Quillon Interconnect", watch: str = "quillon") -> WatchHistory:
    """An upgrade, a dropped claim, a changed listing and typography, over four releases."""
    opening = f'{name} provides machined contacts ("MC") to makers of aircraft, satellites and surgical robots. '
    middle = "It runs its own test laboratory, tool shop and plating line. Each is staffed around the clock. "
    end = "The company is based in Merridale and has a second works in Port Sallow."
    old = "Its quality system is certified to ISO 9001:2008 and AS9100C, and it holds Nadcap and IPC QML approvals. "
    new = "Its quality system is certified to ISO 9001:2015 and AS9100D, and it is Nadcap accredited. "
    texts = [
        opening + middle + old + end,
        opening + middle + old + end,
        opening.replace('"MC"', "“MC”") + middle + new + end,
        opening.replace("provides", "is a provider of").replace('"MC"', "“MC”") + middle + new + end,
    ]
    days = [date(2014, 3, 4), date(2016, 10, 11), date(2018, 2, 20), date(2020, 9, 15)]
    titles = [
        "Quillon opens a plating line",
        "Quillon orders a second press",
        "A new test laboratory",
        "Port Sallow works",
    ]
    found = [release(name, on, text, title=title) for on, text, title in zip(days, texts, titles, strict=True)]
    ends = date(2018, 9, 14), date(2018, 9, 14), date(2029, 9, 30)
    claims: list[ClaimSeen] = []
    for number, one in enumerate(found):
        late = number >= 2
        then = (Worth.CURRENT, Worth.IN_TRANSITION, Worth.CURRENT, Worth.CURRENT)[number]
        now = Worth.IN_TRANSITION if late else Worth.EXPIRED
        edition, revision = ("2015", "D") if late else ("2008", "C")
        claims.append(
            seen(one, claim("iso-9001", f"ISO 9001:{edition}", one, edition), then, now, ends[2 if late else 0])
        )
        now = Worth.CURRENT if late else Worth.EXPIRED
        claims.append(
            seen(one, claim("as9100", f"AS9100{revision}", one, revision), then, now, None if late else ends[1])
        )
        status = Status.ACCREDITED if late else Status.HELD
        claims.append(seen(one, claim("nadcap", "Nadcap", one, status=status), Worth.UNSTATED, Worth.UNSTATED))
        if not late:
            claims.append(
                seen(one, claim("ipc-qml", "IPC QML", one, status=Status.APPROVED), Worth.UNSTATED, Worth.UNSTATED)
            )
    by = {(one.sha256, one.claim.scheme): one.claim for one in claims}
    a, b, c, d = found
    findings = (
        finding(
            Kind.CLAIM_DROPPED,
            Severity.WARNING,
            "ipc-qml",
            before=by[b.sha256, "ipc-qml"],
            reasons=("omitted", "in-a-row:2"),
        ),
        finding(
            Kind.CLAIM_UPGRADED,
            Severity.INFO,
            "iso-9001",
            before=by[b.sha256, "iso-9001"],
            after=by[c.sha256, "iso-9001"],
            reasons=("newer-edition",),
        ),
        finding(
            Kind.CLAIM_UPGRADED,
            Severity.INFO,
            "as9100",
            before=by[b.sha256, "as9100"],
            after=by[c.sha256, "as9100"],
            reasons=("newer-edition",),
        ),
        finding(
            Kind.LISTING_CHANGED,
            Severity.NOTICE,
            "listing",
            said_before="North Exchange: QLN",
            said_after="Harbour Exchange: QLN",
        ),
    )
    wording = finding(
        Kind.WORDING_CHANGED,
        Severity.INFO,
        "about",
        said_before="provides",
        said_after="is a provider of",
    )
    standing = finding(
        Kind.CLAIM_IN_TRANSITION,
        Severity.NOTICE,
        "iso-9001",
        after=by[d.sha256, "iso-9001"],
        until="2029-09-30",
        reasons=("superseded:2026-09-16", "ends:2029-09-30", "confidence:confirmed"),
    )
    pairs = [(a, b, ()), (b, c, findings), (c, d, (wording,))]
    return WatchHistory(
        id=watch,
        name=name,
        at=AT,
        releases=tuple(found),
        passages=(passage(found),),
        claims=tuple(claims),
        changes=tuple(
            Change(
                id=digest(old.sha256 + new.sha256),
                before=old.sha256,
                after=new.sha256,
                sections=(section_change(old, new),),
                findings=said,
            )
            for old, new, said in pairs
        ),
        standing_findings=(standing,),
        observations=observed(found),
        checked=datetime(2026, 11, 22, 5, 30, tzinfo=UTC),
    )


def tarn_valley() -> WatchHistory:
    """One release that still claims an edition whose transition ended; and a place that could not be read."""
    text = "Tarn Valley Castings pours valve bodies for pumps. Its foundry is ISO 9001:2008 certified."
    one = release("Tarn Valley Castings", date(2026, 6, 2), text, title="A new furnace")
    said = claim("iso-9001", "ISO 9001:2008", one, "2008")
    over = date(2018, 9, 14)
    return WatchHistory(
        id="tarn-valley",
        name="Tarn Valley Castings",
        at=AT,
        releases=(one,),
        passages=(passage([one]),),
        claims=(seen(one, said, Worth.EXPIRED, Worth.EXPIRED, over),),
        standing_findings=(
            finding(
                Kind.CLAIM_EXPIRED,
                Severity.CRITICAL,
                "iso-9001",
                after=said,
                until="2018-09-14",
                reasons=("ends:2018-09-14", "confidence:confirmed"),
            ),
        ),
        observations=(
            *observed([one]),
            Observation(
                source="newsroom",
                location="releases/2026-09-30.pdf",
                outcome=Outcome.UNREADABLE,
                at=datetime(2026, 11, 22, 5, 31, tzinfo=UTC),
                cause="damaged",
                detail="The file ends in the middle of page 2.",
            ),
        ),
        checked=datetime(2026, 11, 22, 5, 31, tzinfo=UTC),
    )


def quiet() -> WatchHistory:
    """An organisation that says nothing about certifications, in one release."""
    one = release("Ostrava Lantern Works", date(2025, 1, 15), "Ostrava Lantern Works makes lanterns.")
    return WatchHistory(
        id="ostrava", name="Ostrava Lantern Works", at=AT, releases=(one,), passages=(passage([one]),),
        observations=observed([one]), checked=datetime(2026, 11, 22, 5, 32, tzinfo=UTC),
    )  # fmt: skip


def nothing_yet() -> WatchHistory:
    """A watch that was never looked at."""
    return WatchHistory(id="new", name="Brightwater Forge", at=AT)


def newsroom() -> tuple[WatchHistory, ...]:
    """All of them, with one organisation that made the same edit as another."""
    return (
        quillon(),
        quillon("Sallow Bay Avionics", "sallow-bay"),
        tarn_valley(),
        quiet(),
        nothing_yet(),
    )


def joint() -> WatchHistory:
    """A release of two parties: the second About section, with its claim, is somebody else's."""
    ours = "Kestrel Fold makes hinges. Its works are ISO 9001:2015 certified."
    theirs = "Umbra Data keeps records. It is ISO/IEC 27001:2013 certified."
    one = release("Kestrel Fold", date(2025, 5, 6), ours, title="Kestrel Fold and Umbra Data")
    text = f"{one.text}\n\nAbout Umbra Data\n{theirs}"
    one = replace(one, text=text)
    own = claim("iso-9001", "ISO 9001:2015", one, "2015")
    guest = claim("iso-27001", "ISO/IEC 27001:2013", one, "2013", holder=Holder.THIRD_PARTY, holder_name="Umbra Data")
    mine = passage([replace(one, text=text[: text.index("\n\nAbout Umbra")])])
    other = replace(
        mine,
        id="umbra",
        subject="Umbra Data",
        versions=(replace(mine.versions[0], text=theirs, digest=digest(theirs), heading="About Umbra Data"),),
    )
    return WatchHistory(
        id="kestrel-fold",
        name="Kestrel Fold",
        at=AT,
        releases=(one,),
        passages=(mine, other),
        claims=(
            seen(one, own, Worth.CURRENT, Worth.IN_TRANSITION, date(2029, 9, 30)),
            seen(one, guest, Worth.IN_TRANSITION, Worth.EXPIRED, date(2025, 10, 31)),
        ),
        observations=observed([one]),
        checked=datetime(2026, 11, 22, 5, 33, tzinfo=UTC),
    )
