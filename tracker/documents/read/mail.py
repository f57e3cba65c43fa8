"""Mail: a release that arrived as a message, with its attachments; and mailboxes, which hold several.

The subject is the first block. Of a body that comes in two forms, the plain one is read where it says at least half of
what the other does, because plain text needs no guess at what is furniture. Attachments that a reader reads
follow the body; the others are named in the metadata. Sources: RFC 5322, RFC 2045-2049, RFC 4155 (mbox).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from tracker.documents.model import BlockKind, Region
from tracker.documents.read import media_type as types
from tracker.documents.read.joining import Joined
from tracker.documents.read.reading import Body, Declared, Reader, Reading
from tracker.errors import ReadError, Unreadable

NAME = "mail-1"

#: Parts of one message; a newsletter has a dozen.
_MOST_PARTS = 200
_SEPARATOR = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)

#: Finds a reader by media type. Passed in, because a message may hold any document, another message included.
ReaderOf = Callable[[str], Reader | None]


def mail_reader(reader_of: ReaderOf) -> Reader:
    """A reader of messages that reads their parts with the readers given."""

    def read_mail(body: Body) -> Reading:
        """Subject, body, attachments.

        Raises:
            ReadError: DAMAGED where there is no header, TOO_LARGE for more parts than a message has.
        """
        try:
            return _read(body, reader_of)
        except RecursionError:
            raise _damaged(f"{body.name} holds messages inside messages without end.") from None

    return read_mail


def _damaged(sentence: str) -> ReadError:
    return ReadError(Unreadable.DAMAGED, sentence, hint="Save the message again, as a file.")


def _read(body: Body, reader_of: ReaderOf) -> Reading:
    message = message_from_bytes(body.content, _class=EmailMessage, policy=policy.default)
    if not message.keys():
        raise _damaged(f"{body.name} has no message header.")
    parts = list(_parts(message, body.name))
    joined = Joined()
    joined.add(_header(message, "Subject"), BlockKind.HEADING, Region.HEADER)
    metadata = list(_declared(message))
    for part in _chosen(parts, reader_of, body.name):
        outcome = _read_part(part, reader_of, body.name)
        if isinstance(outcome, Reading):
            joined.add_text(outcome.text, outcome.blocks)
        else:
            metadata.append((Declared.UNREAD_ATTACHMENT, outcome))
    return Reading(
        text=joined.text(), blocks=joined.blocks(), reader=NAME, media_type=body.media_type, metadata=tuple(metadata)
    )


def mailbox_reader(reader: Reader) -> Reader:
    """A reader of mailboxes that hold one message; several messages are several documents (see `messages_of`)."""

    def read_mailbox(body: Body) -> Reading:
        messages = list(messages_of(body.content))
        if len(messages) != 1:
            raise ReadError(
                Unreadable.UNKNOWN_TYPE,
                f"{body.name} is a mailbox of {len(messages)} messages, which are as many documents.",
                hint="Put it into a folder that is watched, where each message is read by itself.",
            )
        return reader(Body(content=messages[0], media_type=types.MAIL, name=body.name, charset=body.charset))

    return read_mailbox


def messages_of(mailbox: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, in its order; lines that were quoted against the separator are as they were sent."""
    starts = list(_SEPARATOR.finditer(mailbox))
    real = [mark for mark in starts if mark.start() == 0 or _blank_before(mailbox, mark.start())]
    if not real:
        return
    ends = [mark.start() for mark in real[1:]] + [len(mailbox)]
    for mark, end in zip(real, ends, strict=True):
        message = mailbox[mark.end() : end]
        if message.strip():
            yield _QUOTED_FROM.sub(rb"\1", message)


def _blank_before(mailbox: bytes, start: int) -> bool:
    return mailbox[max(0, start - 4) : start].replace(b"\r", b"").endswith(b"\n\n")


def _parts(message: EmailMessage, name: str) -> Iterator[EmailMessage]:
    """The leaves of a message and the messages attached to it, in their order."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > _MOST_PARTS:
            raise ReadError(
                Unreadable.TOO_LARGE, f"{name} has more than {_MOST_PARTS} parts.", hint="Save the release alone."
            )
        if part.is_multipart() and part.get_content_type() != types.MAIL:
            waiting[:0] = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        else:
            yield part


def _chosen(parts: list[EmailMessage], reader_of: ReaderOf, name: str) -> list[EmailMessage]:
    """The parts to read: of the first plain and the first HTML body, one."""
    plain = _first_body(parts, types.TEXT)
    rich = _first_body(parts, types.HTML)
    if plain is None or rich is None:
        return parts
    lengths = [_length(_read_part(part, reader_of, name)) for part in (plain, rich)]
    dropped = rich if lengths[0] * 2 >= lengths[1] else plain
    return [part for part in parts if part is not dropped]


def _first_body(parts: list[EmailMessage], media_type: str) -> EmailMessage | None:
    bodies = (part for part in parts if part.get_content_type() == media_type and not part.is_attachment())
    return next(bodies, None)


def _length(outcome: Reading | str) -> int:
    return len("".join(outcome.text.split())) if isinstance(outcome, Reading) else 0


def _read_part(part: EmailMessage, reader_of: ReaderOf, name: str) -> Reading | str:
    """The part, read, or its name with the reason why it was not."""
    called = part.get_filename() or part.get_content_type()
    content = _content(part)
    media_type, charset = types.settle(part.get_content_type(), part.get_filename() or "", content)
    reader = reader_of(media_type)
    if reader is None or not content:
        return f"{called} ({Unreadable.EMPTY if not content else Unreadable.UNKNOWN_TYPE})"
    declared = part.get_content_charset() or charset
    try:
        return reader(Body(content=content, media_type=media_type, name=f"{name}: {called}", charset=declared))
    except ReadError as error:
        return f"{called} ({error.cause})"


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == types.MAIL:
        attached = part.get_payload()
        first = attached[0] if isinstance(attached, list) and attached else None
        return first.as_bytes() if isinstance(first, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _declared(message: EmailMessage) -> Iterator[tuple[Declared, str]]:
    headers = (("Subject", Declared.TITLE), ("Date", Declared.PUBLISHED), ("From", Declared.AUTHOR), ("Content-Language", Declared.LANGUAGE))  # fmt: skip
    for header, what in headers:
        value = _header(message, header)
        if value:
            yield what, value


def _header(message: EmailMessage, name: str) -> str:
    """A header as it was meant; one that breaks its own grammar, as it was sent."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        # The standard library's header parser raises all of these on malformed addresses and encoded words.
        return " ".join(str(dict(message.raw_items()).get(name, "")).split())
