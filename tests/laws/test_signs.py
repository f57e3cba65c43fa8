"""A paragraph that holds no sign of a kind of heading holds no heading of that kind, whatever its words are."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from tracker.sections.inside import Kind, inside, signed
from tracker.sections.paragraphs import paragraphs

_KINDS: tuple[Kind, ...] = get_args(Kind)
_FRAGMENTS = st.sampled_from(
    (
        "Velmar makes pumps.", "growth", "\n\n", "  ", " ", ": ", ". ", "1. ", "About", "Company Profile", "For more information",
        "FOR FURTHER INFORMATION PLEASE CONTACT", "please contact", "Further details", "Press Office", "Media Contact", "MEDIA",
        "Investor Relations", "Investors", "Inquiries", "Press Enquiries (s)", "Contact Information", "Kontakt", "Pressekontakt",
        "Contatti stampa", "Ada Quill", "View original content", "Read the full story on", "To view the source version", "SOURCE Velmar",
        "SOURCE: Velmar", "Original Post", "The post on pumps appeared first on Tarn", "Press release distribution by", "News Source",
        "This content was originally published by", "Photo - https://tarn.example", "https://tarn.example", "---", "----", "###", "# # #",
        "* * *", "[Original", "![Original", "_____", "=====", "Safe Harbor", "Safe-Harbour Statement", "SAFE HARBOR STATEMENT",
        "Cautionary Note Regarding Forward-Looking Statements", "FORWARD-LOOKING STATEMENTS", "Special Note", "Use of Non-GAAP Financial",
        "This release", "Statements", "certain",
    )
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=12).map("".join))
def test_only_paragraphs_with_a_sign_hold_headings(text: str) -> None:
    parts = paragraphs(text)
    signs = signed(text, parts)
    for index, part in enumerate(parts):
        start, end = part.span
        assert [*inside(text, start, end, signs.get(index, ()))] == [*inside(text, start, end, _KINDS)]
