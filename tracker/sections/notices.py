"""Lines of the standing text that are about the release and not about the organisation: what ends an About section.

Enters: the words of one paragraph, or of one sentence where a release shows no paragraphs. Leaves: the role that it takes, or None.
Promises: pure; a sentence whose subject is the organisation is never one of these.

A description speaks of its organisation. What speaks of this announcement, of its pictures, of who let it be published, of what
the law asks of it, or to the reader about where to follow, is of another kind, whatever its words are.
"""

from __future__ import annotations

import re

from tracker.sections.model import CONTACT, FURNITURE, OTHER, Role
from tracker.sections.openings import opening, openings

_RELEASE = (
    r"(?:press |news |media |stock exchange |company |regulatory |earnings |ad[- ]hoc )?(?:release|announcement|information"
    r"|communication|communiqu[ée]|notice|notification|disclosure|message|bulletin|publication|document|article)s?"
)
#: The release is the subject: "This information is …", "The information in this release …". A noun after it would make it
#: somebody's trade ("This information technology company …").
_OF_THE_RELEASE = (
    rf"(?:(?:this|these|the (?:above|present|foregoing))\s{_RELEASE},?\s"
    r"(?:is|are|was|were|has|have|had|may|must|shall|should|will|does|do|can|cannot|not|and|contains?|constitutes?|includes?"
    r"|relates?|appears?|comes?|concerns?|refers?|in|on|of|by|which|that|for|to|made|contained|issued|also)\b"
    rf"|the (?:information|contents?|statements?|facts|figures)\s[^.:;]{{0,30}}?\b(?:this|the)\s{_RELEASE}\b"
    rf"|(?:certain |some |all |any )?(?:statements?|nothing)(?: contained| made| set out)? (?:herein|in (?:this|the)\s{_RELEASE})\b"
    r"|the information (?:was|were|is) (?:submitted|provided|released|made|published|such|of the kind|communicated))"
)
_NO_DUTY = re.compile(
    r"[^.:;]{0,80}\b(?:undertakes?|assumes?|accepts?) no (?:duty|obligation|responsibility) to (?:update|revise|correct)\b",
    re.IGNORECASE,
)
#: So far into a line its "no" stands.
_DUTY_WITHIN = 100
_AUTHORISED = (
    r"(?:(?:authori[sz]ed|approved|cleared|released|issued|submitted)\s(?:for\s(?:release|lodg\w+|issue|publication)"
    r"\b[^.]{0,60}\s)?by\b|by order of\b|on behalf of the (?:board|directors)|the (?:board|directors?) of\b[^.]{0,80}"
    r"\b(?:authori[sz]ed|approved|accepts?)\b)"
)
_PICTURES = (
    r"(?:(?:a|an|the|more|further|additional|selected|print[- ]ready|press|high[- ]res(?:olution)?|hi[- ]res|free"
    r"|colour|color)\s){0,3}(?:photo(?:graph)?s?|images?|pictures?|portraits?|renderings?|logos?|videos?|footage"
    r"|b-roll|film clips?|infographics?|graphics|press kits?|media kits?|press photos?|artwork)\b"
    r"(?:\s?:|\s(?:credit|caption)s?\b|[^.:]{0,140}?\b(?:(?:is|are|can be|may be|will be|were|was)\s(?:\w+\s){0,2}?"
    r"(?:available|downloaded|obtained|attached|enclosed|found|requested|supplied (?:on|by)|here)|on request|for download)\b)"
    r"|(?:photo|picture|image|photograph)s? (?:by|courtesy|credits?|\u00a9|\(c\))(?!\w)|(?:photo|picture|image)?\s?(?:caption|credit)s?\s?:|(?:pictured|pictures?|photo)\s?(?:\([^)]*\)|above|left|right)?\s?:"
)
#: Words to the reader of the release, which ask for something or lead elsewhere.
_READER = (
    r"(?:download\b|register (?:now|here|for|at|online)\b|sign up\b|subscribe\b|(?:to )?unsubscribe\b|you (?:are receiving|receive"
    r"|have received)\b|thank you for\b|see also\b|also read\b|read also\b|related\s?:|save the date\b|(?:next|upcoming) events?\b"
    r"|(?:financial|corporate) calendar\b|hinweise? (?:an die|f[üu]r die|zu)\b|add to calendar\b|print this\b|click\b|share (?:this|on)\b)"
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,;|]*){2,}")
_NETWORK = (
    r"(?:linked\s?in|twitter|facebook|instagram|youtube|tiktok|x|mastodon|bluesky|threads|pinterest|xing|vimeo|weibo"
    r"|wechat|social media|social networks?|social channels?)"
)
_FOLLOW = re.compile(
    rf"(?:follow|find|like|join|connect with|subscribe to|stay (?:connected|in touch) with|keep up with|watch)\s"
    rf"[^.:;]{{0,60}}?\b(?:on|at|via|through)\b[^.:;]{{0,24}}?\b{_NETWORK}(?!\w)",
    re.IGNORECASE,
)
_FOLLOW_OPENINGS = openings("con fin fol joi kee lik sta sub wat")
_LONGEST_INVITATION = 200
_EDITORS = (
    r"(?:notes?|information|advice|background) (?:to|for) (?:the\s)?(?:editors?|journalists?|media|press|broadcasters?"
    r"|investors?)\b|editors?['’]?s? notes?\b|editors?\s?:|ends\b[.:\s]*$"
)
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")
_REGISTERED = (
    r"(?:registered (?:office|in (?:england|scotland|wales|ireland)|company|address)|company (?:registration|number|no)"
    r"|head office address|commercial register|handelsregister|isin\b|lei\b|vat (?:no|number|id)|wkn\b|ticker\b"
    r"|language versions?|time of (?:publication|release)|category code|sequence no)\b[^.]{0,60}[:\d]"
)
_MATTER = re.compile(f"{_OF_THE_RELEASE}|{_AUTHORISED}|{_PICTURES}|{_READER}|{_EDITORS}|{_REGISTERED}", re.IGNORECASE)
_MATTER_OPENINGS = openings(
    "a add adv all als an any app art aut b bac by cap cat cer cle cli col com cor cre dow edi end fil fin foo fre "
    "fur gra han hea hi hig hin ima inf isi iss lan lei log med mor nex not on pho pic por pre pri rea reg rel ren "
    "sav see sel seq sha sig som sta sub tha the thi tic tim to uns upc vat vid wkn you"
)
#: A label and a colon before whom to reach: "Press office: …", "Yhteystiedot: …".
_LABEL = re.compile(
    r"(?:(?:for\s)?(?:more|further|additional)\s(?:information|details|enquiries|questions)"
    r"|(?:(?:media|press|investors?|analysts?|corporate|company|public|general|editorial|sales|news|agency|pr|ir|trade)"
    r"(?:\s?(?:/|&|and|or)\s?|\s)){0,3}(?:contacts?|office|desk|relations|enquir(?:y|ies)|inquir(?:y|ies)|department"
    r"|team|queries|questions|officer|representative|agency|centre|center|hotline|line|room)"
    r"|contact\s(?:presse|m[ée]dias?|investisseurs)|contacto\s(?:de\s)?prensa|contatt[oi]\s(?:stampa|per la stampa)"
    r"|ufficio stampa|service (?:de )?presse|relations presse|(?:presse|medien)?kontakt(?:e|personen?|f[öo]r media)?"
    r"|perscontact|presskontakt|mediakontakt|yhteystiedot|lis[äa]tietoja|r[üu]ckfragen|weitere informationen"
    r"|ansprechpartner(?:in)?|contatti|contactos?|interviews?|bookings?|press)\s?:\s?(?=\S)",
    re.IGNORECASE,
)
_LABEL_OPENINGS = openings(
    "add age ana ans boo cen com con cor dep des edi enq for fur gen hot inq int inv ir ira iro kon lin lis med mor "
    "new off per pr pra pre pro pub que r rel rep roo ruc sal ser tea tra uff wei yht"
)


def notice(words: str) -> Role | None:
    """The role of a line that is about the release or to its reader; None where it may be about the organisation.

    `words` are levelled and stand without the marks of their medium.
    """
    opens = opening(words)
    if opens in _LABEL_OPENINGS and _LABEL.match(words):
        return CONTACT
    if opens in _FOLLOW_OPENINGS and len(words) <= _LONGEST_INVITATION and _FOLLOW.match(words):
        return CONTACT
    if words.startswith("#") and _HASHTAGS.fullmatch(words):
        return FURNITURE
    return OTHER if _is_matter(words, opens) else None


def _is_matter(words: str, opens: str) -> bool:
    """Whether a line speaks of the release, its pictures, its editors, who let it out, or the company's registration."""
    if opens in _MATTER_OPENINGS and _MATTER.match(words):
        return True
    return " no " in words[:_DUTY_WITHIN].lower() and _NO_DUTY.match(words) is not None


def numbered(words: str) -> int | None:
    """The number that a note opens with ("2. Photographs …"), or None."""
    found = _NUMBERED.match(words)
    return int(found["number"]) if found else None
