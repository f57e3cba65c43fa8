"""A reading comes back as it was kept, by this version or by an earlier one."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from tracker import assess
from tracker.assess import Reading
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.store.compression import compress
from tracker.store.derived import Kept, keep, kept

TEXT = """Varnholt Castings Pours Casting 7

DAYTON, Ohio, March 3, 2016 /PRNewswire/ -- Varnholt Castings said that “{said}”.

About Varnholt Castings

Varnholt Castings pours ductile iron. Its foundry is certified to ISO 14001:2015.
"""


def read(said: str, registry: Registry) -> tuple[Reading, str]:
    """A reading without its text, and the text."""
    text = TEXT.format(said=said)
    document = interpret(text.encode(), sha256="7" * 64, source="7.txt", media_type="text/plain")
    return replace(assess.read(document, registry), document=replace(document, text="", blocks=())), text


@pytest.mark.parametrize("said", ["it has poured a casting", "it has poured – après tout – a casting", "x" * 9000])
def test_a_reading_comes_back(said: str, registry: Registry) -> None:
    reading, text = read(said, registry)
    whole = replace(reading, document=replace(reading.document, text=text))
    assert whole.sections
    assert whole.claims
    assert kept(keep(reading, text)) == whole


@pytest.mark.parametrize("packed", [bytes, compress], ids=["plain", "compressed"])
def test_a_reading_that_an_earlier_version_kept_as_json_comes_back(
    packed: Callable[[bytes], bytes], registry: Registry
) -> None:
    reading, text = read("it has poured a casting", registry)
    earlier = Kept(reading.derived_by, packed(msgspec.json.encode(reading)), compress(text.encode()))
    assert kept(earlier) == kept(keep(reading, text))
