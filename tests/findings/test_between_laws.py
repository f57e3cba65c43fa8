"""Laws of comparing claims: nothing from the same, the opposite from the reverse, the same from any order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from making import SUBSIDIARY, THEIRS, claim

from tracker.claims.model import Claim, Holder, Modality, Status
from tracker.claims.registry import Registry, load
from tracker.findings.derive import between
from tracker.findings.model import Finding, Kind

REGISTRY: Registry = load()
EDITIONS = {
    "iso-9001": ("2008", "2015", None),
    "as9100": ("C", "D", None),
    "soc-2": ("Type 1", "Type 2", None),
    "ohsas-18001": ("2007", None),
    "iso-45001": ("2018", None),
    "en-9100": (None,),
    "nadcap": (None,),
}

OPPOSITE = {
    Kind.CLAIM_ADDED: Kind.CLAIM_DROPPED,
    Kind.CLAIM_UPGRADED: Kind.CLAIM_DOWNGRADED,
    Kind.EDITION_STATED: Kind.EDITION_OMITTED,
    Kind.STATUS_STRENGTHENED: Kind.STATUS_WEAKENED,
    Kind.SCOPE_WIDENED: Kind.SCOPE_NARROWED,
}
OPPOSITE |= {after: before for before, after in OPPOSITE.items()}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    scheme = draw(st.sampled_from(sorted(EDITIONS)))
    holder = draw(st.sampled_from((Holder.ORGANISATION, Holder.ORGANISATION, SUBSIDIARY, THEIRS)))
    return claim(
        scheme,
        draw(st.sampled_from(EDITIONS[scheme])),
        draw(st.sampled_from(list(Status))),
        modality=draw(st.sampled_from(list(Modality))),
        scope=draw(st.sampled_from((None, "welding", "welding and testing"))),
        sites=draw(st.sampled_from(((), ("Leeds",), ("Leeds", "York")))),
        holder=holder,
        holder_name="Acme Forge" if holder is SUBSIDIARY else None,
        registrar=draw(st.sampled_from((None, "Bureau Norden", "Veritest"))),
        at=draw(st.integers(0, 400)),
    )


texts = st.lists(claims(), max_size=6)


def plain(scheme: str, edition: str | None, at: int) -> Claim:
    return claim(scheme, edition, at=at)


plain_texts = st.lists(
    st.sampled_from(
        [(scheme, edition) for scheme in ("iso-9001", "as9100", "soc-2", "nadcap") for edition in EDITIONS[scheme]]
    ),
    unique_by=lambda each: each[0],
).map(lambda pairs: [plain(scheme, edition, 30 * place) for place, (scheme, edition) in enumerate(pairs)])


def found(before: list[Claim], after: list[Claim]) -> tuple[Finding, ...]:
    return between(before, after, REGISTRY, before_on=date(2016, 1, 1), after_on=date(2017, 6, 1))


@given(texts)
def test_a_text_compared_with_itself_gives_nothing(one: list[Claim]) -> None:
    assert found(one, one) == ()


@given(texts, texts, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(before: list[Claim], after: list[Claim], chance: object) -> None:
    shuffled_before, shuffled_after = before[:], after[:]
    chance.shuffle(shuffled_before)  # type: ignore[attr-defined]
    chance.shuffle(shuffled_after)  # type: ignore[attr-defined]
    assert found(shuffled_before, shuffled_after) == found(before, after)


@given(texts, texts)
def test_one_finding_a_scheme(before: list[Claim], after: list[Claim]) -> None:
    subjects = [finding.subject for finding in found(before, after)]
    assert len(subjects) == len(set(subjects))


@given(texts, texts)
def test_a_third_party_has_no_part_in_it(before: list[Claim], after: list[Claim]) -> None:
    def ours(claims_made: list[Claim]) -> list[Claim]:
        return [each for each in claims_made if each.holder is not Holder.THIRD_PARTY]

    kinds = [(finding.kind, finding.subject) for finding in found(before, after)]
    assert kinds == [(finding.kind, finding.subject) for finding in found(ours(before), ours(after))]


@given(texts, texts)
def test_every_finding_quotes_a_claim_of_its_side(before: list[Claim], after: list[Claim]) -> None:
    for finding in found(before, after):
        assert finding.before is None or finding.before in before
        assert finding.after is None or finding.after in after
        assert (finding.before is None) == (finding.evidence_before is None)
        assert finding.before is not None or finding.after is not None


@given(plain_texts, plain_texts)
def test_the_reverse_is_the_opposite(before: list[Claim], after: list[Claim]) -> None:
    there = {finding.subject: finding.kind for finding in found(before, after)}
    back = {finding.subject: finding.kind for finding in found(after, before)}
    assert back == {subject: OPPOSITE[kind] for subject, kind in there.items()}
