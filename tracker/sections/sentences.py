"""Where sentences begin and end; the only home of the sentence model (nupunkt).

Offsets are half-open code point offsets. A line break ends a sentence, which the model alone does not do.
"""

from __future__ import annotations

import re

from nupunkt import sent_spans

from tracker.documents.model import Span

#: Recorded with every segmentation, so that an upgraded model is our change and not the issuer's.
SEGMENTER = "nupunkt-0.8.0"

_LINE = re.compile(r"[^\n]+")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order, each trimmed of the white space around it."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        raw = line.group()
        for start, end in sent_spans(raw):
            piece = raw[start:end]
            trimmed = piece.strip()
            if trimmed:
                begin = line.start() + start + len(piece) - len(piece.lstrip())
                found.append(Span(begin, begin + len(trimmed)))
    return tuple(found)
