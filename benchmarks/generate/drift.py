"""How standing text drifts from release to release, and what the difference of two standing texts truly is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from benchmarks.generate import vocabulary as words
from benchmarks.generate.organisation import Organisation
from benchmarks.generate.schemes import SCHEMES, Held, Verb, fresh
from benchmarks.generate.standing import Standing

Step = Callable[[Standing, Organisation, date, Random], Standing]


def drifted(standing: Standing, organisation: Organisation, day: date, rng: Random) -> Standing:
    """The standing text of the next release: most often the same, else after one to three steps."""
    if rng.random() < 0.55:
        return standing
    for step in rng.choices(tuple(_STEPS), weights=tuple(_STEPS.values()), k=rng.choice((1, 1, 1, 2, 3))):
        standing = step(standing, organisation, day, rng)
    return standing


def _upgrade(standing: Standing, _organisation: Organisation, day: date, _rng: Random) -> Standing:
    return replace(standing, held=tuple(_upgraded(held, day) for held in standing.held))


def _upgraded(held: Held, day: date) -> Held:
    scheme = SCHEMES[held.scheme]
    if scheme.successor and (edition := SCHEMES[scheme.successor].edition_on(day)) and edition.since <= day:
        return replace(held, scheme=scheme.successor, edition=held.edition and edition.name)
    following = scheme.after(held.edition)
    return replace(held, edition=following.name) if following and following.since <= day else held


def _drop(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    if not standing.held:
        return standing
    gone = rng.choice(standing.held)
    return replace(standing, held=tuple(held for held in standing.held if held != gone))


def _add(standing: Standing, organisation: Organisation, day: date, rng: Random) -> Standing:
    there = {held.scheme for held in standing.held}
    there |= {successor for held in there if (successor := SCHEMES[held].successor)}
    new = [scheme for scheme in organisation.trade.schemes if scheme not in there]
    return replace(standing, held=(*standing.held, fresh(rng.choice(new), day, rng))) if new else standing


def _omit_or_state(standing: Standing, _organisation: Organisation, day: date, rng: Random) -> Standing:
    dated = [held for held in standing.held if SCHEMES[held.scheme].editions]
    if not dated:
        return standing
    chosen = rng.choice(dated)
    edition = SCHEMES[chosen.scheme].edition_on(day)
    other = replace(chosen, edition=None if chosen.edition or edition is None else edition.name)
    return replace(standing, held=tuple(other if held == chosen else held for held in standing.held))


def _weaken(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    strong = [held for held in standing.held if held.verb is Verb.CERTIFIED and held.scheme != "b-corp"]
    if not strong:
        return standing
    chosen = rng.choice(strong)
    weaker = replace(chosen, verb=Verb.COMPLIANT)
    return replace(standing, held=tuple(weaker if held == chosen else held for held in standing.held))


def _people(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    if standing.people is None:
        return standing
    return replace(standing, people=max(20, standing.people + rng.choice((-3, -1, 1, 2, 4, 7)) * 10))


def _plants(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    if standing.plants and rng.random() < 0.4:
        return replace(standing, plants=standing.plants[:-1])
    new = [place for place, _ in words.PLACES if place != standing.home and place not in standing.plants]
    return replace(standing, plants=(*standing.plants, rng.choice(new)))


def _home(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    new = [place for place, _ in words.PLACES if place != standing.home and place not in standing.plants]
    return replace(standing, home=rng.choice(new))


def _reword(standing: Standing, _organisation: Organisation, _day: date, _rng: Random) -> Standing:
    return replace(standing, wording=standing.wording ^ 1) if "wording" in standing.order else standing


def _typography(standing: Standing, _organisation: Organisation, _day: date, _rng: Random) -> Standing:
    return replace(standing, curly=not standing.curly)


def _move(standing: Standing, _organisation: Organisation, _day: date, rng: Random) -> Standing:
    middle = list(standing.order[1:-1])
    rng.shuffle(middle)
    return replace(standing, order=(standing.order[0], *middle, standing.order[-1]))


def _reorder(standing: Standing, _organisation: Organisation, _day: date, _rng: Random) -> Standing:
    return replace(standing, products=(*standing.products[1:], standing.products[0]))


_STEPS: dict[Step, int] = {
    _upgrade: 24,
    _drop: 8,
    _add: 8,
    _omit_or_state: 5,
    _weaken: 3,
    _people: 16,
    _plants: 6,
    _home: 2,
    _reword: 10,
    _typography: 12,
    _move: 6,
    _reorder: 6,
}

Edit = dict[str, Any]


def difference(before: Standing, after: Standing) -> list[Edit]:
    """What truly differs between two standing texts of one organisation, as finding kinds and folds.

    `finding` is false for what a reviewer is to be spared: typography, moved sentences, lists in another order.
    """
    found = _claims_differ(before, after)
    if before.people != after.people:
        found.append(_edit("figure-changed", before=before.people, after=after.people))
    old, new = {before.home, *before.plants}, {after.home, *after.plants}
    found.extend(_edit("location-dropped", before=place) for place in sorted(old - new))
    found.extend(_edit("location-added", after=place) for place in sorted(new - old))
    if before.wording != after.wording:
        found.append(_edit("wording-changed"))
    if before.curly != after.curly:
        found.append(_edit("typographic", finding=False))
    if before.order != after.order:
        found.append(_edit("moved", finding=False))
    if before.products != after.products:
        found.append(_edit("reordered", finding=False))
    return found


def _edit(kind: str, *, finding: bool = True, **said: object) -> Edit:
    return {"kind": kind, "finding": finding, **{key: value for key, value in said.items() if value is not None}}


def _claims_differ(before: Standing, after: Standing) -> list[Edit]:
    old = {held.scheme: held for held in before.held}
    new = {held.scheme: held for held in after.held}
    found: list[Edit] = []
    for scheme in sorted(old.keys() - new.keys()):
        successor = SCHEMES[scheme].successor
        if successor and successor in new.keys() - old.keys():
            found.append(_edit("claim-succeeded", scheme=successor, before=scheme))
        else:
            found.append(_edit("claim-dropped", scheme=scheme, before=old[scheme].edition))
    succeeded = {edit["scheme"] for edit in found if edit["kind"] == "claim-succeeded"}
    found.extend(
        _edit("claim-added", scheme=scheme, after=new[scheme].edition)
        for scheme in sorted(new.keys() - old.keys() - succeeded)
    )
    for scheme in sorted(old.keys() & new.keys()):
        found.extend(_claim_differs(old[scheme], new[scheme]))
    return found


def _claim_differs(old: Held, new: Held) -> list[Edit]:
    found: list[Edit] = []
    said: Edit = {"scheme": old.scheme, "before": old.edition, "after": new.edition}
    if old.edition is None and new.edition is not None:
        found.append(_edit("edition-stated", **said))
    elif old.edition is not None and new.edition is None:
        found.append(_edit("edition-omitted", **said))
    elif old.edition != new.edition:
        names = [edition.name for edition in SCHEMES[old.scheme].editions]
        up = names.index(new.edition or "") > names.index(old.edition or "")
        found.append(_edit("claim-upgraded" if up else "claim-downgraded", **said))
    if old.verb != new.verb:
        weaker = new.verb in {Verb.COMPLIANT, Verb.STATED}
        found.append(
            _edit(
                "status-weakened" if weaker else "status-strengthened",
                scheme=old.scheme,
                before=old.verb,
                after=new.verb,
            )
        )
    return found
