"""Documents and section changes of invented organisations, made from two texts with the product's own comparator."""

from tracker.changes.compare import compare, shifted
from tracker.changes.model import SectionChange, Standing
from tracker.documents.model import Document, Listing, Span
from tracker.sections.model import Role, Section


def document(
    text: str, *, organisation: str | None = None, listings: tuple[tuple[str, str], ...] = (), sha: str = ""
) -> Document:
    """A document whose listings stand in its text as "exchange: ticker"."""
    stated = []
    for exchange, ticker in listings:
        at = text.index(f"{exchange}: {ticker}")
        stated.append(Listing(exchange, ticker, Span(at, at + len(exchange) + len(ticker) + 2)))
    return Document(
        sha256=sha,
        source="test",
        text=text,
        blocks=(),
        reader="test",
        organisation=organisation,
        listings=tuple(stated),
    )


def section(text: str, *, role: Role = Role.ABOUT, subject: str | None = None, at: int = 0) -> Section:
    """A section that is the whole of a text; a first line that begins with "About" is its heading."""
    head = text.index("\n") + 1 if text.startswith("About") and "\n" in text else 0
    span = Span(at, at + len(text))
    heading = text[:head].strip() or None
    return Section(role=role, span=span, body_span=Span(at + head, span.end), heading=heading, subject=subject)


def change(
    before: str | None, after: str | None, *, role: Role = Role.ABOUT, subject: str | tuple[str, str] | None = None
) -> SectionChange:
    """What became of one section that begins its document; None is a section that is not there."""
    subjects = subject if isinstance(subject, tuple) else (subject, subject)
    old = None if before is None else section(before, role=role, subject=subjects[0])
    new = None if after is None else section(after, role=role, subject=subjects[1])
    compared = compare(before or "", after or "")
    standing = Standing.ADDED if before is None else Standing.DROPPED if after is None else compared.standing
    edits = shifted(compared.edits, 0, 0) if before is not None and after is not None else ()
    return SectionChange(
        role=role,
        heading=None,
        standing=standing,
        before=old,
        after=new,
        before_text=before or "",
        after_text=after or "",
        edits=edits,
    )
