"""What the sample newsroom promises, asserted through the reader, the splitter and the comparator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker import sample
from tracker.changes.compare import compare
from tracker.changes.model import Standing, Weight
from tracker.documents.interpret import interpret
from tracker.documents.model import Document
from tracker.errors import ReadError
from tracker.sections.model import Role, Section
from tracker.sections.split import split
from tracker.watches.load import load_folder

UNREADABLE = "2021-08-17-apprentices-in-hibbing.txt"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """Every readable release by organisation and year."""
    folder = tmp_path_factory.mktemp("workspace")
    sample.write_schedules(folder)
    names = {watch.id: watch.names for watch in load_folder(folder / "schedules")}
    read: dict[str, Document] = {}
    for number in range(1, len(sample.rounds()) + 1):
        for path in sample.receive(folder, number):
            if path.name != UNREADABLE:
                name = f"{path.parent.name}/{path.name[:4]}"
                read[name] = interpret(path.read_bytes(), sha256=name, source=str(path), names=names[path.parent.name])
    return read


def divided(document: Document) -> tuple[Section, ...]:
    return split(document.text, document.blocks, organisation=document.organisation, title=document.title)


def about(document: Document) -> str:
    """The first About section's own words."""
    return next(section.body(document.text) for section in divided(document) if section.role is Role.ABOUT)


def test_the_unreadable_file_is_refused_and_not_read_as_empty(tmp_path: Path) -> None:
    paths = [path for path in sample.receive(tmp_path, 2) if path.name == UNREADABLE]
    assert len(paths) == 1
    with pytest.raises(ReadError):
        interpret(paths[0].read_bytes(), sha256="", source=str(paths[0]))


def test_every_release_states_the_day_that_its_file_is_named_for(documents: dict[str, Document]) -> None:
    for name, document in documents.items():
        assert document.published is not None, name
        assert document.published.on.isoformat() == Path(document.source).name[:10]


@pytest.mark.parametrize(
    ("release", "listing"),
    [
        ("halvorsen-precision/2015", "NYSE MKT: HLVP"),
        ("halvorsen-precision/2017", "NYSE MKT: HLVP"),
        ("halvorsen-precision/2018", "Nasdaq: HLVP"),
        ("halvorsen-precision/2023", "Nasdaq: HLVP"),
        ("corvane-medical/2018", "None"),
        ("tessaline-cloud/2026", "None"),
    ],
)
def test_the_lead_states_the_listing(documents: dict[str, Document], release: str, listing: str) -> None:
    assert str(documents[release].listing) == listing


@pytest.mark.parametrize(
    ("release", "subjects"),
    [
        ("brindle-rooke-foods/2018", ["Brindle & Rooke Foods"]),
        ("brindle-rooke-foods/2021", ["Brindle & Rooke Foods"]),
        ("corvane-medical/2015", ["Corvane Medical"]),
        ("corvane-medical/2022", ["Corvane Medical", "Tessaline Cloud"]),
        ("halvorsen-precision/2015", ["Halvorsen Precision"]),
        ("halvorsen-precision/2019", ["Halvorsen Precision"]),
        ("ostermark-guss/2019", ["Ostermark Guss"]),
        ("tessaline-cloud/2017", ["Tessaline Cloud"]),
        ("tessaline-cloud/2020", []),
    ],
)
def test_about_sections_are_found_in_every_layout(
    documents: dict[str, Document], release: str, subjects: list[str]
) -> None:
    found = [section.subject for section in divided(documents[release]) if section.role is Role.ABOUT]
    assert found == subjects


@pytest.mark.parametrize(
    ("before", "after", "standing"),
    [
        ("halvorsen-precision/2015", "halvorsen-precision/2016", Standing.TYPOGRAPHIC),
        ("halvorsen-precision/2016", "halvorsen-precision/2017", Standing.UNCHANGED),
        ("halvorsen-precision/2017", "halvorsen-precision/2018", Standing.CHANGED),
        ("halvorsen-precision/2018", "halvorsen-precision/2019", Standing.CHANGED),
        ("halvorsen-precision/2019", "halvorsen-precision/2023", Standing.CHANGED),
        ("corvane-medical/2015", "corvane-medical/2018", Standing.CHANGED),
        ("corvane-medical/2018", "corvane-medical/2020", Standing.MOVED),
        ("corvane-medical/2020", "corvane-medical/2021", Standing.MOVED),
        ("corvane-medical/2021", "corvane-medical/2022", Standing.UNCHANGED),
        ("corvane-medical/2022", "corvane-medical/2023", Standing.CHANGED),
        ("tessaline-cloud/2017", "tessaline-cloud/2019", Standing.CHANGED),
        ("tessaline-cloud/2019", "tessaline-cloud/2026", Standing.UNCHANGED),
        ("brindle-rooke-foods/2018", "brindle-rooke-foods/2019", Standing.CHANGED),
        ("brindle-rooke-foods/2019", "brindle-rooke-foods/2021", Standing.CHANGED),
        ("brindle-rooke-foods/2021", "brindle-rooke-foods/2024", Standing.CHANGED),
        ("ostermark-guss/2016", "ostermark-guss/2017", Standing.UNCHANGED),
        ("ostermark-guss/2017", "ostermark-guss/2019", Standing.UNCHANGED),
        ("ostermark-guss/2019", "ostermark-guss/2020", Standing.CHANGED),
    ],
)
def test_standing_text_is_compared_for_what_it_is(
    documents: dict[str, Document], before: str, after: str, standing: Standing
) -> None:
    assert compare(about(documents[before]), about(documents[after])).standing is standing


@pytest.mark.parametrize(
    ("before", "after", "heavy"),
    [
        ("halvorsen-precision/2015", "halvorsen-precision/2016", 0),
        ("corvane-medical/2018", "corvane-medical/2020", 0),
        ("corvane-medical/2020", "corvane-medical/2021", 0),
        ("corvane-medical/2015", "corvane-medical/2018", 1),
        ("halvorsen-precision/2017", "halvorsen-precision/2018", 3),
        ("halvorsen-precision/2018", "halvorsen-precision/2019", 1),
        ("ostermark-guss/2019", "ostermark-guss/2020", 3),
    ],
)
def test_only_what_was_changed_is_marked(documents: dict[str, Document], before: str, after: str, heavy: int) -> None:
    edits = compare(about(documents[before]), about(documents[after])).edits
    assert sum(edit.weight in {Weight.SUBSTANTIVE, Weight.NUMERIC} for edit in edits) == heavy
