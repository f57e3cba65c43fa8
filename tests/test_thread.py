"""Changes between two releases: one a pair, whatever tells them."""

from datetime import datetime
from pathlib import Path

from tracker.claims.schemes import Registry
from tracker.findings.model import Kind
from tracker.service import check
from tracker.store import open_store
from tracker.store.histories import history
from tracker.watches.load import load

CLAIM = "Its foundry is certified to ISO 14001:2015. "
ABOUT = "About Varnholt Castings\n\nVarnholt Castings pours ductile iron for pumps and valves. {claim}It is headquartered in Dayton, Ohio."
CONTACT = "Media contact\n\nVarnholt Castings, Press Office, {phone}, press@varnholt.example"
RELEASE = """Varnholt Castings Pours Casting {number}

DAYTON, Ohio, {day} /PRNewswire/ -- Varnholt Castings today said that it has poured casting {number} of the year.

{about}

{contact}
"""


def test_a_pair_of_releases_has_one_change_though_two_passages_tell_of_it(
    tmp_path: Path, registry: Registry, now: datetime
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    days = ["March 3, 2016", "June 7, 2017", "April 10, 2018", "May 14, 2019"]
    for number, day in enumerate(days):
        phone = {0: "+1 937 555 0142", 3: "+1 937 555 0199"}.get(number)
        text = RELEASE.format(
            number=number,
            day=day,
            about=ABOUT.format(claim="" if number else CLAIM),
            contact=CONTACT.format(phone=phone) if phone else "",
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "varnholt.toml"
    file.write_text('name = "Varnholt Castings"\nsources = [{kind = "folder", path = "in"}]', encoding="utf-8")
    watch = load(file)
    with open_store(tmp_path / "tracker.db") as store:
        check(watch, store, registry, now)
        changes = history(store, watch, registry, now.date()).changes
    pairs = [(change.before, change.after) for change in changes]
    assert len(pairs) == len(set(pairs))
    (across,) = [
        change for change in changes if change.before == changes[0].before and change.after == changes[-1].after
    ]
    kinds = {finding.kind for finding in across.findings}
    assert {Kind.CLAIM_DROPPED, Kind.CONTACT_CHANGED} <= kinds
