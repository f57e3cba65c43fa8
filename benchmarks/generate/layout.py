"""How a release is laid out, with the shares counted in 66 real releases of 22 organisations.

    shape of the body                       real   here
    paragraphs, own-line headings            30     45 %    (wire pages turned into text; a leading space or none)
    title, then everything on one line       29     42 %    (two spaces where a paragraph ended)
    one single line, title and all            5      6 %
    leading "date" line, wide gaps            -      7 %    (older archives)

    heading of the About section (73)       real   here
    on its own line                          41 %   what the shape makes of it
    inside a line                            36 %
    none                                     18 %
    at the start of the body's line           5 %

Seven of ten end with the archive's own furniture. Words of headings, colons, capitals, web addresses, Markdown and text
glued to the line before vary with the organisation, and now and then with the release.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import chance
from benchmarks.generate.marked import Mark, Marked, Writer
from benchmarks.generate.organisation import Organisation


class Shape(StrEnum):
    """How the lines of a release fall."""

    PARAGRAPHS = "paragraphs"
    ONE_LINE_BODY = "one-line-body"
    SINGLE_LINE = "single-line"
    DATED = "dated"


class Heading(StrEnum):
    """Where the heading of an About section stands."""

    OWN_LINE = "own-line"
    INLINE = "inline"
    MIDLINE = "midline"
    GLUED = "glued"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Habit:
    """What an organisation's releases look like, most of the time."""

    shape: Shape
    gap: str
    headless: bool
    heading: str
    curly: bool
    furniture: bool
    dateline: int
    contact: int
    safe_harbor: bool


@dataclass(frozen=True, slots=True)
class About:
    """One About section to be laid out: whose it is, and its text."""

    organisation: Organisation
    text: Marked


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an About section landed, in half-open ranges of code points."""

    organisation: str
    heading: str | None
    heading_span: tuple[int, int] | None
    body_span: tuple[int, int]
    form: Heading

    @property
    def span(self) -> tuple[int, int]:
        """Heading and body."""
        return (self.heading_span or self.body_span)[0], self.body_span[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The contents of one release, before they are laid out."""

    organisation: Organisation
    day: date
    title: str
    paragraphs: tuple[Marked, ...]
    abouts: tuple[About, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A release as text, with everything that is known about it."""

    text: str
    shape: Shape
    abouts: tuple[Placed, ...]
    marks: tuple[Mark, ...] = field(repr=False)


#: The words of an About heading, with how often an organisation has the habit.
_HEADINGS = {
    "About {name}": 22,
    "About {short}": 34,
    "About {short}:": 14,
    "About {name}:": 6,
    "ABOUT {SHORT}": 7,
    "ABOUT {SHORT}:": 3,
    "About the {short}": 2,
    "About {short} {site}": 4,
    "About {short} ({site})": 2,
    "About {short}{ticker}": 2,
    "About {short}\u00ae": 2,
    "**About {short}**": 3,
    "**About {short}:**": 2,
    "## About {short}": 3,
    "[About {short}](https://{site}/)": 2,
    "About Us": 1,
    "Company Profile": 1,
    "About the Company": 2,
    "-- About {short} --": 1,
}


def habit(organisation: Organisation, seed: int) -> Habit:
    """The habits of one organisation; the same for all its releases."""
    rng = chance(seed, "habit", organisation.slug)
    shape = rng.choices(tuple(Shape), weights=(45, 42, 6, 7))[0]
    return Habit(
        shape=shape,
        gap=rng.choice(("\n\n", "\n\n ")) if shape is Shape.PARAGRAPHS else ("\n\n" if shape is Shape.DATED else "  "),
        headless=rng.random() < 0.14,
        heading=rng.choices(tuple(_HEADINGS), weights=tuple(_HEADINGS.values()))[0],
        curly=rng.random() < 0.5,
        furniture=rng.random() < 0.7,
        dateline=rng.randrange(8),
        contact=rng.randrange(6),
        safe_harbor=rng.random() < 0.18,
    )


def lay_out(draft: Draft, habits: Habit, rng: Random) -> Laid:
    """Put the release together; one in eight departs from its organisation's habits."""
    if rng.random() < 0.12:
        habits = habit(draft.organisation, rng.randrange(1 << 30))
    flat = habits.gap == "  "
    writer = Writer()
    _masthead(writer, draft, habits)
    for at, paragraph in enumerate(draft.paragraphs):
        if at:
            writer.add(habits.gap)
        writer.add(paragraph)
    tail = [_about, _contact, _safe_harbor]
    if rng.random() < 0.15:
        tail = [_safe_harbor, _about, _contact] if rng.random() < 0.5 else [_contact, _about, _safe_harbor]
    placed: list[Placed] = []
    for part in tail:
        part(writer, draft, habits, rng, placed)
    if habits.furniture:
        _furniture(writer, draft, rng, flat=habits.shape is Shape.SINGLE_LINE)
    elif not flat:
        writer.add("\n")
    return Laid(text=writer.text, shape=habits.shape, abouts=tuple(placed), marks=tuple(writer.marks))


def _masthead(writer: Writer, draft: Draft, habits: Habit) -> None:
    match habits.shape:
        case Shape.PARAGRAPHS | Shape.ONE_LINE_BODY:
            writer.add(f"# {draft.title}\n\n")
        case Shape.SINGLE_LINE:
            writer.add(f"{draft.title}  ")
        case Shape.DATED:
            writer.add(f" date {draft.day.isoformat()} ")
    writer.add(dateline(draft.organisation, draft.day, habits))


def dateline(organisation: Organisation, day: date, habits: Habit) -> str:
    """Place, day and wire as one of eight wires and newsrooms print them; one has none, one only the wire."""
    place = organisation.dateline_place
    month = words.MONTHS[day.month - 1]
    long = f"{month} {day.day}, {day.year}"
    short = f"{month[:3]}. {day.day}, {day.year}" if len(month) > 5 else long
    padded = f"{month} {day.day:02d}, {day.year}"
    forms = (
        f"{place}, {padded} /24-7PressRelease/ -- ",
        f"{place} - {long} (NEWMEDIAWIRE) - ",
        f"{place}, {short} (GLOBE NEWSWIRE) -- ",
        f"{place}, {long} /PRNewswire/ -- ",
        f"{place}--(BUSINESS WIRE)--{long}--",
        f"{place} \u2014 {long} \u2014 ",
        f"{place}--(Marketwired - {long}) - ",
        "--News Direct--\n\n" if habits.shape is Shape.PARAGRAPHS else f"{place}, {long} - ",
    )
    return forms[habits.dateline]


def _about(writer: Writer, draft: Draft, habits: Habit, rng: Random, placed: list[Placed]) -> None:
    flat = habits.gap == "  "
    for about in draft.abouts:
        text = about.text.with_text(about.text.text.replace("\n\n", "  ")) if flat else about.text
        form = _form(habits, rng, flat=flat, joint=len(draft.abouts) > 1)
        writer.add("" if form is Heading.GLUED else habits.gap)
        words_of_it: str | None = None
        heading_span = None
        if form is not Heading.NONE:
            form_of_words = habits.heading if "{" in habits.heading or len(draft.abouts) == 1 else "About {short}"
            words_of_it = form_of_words.format(
                name=about.organisation.name,
                short=about.organisation.short,
                SHORT=about.organisation.short.upper(),
                site=about.organisation.site,
                ticker=about.organisation.ticker,
            )
            heading_span = writer.add(words_of_it)
            own_line = form is Heading.OWN_LINE or (form is Heading.GLUED and not flat)
            writer.add(habits.gap if own_line else rng.choice((" ", "  ")))
        placed.append(Placed(about.organisation.name, words_of_it, heading_span, writer.add(text), form))


def _form(habits: Habit, rng: Random, *, flat: bool, joint: bool) -> Heading:
    chance_ = rng.random()
    if habits.headless and not joint:
        return Heading.NONE
    if flat:
        return Heading.NONE if chance_ < 0.12 and not joint else Heading.GLUED if chance_ > 0.96 else Heading.MIDLINE
    if chance_ < 0.05 and not joint:
        return Heading.NONE
    if chance_ < 0.12:
        return Heading.INLINE
    return Heading.GLUED if chance_ > 0.97 else Heading.OWN_LINE


def _contact(writer: Writer, draft: Draft, habits: Habit, rng: Random, _placed: list[Placed]) -> None:
    if rng.random() < 0.35:
        return
    organisation = draft.organisation
    who, _, role = organisation.speakers[0].partition(", ")
    mail = f"press@{organisation.site.removeprefix('www.')}"
    gap = habits.gap
    forms = (
        f"Contact:{gap}{who}, {role}{gap}{organisation.phone}{gap}{mail}",
        f"Contact Details{organisation.short}{gap}{who}{gap}{organisation.phone}{gap}{mail}{gap}Company Websitehttps://{organisation.site}/",
        f"Media Contact:{who}{role}{organisation.phone}{mail}",
        f"{who} {role} {organisation.name} {organisation.phone} {mail}",
        f"For more information:{gap}{who}, [{mail}](mailto:{mail})",
        f"FOR FURTHER INFORMATION CONTACT{gap}{who}{gap}Telephone: {organisation.phone}",
    )
    writer.add(gap)
    writer.add(forms[habits.contact])


_SAFE_HARBOR = (
    "Statements in this release about what has not yet happened are forward-looking statements within the meaning of the Private Securities Litigation Reform Act of 1995. They are subject to risks, and results may differ from them.",
    'This release contains forward-looking statements, which rest on the expectations of {short}\'s management. Words such as "expects", "plans" and "will" mark them. {short} does not undertake to bring them up to date.',
    "Certain statements above look forward. Orders, prices, currencies and the weather may turn out otherwise, and {short}'s filings describe the risks in more detail.",
)
_SAFE_HARBOR_HEADINGS = (
    "Forward-Looking Statements",
    "Safe Harbor Statement",
    "Safe Harbor Statement:",
    "Cautionary Note Regarding Forward-Looking Statements",
)


def _safe_harbor(writer: Writer, draft: Draft, habits: Habit, _rng: Random, _placed: list[Placed]) -> None:
    if not habits.safe_harbor:
        return
    which = draft.organisation.founded
    writer.add(habits.gap)
    writer.add(_SAFE_HARBOR_HEADINGS[which % len(_SAFE_HARBOR_HEADINGS)])
    writer.add(habits.gap)
    writer.add(_SAFE_HARBOR[which % len(_SAFE_HARBOR)].format(short=draft.organisation.short))


def _furniture(writer: Writer, draft: Draft, rng: Random, *, flat: bool) -> None:
    slug = "-".join(draft.title.lower().split())[:80]
    number = rng.randint(100_000, 999_999)
    if flat:
        writer.add(f" View the original release on www.wire.example/{number}  SOURCE: {draft.organisation.name}")
        return
    if rng.random() < 0.3:
        writer.add(f"\n\nView the original release on www.wire.example/news/{slug}-{number}")
    writer.add(f" \n\n---\n\n[Original release](https://wire.example/{number}/{slug})\n                    \n\n")
    writer.add(f"[In short](https://digest.example/{slug}/{rng.getrandbits(64):016x}) \n\n")
    for _ in range(rng.choice((0, 0, 1, 2, 7))):
        host = f"{rng.choice(words.SYLLABLES_FIRST).lower()}{rng.choice(words.SYLLABLES_LAST)}.example"
        writer.add(f"\nPickup - [{host}](https://{host}/{draft.day:%Y/%m/%d}/{slug})\n")
    writer.add(f" \n\n\n\n[Thread](https://forum.example/r/news/comments/{rng.getrandbits(32):08x}/{slug}/) \n\n\n\n")
    writer.add(f"![Registration](https://cdn.wire.example/qr/{draft.day:%y%m/%d}/{rng.getrandbits(40):010x}.webp)")
