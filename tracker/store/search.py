"""Full-text search over what the store holds: documents, their standing text, and findings.

The index keeps no text of its own (FTS5, contentless: https://www.sqlite.org/fts5.html); it is brought up to date when
somebody searches, so that deriving never waits for it. What is no longer there is found and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from tracker.findings.model import Finding
from tracker.history import Release
from tracker.store.derived import Derived, unpack

#: Characters of text shown about the first word that was found.
_AROUND = 120


class Found(StrEnum):
    """What a hit is in. Codes for machines."""

    DOCUMENT = "document"
    PASSAGE = "passage"
    FINDING = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place that was found: a document, a section of one, or a finding, with the text about it."""

    watch: str
    kind: Found
    ref: str  # sha256 of the release, or the finding's id
    title: str
    excerpt: str


class Search:
    """The full-text index."""

    def __init__(self, database: Database, derived: Derived) -> None:
        self._database = database
        self._derived = derived

    def catch_up(self) -> int:
        """Index what is not indexed yet; how much that was. Call it inside a transaction."""
        conn = self._database.conn
        documents = conn.execute(
            "select watch, sha256 from documents d where not exists (select 1 from searchable s"
            " where s.watch = d.watch and s.kind = 'document' and s.ref = d.sha256)"
        ).fetchall()
        for watch, sha256 in documents:
            reading = self._derived.reading(watch, sha256)
            self._add(watch, Found.DOCUMENT, sha256, 0, reading.document.text)
            for place, section in enumerate(reading.sections):
                self._add(watch, Found.PASSAGE, sha256, place, section.span.of(reading.document.text))
        findings = conn.execute(
            "select watch, id, body from findings f where not exists (select 1 from searchable s"
            " where s.watch = f.watch and s.kind = 'finding' and s.ref = f.id)"
        ).fetchall()
        for watch, id_, body in findings:
            self._add(watch, Found.FINDING, id_, 0, _words(unpack(body, Finding)))
        return len(documents) + len(findings)

    def _add(self, watch: str, kind: Found, ref: str, place: int, text: str) -> None:
        conn = self._database.conn
        cursor = conn.execute(
            "insert into searchable (watch, kind, ref, place) values (?, ?, ?, ?)", [watch, kind, ref, place]
        )
        conn.execute("insert into search (rowid, body) values (?, ?)", [cursor.lastrowid, text])

    def find(self, words: str, kinds: tuple[Found, ...], limit: int) -> tuple[Hit, ...]:
        """The best hits for words (all of them; "in quotes" for a phrase), best first."""
        asked = " ".join(f'"{phrase}"' for phrase in _phrases(words))
        if not asked:
            return ()
        rows = self._database.conn.execute(
            "select s.watch, s.kind, s.ref, s.place from search join searchable s on s.id = search.rowid"
            " where search match ? order by bm25(search), s.id",
            [asked],
        )
        hits: list[Hit] = []
        for watch, kind, ref, place in rows:
            hit = self._hit(watch, Found(kind), ref, place, words) if kind in kinds else None
            if hit is not None:
                hits.append(hit)
            if len(hits) == limit:
                break
        return tuple(hits)

    def _hit(self, watch: str, kind: Found, ref: str, place: int, words: str) -> Hit | None:
        conn = self._database.conn
        if kind is Found.FINDING:
            row = conn.execute("select body from findings where watch = ? and id = ?", [watch, ref]).fetchone()
            if row is None:
                return None
            finding = unpack(row[0], Finding)
            title = f"{finding.kind} {finding.subject}"
            return Hit(watch=watch, kind=kind, ref=ref, title=title, excerpt=_excerpt(_words(finding), words))
        row = conn.execute("select release from documents where watch = ? and sha256 = ?", [watch, ref]).fetchone()
        if row is None:
            return None
        release = unpack(row[0], Release)
        reading = self._derived.reading(watch, ref)
        text = reading.document.text
        if kind is Found.PASSAGE:
            if place >= len(reading.sections):
                return None  # it was divided otherwise when it was indexed
            text = reading.sections[place].span.of(text)
        title = f"{release.published or 'no date'} {release.title or release.location}"
        return Hit(watch=watch, kind=kind, ref=ref, title=title, excerpt=_excerpt(text, words))


def _words(finding: Finding) -> str:
    evidence = (finding.evidence_before, finding.evidence_after)
    quotes = [one.quote for one in evidence if one is not None]
    return "\n".join([finding.kind, finding.subject, finding.said_before or "", finding.said_after or "", *quotes])


def _excerpt(text: str, words: str) -> str:
    """The text about the first of the words, on one line."""
    lowered = text.lower()
    places = [place for word in _each(words) if (place := lowered.find(word)) >= 0]
    start = max(min(places, default=0) - _AROUND // 2, 0)
    cut = " ".join(text[start : start + _AROUND].split())
    return f"{'…' if start else ''}{cut}{'…' if start + _AROUND < len(text) else ''}"


def _each(words: str) -> Iterator[str]:
    yield from (word for phrase in _phrases(words) for word in phrase.lower().split())


def _phrases(words: str) -> list[str]:
    """What was typed, phrase by phrase: nothing of it is taken for the index's own syntax."""
    found = (quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|([^\s"]+)', words))
    return [phrase for phrase in found if any(character.isalnum() for character in phrase)]
