"""Mail: subject, body and attachments of a release that arrived as a message; mailboxes of several."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portable_documents import Set, portable_document

from tracker.documents.read import READERS, Declared, Reading, read
from tracker.documents.read.mail import messages_of
from tracker.errors import ReadError, Unreadable

PLAIN = (
    "TARN, April 2, 2031 -- Orbelline Valves today opened a foundry.\n\nAbout Orbelline\n\nOrbelline holds AS9100D.\n"
)
RICH = "<html><body><p>TARN, April 2, 2031 -- Orbelline Valves today opened a foundry.</p><h2>About Orbelline</h2><p>Orbelline holds AS9100D.</p></body></html>"


def message(plain: str | None = PLAIN, rich: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Desk <press@orbelline.example>"
    made["Subject"] = "Orbelline opens a “foundry”"
    made["Date"] = "Wed, 02 Apr 2031 08:30:00 -0400"
    if plain is not None:
        made.set_content(plain)
    if rich is not None:
        made.add_alternative(rich, subtype="html") if plain is not None else made.set_content(rich, subtype="html")
    return made


def words_of(made: EmailMessage | bytes) -> list[str]:
    content = made if isinstance(made, bytes) else made.as_bytes()
    reading = read(content, name="release.eml")
    return [block.span.of(reading.text) for block in reading.blocks]


ALL = ["Orbelline opens a “foundry”", "TARN, April 2, 2031 -- Orbelline Valves today opened a foundry.", "About Orbelline", "Orbelline holds AS9100D."]  # fmt: skip


def test_subject_and_body_in_order_with_what_the_header_declares() -> None:
    reading = read(message().as_bytes(), name="release.eml")

    assert [block.span.of(reading.text) for block in reading.blocks] == ALL
    assert reading.reader == "mail-1"
    assert reading.declared(Declared.TITLE) == "Orbelline opens a “foundry”"
    assert reading.declared(Declared.PUBLISHED) == "Wed, 02 Apr 2031 08:30:00 -0400"
    assert reading.declared(Declared.AUTHOR) == "Press Desk <press@orbelline.example>"


@pytest.mark.parametrize(
    ("plain", "rich"),
    [(PLAIN, None), (None, RICH), (PLAIN, RICH), ("View this message in a browser.", RICH)],
    ids=["plain", "rich", "both", "a plain form that says nothing"],
)
def test_a_body_in_two_forms_is_read_once(plain: str | None, rich: str | None) -> None:
    assert words_of(message(plain, rich)) == ALL


def test_attachments_follow_the_body_and_those_that_no_reader_reads_are_named() -> None:
    made = message("See attached.")
    made.add_attachment(portable_document([[Set(72, 700, "We hold AS9100D.")]]), maintype="application", subtype="pdf", filename="release.pdf")  # fmt: skip
    made.add_attachment("ISO 9001:2015", filename="certificates.txt")
    made.add_attachment(b"\x89PNG\r\n\x1a\n123", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="octet-stream", filename="cut.pdf")

    reading = read(made.as_bytes(), name="release.eml")

    assert [block.span.of(reading.text) for block in reading.blocks][1:] == ["See attached.", "We hold AS9100D.", "ISO 9001:2015"]  # fmt: skip
    unread = [value for what, value in reading.metadata if what is Declared.UNREAD_ATTACHMENT]
    assert unread == ["logo.png (unknown-type)", "cut.pdf (damaged)"]


def test_a_message_inside_a_message_is_read() -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See below.")
    outer.add_attachment(message())

    assert words_of(outer) == ["Fwd", "See below.", *ALL]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Subject: =?utf-8?q?Soci=C3=A9t=C3=A9?=\n\nx", ["Société", "x"]),
        (b"Subject: a\n b\n\nx", ["a b", "x"]),
        (b"Subject: =?nonsense?q?a?=\n\nx", ["a", "x"]),
        (b"Subject: s\nContent-Type: text/plain; charset=windows-1252\n\n\x93x\x94", ["s", "“x”"]),
        (b"Subject: s\nContent-Type: text/plain; charset=martian\n\nx", ["s", "x"]),
        (b"Subject: s\nContent-Transfer-Encoding: quoted-printable\n\nISO=\n 9001", ["s", "ISO 9001"]),
        (b"Subject: s\nContent-Transfer-Encoding: base64\n\n!!!not base64", ["s"]),
        (b"X-Only: a header\n\nx", ["x"]),
    ],
)  # fmt: skip
def test_encodings_of_headers_and_bodies(content: bytes, words: list[str]) -> None:
    assert words_of(content)[: len(words)] == words


def test_bytes_without_a_header_are_no_message() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"\n\njust words", name="release.eml")

    assert caught.value.cause is Unreadable.DAMAGED


def test_a_message_of_a_thousand_parts_is_refused() -> None:
    made = EmailMessage()
    made["Subject"] = "s"
    made.make_mixed()
    for number in range(250):
        made.add_attachment(f"part {number}")

    with pytest.raises(ReadError) as caught:
        read(made.as_bytes(), name="release.eml")

    assert caught.value.cause is Unreadable.TOO_LARGE


def test_messages_inside_messages_without_end_are_damaged() -> None:
    nested = b"Subject: s\nContent-Type: message/rfc822\n\n" * 3_000 + b"Subject: s\n\nx"

    with pytest.raises(ReadError) as caught:
        read(nested, name="release.eml")

    assert caught.value.cause is Unreadable.DAMAGED


MAILBOX = (
    b"From press@orbelline.example Wed Apr  2 08:30:00 2031\nSubject: one\n\n>From the foundry.\nFrom here on, no separator.\n\n"
    b"From press@orbelline.example Thu Apr  3 08:30:00 2031\r\nSubject: two\r\n\r\nx\r\n"
)


def test_a_mailbox_is_as_many_documents_as_it_has_messages() -> None:
    assert [words_of(content) for content in messages_of(MAILBOX)] == [
        ["one", "From the foundry.\nFrom here on, no separator."],
        ["two", "x"],
    ]
    with pytest.raises(ReadError, match="a mailbox of 2 messages"):
        read(MAILBOX, name="news.mbox")


def test_a_mailbox_of_one_message_is_read() -> None:
    content = MAILBOX[MAILBOX.index(b"\n\nFrom") + 2 :]

    assert read(content, name="news.mbox").reader == "mail-1"


@pytest.mark.parametrize("content", [b"", b"no separator", b"one\nFrom two\n"])
def test_what_is_no_mailbox_holds_no_message(content: bytes) -> None:
    assert list(messages_of(content)) == []


WHOLE = message(PLAIN, RICH).as_bytes()


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=30), st.integers(1, len(WHOLE))
)
def test_a_message_damaged_anywhere_gives_a_reading_or_a_cause(edits: list[tuple[int, int]], keep: int) -> None:
    content = bytearray(WHOLE)
    for place, byte in edits:
        content[place] = byte

    try:
        outcome: Reading | ReadError = read(bytes(content[:keep]), media_type="message/rfc822")
    except ReadError as error:
        outcome = error

    assert isinstance(outcome, Reading | ReadError)
    assert "message/rfc822" in READERS
