"""`tracker try`: what each step makes of one address or file, so that a good watch can be written."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.text import Text

from tracker.assess import Reading
from tracker.attempt import Attempt, Captive
from tracker.cli import contract, show
from tracker.cli.documents import INCOMPLETE
from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.documents.fetch.outcomes import Captured, Cause, NotModified
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.masthead.language import language
from tracker.documents.sources.contract import Discovery
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.kinds import WebSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.sitemap import SitemapSettings
from tracker.errors import Unreadable, UsageError
from tracker.history import Outcome

_LISTINGS = ("feed", "newsroom", "sitemap")
_LINE = 96

#: What to try next, by the cause of a look that gave no document.
_NEXT: dict[str, str] = {
    Cause.PRIVATE_ADDRESS: "--allow HOST looks at it all the same.",
    Cause.ROBOTS: "Ask its owner, or for another way to the same releases.",
    Unreadable.MISSING: "An address on the web begins with https://.",
    Unreadable.UNKNOWN_TYPE: "If it lists releases: --as feed, --as newsroom or --as sitemap shows what a source would make of it.",
}


@click.command("try")
@click.argument("address", metavar="URL-or-FILE")
@click.option("--as", "kind", type=click.Choice(_LISTINGS), help="Show what a source of this kind would list there.")
@click.option("--links", multiple=True, metavar="GLOB", help="With --as newsroom or sitemap: which links are releases.")
@click.option("--selector", default="", help="With --as newsroom: a CSS selector for the links.")
@click.option("--allow", multiple=True, metavar="HOST", help="A host at an address that is not public.")
@click.option(
    "--dates",
    type=click.Choice([order.value for order in DateOrder]),
    help="How days of three numbers are written there.",
)
@json_option
@pass_session
def attempt(
    session: Session,
    address: str,
    kind: str | None,
    links: tuple[str, ...],
    selector: str,
    allow: tuple[str, ...],
    dates: str | None,
    *,
    as_json: bool,
) -> int:
    """Show what each step makes of one address or file: observation, capture, blocks, sections, claims."""
    is_on_web = address.startswith(("http://", "https://"))
    if not is_on_web and (kind is not None or "://" in address or not address.strip()):
        raise UsageError(f"'{address}' is no address on the web.", hint="Write it whole, from https:// on.")
    if kind is not None:
        discovery = session.tracker.listed(_settings(kind, address, links, selector, allow))
        if as_json:
            answer(_listed(discovery))
        else:
            _show_listed(discovery)
        return 0 if discovery.complete else INCOMPLETE
    tried = session.tracker.attempt(address, allow, DateOrder(dates) if dates else None)
    if as_json:
        answer(_tried(tried, session))
    else:
        _show(tried, session)
    return 0 if tried.observation.outcome is Outcome.CAPTURED else INCOMPLETE


def _settings(kind: str, url: str, links: tuple[str, ...], selector: str, allow: tuple[str, ...]) -> WebSettings:
    match kind:
        case "feed":
            return FeedSettings(url=url, include=links, allow=allow)
        case "sitemap":
            return SitemapSettings(url=url, links=links or ("/**",), allow=allow)
        case _:
            return NewsroomSettings(url=url, links=links, selector=selector, most_pages=1, allow=allow)


def _show(tried: Attempt, session: Session) -> None:
    out = show.console()
    seen = tried.observation
    why = f" ({seen.cause}): {seen.detail}" if seen.cause else ""
    out.print(Text(f"observation  {seen.outcome}{why}", style="bold"))
    if seen.cause in _NEXT:
        out.print(Text(f"             {_NEXT[seen.cause]}"))
    if tried.capture is not None:
        for line in _capture_lines(tried.capture):
            out.print(Text(line))
    if tried.reading is None:
        return
    for name, value in _masthead(tried.reading).items():
        out.print(Text(f"{name:13}{value if value is not None else '-'}"))
    _show_text(tried.reading)
    show.claims([tried.reading], session.tracker.registry, session.tracker.today())


def _capture_lines(capture: Captive) -> Iterable[str]:
    yield f"capture      {capture.size:,} bytes of {capture.media_type or 'no declared type'}, sha256 {capture.sha256}"
    if capture.hops:
        yield "redirected   " + " -> ".join([*(hop.url for hop in capture.hops), capture.location])


def _masthead(reading: Reading) -> dict[str, str | None]:
    document = reading.document
    published = document.published
    return {
        "reader": document.reader,
        "title": document.title,
        "organisation": document.organisation,
        "published": f"{published.on} ({published.source}, {published.confidence})" if published else None,
        "dateline": document.dateline.span.of(document.text) if document.dateline else None,
        "wire": document.dateline.wire if document.dateline else None,
        "listing": str(document.listing) if document.listing else None,
        "language": document.language or language(document.text),
    }


def _show_text(reading: Reading) -> None:
    out, text = show.console(), reading.document.text
    blocks = show.table("block", "kind", "region", "text")
    for block in reading.document.blocks:
        blocks.add_row(
            f"{block.span.start}-{block.span.end}", block.kind, block.region, Text(_line(block.span.of(text)))
        )
    out.print(blocks)
    sections = show.table("section", "role", "heading", "whose", "text")
    for section in reading.sections:
        cells = (section.heading or "", section.subject or "", _line(section.body(text)))
        sections.add_row(f"{section.span.start}-{section.span.end}", section.role, *(Text(cell) for cell in cells))
    out.print(sections)


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LINE else f"{words[:_LINE]}…"


def _tried(tried: Attempt, session: Session) -> contract.Json:
    seen, capture, reading = tried.observation, tried.capture, tried.reading
    return {
        "schema": contract.SCHEMA,
        "observation": {
            "location": seen.location,
            "outcome": seen.outcome,
            "cause": seen.cause,
            "detail": seen.detail,
        },
        "capture": {
            "sha256": capture.sha256,
            "media_type": capture.media_type,
            "size": capture.size,
            "location": capture.location,
            "headers": [list(header) for header in capture.headers],
            "redirects": [[hop.url, hop.status] for hop in capture.hops],
        }
        if capture
        else None,
        "document": _document(reading, session) if reading else None,
    }


def _document(reading: Reading, session: Session) -> contract.Json:
    text = reading.document.text
    at = session.tracker.today()
    return {
        **_masthead(reading),
        **contract.published(reading),
        "blocks": [
            {"span": list(block.span), "kind": block.kind, "region": block.region, "text": block.span.of(text)}
            for block in reading.document.blocks
        ],
        "sections": [
            {
                "role": section.role,
                "heading": section.heading,
                "subject": section.subject,
                "span": list(section.span),
                "text": section.body(text),
            }
            for section in reading.sections
        ],
        "claims": [contract.claim(said, reading, session.tracker.registry, at) for said in reading.claims],
    }


def _show_listed(discovery: Discovery) -> None:
    out = show.console()
    for looked in discovery.looks:
        if not isinstance(looked, Captured | NotModified):
            out.print(Text(f"{looked.url}: {type(looked).__name__.lower()} ({looked.cause}): {looked.detail}"))
    for notice in discovery.notices:
        out.print(Text(f"{notice.url}: {show.notice(notice.kind, notice.count)}"))
    rows = show.table("published", "title", "address")
    for item in discovery.items:
        rows.add_row(str(item.published or ""), Text(item.title or ""), Text(item.url))
    out.print(rows)
    out.print(f"{len(discovery.items)} listed")


def _listed(discovery: Discovery) -> contract.Json:
    return {
        "schema": contract.SCHEMA,
        "complete": discovery.complete,
        "notices": [{"code": one.kind, "count": one.count, "url": one.url} for one in discovery.notices],
        "items": [
            {
                "identity": item.identity,
                "url": item.url,
                "title": item.title,
                "published": item.published.isoformat() if item.published else None,
            }
            for item in discovery.items
        ],
    }
