"""What pages say that are not what their status says, by what they stand for: codes for machines, words as hosts write them.

Each kind has two expressions. `called` is held against the title and the headings of a page of fewer than `below`
characters, and so holds what no release is called; `says` against the whole text of a page of a few lines, and so holds
what no release consists of.
Sources: the block pages of Cloudflare, Akamai, DataDome, HUMAN, Imperva and AWS WAF; the error pages of Apache, nginx,
IIS, WordPress, Drupal, TYPO3 and Sitecore in ten languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.documents.fetch.outcomes import Cause

#: A wall says little; a release of under a thousand characters is rare, and one that is also called so, rarer.
SHORT = 1_500
FEW_LINES = 500


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one kind of page that is no document is told by its words, and what is said of it."""

    cause: Cause
    detail: str
    called: re.Pattern[str]
    says: re.Pattern[str]
    below: int = SHORT


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


CHALLENGE = Phrases(
    Cause.CHALLENGE_PAGE,
    "the host checks for a browser first",
    _any(
        r"checking your browser",
        r"verif(?:y|ying) (?:that )?you are (?:a )?human",
        r"just a moment\s*\.\.\.",
        r"attention required",
        r"are you a robot",
        r"^\s*(?:human|browser|security) (?:verification|check)\s*(?:$|[|–-])",
        r"^\s*access (?:to this page (?:has been )?)?denied\s*(?:$|[|–-])",
        r"^\s*(?:error )?(?:429 )?too many requests\s*(?:$|[|–-])",
        r"sorry, you have been blocked",
        r"request unsuccessful\. incapsula",
    ),
    _any(
        r"checking your browser",
        r"(?:verify|confirm)(?:ing)? (?:that )?you(?: are|['’]re) (?:a )?(?:human|not a (?:ro)?bot)",
        r"enable javascript and cookies to continue",
        r"enable js and disable any ad ?blocker",
        r"ddos protection by",
        r"unusual traffic from",
        r"request unsuccessful\. incapsula",
        r"press (?:&|and) hold to confirm",
        r"access to this page has been denied",
        r"you don['’]t have permission to access",
        r"(?:content|page|site|service) is not available in your (?:country|region)",
        r"kein roboter sind",
        r"pas un robot",
        r"no eres un robot",
        r"non sei un robot",
        r"geen robot bent",
    ),
)

NOT_FOUND = Phrases(
    Cause.SOFT_NOT_FOUND,
    "the page says that it was not found, under a status that says it was",
    _any(
        r"^\s*(?:error )?404(?:\s*$|\s*[|:–-]\s|\s+(?:error|not found|page)\b)",
        r"\b404(?:\s*$|\s+[|–-]\s|\s+(?:error|not found)\b)",
        r"page (?:was |is |could |can)?\s?(?:not|['’]t) (?:be )?found",
        r"page (?:you (?:requested|are looking for) )?(?:does not|doesn['’]t|no longer) exists?",
        r"(?:could not|couldn['’]t|cannot|can['’]t) find (?:that|the|this) page",
        r"page (?:you (?:requested|are looking for) )(?:could not|couldn['’]t|cannot|can['’]t) be found",
        r"page (?:is )?no longer (?:available|exists)",
        r"seite (?:wurde |konnte )?(?:leider )?nicht gefunden",
        r"seite existiert nicht",
        r"page (?:introuvable|non trouvée)",
        r"p[áa]gina n(?:o|ão) (?:encontrada|existe)",
        r"pagina non trovata",
        r"pagina niet gevonden",
        r"sidan (?:hittades inte|kunde inte hittas)",
        r"siden (?:finnes ikke|ble ikke funnet|blev ikke fundet)",
        r"sivua ei löy(?:dy|tynyt)",
        r"nie znaleziono strony",
        r"ページが見つかりません",
        r"页面(?:不存在|未找到)",
    ),
    _any(
        r"oops!? (?:that|the|this) page can['’]t be found",
        r"(?:that|the|this) page (?:could not|couldn['’]t|cannot|can['’]t) be found",
        r"(?:this|the) domain(?: name)? (?:is|may be) for sale",
        r"die angeforderte seite (?:existiert nicht|wurde nicht gefunden|konnte nicht gefunden werden)",
        r"la page demandée (?:est introuvable|n['’]existe)",
        r"お探しのページ",
    ),
)

ERROR = Phrases(
    Cause.ERROR_PAGE,
    "the page says that something went wrong, under a status that says nothing did",
    _any(
        r"^\s*(?:error )?(?:50[0234][ :–-]+)?(?:internal server error|bad gateway|gateway time-?out)\b",
        r"^\s*(?:error )?(?:503[ :–-]+)?service (?:temporarily )?unavailable\s*(?:$|[|–-])",
        r"\b503 service",
        r"\b500 internal",
        r"\b(?:web ?)?site (?:is )?(?:under|down for|undergoing) (?:\w+ )?maintenance",
        r"^\s*(?:web)?site maintenance\b",
        r"we(?:['’]ll| will) be (?:right )?back\b",
        r"^\s*oops\b.{0,20}something went wrong",
    ),
    _any(
        r"(?:web ?site|web page|this page|this service|portal) (?:is |is currently |is temporarily )*(?:under|down for|undergoing|offline for)"
        r" (?:\w+ )?(?:\w+ )?maintenance",
        r"(?:web ?site|page|service) is (?:currently |temporarily )+(?:unavailable|offline|down)",
        r"performing (?:some |scheduled )?maintenance (?:at the moment|right now|on (?:the|our) (?:web ?)?site)",
        r"(?:something went wrong|an error (?:has )?occurred|unable to process your request)\W.{0,80}"
        r"(?:try again|reload|refresh|contact the (?:web ?master|administrator))",
        r"(?:web ?site|seite) ist .{0,60}(?:wartungsarbeiten|nicht (?:erreichbar|verfügbar))",
        r"site (?:est )?(?:actuellement )?(?:en (?:cours de )?maintenance|indisponible)",
        r"sitio (?:web )?(?:est[áa] )?en mantenimiento",
    ),
)

LOGIN = Phrases(
    Cause.LOGIN_PAGE,
    "the page asks who reads it",
    _any(
        r"^\s*(?:please )?(?:sign|log) ?in\s*(?:$|[|–-])",
        r"^\s*(?:sign|log) ?in to (?:your account|continue|read)",
        r"^\s*subscribe to (?:read|continue)",
    ),
    _any(
        r"(?:to (?:continue|keep) reading|to read (?:this|the full) (?:article|story|release)),? (?:please )?(?:subscribe|register|sign in|log in)",
        r"(?:subscribe|register|sign in|log in) to (?:continue|keep) reading",
    ),
    below=FEW_LINES,  # many a page has a heading over the way in
)

CONSENT = Phrases(
    Cause.CONSENT_PAGE,
    "the host asks for consent first",
    _any(r"^\s*before you continue\b"),
    _any(
        r"(?:\buses?|verwenden|nutzen|utilisons|usamos|utilizamos|utilizziamo|gebruiken)\b.{0,60}\bcookies?\b.*"
        r"(?:accept|agree|allow all|reject all|akzeptieren|tout accepter|aceptar|accetta|accepteren)",
        r"(?:privacy (?:choices|settings)|cookie (?:choices|settings)|consent)\b.*(?:accept all|i agree|agree and continue|reject all)",
        r"\bcookies?\b.*(?:reject all|accept all|alle akzeptieren|tout accepter|aceptar todo|accetta tutt[oi])",
    ),
)

#: What is left of a page that a script in a browser would fill.
SCRIPT = _any(
    r"(?:enable|turn on|activate|requires?|needs?|without)\W+(?:\w+\W+){0,3}(?:javascript|js)\b",
    r"javascript\W+(?:\w+\W+){0,4}(?:required|disabled|enabled|needed|aktivieren|activé|nécessaire)",
)

#: In this order: a page is named by its first sign.
KINDS = (CHALLENGE, CONSENT, NOT_FOUND, ERROR, LOGIN)
