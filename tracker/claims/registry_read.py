"""From the tables of a registry file to schemes: every key checked, every problem kept with its place."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from tracker.claims.model import Status
from tracker.claims.schemes import Confidence, Day, Edition, Guard, Policy, Precision, Scheme
from tracker.errors import Problem

_Code = TypeVar("_Code", bound=StrEnum)

#: What a new scheme has to say of itself.
REQUIRED = frozenset({"name", "title", "issuer", "kind", "policy"})

_TEXTS = frozenset({"name", "title", "family", "issuer", "kind", "policy", "unit", "verify", "opened", "withdrawn"})
_LISTS = frozenset(
    {
        "right",
        "wrong",
        "also",
        "misspelt",
        "shorthand",
        "levels",
        "grades",
        "successors",
        "planned-successors",
        "equivalents",
        "contains",
        "sources",
    }
)
_TABLES = frozenset({"editions", "guards", "relabelled"})
_EDITION_DATES = ("published", "superseded", "no-new-after", "ends")
_EDITION_KEYS = frozenset({*_EDITION_DATES, "also", "adopted", "planned", "sources"})
_GUARD_KEYS = frozenset({"beside", "before", "next", "near", "without"})
_LIKE = "like"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))? (\w+)")


class Problems:
    """Collects what is wrong with one file, so that it can be said all at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, place: str, message: str, hint: str = "") -> None:
        """One more problem."""
        self.found.append(Problem(file=self.file, place=place, message=message, hint=hint))

    def unknown(self, place: str, word: str, known: Iterable[str], what: str) -> None:
        """A word that is not among those known, with the nearest that is."""
        near = get_close_matches(word, list(known), n=1)
        self.add(place, f"unknown {what} {word!r}", f"did you mean {near[0]!r}?" if near else "")

    def suggest(self, scheme_id: str, known: Iterable[str]) -> None:
        """A new table that says nothing a new scheme must say is most likely a misspelt id of a known one."""
        near = get_close_matches(scheme_id, [other for other in known if other != scheme_id], n=1)
        if near:
            self.add(scheme_id, "no scheme of this id is known", f"did you mean {near[0]!r}?")


def read_scheme(scheme_id: str, table: Mapping[str, Any], problems: Problems) -> Scheme | None:
    """One scheme from its table, or None where it lacks what every scheme must say."""
    before = len(problems.found)
    if not _ID.fullmatch(scheme_id):
        problems.add(scheme_id, "an id is lower case words and numbers with hyphens")
    _check_keys(scheme_id, table, _TEXTS | _LISTS | _TABLES | {"partial"}, problems)
    for key in sorted(REQUIRED - set(table)):
        problems.add(f"{scheme_id}.{key}", "every scheme has to say this")
    policy = _code(Policy, table.get("policy", "replace"), f"{scheme_id}.policy", problems)
    texts = {key: _text(table, key, scheme_id, problems) for key in _TEXTS}
    lists = {key: _strings(table.get(key), f"{scheme_id}.{key}", problems) for key in _LISTS}
    relabelled = _table(table, "relabelled", scheme_id, problems)
    if len(problems.found) > before or policy is None:
        return None
    sources = lists["sources"]
    return Scheme(
        id=scheme_id,
        family=texts["family"] or scheme_id,
        name=texts["name"],
        title=texts["title"],
        issuer=texts["issuer"],
        kind=texts["kind"],
        policy=policy,
        right=_statuses(lists["right"], f"{scheme_id}.right", problems),
        wrong=_statuses(lists["wrong"], f"{scheme_id}.wrong", problems),
        aliases=lists["also"],
        misspelt=lists["misspelt"],
        shorthand=lists["shorthand"],
        levels=lists["levels"],
        grades=lists["grades"],
        relabelled={str(new): str(old) for new, old in relabelled.items()},
        editions=_editions(scheme_id, _table(table, "editions", scheme_id, problems), problems),
        partial=table.get("partial") is True,
        successors=lists["successors"],
        planned_successors=lists["planned-successors"],
        equivalents=lists["equivalents"],
        contains=lists["contains"],
        guards=_guards(scheme_id, _table(table, "guards", scheme_id, problems), problems),
        opened=_day(table.get("opened"), f"{scheme_id}.opened", sources, problems),
        withdrawn=_day(table.get("withdrawn"), f"{scheme_id}.withdrawn", sources, problems),
        unit=texts["unit"],
        verify=texts["verify"],
        sources=sources,
    )


def _check_keys(place: str, table: Mapping[str, Any], known: frozenset[str], problems: Problems) -> None:
    """Every key must be one that is read."""
    for key in table:
        if key not in known:
            problems.unknown(f"{place}.{key}", key, known, "key")


def _text(table: Mapping[str, Any], key: str, place: str, problems: Problems) -> str:
    """One string, "" where it is not given."""
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    problems.add(f"{place}.{key}", f"a text is expected, not {value!r}")
    return ""


def _strings(value: object, place: str, problems: Problems) -> tuple[str, ...]:
    """A list of strings, empty where it is not given."""
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    problems.add(place, f"a list of texts is expected, not {value!r}")
    return ()


def _table(table: Mapping[str, Any], key: str, place: str, problems: Problems) -> Mapping[str, Any]:
    """A sub-table, empty where it is not given."""
    value = table.get(key, {})
    if isinstance(value, Mapping):
        return value
    problems.add(f"{place}.{key}", f"a table is expected, not {value!r}")
    return {}


def _code(kind: type[_Code], value: object, place: str, problems: Problems) -> _Code | None:
    """A word as the code that it names."""
    try:
        return kind(str(value))
    except ValueError:
        problems.unknown(place, str(value), [str(code) for code in kind], kind.__name__.lower())
        return None


def _statuses(words: tuple[str, ...], place: str, problems: Problems) -> tuple[Status, ...]:
    """Words as statuses."""
    found = [_code(Status, word, place, problems) for word in words]
    return tuple(status for status in found if status is not None)


def _editions(scheme_id: str, tables: Mapping[str, Any], problems: Problems) -> tuple[Edition, ...]:
    """The editions in publication order, each superseded by the next one's publication unless it says otherwise."""
    editions: list[Edition] = []
    for name, table in tables.items():
        place = f"{scheme_id}.editions.{name}"
        if not isinstance(table, Mapping):
            problems.add(place, "an edition is a table")
            continue
        _check_keys(place, table, _EDITION_KEYS, problems)
        sources = _strings(table.get("sources"), f"{place}.sources", problems)
        days = {key: _day(table.get(key), f"{place}.{key}", sources, problems) for key in _EDITION_DATES}
        adopted = _table(table, "adopted", place, problems)
        editions.append(
            Edition(
                name=name,
                also_written=_strings(table.get("also"), f"{place}.also", problems),
                adopted={str(by): _strings(years, f"{place}.adopted", problems) for by, years in adopted.items()},
                published=days["published"],
                superseded=days["superseded"],
                no_new_after=days["no-new-after"],
                ends=days["ends"],
                planned=table.get("planned") is True,
                sources=sources,
            )
        )
    return _superseding(
        sorted(editions, key=lambda edition: edition.published.first if edition.published else date.max)
    )


def _superseding(editions: list[Edition]) -> tuple[Edition, ...]:
    """Gives each edition without a `superseded` the publication of the next that is not merely planned."""
    issued = [edition for edition in editions if not edition.planned and edition.published]
    following = {edition.name: newer.published for edition, newer in pairwise(issued)}
    return tuple(
        edition if edition.superseded or edition.name not in following else _replaced(edition, following[edition.name])
        for edition in editions
    )


def _replaced(edition: Edition, by: Day | None) -> Edition:
    """The same edition, superseded on that day."""
    return Edition(
        name=edition.name,
        also_written=edition.also_written,
        adopted=edition.adopted,
        published=edition.published,
        superseded=by,
        no_new_after=edition.no_new_after,
        ends=edition.ends,
        planned=edition.planned,
        sources=edition.sources,
    )


def _guards(scheme_id: str, tables: Mapping[str, Any], problems: Problems) -> dict[str, Guard]:
    """What must stand by each ambiguous name."""
    guards: dict[str, Guard] = {}
    for name, table in tables.items():
        place = f"{scheme_id}.guards.{name}"
        if not isinstance(table, Mapping):
            problems.add(place, "a guard is a table")
            continue
        told = _alike(tables, table, place, problems) if _LIKE in table else table
        _check_keys(place, told, _GUARD_KEYS, problems)
        words = {
            key: tuple(word.lower() for word in _strings(told.get(key), f"{place}.{key}", problems))
            for key in _GUARD_KEYS
        }
        guards[name] = Guard(
            beside=frozenset(words["beside"]),
            before=words["before"],
            after=words["next"],
            near=frozenset(words["near"]),
            without=frozenset(words["without"]),
        )
    return guards


def _alike(tables: Mapping[str, Any], table: Mapping[str, Any], place: str, problems: Problems) -> Mapping[str, Any]:
    """The guard of another name of the scheme, which holds for this one too."""
    other = tables.get(str(table[_LIKE]))
    if isinstance(other, Mapping) and _LIKE not in other and len(table) == 1:
        return other
    problems.add(f"{place}.{_LIKE}", "the name of a guard of this scheme is expected, and nothing beside it")
    return {}


def _day(value: object, place: str, sources: tuple[str, ...], problems: Problems) -> Day | None:
    """A date with its confidence: "2015-09-15 confirmed", "2018-09 commonly", "2007 single"."""
    if value is None:
        return None
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        problems.add(place, f"a date and its confidence are expected, not {value!r}", 'as in "2015-09-15 confirmed"')
        return None
    year, month, day, word = match.groups()
    confidence = _code(Confidence, word, place, problems)
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        problems.add(place, f"the calendar has no {value.split()[0]}" if isinstance(value, str) else "no such day")
        return None
    if confidence is None:
        return None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    last = {
        Precision.DAY: first,
        Precision.MONTH: first.replace(day=monthrange(first.year, first.month)[1]),
        Precision.YEAR: date(first.year, 12, 31),
    }[precision]
    return Day(first=first, last=last, precision=precision, confidence=confidence, sources=sources)
