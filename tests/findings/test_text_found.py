"""What became of standing text itself, and what other findings already tell."""

from dataclasses import replace

import pytest
from making import THEIRS, claim
from sections_made import change

from tracker.changes.compare import compare
from tracker.changes.model import Edit, EditKind, SectionChange, Standing, Weight
from tracker.claims.model import Claim
from tracker.claims.registry import Registry
from tracker.documents.model import Span
from tracker.findings.derive import between
from tracker.findings.facts import of_changes
from tracker.findings.model import Finding, Kind, Severity
from tracker.findings.text import edited, passage, text
from tracker.sections.model import Role


def claimed(said: str, scheme: str, quote: str, edition: str | None = None) -> Claim:
    at = said.index(quote)
    return replace(claim(scheme, edition), quote=quote, span=Span(at, at + len(quote)))


def kinds(found: tuple[Finding, ...]) -> list[str]:
    return [finding.kind.value for finding in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It makes coils.", "It makes coils.", []),
        ("It’s a maker – of “coils”.", 'It\'s a maker - of "coils".', []),
        ("It makes coils.", "It makes coils", []),
        ("It makes Coils for all.", "It makes coils for all.", []),
        ("Vardell makes Coilpack boxes.", "Vardell makes Coilpack™ boxes.", []),
        ("About Vardell\nIt makes coils.", "It makes coils.", []),
        ("About Vardell\nIt makes coils.", "ABOUT VARDELL:\nIt makes coils.", []),
        (
            "One sentence here stays. Another sentence goes round.",
            "Another sentence goes round. One sentence here stays.",
            [],
        ),
        ("It provides coils to clinics.", "It is a provider of coils to clinics.", ["wording-changed"]),
        ("Every coil is tested.", "Every coil may be tested.", ["wording-changed"]),
        (
            "It makes coils. It makes cores. It sells both.",
            "It makes coils. It grows trees. It sells both to anyone.",
            ["wording-changed"],
        ),
    ],
)
def test_wording(before: str, after: str, expected: list[str]) -> None:
    assert kinds(text([change(before, after)])) == expected


def test_the_heaviest_edit_speaks_for_the_section() -> None:
    (light,) = text([change("It provides coils.", "It is a provider of coils.")])
    (heavy,) = text(
        [change("It provides coils, and each is tested.", "It is a provider of coils, and none is tested.")]
    )
    assert light.severity is Severity.INFO
    assert heavy.severity is Severity.NOTICE
    assert heavy.reasons[0] == "substantive"
    assert heavy.reasons[-1] == "edits:2"


def test_an_edit_that_a_claims_finding_tells_is_not_told_again(registry: Registry) -> None:
    before = "Vardell holds certifications including ISO 9001:2008, AS9100C, Nadcap and IPC QML. It makes coils."
    after = "Vardell holds certifications including ISO 9001:2015, AS9100D, and is Nadcap accredited. It makes coils."
    old = [
        claimed(before, "iso-9001", "ISO 9001:2008", "2008"),
        claimed(before, "as9100", "AS9100C", "C"),
        claimed(before, "nadcap", "Nadcap"),
        claimed(before, "ipc-qml", "IPC QML"),
    ]
    new = [
        claimed(after, "iso-9001", "ISO 9001:2015", "2015"),
        claimed(after, "as9100", "AS9100D", "D"),
        claimed(after, "nadcap", "Nadcap"),
    ]
    found = between(old, new, registry, before_on=None, after_on=None)
    assert text([change(before, after)], explained=found, before_claims=old, after_claims=new) == ()


def test_a_claim_written_otherwise_is_no_wording() -> None:
    before, after = (
        "Vardell is certified to AS9100D and makes coils.",
        "Vardell is certified to AS 9100 Rev. D and makes coils.",
    )
    old, new = claimed(before, "as9100", "AS9100D", "D"), claimed(after, "as9100", "AS 9100 Rev. D", "D")
    assert text([change(before, after)], before_claims=[old], after_claims=[new]) == ()


def test_what_a_dropped_claim_was_for_goes_with_it(registry: Registry) -> None:
    before = "Vardell is ISO 9001:2015 certified, and is Nadcap accredited for heat treatment. It makes coils."
    after = "Vardell is ISO 9001:2015 certified. It makes coils."
    old = [claimed(before, "iso-9001", "ISO 9001:2015", "2015"), claimed(before, "nadcap", "Nadcap")]
    new = [claimed(after, "iso-9001", "ISO 9001:2015", "2015")]
    found = between(old, new, registry, before_on=None, after_on=None)
    assert text([change(before, after)], explained=found, before_claims=old, after_claims=new) == ()


def test_sentences_that_say_the_same_but_for_a_spelling_are_no_wording() -> None:
    before, after = (
        "It is certified to AS9100D. It is based in Reno, NV.",
        "It is certified to AS 9100 Rev. D. It is based in Reno, Nevada.",
    )
    whole = (Span(0, len(before)), Span(0, len(after)))
    edits = (
        Edit(
            kind=EditKind.DELETED,
            weight=Weight.SUBSTANTIVE,
            before=before,
            after="",
            before_span=whole[0],
            after_span=Span(0, 0),
        ),
        Edit(
            kind=EditKind.INSERTED,
            weight=Weight.SUBSTANTIVE,
            before="",
            after=after,
            before_span=whole[0],
            after_span=whole[1],
        ),
    )
    retold = replace(change(before, after), edits=edits)
    old, new = claimed(before, "as9100", "AS9100D", "D"), claimed(after, "as9100", "AS 9100 Rev. D", "D")
    assert text([retold], before_claims=[old], after_claims=[new]) == ()


def test_a_word_that_turns_a_claim_round_is_told_even_where_the_claim_was_read_as_before() -> None:
    before, after = (
        "Vardell is ISO 9001:2015 certified and sells coils.",
        "Vardell is not ISO 9001:2015 certified and sells coils.",
    )
    old, new = claimed(before, "iso-9001", "ISO 9001:2015", "2015"), claimed(after, "iso-9001", "ISO 9001:2015", "2015")
    assert kinds(text([change(before, after)], before_claims=[old], after_claims=[new])) == ["wording-changed"]


def test_a_sentence_that_makes_nothing_but_a_claim_comes_with_it(registry: Registry) -> None:
    before, after = (
        "It makes coils. It grows.",
        "It makes coils. The company's management system is certified to ISO 9001:2015. It grows.",
    )
    new = [claimed(after, "iso-9001", "ISO 9001:2015", "2015")]
    found = between([], new, registry, before_on=None, after_on=None)
    assert text([change(before, after)], explained=found, after_claims=new) == ()


def test_a_sentence_that_makes_a_claim_and_says_more_is_told(registry: Registry) -> None:
    before, after = (
        "It makes coils. It grows.",
        "It makes coils. It is certified to ISO 9001:2015 and sells pumps. It grows.",
    )
    new = [claimed(after, "iso-9001", "ISO 9001:2015", "2015")]
    found = between([], new, registry, before_on=None, after_on=None)
    assert kinds(text([change(before, after)], explained=found, after_claims=new)) == ["wording-changed"]


def test_a_fact_that_moved_in_the_text_is_no_wording() -> None:
    before = "Visit www.vardell.example. It makes coils for all hospitals."
    after = "It makes coils for all hospitals. Visit www.vardell.example."
    assert text([change(before, after)]) == ()


def test_other_words_beside_a_claim_are_told() -> None:
    before, after = (
        "Vardell is ISO 9001:2015 certified and makes coils.",
        "Vardell is ISO 9001:2015 certified and sells pumps.",
    )
    old, new = claimed(before, "iso-9001", "ISO 9001:2015", "2015"), claimed(after, "iso-9001", "ISO 9001:2015", "2015")
    assert kinds(text([change(before, after)], before_claims=[old], after_claims=[new])) == ["wording-changed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It has plants in Reno, NV and Utica, NY.", "It has plants in Utica, NY."),
        ("It serves 1,000 clinics.", "It serves 1,200 clinics."),
        ("It has a plant in Newark, NY.", "It has a plant in Newark, New York."),
        ("It has over one million users.", "It has over 1 million users."),
    ],
)
def test_an_edit_that_a_fact_tells_or_that_says_the_same_is_not_told_again(before: str, after: str) -> None:
    changes = [change(before, after)]
    assert text(changes, explained=of_changes(changes)) == ()


@pytest.mark.parametrize("role", [Role.LEAD, Role.BODY, Role.OTHER, Role.FURNITURE])
def test_only_standing_text_counts(role: Role) -> None:
    assert text([change("One thing.", "Another matter.", role=role), change(None, "More.", role=role)]) == ()


def test_the_words_of_a_contact_block_are_about_the_news() -> None:
    assert text([change("For the 2023 report call us.", "For the award call us.", role=Role.CONTACT)]) == ()


def test_a_section_that_went_names_the_claims_that_were_made_in_it() -> None:
    said = "Vardell is ISO 9001:2015 certified on a SOC 2 cloud."
    ours, theirs = claimed(said, "iso-9001", "ISO 9001:2015"), replace(claimed(said, "soc-2", "SOC 2"), holder=THEIRS)
    (found,) = text([change(said, None, subject="Vardell")], before_claims=[ours, theirs], organisation="Vardell Inc.")
    assert (found.kind, found.subject, found.reasons) == (Kind.SECTION_DROPPED, "about:vardell", ("claimed:iso-9001",))
    assert found.severity is Severity.WARNING
    assert found.evidence_before is not None
    assert found.evidence_before.span.of(said) == found.evidence_before.quote


def test_a_partners_section_comes_and_goes() -> None:
    said = "Coilwise is ISO 9001:2015 certified."
    made = [claimed(said, "iso-9001", "ISO 9001:2015")]
    (gone,) = text([change(said, None, subject="Coilwise")], before_claims=made, organisation="Vardell")
    (come,) = text([change(None, said, subject="Coilwise")], after_claims=made, organisation="Vardell")
    assert (gone.kind, gone.reasons, gone.severity) == (Kind.SECTION_DROPPED, ("other-organisation",), Severity.INFO)
    assert (come.kind, come.reasons) == (Kind.SECTION_ADDED, ("other-organisation",))


def test_another_name_of_the_organisation_is_its_own() -> None:
    (found,) = text(
        [change("It makes coils.", None, subject="Vardell")], organisation="Summer News", also_named=["Vardell Inc."]
    )
    assert found.reasons == ()


def with_standing(standing: Standing) -> SectionChange:
    return replace(change("It makes coils.", "It makes coils."), standing=standing)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.UNCHANGED, []),
        (Standing.TYPOGRAPHIC, []),
        (Standing.MOVED, ["section-moved"]),
        (Standing.UNREADABLE, ["section-unreadable"]),
    ],
)
def test_what_became_of_a_whole_section(standing: Standing, expected: list[str]) -> None:
    assert kinds(text([with_standing(standing)])) == expected


def test_sections_are_told_apart_by_whose_they_are() -> None:
    assert passage(change("a", "b", subject="Vardell & Sons, Inc.")) == "about:vardell-sons-inc"
    assert passage(change("a", "b", role=Role.SAFE_HARBOR)) == "safe-harbor"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Sales rose 5 %.", "Sales rose 5 %.", []),
        ("Sales “rose”.", 'Sales "rose".', []),
        ("Sales rose 5 %.", "Sales rose 15 %.", [("release-edited", Severity.WARNING)]),
        ("Sales rose a little.", "Sales rose somewhat.", [("release-edited", Severity.NOTICE)]),
    ],
)
def test_a_release_altered_after_publication(before: str, after: str, expected: list[tuple[str, Severity]]) -> None:
    found = edited(compare(before, after).edits)
    assert [(finding.kind.value, finding.severity) for finding in found] == expected
