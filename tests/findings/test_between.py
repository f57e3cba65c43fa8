"""What two versions of a text claim, and what a reviewer should be told about the difference."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from making import (
    ACCREDITED,
    ALIGNED,
    APPROVED,
    ATTESTED,
    CERTIFIED,
    COMPLIANT,
    CONDITIONAL,
    FORMER,
    HELD,
    NEGATED,
    PLANNED,
    RATED,
    REGISTERED,
    STATED,
    SUBSIDIARY,
    THEIRS,
    claim,
)

from tracker.claims.model import Claim
from tracker.claims.registry import Registry
from tracker.findings.derive import between
from tracker.findings.model import Kind, Severity
from tracker.findings.reasons import bare

JUNE_2017, JUNE_2020 = date(2017, 6, 1), date(2020, 6, 1)


@dataclass(frozen=True)
class Row:
    name: str
    before: list[Claim]
    after: list[Claim]
    expected: list[tuple[str, str, str]] = field(default_factory=list)  # kind, scheme, a reason
    on: date = JUNE_2020


NOTHING = [
    Row("no claims at all", [], []),
    Row("one claim, the same", [claim("iso-9001", "2015")], [claim("iso-9001", "2015", at=300)]),
    Row("unstated edition both times", [claim("iso-13485")], [claim("iso-13485")]),
    Row(
        "another order",
        [claim("iso-9001", "2015"), claim("as9100", "D", at=20)],
        [claim("as9100", "D"), claim("iso-9001", "2015", at=20)],
    ),
    Row(
        "said twice, now once",
        [claim("iso-9001", "2015"), claim("iso-9001", "2015", at=40)],
        [claim("iso-9001", "2015")],
    ),
    Row(
        "said once, now twice",
        [claim("iso-9001", "2015")],
        [claim("iso-9001", "2015"), claim("iso-9001", "2015", at=40)],
    ),
    Row(
        "a badge beside the sentence is gone",
        [claim("iso-9001", "2015"), claim("iso-9001", at=40, status=STATED)],
        [claim("iso-9001", "2015")],
    ),
    Row(
        "a badge beside the sentence is new",
        [claim("iso-9001", "2015")],
        [claim("iso-9001", "2015"), claim("iso-9001", status=STATED, at=40)],
    ),
    Row("a supplier's claim", [], [claim("soc-2", holder=THEIRS)]),
    Row("a supplier's claim is gone", [claim("soc-2", holder=THEIRS, holder_name="Cloudmoor")], []),
    Row(
        "a supplier's claim is of another edition",
        [claim("iso-27001", "2013", holder=THEIRS)],
        [claim("iso-27001", "2022", holder=THEIRS)],
    ),
    Row(
        "sites in another order",
        [claim("iso-9001", sites=("Leeds", "York"))],
        [claim("iso-9001", sites=("York", "Leeds"))],
    ),
    Row(
        "a scope in other order and number",
        [claim("nadcap", scope="welding and coatings", status=ACCREDITED)],
        [claim("nadcap", scope="Coating, welding", status=ACCREDITED)],
    ),
    Row("what was not held is no longer mentioned", [claim("iso-9001", modality=NEGATED)], []),
    Row("what lapsed long ago is no longer mentioned", [claim("iso-9001", modality=FORMER)], []),
    Row("a scheme that no registry knows, the same", [claim("house-mark-7")], [claim("house-mark-7")]),
    Row(
        "registrar written otherwise",
        [claim("iso-9001", registrar="Bureau Norden, Inc.")],
        [claim("iso-9001", registrar="bureau norden inc")],
    ),
    Row(
        "two sites at two editions, the same",
        [claim("iso-9001", "2008", sites=("Leeds",)), claim("iso-9001", "2015", sites=("York",), at=30)],
        [claim("iso-9001", "2015", sites=("York",)), claim("iso-9001", "2008", sites=("Leeds",), at=30)],
    ),
    Row("aligned both times", [claim("iso-26000", modality=ALIGNED)], [claim("iso-26000", modality=ALIGNED)]),
    Row(
        "a supplier's claim is now planned",
        [claim("soc-2", holder=THEIRS)],
        [claim("soc-2", holder=THEIRS, modality=PLANNED)],
    ),
    Row("planned both times", [claim("iso-9001", modality=PLANNED)], [claim("iso-9001", modality=PLANNED)]),
    Row("former both times", [claim("iso-9001", modality=FORMER)], [claim("iso-9001", modality=FORMER)]),
    Row(
        "quoted in other letters",
        [claim("as9100", "D")],
        [replace(claim("as9100", "D"), quote="AS 9100 Rev. D", doubts=("spelling",))],
    ),
    Row(
        "the claim of one site, beside that of all, is gone",
        [claim("iso-9001"), claim("iso-9001", sites=("Leeds",), at=30)],
        [claim("iso-9001")],
    ),
    Row(
        "the claim of one site, beside that of all, is new",
        [claim("iso-9001")],
        [claim("iso-9001"), claim("iso-9001", sites=("Leeds",), at=30)],
    ),
    Row(
        "a weaker word beside the stronger is gone",
        [claim("iso-9001"), claim("iso-9001", status=COMPLIANT, at=30)],
        [claim("iso-9001")],
    ),
    Row(
        "a claim for one process, beside that for all, is gone",
        [claim("nadcap", status=ACCREDITED), claim("nadcap", status=ACCREDITED, scope="welding", at=30)],
        [claim("nadcap", status=ACCREDITED)],
    ),
    Row(
        "a supplier's and our own, the same",
        [claim("soc-2"), claim("soc-2", holder=THEIRS, at=20)],
        [claim("soc-2", holder=THEIRS), claim("soc-2", at=20)],
    ),
    Row(
        "one subsidiary's claim, the same",
        [claim("iso-9001", holder=SUBSIDIARY, holder_name="Acme Forge")],
        [claim("iso-9001", holder=SUBSIDIARY, holder_name="Acme Forge")],
    ),
]

SOMETHING = [
    Row("added", [], [claim("iso-14001", "2015")], [("claim-added", "iso-14001", "newly-claimed")]),
    Row("dropped", [claim("ipc-qml")], [], [("claim-dropped", "ipc-qml", "omitted")]),
    Row(
        "dropped, now only a supplier's",
        [claim("soc-2")],
        [claim("soc-2", holder=THEIRS)],
        [("claim-dropped", "soc-2", "now-third-party")],
    ),
    Row(
        "newer edition",
        [claim("iso-9001", "2008")],
        [claim("iso-9001", "2015")],
        [("claim-upgraded", "iso-9001", "newer-edition")],
    ),
    Row(
        "newer revision letter",
        [claim("as9100", "C")],
        [claim("as9100", "D")],
        [("claim-upgraded", "as9100", "newer-edition")],
    ),
    Row(
        "higher type",
        [claim("soc-2", "Type 1", ATTESTED)],
        [claim("soc-2", "Type 2", ATTESTED)],
        [("claim-upgraded", "soc-2", "higher-level")],
    ),
    Row(
        "lower medal",
        [claim("ecovadis", "Gold", RATED)],
        [claim("ecovadis", "Silver", RATED)],
        [("claim-downgraded", "ecovadis", "lower-level")],
    ),
    Row(
        "lower level",
        [claim("cmmc", "Level 2")],
        [claim("cmmc", "Level 1")],
        [("claim-downgraded", "cmmc", "lower-level")],
    ),
    Row(
        "older edition",
        [claim("as9100", "D")],
        [claim("as9100", "C")],
        [("claim-downgraded", "as9100", "older-edition")],
    ),
    Row(
        "older edition that contracts may ask for",
        [claim("ipc-j-std-001", "H", COMPLIANT)],
        [claim("ipc-j-std-001", "G", COMPLIANT)],
        [("claim-downgraded", "ipc-j-std-001", "older-edition-usable")],
    ),
    Row(
        "newer year of a scheme that no registry knows",
        [claim("house-mark-7", "2011")],
        [claim("house-mark-7", "2019")],
        [("claim-upgraded", "house-mark-7", "newer-edition")],
    ),
    Row(
        "another edition that cannot be placed",
        [claim("house-mark-7", "Green")],
        [claim("house-mark-7", "Blue")],
        [("claim-reworded", "house-mark-7", "other-edition")],
    ),
    Row(
        "a level that the scheme renamed",
        [claim("fedramp", "Moderate", APPROVED)],
        [claim("fedramp", "Class C", APPROVED)],
        [("status-relabelled", "fedramp", "renamed-edition")],
    ),
    Row(
        "a word that the scheme renamed",
        [claim("fedramp", "Moderate", APPROVED)],
        [claim("fedramp", "Class C", CERTIFIED)],
        [("status-relabelled", "fedramp", "own-word")],
    ),
    Row(
        "edition stated",
        [claim("iso-13485")],
        [claim("iso-13485", "2016")],
        [("edition-stated", "iso-13485", "stated-edition")],
    ),
    Row(
        "edition omitted",
        [claim("iso-9001", "2015")],
        [claim("iso-9001")],
        [("edition-omitted", "iso-9001", "omitted-edition")],
    ),
    Row(
        "successor",
        [claim("ohsas-18001", "2007")],
        [claim("iso-45001", "2018")],
        [("claim-succeeded", "iso-45001", "superseded-by")],
    ),
    Row(
        "successor of a successor",
        [claim("qs-9000")],
        [claim("iatf-16949", "2016")],
        [("claim-succeeded", "iatf-16949", "superseded-by")],
    ),
    Row(
        "back to the earlier scheme",
        [claim("iso-45001", "2018")],
        [claim("ohsas-18001", "2007")],
        [("claim-downgraded", "ohsas-18001", "earlier-scheme")],
    ),
    Row(
        "the earlier of two, gone",
        [claim("ohsas-18001"), claim("iso-45001", at=20)],
        [claim("iso-45001")],
        [("claim-dropped", "ohsas-18001", "superseded-by")],
    ),
    Row(
        "the European name of the same standard",
        [claim("as9100", "D")],
        [claim("en-9100", "2018")],
        [("claim-reworded", "en-9100", "equivalent")],
    ),
    Row(
        "gone next to the scheme that holds it inside",
        [claim("iso-9001", "2015"), claim("as9100", "D", at=20)],
        [claim("as9100", "D")],
        [("claim-dropped", "iso-9001", "contained-in")],
    ),
    Row(
        "certified became compliant",
        [claim("iso-9001", "2015")],
        [claim("iso-9001", "2015", COMPLIANT)],
        [("status-weakened", "iso-9001", "weaker-word")],
    ),
    Row(
        "compliant became certified",
        [claim("iso-9001", "2015", COMPLIANT)],
        [claim("iso-9001", "2015")],
        [("status-strengthened", "iso-9001", "stronger-word")],
    ),
    Row(
        "a badge became compliant",
        [claim("iso-9001", status=STATED)],
        [claim("iso-9001", status=COMPLIANT)],
        [("status-weakened", "iso-9001", "stated-word")],
    ),
    Row(
        "a badge became certified",
        [claim("b-corp", status=STATED)],
        [claim("b-corp")],
        [("claim-reworded", "b-corp", "stated-word")],
    ),
    Row(
        "held became the scheme's own word",
        [claim("nadcap", status=HELD)],
        [claim("nadcap", status=ACCREDITED)],
        [("status-relabelled", "nadcap", "own-word")],
    ),
    Row(
        "held became rated, which is what the scheme gives",
        [claim("ecovadis", "Gold", HELD)],
        [claim("ecovadis", "Gold", RATED)],
        [("status-relabelled", "ecovadis", "own-word")],
    ),
    Row(
        "rated became held",
        [claim("ecovadis", "Gold", RATED)],
        [claim("ecovadis", "Gold", HELD)],
        [("claim-reworded", "ecovadis", "other-word")],
    ),
    Row(
        "held became compliant",
        [claim("iso-9001", status=HELD)],
        [claim("iso-9001", status=COMPLIANT)],
        [("status-weakened", "iso-9001", "weaker-word")],
    ),
    Row(
        "a wrong word became the right one",
        [claim("soc-2", "Type 2", CERTIFIED)],
        [claim("soc-2", "Type 2", ATTESTED)],
        [("status-relabelled", "soc-2", "own-word")],
    ),
    Row(
        "the right word became a wrong one",
        [claim("soc-2", "Type 2", ATTESTED)],
        [claim("soc-2", "Type 2", CERTIFIED)],
        [("claim-reworded", "soc-2", "wrong-word")],
    ),
    Row(
        "held became planned",
        [claim("iso-9001")],
        [claim("iso-9001", modality=PLANNED)],
        [("claim-conditional", "iso-9001", "now-planned")],
    ),
    Row(
        "held became pending",
        [claim("iso-9001")],
        [claim("iso-9001", modality=CONDITIONAL)],
        [("claim-conditional", "iso-9001", "now-conditional")],
    ),
    Row(
        "held became former",
        [claim("iso-9001")],
        [claim("iso-9001", modality=FORMER)],
        [("claim-conditional", "iso-9001", "now-former")],
    ),
    Row(
        "never spoken of, and now not held",
        [],
        [claim("iso-9001", modality=NEGATED)],
        [("claim-conditional", "iso-9001", "not-held-before")],
    ),
    Row(
        "planned became held",
        [claim("iso-9001", modality=PLANNED)],
        [claim("iso-9001")],
        [("status-strengthened", "iso-9001", "now-asserted")],
    ),
    Row(
        "held became aligned",
        [claim("iso-9001")],
        [claim("iso-9001", modality=ALIGNED)],
        [("status-weakened", "iso-9001", "now-aligned")],
    ),
    Row("a plan is gone", [claim("iso-9001", modality=PLANNED)], [], [("claim-dropped", "iso-9001", "not-asserted")]),
    Row(
        "a plan beside what is held",
        [claim("iso-9001", "2008")],
        [claim("iso-9001", "2008"), claim("iso-9001", "2015", modality=PLANNED, at=30)],
        [("claim-reworded", "iso-9001", "more-claims")],
        on=JUNE_2017,
    ),
    Row(
        "narrower scope",
        [claim("nadcap", scope="welding and testing", status=ACCREDITED)],
        [claim("nadcap", scope="welding", status=ACCREDITED)],
        [("scope-narrowed", "nadcap", "smaller-scope")],
    ),
    Row(
        "wider scope",
        [claim("nadcap", scope="welding", status=ACCREDITED)],
        [claim("nadcap", scope="welding and testing", status=ACCREDITED)],
        [("scope-widened", "nadcap", "larger-scope")],
    ),
    Row(
        "only one site now",
        [claim("iso-9001")],
        [claim("iso-9001", sites=("Leeds",))],
        [("scope-narrowed", "iso-9001", "stated-sites")],
    ),
    Row(
        "other sites",
        [claim("iso-9001", sites=("Leeds", "York"))],
        [claim("iso-9001", sites=("York", "Hull"))],
        [("sites-changed", "iso-9001", "site-dropped")],
    ),
    Row(
        "one of two sites gone",
        [claim("iso-9001", sites=("Leeds",)), claim("iso-9001", sites=("York",), at=30)],
        [claim("iso-9001", sites=("York",))],
        [("sites-changed", "iso-9001", "site-dropped")],
    ),
    Row(
        "only a subsidiary's now",
        [claim("iso-9001")],
        [claim("iso-9001", holder=SUBSIDIARY, holder_name="Acme Forge")],
        [("scope-narrowed", "iso-9001", "one-subsidiary")],
    ),
    Row(
        "another registrar",
        [claim("iso-9001", registrar="Bureau Norden")],
        [claim("iso-9001", registrar="Veritest")],
        [("registrar-changed", "iso-9001", "other-registrar")],
    ),
    Row(
        "the older of two editions gone",
        [claim("iso-9001", "2008"), claim("iso-9001", "2015", at=30)],
        [claim("iso-9001", "2015")],
        [("claim-upgraded", "iso-9001", "newer-edition-kept")],
    ),
    Row(
        "the newer of two editions gone",
        [claim("iso-9001", "2008"), claim("iso-9001", "2015", at=30)],
        [claim("iso-9001", "2008")],
        [("claim-downgraded", "iso-9001", "older-edition-kept")],
    ),
    Row(
        "newer edition, weaker word",
        [claim("iso-9001", "2008")],
        [claim("iso-9001", "2015", COMPLIANT)],
        [("status-weakened", "iso-9001", "newer-edition")],
    ),
    Row(
        "newer edition, only planned",
        [claim("iso-9001", "2008")],
        [claim("iso-9001", "2015", modality=PLANNED)],
        [("claim-conditional", "iso-9001", "newer-edition")],
    ),
    Row(
        "an edition before it was published",
        [claim("iso-9001", "2015")],
        [claim("iso-9001", "2026")],
        [("claim-upgraded", "iso-9001", "premature")],
    ),
    Row(
        "an edition that is past its end",
        [claim("iso-9001")],
        [claim("iso-9001", "2008")],
        [("edition-stated", "iso-9001", "still-expired")],
    ),
    Row("dropped after its end", [claim("iso-9001", "2008")], [], [("claim-dropped", "iso-9001", "was-expired")]),
    Row(
        "three things at once",
        [claim("iso-9001", "2008"), claim("as9100", "C", at=20), claim("ipc-qml", at=40)],
        [claim("iso-9001", "2015"), claim("as9100", "D", at=20), claim("iso-13485", status=REGISTERED, at=40)],
        [
            ("claim-upgraded", "as9100", "newer-edition"),
            ("claim-dropped", "ipc-qml", "omitted"),
            ("claim-added", "iso-13485", "newly-claimed"),
            ("claim-upgraded", "iso-9001", "newer-edition"),
        ],
    ),
]


def test_a_third_of_the_rows_expect_nothing() -> None:
    assert 3 * len(NOTHING) >= len(NOTHING) + len(SOMETHING)


@pytest.mark.parametrize("row", NOTHING + SOMETHING, ids=lambda row: row.name)
def test_findings_of_a_pair(row: Row, registry: Registry) -> None:
    found = between(row.before, row.after, registry, before_on=date(2016, 1, 1), after_on=row.on)
    assert [(finding.kind.value, finding.subject) for finding in found] == [
        (kind, scheme) for kind, scheme, _ in row.expected
    ]
    for finding, (_, _, reason) in zip(found, row.expected, strict=True):
        assert reason in {bare(code) for code in finding.reasons}


def test_evidence_is_what_the_claims_quote(registry: Registry) -> None:
    (found,) = between(
        [claim("iso-9001", "2008", at=7)],
        [claim("iso-9001", "2015", at=9)],
        registry,
        before_on=None,
        after_on=None,
        before_sha="a" * 64,
        after_sha="b" * 64,
    )
    assert found.evidence_before is not None
    assert found.evidence_after is not None
    assert (found.evidence_before.quote, found.evidence_before.span.start) == ("iso-9001:2008", 7)
    assert (found.evidence_after.sha256, found.after) == ("b" * 64, claim("iso-9001", "2015"))


def test_without_a_day_no_edition_is_judged(registry: Registry) -> None:
    (found,) = between(
        [claim("iso-9001", "2008")], [claim("iso-9001", "2026")], registry, before_on=None, after_on=None
    )
    assert found.reasons == ("newer-edition",)
    assert found.severity is Severity.INFO


def test_what_is_lost_weighs_more_than_what_is_gained(registry: Registry) -> None:
    def weight(before: list[Claim], after: list[Claim]) -> Severity:
        (finding,) = between(before, after, registry, before_on=None, after_on=JUNE_2020)
        return finding.severity

    assert weight([claim("iso-9001", "2015")], []) is Severity.WARNING
    assert weight([], [claim("iso-9001", "2015")]) is Severity.INFO
    assert weight([claim("iso-9001")], [claim("iso-9001", modality=FORMER)]) is Severity.CRITICAL
    assert weight([claim("iso-9001", "2015"), claim("as9100", at=20)], [claim("as9100")]) is Severity.NOTICE


def test_all_weaker_changes_stand_in_the_reasons(registry: Registry) -> None:
    (found,) = between(
        [claim("iso-9001", "2008", CERTIFIED, registrar="Bureau Norden", sites=("Leeds", "York"))],
        [claim("iso-9001", "2015", REGISTERED, registrar="Veritest", sites=("York",))],
        registry,
        before_on=None,
        after_on=None,
    )
    assert found.kind is Kind.CLAIM_UPGRADED
    assert found.reasons == ("newer-edition", "site-dropped:Leeds", "other-registrar", "own-word")
