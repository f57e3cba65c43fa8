"""Nouns by what they name: people and organisations, those who deal with the issuer, lessons, parts of a standard's text."""

from __future__ import annotations

from tracker.claims.lexicon import OTHERS, listed

#: What has a certificate as its object: "receipt of".
GETTING = listed(
    "receipt award possession attainment completion verification achievement lack loss absence implementation introduction adoption acquisition"
)

#: What is told of certification in general: "the demand for", "the benefits of".
ABSTRACT = listed(
    "benefit benefits drive demand need importance value purpose cost costs role growth popularity price uptake rollout spread adoption "
    "merits advantages advantage significance meaning"
)

#: What a standard is, by a noun behind its name; rules that bind; and what is done with them.
KINDS = listed(
    "standard standards method methods program programs programme programmes rules regulations scheme schemes guidelines system systems requirements"
)
RULES = listed("rules regulations regulation")
FOLLOWED = listed("followed observed applied met respected upheld")

#: Words that only praise or place a standard: "the globally recognised industry standard".
PRAISING = listed(
    "standard standards recognised recognized accepted acknowledged established respected adopted leading previous earlier older underlying "
    "original popular prestigious coveted renowned rigorous stringent strict world well generic more"
)

#: What one standard does with another, nearest word first.
RESTING = frozenset(
    {
        ("on", "based"),
        ("upon", "based"),
        ("from", "derived"),
        ("on", "built"),
        ("upon", "built"),
        ("on", "founded"),
        ("on", "modelled"),
        ("on", "modeled"),
        ("from", "developed"),
    }
)

#: Verbs that tell what a standard is about; nouns of meeting one; what is done to its text, and what it does for others.
TELLING_OF = listed(
    "aims stands starts started begins began consists deals relates pertains originated goes dates focuses looks"
)
MANY_TELL = listed(
    "signal show prove mean require represent provide help offer confirm indicate reflect set specify define cover include involve "
    "govern guarantee assure signify"
)
CONFORMING = listed("compliance conformity conformance adherence")
WRITING = listed(
    "develop develops developed developing write wrote writes create created creates publish published publishes revise revised"
)
DONE_BY = frozenset(
    ("by", verb)
    for verb in ("adopted", "defined", "prescribed", "outlined", "described", "introduced", "governed", "stipulated")
)

#: What becomes of the text of a standard; what a certificate does for what it is given to.
PUBLISHED = listed("published revised rewritten drafted amended")
SCOPING = listed("covers includes applies encompasses")

#: Those whom somebody deals with: whoever "our suppliers" are, they are not the speaker.
COUNTERPARTS = OTHERS | listed(
    "co-packer copacker packager packer packers subcontractor contractor investor investors shareholder shareholders haulier hauliers competitor competitors rival rivals peer peers landlord licensee licensees licensor franchisee "
    "franchisees tenant tenants buyer buyers reseller resellers carrier carriers hauler haulers installer installers "
    "importer importers wholesaler wholesalers outsourcer tollers toller smelter smelters"
)

#: People and organisations that may be anybody. "The bank" is whoever the text is about; "a bank" and "banks" are not.
PARTIES = COUNTERPARTS | listed(
    "companies company businesses business firms firm organizations organisations organization organisation enterprise enterprises startup startups manufacturer "
    "manufacturers maker makers producer producers provider providers processor processors operator operators retailer retailers "
    "brand brands grower growers farm farms farmer farmers factory factories laboratory laboratories lab labs institute institutes "
    "institution institutions university universities college colleges school schools hospital hospitals clinic clinics bank banks "
    "insurer insurers lender lenders utility utilities airline airlines government governments agency agencies municipality municipalities ministry ministries "
    "regulator regulators authority authorities auditor auditors inspector inspectors assessor assessors student students graduate graduates "
    "participant participants attendee attendees speaker speakers consumer consumers shopper shoppers patient patients user users "
    "employer employers purchaser purchasers owner owners dealer dealers broker brokers bidder bidders applicant applicants exporter exporters "
    "entrepreneur entrepreneurs merchant merchants developer developers investor investors prime primes oem oems integrator integrators "
    "architect architects builder builders pharmacy pharmacies restaurant restaurants hotel hotels caterer caterers brewer brewers baker bakers roaster roasters "
    "miller millers foundry foundries shop shops workshops victim victims respondent respondents person people nobody everybody anyone everyone household households cooperative "
    "cooperatives council councils city cities county counties state states charity charities publisher publishers refiner refiners "
    "fabricator fabricators distributor distributors entity entities third-party landlords consultancy consultancies registrar registrars tender tenders "
    "rfp rfps team teams executive executives manager managers officer officers chemist chemists analyst analysts mill mills vendor vendors"
)

#: What is taught, read or run as an event.
LESSONS = listed(
    "class classes module modules elective electives course courses lesson lessons lecture lectures seminar seminars webinar webinars "
    "workshop workshops session sessions talk talks tutorial tutorials bootcamp bootcamps curriculum syllabus unit handbook handbooks guide guides guidebook "
    "book books ebook whitepaper whitepapers paper papers article articles blog podcast podcasts briefing briefings primer primers training trainings "
    "masterclass refresher introduction diploma degree programme-of-study exam exams examination apprenticeship toolkit toolkits template templates "
    "checklist checklists e-learning video videos panel panels keynote presentation presentations booklet brochure"
)

#: Trades that are named after what they deal with.
TRADES = listed(
    "consulting consultancy consultants consultant advisory auditing coaching mentoring teaching tuition instruction outsourcing counselling "
    "software solution solutions tool tools app apps"
)

#: Means by which others work on their papers.
MEANS = listed(
    "scanner scanners platform platforms software app apps tool tools kit kits toolbox dashboard plugin wizard module"
)

#: Parts of a standard as a text.
TEXTS = listed(
    "revision edition version draft clause clauses section sections annex appendix text chapter chapters publication rewrite update "
    "requirement requirements language wording provisions those that terms history future scope structure"
)

#: Those who are somebody else once a possessive stands before them: "its hosting provider".
POSSESSED = listed(
    "provider providers auditor auditors registrar registrars insurer insurers lender lenders host hosts agency agencies"
)

#: Those who speak of others rather than of themselves: "our registrar confirmed that it is".
JUDGING = listed(
    "auditor auditors registrar registrars inspector inspectors assessor assessors regulator regulators agency agencies authority "
    "authorities customer customers client clients buyer buyers"
)

#: What somebody is called who keeps things for others.
HOSTING = listed("host hosts hoster landlord depository custodian carrier haulier")

#: What somebody still wants to reach.
AIMS = listed(
    "goal goals target targets aim aims objective objectives ambition priority plan plans intention task tasks"
)

#: Verbs by which something is refused, or not reached.
REFUSING = listed(
    "fail fails failed failing refuse refuses refused decline declines declined deny denied rejected forgo forgoes skipped shuns avoided"
)

#: Participles of what is only said of something: "is described as", "is claimed to be"; and the verbs and nouns of saying so.
CALLED = listed(
    "advertised billed branded called claimed considered deemed depicted described held labeled labelled marketed portrayed positioned "
    "presented promoted regarded represented said sold stated touted viewed"
)
REPRESENTING = listed(
    "claim claims claiming represent represents representing represented representation representations say says saying said state states "
    "stating stated statement statements suggest suggests suggesting suggested suggestion imply implies implying implied mean means meaning "
    "warrant warrants warranty guarantee guarantees assert asserts assertion"
)

#: Words for what something is only modelled on: "as guidance".
MODELS = listed(
    "model guide guidance basis reference template benchmark framework blueprint yardstick inspiration starting"
)

#: Verbs by which somebody runs or owns what is spoken of: "operated by", "belongs to".
RUN = listed("run operated owned managed hosted leased rented staffed")
BELONGING = listed("belong belongs belonged belonging")

#: Work for which the accreditation of a laboratory is named as evidence.
ANALYSING = listed(
    "analysed analyzed analysis analyses assayed assays assay assaying tested tests testing sampled samples sample measured calibrated "
    "analysing analyzing laboratory lab prepared"
)

#: Words that lead to somebody who only takes part.
OBLIQUE = listed("at by from with on through via to using under for")

#: Words that lead on inside one noun phrase.
INSIDE = listed("in of near outside for at across throughout and")

#: Quantities by which people and organisations at large are counted.
COUNTING = listed(
    "many most some few several every each any no none neither only more less two three four five six seven eight nine ten "
    "half one dozens hundreds thousands other such certain numerous"
)

#: What may follow an appraisal that stands for itself.
BEHIND = listed("for to in by from of if when where and but at on before under among")

#: Quantities that count beyond one's own.
AT_LARGE = listed("many most few every any no only more less")

#: Parties that are also parts of an organisation.
SITE_LIKE = listed(
    "mill mills farm farms factory factories foundry foundries laboratory laboratories lab labs shop shops workshop workshops hotel hotels "
    "restaurant restaurants clinic clinics pharmacy pharmacies team teams school schools household households"
)

#: What is said of a laboratory that belongs to somebody else.
OUTSIDE = listed("independent external outside third-party contract partner")

#: Verbs by which material comes from somebody else.
BUYING = listed("buys buy bought purchased purchases sourced procured obtained")
COMING = listed("comes come came")

#: Participles by which data and machines are kept somewhere: "hosted in a data center".
KEPT = listed("hosted housed stored kept located placed colocated")

#: Participles by which somebody else does the work: "handled by a", "outsourced to a".
HANDED = listed(
    "outsourced entrusted delegated subcontracted contracted handled processed hosted stored managed secured operated powered performed "
    "administered provided serviced kept done run tested verified carried supplied"
)

#: What a person did before, and who is spoken of then.
CAREER = listed("ran run led managed directed headed supervised oversaw trained worked served interned apprenticed")
PERSONS = listed(
    "he she mr mrs ms dr director president founder cofounder ceo manager engineer officer chief executive chairman chairwoman"
)

#: Verbs by which a maker follows a law: "manufactures its pumps in accordance with".
MAKING = listed("manufacture manufactures manufactured manufacturing produces produced producing made makes making")

#: Where material comes from that somebody else grows or raises.
SOURCES = listed("farms fisheries ranches orchards vineyards growers producers fishermen herds")

#: Words by which work is given to others.
HIRED_OUT = listed("contract outside external third-party outsourced independent toll")

#: What an appraisal says of something in general: "… is enough", "… are preferred".
APPRAISED = listed(
    "preferred enough sufficient adequate unnecessary optional desirable welcome essential necessary needed advisable recommended "
    "eligible entitled exempt accepted acceptable permitted allowed reserved limited restricted admissible admitted "
    "encouraged favoured favored rare common expensive costly obligatory compulsory mandatory required voluntary useful helpful"
)

#: Nouns for a scheme as a text or an undertaking of its owner's.
UNDERTAKINGS = listed(
    "standard standards framework requirements program programme programs methods scheme specification specifications criteria"
)
