"""The words by which releases name, open and close their standing parts.

Everything here is of the genre, not of one organisation: headings of the roles, openings that need no heading,
the apparatus of wires and archives, and the verbs with which an organisation says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.sections.model import Role
from tracker.sections.openings import openings

#: A role and the pattern of its headings; between them how such a heading opens, and strings in small letters of which one that opens
#: in another way holds at least one.
Title = tuple[Role, frozenset[str], tuple[str, ...], re.Pattern[str]]

_TAIL = r"(?:\s(?:[\w/&'’.,()-]+)){0,14}?"

_CONTACT_OPENINGS = openings(
    "add aff age all ana bus com con cor cus dep dir edi enq eur eve fin for fur gen get glo how inq int inv ir ira iro "
    "irs kon loc mai mar med mor new nor off par ple pr pra pre pri pro prs pub reg rel rep sal sha tea tec the tra u uk "
    "us"
)

#: A heading's whole text, by role; tried in this order against a line or the words before a colon.
TITLES: tuple[Title, ...] = (
    (
        Role.NON_GAAP,
        frozenset(),
        ("non",),
        re.compile(
            rf"(?:(?:about|use|discussion|explanation|definitions?|notes?|statement|information"
            rf"|reconciliations?)\b{_TAIL}\s)?"
            rf"(?:u\.?s\.?\s)?(?:gaap\s(?:to|and)\s)?non[- ]?(?:gaap|ifrs)\b{_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        Role.SAFE_HARBOR,
        openings("cau pre rea ris"),
        ("harbo", "looking", "litigation"),
        re.compile(
            # a heading has no verb: "THIS RELEASE CONTAINS FORWARD-LOOKING STATEMENTS" is said of the release
            r"(?!.*\b(?:contains?|includes?|constitutes?|involves?|are|may)\b)(?:"
            rf"(?:[\w/&'’.-]+\s){{0,7}}?\"?(?:safe[- ]harbou?r\"?|forward[- ]?looking|private securities litigation){_TAIL}"
            r"|(?:cautionary|precautionary)\s(?:statements?|notes?|notices?|language|remarks?|information"
            r"|disclosures?|advisory)"
            rf"(?:\s(?:regarding|concerning|on|about|to){_TAIL})?|risk factors|readers?\sadvisor(?:y|ies))",
            re.IGNORECASE,
        ),
    ),
    (
        Role.TRADEMARK,
        openings("cop"),
        ("trade",),
        re.compile(
            r"(?:notes?\s(?:on|about)\s)?(?:[\w&.]+\s)?trade\s?marks?(?:\s(?:and\s\w+(?:\s\w+)?|information"
            r"|notices?|acknowledge?ments?|legend|attribution))?"
            r"|copyrights?(?:\s(?:notice|and trademarks?|information))?",
            re.IGNORECASE,
        ),
    ),
    (
        Role.CONTACT,
        _CONTACT_OPENINGS,
        (),
        re.compile(
            r"(?:(?:for\s)?(?:further|more|additional)\s(?:information|details)(?:,?\s(?:please\s)?(?:contacts?"
            r"|visit|call|see|email)(?:\sus|\sto)?)?"
            r"|(?:(?:for|all)\s)?(?:(?:the|global|us|u\.s\.|uk|european?|north american?|international|regional"
            r"|local|primary|main|official)\s)*"
            r"(?:(?:media|press|investors?|company|corporate|public|analysts?|sales|general|business|editorial"
            r"|customers?|pr|ir|news|agency|shareholders?"
            r"|communications?|marketing|investment|financial|trade|interview|partner(?:ship)?|product|technical"
            r"|event)s?(?:\s?(?:/|&|and|or|,)\s?|\s)){0,4}"
            r"(?:relations?|affairs|team|office|department|representatives?)?\s?(?:contacts?|enquir(?:y|ies)"
            r"|inquir(?:y|ies))"
            r"(?:\s(?:details|information|info|us|persons?|person:?|names?|data|list|for (?:media|press"
            r"|investors?)(?: (?:inquiries|enquiries))?|at [\w&. -]{2,40}))?(?:\(s\))?"
            r"|(?:media|press|investors?|public|corporate|shareholder|financial)(?:\s?(?:/|&|and)\s?(?:media|press"
            r"|investors?|analysts?))?(?:\s(?:relations|affairs|office|desk|centre|center|room|communications))?"
            r"|(?:investor and media|media and investor|ir|pr)\s(?:relations|contacts?)|get in touch"
            r"|how to (?:reach|contact) us|contact|kontakt|pressekontakt|contatti|contacto|contact presse"
            r"|(?:please\s)?direct\s(?:your\s)?(?:media\s|press\s)?(?:queries|enquiries|inquiries|questions)\sto)",
            re.IGNORECASE,
        ),
    ),
)

#: Forward-looking statements in other languages than English, and the French words of warning before them. In the Germanic
#: languages a company or its products may look forward as well.
_LOOKING_ABROAD = (
    r"(?:énoncés|déclarations|informations?)\s(?:de nature\s)?prospecti(?:fs|ves?)|mise en garde"
    r"|declaraciones (?:prospectivas|a futuro)|declarações prospectivas|dichiarazioni previsionali|toekomstverwachtingen"
    r"|(?:zukunfts(?:gerichtet|bezogen)\w*|vorausschauend\w*|framåtblickande|framtidsinriktade?|fremadrettede|fremtidsrettede"
    r"|toekomstgerichte)\s(?:[\w-]+\s){0,2}?(?:aussage|angabe|erklärung|feststellung|äußerung|uttal|påst|utsag|udsagn|udtal"
    r"|erklæring|opplysning|oplysning|verklaring|uitspra|uitlating|mededeling|informa)\w*"
)
#: In small letters, strings of which each of these holds one.
_LOOKING_SIGNS = (
    "prospecti", "mise en garde", "zukunfts", "vorausschau", "a futuro", "previsional", "framåt", "framtids", "fremad", "fremtids", "toekomst",
)  # fmt: skip
#: The same in other languages than English; tried where `inside.signed` saw how one of them begins.
TITLES_ABROAD: tuple[Title, ...] = (
    (
        Role.SAFE_HARBOR,
        frozenset(),
        _LOOKING_SIGNS,
        re.compile(rf"(?:[\w’'(]+\s){{0,4}}?\(?(?:{_LOOKING_ABROAD}){_TAIL}", re.IGNORECASE),
    ),
    (
        Role.CONTACT,
        frozenset(),
        (
            "renseign",
            "ansprech",
            "rückfrag",
            "yhteys",
            "lisäti",
            "informa",
            "oplysning",
            "relaç",
            "relations",
            "contato",
        ),
        re.compile(
            r"(?:(?:pour|för|for)\s(?:plus de\s|de plus amples\s)?)?(?:renseignements|ansprechpartner(?:in)?|rückfrage(?:n|hinweis)"
            r"|yhteystiedot|lisätietoja|(?:mer|ytterligare) informa(?:tion|sjon)|yderligere (?:oplysninger|information)"
            r"|relações com investidores|relations (?:investisseurs|presse|médias)|contatos?)"
            r"(?:,?\s(?:vänligen\s)?(?:kontakta?|veuillez contacter|antaa))?",
            re.IGNORECASE,
        ),
    ),
)

#: Role words which, alone on a line, are a heading, but which in running text need a colon or a bold mark.
CONTACT_OPENS = re.compile(
    r"(?:(?:FOR|For)\s(?:FURTHER|MORE|ADDITIONAL|Further|More|Additional|further|more|additional)\s(?:INFORMATION"
    r"|Information|information),?\s(?:(?:PLEASE|Please|please)\s)?(?:CONTACT|Contact|contact)s?\b\s?:?"
    r"|(?i:For\s(?:more|further|additional)\sinformation)\s?:|(?:Further|More|Additional)\s(?:information|details)\s?:"
    r"|(?:(?:Press|Media)\s[Oo]ffice|Contact (?:presse|m[ée]dias?)|(?:Presse|Medien)kontakt|Contatt[oi] stampa"
    r"|Contacto de prensa)\s?:"
    r"|(?:(?:Media|Press|Investors?|Company|Corporate|Public|Analysts?|Sales|General|Business|PR|IR|News|MEDIA"
    r"|PRESS|INVESTORS?|COMPANY|CORPORATE)(?:\s?(?:/|&|and|AND)\s?|\s)){0,3}"
    r"(?:(?:Relations|RELATIONS|Affairs)\s)?(?:Contacts?|CONTACTS?|Inquiries|Enquiries|INQUIRIES)(?:\s(?:Details"
    r"|Information|Info|Persons?|Us|DETAILS|INFORMATION))?(?:\(s\))?\s?:"
    r"|(?:Media|Press|Investor|Company|Corporate|Public|PR|MEDIA|PRESS|INVESTOR)\s(?:Relations\s"
    r"|RELATIONS\s)?(?:Contacts?|CONTACTS?)(?=[A-Z][a-z]|\s)|Contact\s(?:Details|Information|Info)(?=[A-Z\s]|$)"
    r"|(?:Media|Press|Investor)\sRelations\s?:|(?:Investors?|Media|Press)\s?:(?=\s?[A-Z]))"
)

#: Standing headings that open a sentence of a line which shows no paragraphs: "Safe Harbor Statement Statements in …".
TITLE_OPENS = re.compile(
    r"(?P<words>(?:(?:Cautionary|Special|Important)\s)?(?:(?:Note|Notice|Statements?|Disclaimer|Information"
    r"|Caution)\s)?(?:(?:Regarding|Concerning|About|on|On)\s)?"
    r"(?:Safe[- ]Harbou?r[\"”]?(?:\sStatements?)?(?:\s(?:Under"
    r"|under)\sthe\s(?:U\.?S\.?\s)?Private\sSecurities\sLitigation\sReform\sAct(?:\sof\s1995)?)?"
    r"|Forward[- ]Looking\s(?:Statements?|Information)(?:\s(?:Disclaimer|Disclosure|Notice))?)"
    r"|(?:SAFE[- ]HARBOU?R[\"”]?(?:\sSTATEMENTS?)?|(?:CAUTIONARY\s(?:NOTE|STATEMENTS?)\s(?:REGARDING|CONCERNING"
    r"|ON)\s)?FORWARD[- ]LOOKING\s(?:STATEMENTS?|INFORMATION)))"
    r"(?=\s?(?:This|These|Certain|Some|Any|All|Except|Statements?|The|In|Information|With|Matters|Forward|Various"
    r"|From|To|As|It|We|Our|Such|Other|Words|Readers|Investors|Except|Safe|Under)\b)"
)

#: Openings, anywhere that a sentence can begin, of a section that has no heading.
FORWARD_LOOKING = re.compile(
    r"forward[- ]?looking\s(?:statements?|information)"
    r"|\b(?:statements?|matters|information|comments|remarks)\b[^.]{0,200}?\b(?:are|is|be|as)\s(?:\w+ly\s)?forward[- ]?looking\b"
    rf"|{_LOOKING_ABROAD}",
    re.IGNORECASE,
)
#: Strings of which each of these holds one, in small letters.
FORWARD_SIGNS = ("ooking", *_LOOKING_SIGNS)
SAFE_HARBOR_OPENS = re.compile(
    r"(?:this|these|certain|some|any|all|except|statements?|the|forward|other than|matters|in addition"
    r"|to the extent|information|from time to time|with the exception"
    r"|such|readers|investors|various|as used|cautionary|safe harbor|note|when used|words|our|it|\*+)\b",
    re.IGNORECASE,
)
SAFE_HARBOR_OPENINGS = openings(
    "all any as cau cer exc for fro in inf inv it mat not oth our rea saf som sta suc the thi to var whe wit wor"
)
NON_GAAP_OPENS = re.compile(
    r"(?:to supplement|in addition to|this (?:press|news|earnings)?\s?(?:release|announcement)|we (?:use|report"
    r"|present|believe|define)|the company (?:uses|reports|presents|believes|defines)"
    r"|(?:adjusted ebitda|ebitda|free cash flow)[^.]{0,80}\b(?:is|are)\b)[^.]{0,240}\bnon-?(?:gaap|ifrs)\b",
    re.IGNORECASE,
)
NON_GAAP_OPENINGS = openings("adj ebi fre in the thi to we")
TRADEMARK_OPENS = re.compile(
    r"(?:©|\(c\)\s|copyright\b)|all (?:other )?(?:trademarks?|product names|brands?|company names|marks|names)\b[^.]{0,120}"
    r"\b(?:owners?|property|trademarks?)\b",
    re.IGNORECASE,
)
TRADEMARK_OPENINGS = openings("all cop")
#: A first sentence that says whose marks it names.
SAYS_WHOSE_MARKS = re.compile(
    r"(?:(?!(?<=[a-z)])\.\s).){0,300}?\b(?:(?:is|are)\s(?:a\s)?(?:either\s)?(?:registered\s)?(?:(?:service|trade)\s?marks?)"
    r"|(?:registered|unregistered) trademarks?(?:,| or| and| of)|trademarks? (?:or registered trademarks? )?of)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Standing paragraphs of other kinds: they end an About section and begin none.
OTHER_OPENS = re.compile(
    r"neither\s(?:the\s)?(?:tsx|nasdaq|nyse|cse|canadian|otc|any|\w+ (?:stock|securities|venture))[^.]{0,200}"
    r"|(?:the|no)\s(?:tsx|cse|canadian securities|stock exchange|securities regulatory|securities commission"
    r"|toronto stock)[^.]{0,120}(?:has|have) (?:not|neither|reviewed|approved|in no way)"
    r"|this\s(?:press release|news release|release|announcement|communication|document)\s(?:does not|shall not"
    r"|is not|is for|includes? inside|contains inside|is being|is issued|was (?:prepared|approved|issued)"
    r"|has been (?:prepared|approved|issued))"
    r"|(?:\*+\s?)?disclaimers?\b\s?[:.\n–-]|(?:important|legal|regulatory)\s(?:notice|information|disclaimer"
    r"|disclosures?)\b|no offer or solicitation|additional information and where to find it"
    r"|(?:the\s)?(?:securities|shares|notes|units)\s(?:described|offered|referred|mentioned|to be offered"
    r"|being offered|have not|will not)"
    r"|(?:the )?(?:technical|scientific)[^.]{0,60}(?:information|content|disclosure)[^.]{0,120}(?:reviewed|approved"
    r"|prepared)"
    r"|(?:\*+\s?)?(?:these|this) (?:statements?|products?)\b[^.]{0,80}(?:not been evaluated"
    r"|not intended to (?:diagnose|treat))"
    r"|not for (?:distribution|release|publication|dissemination)|(?:note|notes) to (?:the )?editors?\b"
    r"|editor['’]s note"
    r"|(?:all|unless otherwise)[^.]{0,60}\b(?:dollars?|currency|figures|amounts)\b[^.]{0,60}(?:are|is|in|stated)"
    r"|to (?:download|register|rsvp|watch|view|listen|access|apply|schedule|order|purchase|book|reserve|subscribe"
    r"|donate|sign up|read the full|see the full|request)\b"
    r"|(?:a\s)?(?:live\s)?(?:webcast|replay|conference call)\b|on behalf of the board|caution(?:ary)?\s?:"
    r"|(?:(?:financial|summary|unaudited|consolidated)\s){0,2}tables?\s(?:to\s)?follows?\b|notes?\s?:|inside information|source text|references?\s?:|sources?\s?:\s",
    re.IGNORECASE,
)
OTHER_OPENINGS = openings(
    "a add all cau con dis edi fin imp ins leg liv nei no not on ref reg rep sci sec sha sou sum tab tec the thi to una uni unl web"
)
#: Another of them, by what it holds; the string without which none does.
QUALIFIED = "qualified p"
#: So far into the paragraph that string stands.
QUALIFIED_WITHIN = 240
QUALIFIED_OPENS = re.compile(
    r".{0,200}\b(?:an? |the |as )?(?:independent |non-independent )?[\"“]?qualified (?:person|professional geolog)",
    re.IGNORECASE,
)
#: The wire's and the archive's own words.
FURNITURE_OPENS = re.compile(
    r"(?:\(?view|to view|read)\s(?:the\s|this\s)?(?:original|source|full|piece|press|multimedia|news|photos?"
    r"|video)\b.{0,60}?\b(?:content|version|release|on|at|source|story|article|http\w*)"
    r"|SOURCE\b\s?:?\s*(?=[A-Z0-9“\"(\[]|$)|(?:\[?source\]?\s?:\s)|original (?:post|source|article|content"
    r"|release)\s?:|originally published|first published"
    r"|the post\b.{1,300}?\bappeared first on|this (?:article|press release|content|news|story|release|post"
    r"|announcement)\s(?:has been|was)\s(?:amplified|distributed|originally|first|issued (?:via|by|through)"
    r"|published (?:on|via|by|through)|provided|syndicated|created by|sent|submitted|posted)"
    r"|(?:press release|news)\s(?:service|services|distribution|distributed|submitted|powered|provided)\s(?:by"
    r"|service|powered)\b"
    r"|(?-i:(?:Distributed|Powered|Published|Released|Provided|Syndicated)\s(?:by|via|on|through)\s[A-Z(\[][^.]{1,80}$)"
    r"|(?:photos?|logos?|videos?|images?|multimedia|infographics?|attachments?|related (?:links|images|documents"
    r"|files)|file photo)\s?(?:[-–—:]|accompanying|available|\(\d)|a (?:photo|video|logo|picture"
    r"|pdf)[^.]{0,40}(?:accompanying|available|is available|can be)"
    r"|(?:share|tweet|print|email|follow|save|like) this|click here|tags?\s?:|keywords?\s?:|categor(?:y|ies)\s?:"
    r"|topics?\s?:|related (?:topics|news|stories|articles|companies|stocks)|industry\s?:|more (?:news"
    r"|stories) (?:from|about)"
    r"|news provided by|\(c\) (?:business wire|pr newswire|globe\s?newswire)|©\s?(?:\d{4}\s)?(?:business wire"
    r"|pr newswire|globe\s?newswire|accesswire|newsfile)|copyright (?:\(c\)|©)?\s?\d{4}\s(?:business wire"
    r"|pr newswire|globe\s?newswire|accesswire|newsfile)"
    r"|\[?(?:original/source press release|newsramp|reddit post)|!\[|pickup - |blockchain registration"
    r"|https?://(?:prn\.to|www\.prnewswire|www\.businesswire|www\.globenewswire|www\.einpresswire|www\.accesswire"
    r"|www\.newswire)",
    re.IGNORECASE | re.DOTALL,
)
FURNITURE_OPENINGS = openings(
    "a att blo cat cli cop dis ema fil fir fol htt ima ind inf key lik log mor mul new ori pho pic pow pre pri pro "
    "pub rea red rel sav sha sou syn tag the thi to top twe vid vie"
)
#: The same, where it stands in the middle of a line after the end of a sentence, or run together with it.
FURNITURE_INSIDE = re.compile(
    r"(?:View|Read|VIEW)\s(?:the\s)?(?:original|source|Original|Source|ORIGINAL|full)\s(?:content|version"
    r"|press release|news release|release|article|story|post)\b(?=.{0,60}?(?:http|www\.|\.com|:|on\s))"
    r"|To view the (?:original|source) (?:version|content|release|press release)\b"
    r"|SOURCE:?\s(?=[A-Z0-9][\w&.,' -]{1,80}(?:$|\n|\s{2}|Related|View|\.))|Original (?:Post|Source|Article)\s?:"
    r"|The post\b.{1,300}?\bappeared first on\b|Press [Rr]elease (?:[Ss]ervice|[Dd]istribution|[Dd]istributed) by\b"
    r"|News (?:[Ss]ource|[Pp]rovided [Bb]y)\s?:|This (?:article|press release|content|news"
    r"|story) (?:has been amplified|was (?:originally )?(?:distributed|published|issued) (?:by|on|via|through))\b"
    r"|(?:Photo|Logo|Multimedia|Video)\s[-–—]\s(?=https?:)"
)
FURNITURE_INSIDE_OPENINGS = openings("log mul new ori pho pre rea sou the thi to vid vie")
#: Rules and end marks, which divide wherever they stand.
RULE_INSIDE = re.compile(  # each by its first mark, to which a search skips ahead, and then by what stands before it
    r"-(?<=\s-)-{2,}(?=\s)|#(?<=\s#)(?:##+(?!\s?\w)|\s#\s#)|\*(?<=\s\*)\s?\*\s?\*(?!\*)(?=\s)"
    r"|!(?<=\s!)\[Original|\[(?<=\s\[)Original|_(?<=\s_)_{4,}|=(?<=\s=)={4,}"
)
#: A line drawn under a heading, or over it: four marks or more of one kind.
RULE = re.compile(r"\s*(?P<mark>[-=*_~–—])(?:\s?(?P=mark)){2,}[ \t]*")
END_MARK = re.compile(
    r"(?:#\s?){2,}#?|#{3,}|-\s?(?:30|0)\s?-|[-–—*_=~·•\s]{3,}|\(?-?\s?(?:ENDS?|End|Ends)\s?-?\)?|\*\s?\*\s?\*|(?:--"
    r"|–|—)?\s?END\s?(?:--|–|—)?|-\s?more\s?-|\(END\)|[^\w\s]{1,4}\s?(?:ENDS?|[Ee]nds?)\s?[^\w\s]{1,4}"
)

#: What an About heading is about where that is no organisation: its section is of another kind.
NOT_AN_ORGANISATION = re.compile(
    r"(?:the|this|these|our)?\s?(?:[\w'’-]+\s){0,5}?(?:study|studies|survey|surveys|research|trial|trials|reports?"
    r"|poll|methodology|data|index|awards?(?: program(?:me)?)?|books?|films?|movie|albums?|authors?"
    r"|event|events|conference|webinar|webcast|summit|tour|offering|offer|transaction|merger|agreement|release"
    r"|announcement|statements?|recall|disease|syndrome|cancer|disorder|infection|rankings?|list)",
    re.IGNORECASE,
)

#: Lines that head a description of the organisation as often as other matter: they do where one stands below.
OVER_A_DESCRIPTION = re.compile(
    r"(?:the|our) (?:company|group|issuer)|(?:company |corporate )?(?:profile|background)|background (?:information|notes?)"
    r"|(?:company|corporate|general|further|additional) information|description of the (?:company|group|business)"
    r"|(?:notes?|information) (?:to|for) (?:the )?editors?|editor['’]?s['’]? notes?",
    re.IGNORECASE,
)

#: Verbs with which an organisation says what it is or does, in the third person of the present.
DESCRIBES = (
    r"is|are|was|were|has|have|['’]s|provides?|offers?|delivers?|designs?|develops?|manufactures?|makes?|produces?"
    r"|builds?|creates?|supplies|serves?|specializ?es?|speciali[sz]es?"
    r"|operates?|helps?|enables?|empowers?|leads?|supports?|combines?|connects?|focus(?:es)?|offers|owns?|manages?"
    r"|invests?|works?|brings?|represents?|distributes?|markets?|sells?|engineers?"
    r"|transforms?|simplif(?:y|ies)|accelerates?|advances?|powers?|protects?|stands?|strives?|aims?|believes?"
    r"|consists?|comprises?|employs?|trades?|traces?|runs?|unites?|partners?|exists?|seeks?"
    r"|uses?|leverages?|integrates?|pioneers?|explores?|drives?|gives?|allows?|equips?|hosts?|trains?|educates?"
    r"|publishes|maintains?|conducts?|continues?|began|started|launched|opened|can|features?|includes?"
    r"|redefin\w+|revolutioni[sz]es?|reimagines?|inspires?|harness(?:es)?|tackles?|fosters?|promotes?|ensures?"
    r"|facilitates?|improves?|optimi[sz]es?|automates?|streamlines?|holds?|boasts?|crafts?|caters?|blends?|turns?"
    r"|puts?|takes?|sets?|tests?|certif(?:y|ies)|licenses?|commerciali[sz]es?|discovers?|acquires?|recycles?"
    r"|processes|refines?|mines?|grows?|ships?|installs?|repairs?|services|handles?|treats?|cares?"
)
#: How the first sentence of a description may open before it names the organisation.
OPENERS = (
    r"Founded|Established|Headquartered|Based|Since\s(?:its\b|\d{4}|launching|inception|being)|With\s(?:over|more"
    r"|nearly|almost|a|an|its|offices|headquarters|locations|operations|roots|corporate)|In business|In operation"
    r"|In\s\d{4}"
    r"|For\s(?:over|more|nearly|almost|the (?:past|last)|\d+|(?:[\w-]+\s)?(?:years|decades|generations|centuries))|At\s|As\s(?:an?|the|one|part)\b"
    r"|We\b|We['’]|Our\b|The\s(?:[Cc]ompany|[Ff]irm|[Oo]rgani[sz]ation|[Gg]roup|world|leading|largest)\b"
    r"|An?\s|One of\b|Through\b|From\s|Formed\b|Created\b|Incorporated\b|Launched\b|Located\b|Built\b|Born\b"
    r"|Serving\b|Speciali[sz]ing\b|Dedicated\b|Recogni[sz]ed\b|Known\b|Backed\b"
    r"|Over the (?:past|last)\b|Today\b|Every\b|Here at\b|Celebrating\b|Driven\b|Committed\b|Operating\b"
    r"|Providing\b|Delivering\b|Named\b|Ranked\b|Part of\b|Started\b|Opened\b|Family[- ]owned\b|Privately\b"
    r"|Publicly\b|Listed\b|Spanning\b|Combining\b|Using\b|By\s\w+ing\b|Trusted\b|Leading\b|Pioneering\b|Inspired\b"
    r"|Organized\b|Organised\b|Opening\b|Owned\b|Originally\b|Rooted\b|Guided\b|Led\b|Having\b|There\b|It\b|This\b"
    r"|When\b|What\b"
)


def holds(words: str, signs: Iterable[str]) -> bool:
    """Whether a text holds one of these strings; asked before a pattern is tried that cannot do without any of them."""
    for sign in signs:  # noqa: SIM110 - a generator would take as long as the search
        if sign in words:
            return True
    return False
