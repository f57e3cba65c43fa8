"""Pages to HTML: the one Jinja environment, its words and its filters. A name that a template misspells is an error."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tracker.reports import sentences, texts
from tracker.reports.pages import FindingLine, Why
from tracker.reports.visible import character, visible

#: Words of a sentence that a document said, and not we: kept apart, so that their direction stays their own.
_FOREIGN = frozenset(
    {"said_before", "said_after", "scope_before", "scope_after", "registrar_before", "registrar_after", "where"}
)
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
#: What the legend at the foot of a page explains, in its order.
_TERMS = ("severity", "standing", "outcome", "mark", "reason")


def _finalize(value: object) -> object:
    """Everything that a template writes goes through here: nothing deceptive reaches a page unseen."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value)
    return value


@dataclass(slots=True)
class Voice:
    """What a template says with: every text of the interface, and the terms that one page has used."""

    used: dict[str, set[str]] = field(default_factory=lambda: {term: set() for term in _TERMS})

    def say(self, path: str, **words: object) -> Markup:
        """A text of the interface, with the words put in."""
        return _spoken(f"ui.{path}", **words) if words else _constant(f"ui.{path}")

    def label(self, table: str, code: str, part: str | None = None) -> str:
        """The label of a code; the code's own words where no text explains it."""
        return texts.of_code(table, code, part)

    def term(self, kind: str, code: str, part: str = "label") -> str:
        """A part of a term, which the foot of the page will explain."""
        self.used[kind].add(code)
        return texts.of_code(kind, code, part)

    def why(self, reason: Why) -> str:
        """A reason in words."""
        self.used["reason"].add(reason.code)
        if not texts.has(f"reason.{reason.code}"):
            return texts.spelled(reason.code) + (f": {reason.about}" if reason.about else "")
        return _spoken(
            f"reason.{reason.code}", about=_word("until" if _DAY.fullmatch(reason.about) else "", reason.about)
        )

    def reason(self, code: str) -> Markup:
        """What a reason code says when it is about nothing in particular."""
        return _spoken(f"reason.{code}", about="")

    def sentence(self, line: FindingLine, table: str = "sentence", **instead: str) -> Markup:
        """What a finding says (`sentence`), means (`meaning`) or asks for (`action`); a word may be put in its stead."""
        words = {key: _word(key, value) for key, value in {**line.words, **instead}.items()}
        return _spoken(f"{table}.{line.finding.kind}", **words)

    def plain(self, line: FindingLine) -> str:
        """What a finding says, with no mark-up in it."""
        return sentences.said(line.finding.kind, line.words)

    def terms(self, kind: str) -> list[str]:
        """The codes of one kind that the page has used, in the order in which the texts have them."""
        listed = list(_table(kind))
        return sorted(self.used[kind], key=lambda code: (listed.index(code) if code in listed else len(listed), code))


def render(page: object, template: str, *, paper: bool = False, **beside: str) -> bytes:
    """A page as the bytes of one complete file; `beside` are texts that its template shows beside the page's own.

    For `paper`, what only a screen can use is left out: navigation, controls, folds, scripts.

    Raises:
        jinja2.UndefinedError: the template names something that the page does not have.
    """
    script = None if paper else _script(template)
    voice = Voice()
    text = (
        _environment()
        .get_template(_FILES.get(template, f"{template}.html.jinja"))
        .render(
            page=page,
            voice=voice,
            say=voice.say,
            here=_HERE.get(template),
            script=script,
            paper=paper,
            script_hash=_hash(script),
            **beside,
        )
    )
    return text.encode("utf-8")


def _word(key: str, value: str) -> str:
    """A word of a sentence: a document's own words apart from ours, a day in one piece."""
    if value and key in _FOREIGN:
        return Markup("<bdi>{}</bdi>").format(visible(value))
    if value and key == "until":
        return Markup('<span class="date">{}</span>').format(visible(value))
    return value


def environment() -> Environment:
    """The environment of all pages; whoever shows them elsewhere lays templates of their own over it."""
    return _environment()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.reports"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        moment=_moment, css=_css_string, character=character, weekday=_weekday, grouped=lambda number: f"{number:,}"
    )
    environment.tests["web"] = lambda address: address.lower().startswith(("https://", "http://"))
    return environment


@cache
def _constant(path: str) -> Markup:
    """A text that takes no words, rendered once: a long page says it hundreds of times."""
    return _spoken(path)


def _spoken(path: str, **words: object) -> Markup:
    return Markup(_text(path).render(words))  # noqa: S704  escaped by the environment


@cache
def _text(path: str) -> Template:
    return _environment().from_string(texts.find(path))


@cache
def _table(name: str) -> tuple[str, ...]:
    table = texts.load()[name]
    return tuple(table) if isinstance(table, Mapping) else ()


#: The place in the navigation that a page stands for.
_HERE = {
    "index": "attention",
    "standards": "standards",
    "digests": "digests",
    "coverage": "coverage",
    "glossary": "glossary",
}

#: Templates of what is no page.
_FILES = {"feed": "feed.xml.jinja"}

#: The script of each page that has one; every page can be read and used without.
_SCRIPTS = {"index": "index.js", "change": "change.js", "packet": "packet.js"}


@cache
def _script(template: str) -> Markup | None:
    name = _SCRIPTS.get(template)
    if name is None:
        return None
    return Markup(_environment().get_template(name).render())  # noqa: S704  our own file, with nothing put in


def _hash(script: str | None) -> str | None:
    """The script's hash for the page's content security policy: no other script runs, whoever wrote it."""
    return b64encode(hashlib.sha256(script.encode()).digest()).decode() if script else None


def _moment(at: datetime) -> str:
    """A moment as a person files it: 2026-11-22 05:41 UTC."""
    return at.strftime("%Y-%m-%d %H:%M ") + (at.tzname() or "UTC")


def _weekday(on: date) -> str:
    names = texts.load()["weekday"]
    listed = names["names"] if isinstance(names, Mapping) else []
    return str(listed[on.weekday()])


def _css_string(text: str) -> Markup:
    """A text as a CSS string for the running head: everything but letters and digits as an escape."""
    plain = visible(text)
    return Markup('"{}"').format(
        Markup(  # noqa: S704  only letters, digits and escapes are left
            "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in plain)
        )
    )
