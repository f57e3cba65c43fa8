"""From bytes to text: one file a media type, each a function of bytes alone.

Enters: the bytes of a capture, with what the medium said of their type. Leaves: a `Reading`, or a `ReadError` whose
cause is a code. Promises: nothing that was there is left out, evidence is never repaired, and the same bytes give
the same text on every machine; when a reader changes its mind, its name changes.
"""

from __future__ import annotations

from tracker.documents.read import docx, html, mail, markdown, pdf, text
from tracker.documents.read import media_type as types
from tracker.documents.read.docx import read_docx
from tracker.documents.read.html import read_html
from tracker.documents.read.mail import mail_reader, mailbox_reader
from tracker.documents.read.markdown import read_markdown
from tracker.documents.read.media_type import media_type_of
from tracker.documents.read.pdf import read_pdf
from tracker.documents.read.reading import Body, Declared, Reader, Reading
from tracker.documents.read.text import read_text
from tracker.errors import ReadError, Unreadable

__all__ = ["MAX_BYTES", "NAMES", "READERS", "Declared", "Reading", "media_type_of", "read"]

#: The largest body that is read. The largest release ever measured is under one; a filing with its pictures in it, twenty.
MAX_BYTES = 32 * 2**20

#: Media type to reader. To read another kind of document, write one file beside these and name it here.
READERS: dict[str, Reader] = {
    types.TEXT: read_text,
    types.MARKDOWN: read_markdown,
    "text/x-markdown": read_markdown,
    types.HTML: read_html,
    types.XHTML: read_html,
    types.PDF: read_pdf,
    types.DOCX: read_docx,
}
READERS[types.MAIL] = mail_reader(READERS.get)
READERS[types.MBOX] = mailbox_reader(READERS[types.MAIL])

#: What the readers are called now. A document that was read by another is read again.
NAMES = frozenset({text.NAME, markdown.NAME, html.NAME, pdf.NAME, docx.NAME, mail.NAME})


def read(body: bytes, *, media_type: str | None = None, name: str = "", charset: str | None = None) -> Reading:
    """The text of a document, with its blocks and what it declares of itself.

    Args:
        body: The bytes, as received.
        media_type: What the medium says they are; a whole Content-Type, parameters and all, is welcome.
        name: A file name or an address, for its suffix and for the sentence of an error.
        charset: An encoding declared outside the bytes; stronger than one inside `media_type`.

    Raises:
        ReadError: EMPTY, TOO_LARGE, BINARY, BAD_ENCODING, UNKNOWN_TYPE, NO_TEXT or DAMAGED.
    """
    called = name or "The document"
    if not body:
        raise ReadError(Unreadable.EMPTY, f"{called} is empty.", hint="Look at it where it was published.")
    if len(body) > MAX_BYTES:
        raise too_large(called, len(body))
    settled, declared = types.settle(media_type, name, body)
    reader = READERS.get(settled)
    if reader is None:
        raise _unknown(called, settled, body)
    reading = reader(Body(content=body, media_type=settled, name=called, charset=charset or declared))
    if not reading.blocks:
        raise ReadError(Unreadable.NO_TEXT, f"{called} holds no text.", hint="Look at it where it was published.")
    return reading


def too_large(called: str, size: int) -> ReadError:
    """The error for a body that is larger than a document is; `size` in bytes."""
    return ReadError(
        Unreadable.TOO_LARGE,
        f"{called} is {size / 2**20:.0f} MB, more than the {MAX_BYTES // 2**20} MB that are read.",
        hint="Take the release out of what surrounds it.",
    )


def _unknown(called: str, media_type: str, body: bytes) -> ReadError:
    if media_type == types.UNKNOWN or (b"\x00" in body[:4096] and types.signature_of(body) is None):
        return ReadError(
            Unreadable.BINARY, f"{called} holds binary data, not text.", hint="Give a text, Markdown or HTML file."
        )
    return ReadError(
        Unreadable.UNKNOWN_TYPE,
        f"{called} is of type {media_type}, which has no reader.",
        hint=f"These have one: {', '.join(READERS)}.",
    )
