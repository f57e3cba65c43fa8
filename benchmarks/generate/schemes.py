"""The certification schemes that generated organisations hold: ids, ways of writing them, editions and their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random


class Verb(StrEnum):
    """The word that carries a claim in generated text; the values are those of `tracker.claims.model.Status`."""

    CERTIFIED = "certified"
    REGISTERED = "registered"
    ACCREDITED = "accredited"
    COMPLIANT = "compliant"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: the publisher's name for it, the day it came out, and the ways in which releases append it."""

    name: str
    since: date
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: its id, the ways of writing it, its editions in order, and the verbs it is claimed with, usual first."""

    id: str
    names: tuple[str, ...]
    editions: tuple[Edition, ...] = ()
    verbs: tuple[Verb, ...] = (Verb.CERTIFIED,)
    successor: str | None = None

    def edition_on(self, day: date) -> Edition | None:
        """The newest edition that was out on a day; the oldest known where none was."""
        out = [edition for edition in self.editions if edition.since <= day]
        if out:
            return out[-1]
        return self.editions[0] if self.editions else None

    def after(self, name: str | None) -> Edition | None:
        """The edition that follows the named one, if there is one."""
        names = [edition.name for edition in self.editions]
        if name not in names or name == names[-1]:
            return None
        return self.editions[names.index(name) + 1]


@dataclass(frozen=True, slots=True)
class Held:
    """One certification as one organisation's standing text has it; `spelling` is the organisation's habit."""

    scheme: str
    edition: str | None
    verb: Verb
    spelling: int = 0

    @property
    def written(self) -> str:
        """The scheme with its edition, as the release prints it."""
        scheme = SCHEMES[self.scheme]
        name = scheme.names[self.spelling % len(scheme.names)]
        for edition in scheme.editions:
            if edition.name == self.edition:
                return name + edition.forms[self.spelling % len(edition.forms)]
        return name


def _year(name: str, since: date) -> Edition:
    return Edition(name, since, (f":{name}", f":{name}", f"-{name}", f": {name}"))


def _letter(name: str, since: date) -> Edition:
    return Edition(name, since, (name, f" Rev {name}", f" Rev. {name}", f" Revision {name}"))


def _word(name: str, since: date, *forms: str) -> Edition:
    return Edition(name, since, forms or (f" {name}",))


_BOTH = (Verb.CERTIFIED, Verb.REGISTERED, Verb.COMPLIANT)
_SELF = (Verb.COMPLIANT, Verb.STATED)

SCHEMES: dict[str, Scheme] = {
    scheme.id: scheme
    for scheme in (
        Scheme(
            "iso-9001",
            ("ISO 9001", "ISO 9001", "ISO9001"),
            (_year("2008", date(2008, 11, 15)), _year("2015", date(2015, 9, 23)), _year("2026", date(2026, 9, 16))),
            _BOTH,
        ),
        Scheme(
            "iso-13485",
            ("ISO 13485", "ISO 13485", "ISO13485"),
            (_year("2003", date(2003, 7, 15)), _year("2016", date(2016, 3, 1))),
            _BOTH,
        ),
        Scheme(
            "iso-14001",
            ("ISO 14001", "ISO14001"),
            (_year("2004", date(2004, 11, 15)), _year("2015", date(2015, 9, 15)), _year("2026", date(2026, 4, 15))),
            _BOTH,
        ),
        Scheme(
            "ohsas-18001",
            ("OHSAS 18001",),
            (_year("2007", date(2007, 7, 1)),),
            (Verb.CERTIFIED,),
            successor="iso-45001",
        ),
        Scheme("iso-45001", ("ISO 45001", "ISO45001"), (_year("2018", date(2018, 3, 12)),), (Verb.CERTIFIED,)),
        Scheme(
            "iso-27001",
            ("ISO/IEC 27001", "ISO 27001", "ISO27001"),
            (_year("2013", date(2013, 10, 1)), _year("2022", date(2022, 10, 25))),
            _BOTH,
        ),
        Scheme("iso-22301", ("ISO 22301",), (_year("2012", date(2012, 5, 15)), _year("2019", date(2019, 10, 31)))),
        Scheme(
            "iso-50001",
            ("ISO 50001",),
            (_year("2011", date(2011, 6, 15)), _year("2018", date(2018, 8, 21))),
            (Verb.CERTIFIED,),
        ),
        Scheme(
            "iso-17025",
            ("ISO/IEC 17025", "ISO 17025"),
            (_year("2005", date(2005, 5, 15)), _year("2017", date(2017, 11, 30))),
            (Verb.ACCREDITED,),
        ),
        Scheme(
            "as9100",
            ("AS9100", "AS9100", "AS 9100"),
            (_letter("C", date(2009, 1, 15)), _letter("D", date(2016, 9, 20))),
            (Verb.CERTIFIED, Verb.REGISTERED),
        ),
        Scheme("as9120", ("AS9120", "AS 9120"), (_letter("A", date(2009, 6, 1)), _letter("B", date(2016, 11, 1)))),
        Scheme("nadcap", ("Nadcap", "NADCAP"), (), (Verb.ACCREDITED,)),
        Scheme(
            "iso-ts-16949",
            ("ISO/TS 16949", "TS 16949"),
            (_year("2009", date(2009, 6, 15)),),
            (Verb.CERTIFIED,),
            successor="iatf-16949",
        ),
        Scheme("iatf-16949", ("IATF 16949",), (_year("2016", date(2016, 10, 1)),), (Verb.CERTIFIED,)),
        Scheme(
            "soc-2",
            ("SOC 2", "SOC 2", "SOC2"),
            (
                _word("Type 1", date(2012, 1, 1), " Type I", " Type 1"),
                _word("Type 2", date(2012, 1, 1), " Type II", " Type 2"),
            ),
            (Verb.COMPLIANT, Verb.CERTIFIED, Verb.STATED),
        ),
        Scheme(
            "pci-dss",
            ("PCI DSS", "PCI-DSS"),
            (
                _word("3.2.1", date(2018, 5, 1), " 3.2.1", " v3.2.1"),
                _word("4.0", date(2022, 3, 31), " 4.0", " v4.0"),
                _word("4.0.1", date(2024, 6, 11), " 4.0.1", " v4.0.1"),
            ),
            (Verb.COMPLIANT, Verb.CERTIFIED),
        ),
        Scheme("hipaa", ("HIPAA",), (), _SELF),
        Scheme("itar", ("ITAR",), (), (Verb.REGISTERED, Verb.COMPLIANT)),
        Scheme("gmp", ("GMP", "cGMP"), (), (Verb.CERTIFIED, Verb.COMPLIANT)),
        Scheme("iso-22000", ("ISO 22000",), (_year("2005", date(2005, 9, 1)), _year("2018", date(2018, 6, 19)))),
        Scheme(
            "fssc-22000",
            ("FSSC 22000",),
            (
                _word("5.1", date(2020, 11, 1), " Version 5.1", " V5.1"),
                _word("6", date(2023, 3, 31), " Version 6", " V6"),
            ),
        ),
        Scheme("b-corp", ("B Corporation", "B Corp"), (), (Verb.CERTIFIED,)),
    )
}


def fresh(scheme: str, day: date, rng: Random) -> Held:
    """A certification as an organisation first claims it on a day: a newest or older edition, or none stated."""
    known = SCHEMES[scheme]
    edition = known.edition_on(day)
    said = None if edition is None or rng.random() < 0.35 else edition.name
    verb = known.verbs[0] if rng.random() < 0.7 else rng.choice(known.verbs)
    return Held(scheme, said, verb, rng.randrange(4))
