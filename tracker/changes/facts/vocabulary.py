"""Word lists of the fact readers: what is counted, what ends a count, what is no place and no person."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


#: Words at which what is counted has ended.
COUNT_ENDS: Final = words(
    """
    a about across after ago all also although among an and annually any approximately are around as at away be
    because been before between both but by can certified combined continue could covering currently daily dedicated
    delivering designed directly each earn employ employing every for from globally had has have helping if in
    including into is it its located make many may more most nationwide no not of on operate operating or our over
    own per plus produce providing ranging rely representing saved serve served serves serving since so spanning
    such support supporting than that the their them these they this those through throughout to today together
    trust under until up us use uses using via was we were when where which while who will with within without
    worldwide would you your
    """
)

#: Things that are counted though they carry no plural -s.
UNITS: Final = words(
    """
    children employees feet foot gw headcount kilometres kw men mw people personnel sqft staff women
    """
)

NO_PLURALS: Final = words(
    """
    access analysis business business's gas its less plus process series this us
    """
)

#: Capitalised words that may stand right before a count; any other makes the number part of a name ("Class 3", "Fortune 500").
COUNT_OPENERS: Final = words(
    """
    a about across all almost and approximately around at by currently employing featuring for from has have having
    in including its just more nearly of offering our over roughly serving since some than the these to today total
    totaling under up via with
    """
)

#: Words of titles, labels and companies, which no person is called in a contact block.
NO_NAMES: Final = words(
    """
    about additional advisors affairs agency america analyst asset associate board business capital center chairman
    chief city client commercial communications company consulting contact contacts content coordinator corp
    corporate corporation customer details development digital director east email energy engineering executive
    explorations financial for founder free further general global group head headquarters health holdings human inc
    industries information institutional international investor investors lab labs land limited llc ltd manager
    managing marketing media medical more news north officer operations partner partners phone please president
    press product products public relations release research resources sales science sciences secretary senior
    services solutions south strategic strategies street suite support systems technologies technology telephone the
    toll treasurer united university use vice visit web website west world
    """
)

#: Markets and the like, which stand where a place may stand: "operations in Aerospace, Defense and Medical".
MARKETS: Final = words(
    """
    aerospace agriculture april august automotive aviation banking biotech biotechnology building chemical class
    commercial communications construction consumer december defence defense education electronics energy
    engineering entertainment february finance fintech food fortune government health healthcare hospitality
    industrial insurance january july june level life logistics manufacturing march marine may media medical
    medicine military mining nasdaq november nuclear nyse october oil part pharma pharmaceutical phase power rail
    retail robotics satellite science section security semiconductor september software space suite technology
    telecom telecommunications transportation travel utilities
    """
)
