"""Which kind of document bytes are: a signature in the bytes first, then the name, then what the text looks like."""

from __future__ import annotations

import re

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
XHTML = "application/xhtml+xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
MBOX = "application/mbox"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"

#: What servers say when they do not know.
_SAYS_NOTHING = frozenset({"", UNKNOWN, "binary/octet-stream", "application/unknown", "unknown/unknown"})

#: First bytes that settle it, whatever the name or the server says.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "application/x-riff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-elf"),
    (b"{\\rtf", "application/rtf"),
)
_MARKS = tuple(mark for mark, _ in _SIGNATURES)

_BY_SUFFIX: dict[str, str] = {
    "txt": TEXT,
    "text": TEXT,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "mdown": MARKDOWN,
    "htm": HTML,
    "html": HTML,
    "shtml": HTML,
    "xhtml": XHTML,
    "xht": XHTML,
    "pdf": PDF,
    "docx": DOCX,
    "eml": MAIL,
    "mbox": MBOX,
    "zip": ZIP,
    "doc": "application/msword",
    "msg": "application/vnd.ms-outlook",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "xml": "application/xml",
    "json": "application/json",
    "csv": "text/csv",
    "toml": "application/toml",
    "css": "text/css",
    "js": "text/javascript",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "gz": "application/gzip",
    "db": "application/vnd.sqlite3",
}

#: Atomic groups, because a page may begin with hundreds of comments, which can be divided in as many ways as there are.
_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*-->\s*+)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_MAIL = re.compile(
    rb"^(?:(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature|X-[\w-]+):)", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_SAMPLE = 4096


def media_type_of(name: str, body: bytes) -> str:
    """The media type of bytes that came without one.

    A signature decides first, because names lie; then the suffix of the name; then what the first bytes look like.
    Bytes that nothing is known of are `text/plain` where they hold no NUL, else `application/octet-stream`.
    """
    signed = signature_of(body)
    suffix = _suffix_of(name)
    if signed is not None:
        # A Word document that was cut off shows only that it was an archive.
        return DOCX if signed == ZIP and suffix == "docx" else signed
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    sample = body[:_SAMPLE]
    if _LOOKS_HTML.match(sample):
        return HTML
    if _LOOKS_MAIL.match(sample):
        return MAIL
    has_mark = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    return UNKNOWN if b"\x00" in sample and not has_mark else TEXT


def signature_of(body: bytes) -> str | None:
    """The media type that the first bytes settle; None where they settle nothing."""
    # PDF readers accept a file whose header stands anywhere in its first kilobyte, and some servers send blank lines first.
    start = body[:1024].lstrip() if body[:1].isspace() else body
    if start.startswith(b"%PDF-"):
        return PDF
    if not body.startswith(_MARKS):
        return None
    media_type = next(media_type for mark, media_type in _SIGNATURES if body.startswith(mark))
    return DOCX if media_type == ZIP and b"word/document.xml" in body else media_type


def settle(declared: str | None, name: str, body: bytes) -> tuple[str, str | None]:
    """The media type to read by and the charset that was declared with it.

    `declared` is a Content-Type or None. Bytes whose signature contradicts it are what their signature says; a
    declaration that says nothing ("application/octet-stream") counts as none.
    """
    media_type, _, parameters = (declared or "").partition(";")
    media_type = media_type.strip().lower()
    charset = _CHARSET.search(parameters)
    says_nothing = media_type in _SAYS_NOTHING
    settled = media_type_of(name, body) if says_nothing else signature_of(body) or media_type
    if settled == ZIP and media_type == DOCX:
        settled = DOCX
    # Servers send Markdown and mail as text/plain; the name knows better.
    if settled == TEXT and _BY_SUFFIX.get(_suffix_of(name)) in {MARKDOWN, MAIL, MBOX}:
        settled = _BY_SUFFIX[_suffix_of(name)]
    return settled, charset.group(1) if charset else None


def _suffix_of(name: str) -> str:
    path = name.partition("?")[0].partition("#")[0] if "://" in name else name
    last = path.replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""
