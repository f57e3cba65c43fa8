"""What every reader promises, whatever the medium: one value or one clear sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.model import Block
from tracker.documents.read import MAX_BYTES, READERS, Reading, media_type_of, read
from tracker.documents.typography import ZERO_WIDTH
from tracker.errors import ReadError, Unreadable

CANNOT_BE_READ = [
    ("no bytes at all", b"", "release.txt", Unreadable.EMPTY),
    ("nothing but white space", b" \r\n\t\n", "release.txt", Unreadable.NO_TEXT),
    (
        "a page of nothing but markup",
        b"<html><body><p>&nbsp;</p><script>go()</script></body></html>",
        "release.html",
        Unreadable.NO_TEXT,
    ),
    ("more than is read", b"x" * (MAX_BYTES + 1), "release.txt", Unreadable.TOO_LARGE),
    ("bytes that are no text", bytes(range(256)) * 8, "release.txt", Unreadable.BINARY),
    ("bytes without a NUL that are no text", bytes([1, 2, 3, 65, 66, 30]) * 40, "release.txt", Unreadable.BINARY),
    ("bytes without a name", bytes(range(256)) * 8, "", Unreadable.BINARY),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(64), "release.txt", Unreadable.UNKNOWN_TYPE),
    ("a picture with its own name", b"\x89PNG\r\n\x1a\n" + bytes(64), "logo.png", Unreadable.UNKNOWN_TYPE),
    ("a table of suppliers", b"name,city\nOrbelline,Tarn\n", "suppliers.csv", Unreadable.UNKNOWN_TYPE),
    (
        "UTF-8 cut in the middle of a letter",
        "Société Orbelline est certifiée à Tarné".encode() + b"\xc3",
        "release.txt",
        Unreadable.BAD_ENCODING,
    ),
    ("a byte that windows-1252 does not have", b"caf\x81 Orbelline", "release.txt", Unreadable.BAD_ENCODING),
    (
        "UTF-16 without its mark",
        "Orbelline Valves is certified.".encode("utf-16-le"),
        "release.txt",
        Unreadable.BAD_ENCODING,
    ),
    ("an odd last byte in UTF-16", b"\xff\xfeO\x00r\x00b", "release.txt", Unreadable.BAD_ENCODING),
    ("a broken letter after the mark of UTF-8", b"\xef\xbb\xbfcaf\xe9", "release.txt", Unreadable.BAD_ENCODING),
]


@pytest.mark.parametrize(
    ("body", "name", "cause"), [row[1:] for row in CANNOT_BE_READ], ids=[row[0] for row in CANNOT_BE_READ]
)
def test_what_cannot_be_read_is_one_sentence_with_a_cause(body: bytes, name: str, cause: Unreadable) -> None:
    with pytest.raises(ReadError) as caught:
        read(body, name=name)

    assert caught.value.cause is cause
    assert caught.value.exit_code == 3
    assert caught.value.message.startswith(name or "The document")
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_badly_encoded_file_is_said_to_be_so_at_a_place() -> None:
    body = "Première ligne\nDeuxième ligne, à Tarné\ncert".encode() + b"\xff\xfe\n"

    with pytest.raises(ReadError, match=r"release\.txt is neither UTF-8 nor windows-1252 at byte 47 \(line 3\)"):
        read(body, name="release.txt")


CAN_BE_READ = [
    ("UTF-8", "Société".encode(), "text-1", "Société"),
    ("curly quotes of windows-1252", b"\x93Orbelline\x94 \x97 caf\xe9", "text-1", "“Orbelline” — café"),
    ("UTF-16 with its mark", "Société".encode("utf-16"), "text-1", "Société"),
    ("UTF-16, big end first", b"\xfe\xff" + "Société".encode("utf-16-be"), "text-1", "Société"),
    ("one stray control in a long line", b"Orbelline Valves " * 20 + b"\x0b\x02", "text-1", None),
    ("the end-of-file mark of DOS", b"Orbelline\r\n\x1a", "text-1", "Orbelline\r\n\x1a"),
]


@pytest.mark.parametrize(
    ("body", "reader", "text"), [row[1:] for row in CAN_BE_READ], ids=[row[0] for row in CAN_BE_READ]
)
def test_an_encoding_that_the_standard_order_finds_is_read(body: bytes, reader: str, text: str | None) -> None:
    reading = read(body, name="release.txt")

    assert reading.reader == reader
    if text is not None:
        assert reading.text == text


DECLARED = [
    ("the header decides over UTF-8", "é".encode(), "text/plain; charset=iso-8859-1", "Ã©"),
    ("latin-1 is windows-1252", b"\x93x\x94", "text/plain; charset=latin1", "“x”"),
    ("Latin-2", "Łódź".encode("iso8859-2"), 'text/plain; charset="ISO-8859-2"', "Łódź"),
    ("Shift_JIS", "認証".encode("cp932"), "text/plain;charset=Shift_JIS", "認証"),
    ("a label nobody knows", "é".encode(), "text/plain; charset=martian", "é"),
    ("a codec that is no encoding", b"+AOk- x", "text/plain; charset=utf-7", "+AOk- x"),
    ("a declaration that the bytes refute", b"caf\xe9", "text/plain; charset=utf-8", "café"),
    ("a mark against a declaration", b"\xef\xbb\xbf" + "é".encode(), "text/plain; charset=latin1", "é"),
    ("no charset", "é".encode(), "text/plain", "é"),
]


@pytest.mark.parametrize(
    ("body", "media_type", "text"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED]
)
def test_a_declared_encoding_stands_between_the_mark_and_utf_8(body: bytes, media_type: str, text: str) -> None:
    assert read(body, media_type=media_type).text == text


def test_a_stronger_declaration_beside_the_type_wins() -> None:
    assert read("é".encode(), media_type="text/plain; charset=utf-8", charset="latin1").text == "Ã©"


def test_a_few_broken_sequences_in_declared_utf_8_are_marked_and_counted() -> None:
    body = "Société Orbelline. ".encode() * 100 + b"\xe9"

    reading = read(body, media_type="text/plain; charset=utf-8")

    assert reading.text.endswith("\ufffd")
    assert [(str(key), value) for key, value in reading.metadata] == [("undecoded", "1")]


def test_many_broken_sequences_in_declared_utf_8_are_badly_encoded() -> None:
    body = ("é" * 20).encode() + b"\xe9 " * 5

    with pytest.raises(ReadError) as caught:
        read(body, media_type="text/plain; charset=utf-8")

    assert caught.value.cause is Unreadable.BAD_ENCODING


TYPES = [
    ("release.txt", b"words", "text/plain"),
    ("release.TXT", b"words", "text/plain"),
    ("release.md", b"# words", "text/markdown"),
    ("release.htm", b"words", "text/html"),
    ("release", b"<!DOCTYPE html><p>x", "text/html"),
    ("release", b"\n<!-- saved --><HTML><p>x", "text/html"),
    ("release", b"a < b and html", "text/plain"),
    ("release", b"<!---->" * 580 + b"<html>", "text/html"),
    ("release", b"<!---->" * 580 + b"<p", "text/plain"),
    ("release", b"<?xml version='1.0'?><!-- a --> <!doctype html>", "text/html"),
    ("release", b"words", "text/plain"),
    ("release", b"\x00\x01", "application/octet-stream"),
    ("release.unheard-of", b"words", "text/plain"),
    ("release.txt", b"%PDF-1.7", "application/pdf"),
    ("release.html", b"\n\n%PDF-1.7", "application/pdf"),
    ("release.zip", b"PK\x03\x04 nothing of a document", "application/zip"),
    ("letter", b"Received: from a by b\nSubject: x\n\nwords", "message/rfc822"),
    ("https://orbelline.example/news/one.html?print=1.pdf", b"words", "text/html"),
    ("https://orbelline.example/news", b"words", "text/plain"),
]


@pytest.mark.parametrize(("name", "body", "expected"), TYPES)
def test_a_type_comes_from_the_signature_then_the_name_then_the_look(name: str, body: bytes, expected: str) -> None:
    assert media_type_of(name, body) == expected


@pytest.mark.parametrize(
    ("media_type", "name", "body", "reader"),
    [
        ("application/octet-stream", "release.html", b"<p>x", "html-1"),
        ("", "release.md", b"x", "markdown-1"),
        ("TEXT/HTML; charset=utf-8", "release", b"x", "html-1"),
        ("text/plain", "release.md", b"# x", "markdown-1"),
        ("text/plain", "release.html", b"<p>x", "text-1"),
        ("application/xhtml+xml", "release", b"<p>x</p>", "html-1"),
    ],
)
def test_a_declared_type_is_obeyed_unless_it_says_nothing(media_type: str, name: str, body: bytes, reader: str) -> None:
    assert read(body, media_type=media_type, name=name).reader == reader


def without_space(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in ZERO_WIDTH)


def assert_blocks_cover(reading: Reading) -> None:
    end = 0
    covered = []
    for block in reading.blocks:
        assert isinstance(block, Block)
        assert end <= block.span.start < block.span.end
        assert not without_space(reading.text[end : block.span.start])
        covered.append(block.span.of(reading.text))
        end = block.span.end
    assert not without_space(reading.text[end:])
    assert without_space("".join(covered)) == without_space(reading.text)


WORDS = st.text(st.sampled_from("ab é“”\u00a0\u2028\ufeff\t\r\n\f#-*|>`=~.1•"), min_size=1, max_size=300)


@settings(max_examples=300)
@given(WORDS, st.sampled_from(["text/plain", "text/markdown"]))
def test_the_text_of_plain_media_is_the_decoded_file_and_blocks_leave_out_only_white_space(
    text: str, media_type: str
) -> None:
    body = b"x" + text.encode()

    reading = read(body, media_type=media_type)

    assert reading.encoding is not None
    assert reading.text == body.decode(reading.encoding)
    assert_blocks_cover(reading)


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([*READERS, None]))
def test_any_bytes_give_a_reading_or_a_read_error_and_the_same_one_twice(body: bytes, media_type: str | None) -> None:
    def once() -> Reading | tuple[Unreadable, str]:
        try:
            return read(body, media_type=media_type)
        except ReadError as error:
            return error.cause, error.message

    first = once()

    assert first == once()
    if isinstance(first, Reading):
        assert_blocks_cover(first)
