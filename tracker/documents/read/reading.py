"""What a reader gives: text, blocks whose offsets lead into it, and what the medium declares of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.documents.model import Block


class Declared(StrEnum):
    """What a medium can declare of its own document. The values are kept as the medium writes them."""

    TITLE = "title"
    SITE_NAME = "site-name"
    PUBLISHED = "published"
    MODIFIED = "modified"
    CANONICAL = "canonical"
    LANGUAGE = "language"
    AUTHOR = "author"
    CREATED = "created"  # when the file was made, which is not when it was published
    UNREAD_PAGES = "unread-pages"  # numbers of pages without a text layer, which is not the same as empty pages
    UNREAD_ATTACHMENT = "unread-attachment"  # name and reason of a part of a message that no reader read
    UNDECODED = (
        "undecoded"  # how many runs of bytes the declared encoding could not read; each is one U+FFFD in the text
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Bytes, read.

    `text` is the decoded file, unchanged, for plain text and Markdown: `body.decode(encoding) == text`. For other
    media it is what the reader made of the bytes. Blocks stand in text order, do not overlap, and leave out only
    white space. `reader` names the code that did it, with its version; a change that can alter any text, block or
    declaration is a new version. `metadata` holds what the medium declares, strongest declaration of a kind first. `pages` are
    pairs, in text order, for a medium that has pages: from this offset on, the text is of the page with this number.
    """

    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    reader: str
    media_type: str = "text/plain"
    encoding: str | None = None
    metadata: tuple[tuple[Declared, str], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()

    def declared(self, what: Declared) -> str | None:
        """The strongest declaration of this kind, as the medium writes it; None where it declares none."""
        for key, value in self.metadata:
            if key is what:
                return value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a reader is given: bytes that are neither empty nor too large, with what is known from outside."""

    content: bytes = field(repr=False)
    media_type: str
    name: str
    charset: str | None = None


#: A reader is a function of bytes alone: no clock, no network, no disk, no locale.
Reader = Callable[[Body], Reading]
