"""From bytes to characters, in the order of the WHATWG standards: mark, declaration, UTF-8, windows-1252.

No detector guesses: detectors read curly quotes of windows-1252 as other letters, and a guess differs from one
version of the detector to the next. Evidence is never repaired: text that none of the four steps can decode is
reported as badly encoded, with the place of the first byte that says so.

Source: https://encoding.spec.whatwg.org (decode, labels), https://html.spec.whatwg.org (sniffing the encoding).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.errors import ReadError, Unreadable

#: The labels of the standard, grouped by the codec that decodes them here. Labels that are not listed (utf-7, idna,
#: rot13 …) are not encodings of the web, and a declaration that names one is passed over.
_CODECS: dict[str, str] = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 "
    "l1 csisolatin1 ibm819 cp819 ascii us-ascii ansi_x3.4-1968",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 csisolatin5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 tis-620",
    "cp866": "ibm866 866 cp866 csibm866",
    "iso8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2",
    "iso8859-3": "iso-8859-3 iso8859-3 latin3",
    "iso8859-4": "iso-8859-4 iso8859-4 latin4",
    "iso8859-5": "iso-8859-5 iso8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 arabic asmo-708",
    "iso8859-7": "iso-8859-7 iso8859-7 greek greek8 elot_928",
    "iso8859-8": "iso-8859-8 iso8859-8 hebrew iso-8859-8-i logical",
    "iso8859-10": "iso-8859-10 iso8859-10 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13",
    "iso8859-14": "iso-8859-14 iso8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 latin9 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac csmacintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk gb2312 chinese csgb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 csshiftjis",
    "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cseuckr",
}
_CODEC_OF = {label: codec for codec, labels in _CODECS.items() for label in labels.split()}

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

#: Control characters that text has no use for. Tab, line feed, vertical tab, form feed, carriage return and the
#: end-of-file mark of DOS are left out.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1A), *range(0x1B, 0x20)])
#: One control character in a hundred is noise on the line; more is not text.
_CONTROL_SHARE = 0.01

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: A page that declares UTF-8 may hold this share of undecodable runs before it counts as unreadable.
_UNDECODED_SHARE = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Characters, the Python codec that gives them again from the same bytes, and how many runs it could not read.

    `utf8` are the same characters as UTF-8.
    """

    text: str = field(repr=False)
    encoding: str
    undecoded: int = 0
    utf8: bytes = field(repr=False)


def codec_of(label: str | None) -> str | None:
    """The Python codec for a label of the encoding standard; None for a label that the standard does not know."""
    return _CODEC_OF.get(label.strip().strip("\"'").lower()) if label else None


def decode(body: bytes, *, declared: tuple[str | None, ...] = (), name: str) -> Decoded:
    """Decode text; `declared` are labels, strongest first.

    A byte order mark decides alone and is no part of the text: offset 0 is the character after it. A declared
    encoding that cannot decode the bytes is refuted by them and passed over, but for UTF-8 with a few broken
    sequences, which are read as every browser reads them: U+FFFD each, counted.

    Raises:
        ReadError: BINARY for bytes that are no text, BAD_ENCODING for text that no step decodes.
    """
    marked = next((codec for mark, codec in _MARKS if body.startswith(mark)), None)
    if marked is not None:
        return _checked(_by_mark(body, marked, name), marked, name)
    codecs = [codec for label in declared if (codec := codec_of(label)) is not None]
    if b"\x00" in body:
        # Text in UTF-16 is full of them, and only a declaration tells which byte comes first.
        codecs = [codec for codec in codecs if codec.startswith("utf-16")]
        if not codecs:
            raise _not_text(body, name)
    for codec in (*codecs, "utf-8"):
        try:
            return _checked(body.decode(codec), codec, name, utf8=body if codec == "utf-8" else None)
        except UnicodeDecodeError:
            continue
    if _is_broken_utf8(body):
        if "utf-8" in codecs and (replaced := _replaced(body)) is not None:
            return _checked(replaced[0], "utf-8", name, undecoded=replaced[1])
        raise _bad_encoding(body, name)
    try:
        return _checked(body.decode("cp1252"), "cp1252", name)
    except UnicodeDecodeError:
        raise _bad_encoding(body, name) from None


def _by_mark(body: bytes, codec: str, name: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        raise ReadError(
            Unreadable.BAD_ENCODING,
            f"{name} begins with the mark of {'UTF-8' if codec == 'utf-8-sig' else 'UTF-16'} "
            f"but cannot be decoded at byte {error.start}.",
            hint="Save it again as UTF-8.",
        ) from None


def _checked(text: str, codec: str, name: str, *, utf8: bytes | None = None, undecoded: int = 0) -> Decoded:
    """What was decoded, unless too many of its characters are controls."""
    # In UTF-8 they are counted ten times as fast.
    if utf8 is None:
        utf8 = text.encode("utf-8", errors="ignore")
    controls = len(utf8) - len(utf8.translate(None, _CONTROLS))
    if b"\x00" in utf8 or controls > max(1, len(text) * _CONTROL_SHARE):
        raise _binary(name)
    return Decoded(text=text, encoding=codec, undecoded=undecoded, utf8=utf8)


def _is_broken_utf8(body: bytes) -> bool:
    """Whether bytes that are not UTF-8 were meant to be: whole sequences outnumber the broken ones."""
    return len(_MULTIBYTE.findall(body)) > body.decode("utf-8", errors="replace").count("\ufffd")


def _replaced(body: bytes) -> tuple[str, int] | None:
    """The text with U+FFFD for each run that is no UTF-8, and how many these are; None where they are too many."""
    text = body.decode("utf-8", errors="replace")
    undecoded = text.count("\ufffd") - body.count("\ufffd".encode())
    return (text, undecoded) if undecoded <= max(1, len(text) * _UNDECODED_SHARE) else None


def _not_text(body: bytes, name: str) -> ReadError:
    """The sentence for bytes that hold NUL: UTF-16 without its mark is a fault of encoding, the rest is binary."""
    sample = body[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.4 * (len(sample) // 2) and min(even, odd) <= 0.02 * len(sample):
        return ReadError(
            Unreadable.BAD_ENCODING,
            f"{name} looks like UTF-16 without a byte order mark, and nothing says which byte comes first.",
            hint="Save it again as UTF-8.",
        )
    return _binary(name)


def _binary(name: str) -> ReadError:
    return ReadError(
        Unreadable.BINARY,
        f"{name} holds binary data, not text.",
        hint="Give a text, Markdown or HTML file, or take it out of the folder.",
    )


def _bad_encoding(body: bytes, name: str) -> ReadError:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        where = f" at byte {error.start} (line {line})"
    else:  # pragma: no cover - only bytes that are not UTF-8 come here
        where = ""
    return ReadError(
        Unreadable.BAD_ENCODING,
        f"{name} is neither UTF-8 nor windows-1252{where}.",
        hint="Save it again as UTF-8.",
    )
