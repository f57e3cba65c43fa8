"""The words that the grammar knows, by what they do around a scheme's name.

A word that is not here changes nothing: the grammar reads past it.
"""

from __future__ import annotations

from enum import StrEnum, auto

from tracker.claims.model import Status


def listed(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


class Part(StrEnum):
    """What kind of word says a status."""

    ADJECTIVE = auto()
    NOUN = auto()
    VERB = auto()


class Verb(StrEnum):
    """What the word that governs a name does to it."""

    HOLD = auto()
    ACQUIRE = auto()
    BE = auto()
    BECOME = auto()
    COMPLY = auto()
    ALIGN = auto()
    PLAN = auto()
    OFFER = auto()
    REQUIRE = auto()
    LOSE = auto()


_STATUS_LINES = (
    (Status.CERTIFIED, Part.ADJECTIVE, "certified recertified cert pre-certified"),
    (
        Status.CERTIFIED,
        Part.NOUN,
        "certification certifications certificate certificates certs recertification credential credentials designation",
    ),
    (Status.REGISTERED, Part.ADJECTIVE, "registered re-registered"),
    (Status.REGISTERED, Part.NOUN, "registration registrations"),
    (Status.ACCREDITED, Part.ADJECTIVE, "accredited reaccredited"),
    (Status.ACCREDITED, Part.NOUN, "accreditation accreditations reaccreditation"),
    (Status.LISTED, Part.ADJECTIVE, "listed recognized recognised"),
    (Status.LISTED, Part.NOUN, "listing listings"),
    (Status.QUALIFIED, Part.ADJECTIVE, "qualified"),
    (Status.QUALIFIED, Part.NOUN, "qualification qualifications"),
    (Status.LICENSED, Part.ADJECTIVE, "licensed licenced"),
    (Status.LICENSED, Part.NOUN, "license licence licenses licences"),
    (Status.APPROVED, Part.ADJECTIVE, "approved authorized authorised cleared"),
    (
        Status.APPROVED,
        Part.NOUN,
        "approval approvals authorization authorisation authorizations ato clearance clearances",
    ),
    (Status.ATTESTED, Part.ADJECTIVE, "attested audited assessed validated verified examined"),
    (
        Status.ATTESTED,
        Part.NOUN,
        "attestation attestations audit audits report reports examination examinations assessment assessments validation verification",
    ),
    (Status.RATED, Part.ADJECTIVE, "rated appraised"),
    (Status.RATED, Part.NOUN, "rating ratings ranking medal medals appraisal score scorecard"),
    (Status.COMPLIANT, Part.ADJECTIVE, "compliant conformant conforming"),
    (Status.COMPLIANT, Part.NOUN, "compliance compliancy conformance conformity adherence accordance"),
    (Status.ALIGNED, Part.ADJECTIVE, "aligned"),
    (Status.ALIGNED, Part.NOUN, "alignment"),
)

#: Word to the status that it says, and how.
STATUS: dict[str, tuple[Status, Part]] = {
    word: (status, part) for status, part, line in _STATUS_LINES for word in line.split()
}

#: Of two status words in a row ("compliance certification"), the one further up is what is claimed.
STRENGTH = tuple(Status)

_VERB_LINES = (
    (
        Verb.HOLD,
        (
            "hold holds holding held has have having maintain maintains maintaining maintained carry carries carrying "
            "possess possesses boast boasts boasting retain retains retained keeps operate operates operating uphold upholds include includes included"
        ),
    ),
    (
        Verb.ACQUIRE,
        (
            "achieve achieves achieved achieving receive receives received receiving obtain obtains obtained obtaining "
            "earn earns earned earning gain gains gained gaining attain attains attained attaining secure secures secured securing "
            "complete completes completed completing pass passes passed passing won wins win winning awarded award awarding granted "
            "move moves moved moving switch switches switched convert converted transition transitions upgrade migrate "
            "renew renews renewed renewing added adds adding transitioned upgraded migrated get gets got completion "
            "achievement attainment updated updating"
        ),
    ),
    (Verb.BE, "is are am be been being was were remains remain remained re"),
    (Verb.BECOME, "become becomes became becoming"),
    (
        Verb.COMPLY,
        (
            "comply complies complied complying meet meets met meeting adhere adheres adhered adhering conform conforms "
            "conformed satisfy satisfies satisfied exceed exceeds exceeding exceeded fulfil fulfill fulfills follow follows followed observes"
        ),
    ),
    (Verb.ALIGN, "align aligns aligning modeled modelled guided inspired"),
    (
        Verb.PLAN,
        (
            "pursue pursues pursuing pursued seek seeks seeking sought plan plans planned planning intend intends intending "
            "intended expect expects expecting expected anticipate anticipates anticipated anticipating aim aims aiming hope hopes hoping "
            "targets targeting prepare prepares preparing prepared toward towards goal goals objective "
            "apply applies applied applying application awaiting awaits await begun began begin begins beginning start starts "
            "started starting initiated initiating commenced commencing undergoing scheduled journey path roadmap strives striving "
            "transitioning upgrading migrating considering exploring evaluating forward track course bid "
            "want wants wanted wish wishes booked commissioned ordered ready budget budgeted"
        ),
    ),
    (
        Verb.OFFER,
        (
            "help helps helping helped assist assists assisting guide guides guiding teach teaches teaching train trains training "
            "consult consults consulting advise advises advising coach coaches educates enable enables enabling simplify simplifies "
            "streamline streamlines automate automates automating accelerate accelerates accelerating support supports supporting "
            "ensure ensures ensuring"
        ),
    ),
    (
        Verb.REQUIRE,
        (
            "require requires required requiring must need needs needed demand demands demanding mandate mandates mandated "
            "mandating should obligated ask asks asked asking call calls called calling insist insists insisted insisting stipulate stipulates stipulated prefer prefers"
        ),
    ),
    (
        Verb.LOSE,
        (
            "lose loses lost losing surrendered surrender withdrew revoked suspended relinquished discontinued lapsed "
            "ran runs stopped stops ceased ceases quit gave give gives given giving handed handing hands dropped drops abandoned retired"
        ),
    ),
)

#: Word to what it does as a governor.
VERBS: dict[str, Verb] = {word: verb for verb, line in _VERB_LINES for word in line.split()}


def verbs(kind: Verb) -> frozenset[str]:
    """The words that do this as governors."""
    return frozenset(word for word, verb in VERBS.items() if verb is kind)


_TO, _TOWARD = listed("to for on"), listed("to toward towards")

#: Words that govern a name only when one of these follows ("plans to", but not "estate planning services").
FOLLOWERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("plan", "plans", "planned", "planning", "prepare", "prepares", "prepared", "preparing"), _TO),
    **dict.fromkeys(("intended", "scheduled", "aims", "aiming", "hope", "hopes", "hoping", "strives", "striving"), _TO),
    **dict.fromkeys(("application", "apply", "applies", "applied", "applying"), listed("for")),
    **dict.fromkeys(("path", "journey", "roadmap"), _TOWARD),
    **dict.fromkeys(("goal", "goals", "objective"), listed("of to is")),
    "forward": listed("to"),
    "aim": listed("of to for at is"),
    **dict.fromkeys(("ran", "runs"), listed("out")),
    **dict.fromkeys(("want", "wants", "wanted", "wish", "wishes"), _TO),
    **dict.fromkeys(("booked", "commissioned", "ordered"), listed("its the a an their our")),
    **dict.fromkeys(("ready", "budget", "budgeted"), listed("for")),
    **dict.fromkeys(("track", "course", "bid"), listed("for to toward towards")),
    **dict.fromkeys(("ask", "asks", "asked", "asking", "call", "calls", "called", "calling"), listed("for")),
    **dict.fromkeys(("insist", "insists", "insisted", "insisting"), listed("on upon")),
    **dict.fromkeys(
        ("move", "moves", "moved", "moving", "switch", "switches", "switched", "convert", "converted"), listed("to")
    ),
    **dict.fromkeys(("transition", "transitions", "upgrade", "migrate"), listed("to")),
    **dict.fromkeys(("updated", "updating"), listed("its the our their from to")),
    **dict.fromkeys(("gave", "give", "gives", "given", "giving"), listed("up")),
    **dict.fromkeys(("handed", "handing", "hands"), listed("back in")),
    **dict.fromkeys(("dropped", "drops", "abandoned", "retired"), listed("its the their our")),
}

#: Words that govern a name only from nearby; further off they speak of something else ("started in 1994 …").
NEARBY = listed(
    "toward towards begun began begin begins beginning start starts started starting initiated initiating commenced "
    "commencing evaluating exploring considering followed follow follows operate operates operating keeps includes included "
    "include added adds adding get gets got completed complete completes completing win won wins winning passed passing"
)

NEGATIONS = listed(
    "not never cannot nor neither without isn aren wasn weren doesn don didn hasn haven hadn won lacks lack lacking no non"
)
FUTURE = listed("will ll shall going")
MODALS = listed("may might could would")
CONDITIONS = listed("if once unless upon whether assuming")
FORMERLY = listed("formerly previously lapsed expired former withdrawn suspended revoked")

#: Words that may stand inside one group of verbs, on the left of its main verb.
CHAIN = listed(
    "to be been being have has had is are was were am it its it's their our the a of in on by for s ' t also now currently already "
    "fully successfully recently proudly soon further formally officially first again then track process order effort efforts steps "
    "step begun started begins continues continue continuing continued yet only just both all we they and who active actively claim claims "
    "independently formal being well way ahead committed commitment dedicated working work works look looks looking long-term"
)

#: Words that may stand between a scheme's name and the word that says its status.
GLUE = listed(
    "quality management system systems standard standards international security information compliance audit environmental type "
    "medical device devices product products manufacturing process processes program programme food safety data privacy - / fully "
    "global industry third-party third party independent annual successful new level s ' \" ) ® ™ full and status testing laboratory "
    "requirements requirement framework specification specifications surveillance aerospace automotive energy health sustainability"
)

#: Words and signs that join the members of a list of schemes.
JOINTS = listed(
    ", and & / or + ; | • · ● ▪ plus as well both the a an our its also including like such ( ) - along with standard standards "
    "requirements certification certifications to ' \" s : is are . * – are accreditations"
)

#: What leads from a status word to the schemes that it governs.
LEADS = listed(
    "to with under for in at as by per against through including such like : ( of and - from the standards standard both , include includes are"
)

CLIENTS = listed(
    "companies organizations organisations businesses customers clients manufacturers firms teams users contractors suppliers "
    "enterprises startups vendors providers them you others institutions merchants agencies your entities hospitals brands consumers buyers patients shoppers "
    "developers employers subcontractors practices processors shippers members company organization customer business client"
)

GENERIC_HOLDERS = listed(
    "companies organizations organisations suppliers vendors manufacturers businesses firms providers contractors entities company "
    "organization organisation supplier vendor manufacturer provider contractor partner partners laboratories labs facilities facility "
    "processor processors agency agencies host hosts"
)

OTHERS = listed(
    "supplier suppliers vendor vendors customer customers client clients partner partners subcontractor subcontractors "
    "contractors distributors distributor"
)

HOSTS = listed(
    "aws amazon azure microsoft google gcp salesforce oracle ibm rackspace equinix cyrusone digitalocean heroku snowflake"
)

OFFERED_PREFIXES = listed("lead internal gap readiness")
OFFERED_NOUNS = listed(
    "training consulting consultancy consultant consultants course courses workshop workshops webinar webinars toolkit toolkits "
    "template templates auditor auditors auditing expertise experts advisory services software solutions solution platform "
    "automation bootcamp tutorial checklist ebook whitepaper guide guides consultation consultations body bodies seminar seminars "
    "registrar registrars implementation tools"
)

EVENT_NOUNS = listed(
    "conference summit forum expo symposium committee subcommittee congress exhibition tc workshop webinar symposium meetup "
    "association council task working institute movement"
)

DEFINING_VERBS = listed(
    "is are was has have sets specifies provides ensures validates verifies requires focuses outlines examines evaluates helps "
    "signifies means represents establishes defines serves confirms demonstrates proves shows indicates assures guarantees covers "
    "applies describes addresses mandates involves includes measures assesses emphasizes emphasises enables allows offers gives "
    "certifies recognizes recognises reflects signals underscores highlights reinforces validate demonstrate ensure allow enable "
    "remains became stands refers promotes protects governs encompasses attests supports drives plays calls opens strengthens "
    "positions grew emerged evolved stems derives dates makes builds adds can will may must should does requires reduces minimizes eliminates asks prescribes expects demands introduces replaces replaced supersedes superseded restricts governs regulates comprises affects applies took takes came entered differs amends"
)

SELF = listed("our we my ours ourselves")

HEADINGS = listed(
    "benefits benefit features importance overview guide introduction understanding why what how value faq"
)

PENDING = listed(
    "pending underway planned expected anticipated targeted scheduled forthcoming upcoming imminent ongoing slated booked ordered "
    "envisaged foreseen intended sought proposed commissioned set"
)
PREPARING = listed(
    "process journey preparation preparations application readiness roadmap preparedness pre-assessment candidate path"
)
ENDED = listed(
    "expired lapsed withdrawn suspended revoked cancelled canceled terminated surrendered retired replaced superseded discontinued ceased rescinded "
    "ended annulled"
)

DETERMINERS = listed("the a an this these new its their our my any every each such")

#: Verbs that open advice to buyers.
ADVICE = listed("look choose check ask consider verify select seek insist demand confirm request opt find")
#: Gerunds that open the title of a piece about a subject, not about the organisation.
TOPICS = listed(
    "overcoming navigating understanding demystifying unlocking mastering preparing choosing simplifying exploring breaking"
)

#: Words of what hangs on something else: "conditional upon", "subject to its achieving".
HANGING = listed("conditional contingent dependent conditioned hinges depends")
#: What carries a part number.
ARTICLES_OF_TRADE = listed("part item model catalogue catalog drawing type stock order article")
#: Parts of an organisation that stand somewhere.
SITES = listed(
    "plant plants site sites facility facilities hall halls line lines centre centres center centers office offices warehouse warehouses "
    "depot depots yard yards works headquarters campus"
)
LABORATORIES = listed("lab labs laboratory laboratories")
PARTNERSHIP = listed("partnership partnerships partner partners")

#: What follows "is" where something happened to a certification; anything else describes a standard.
HAPPENING = listed(
    "available pending expected planned anticipated underway under in complete completed current valid held maintained renewed "
    "active now on scheduled up due good part displayed attached posted enclosed proof recent new ongoing being"
)
TOLD = listed("was were became came took entered")
ORIGINS = listed(
    "developed created introduced designed published established launched founded enacted formed instituted into effect from out passed signed adopted released revised"
)
#: Nouns after which a scheme's name only says what the noun is about.
SUBJECTS = listed(
    "rule rulemaking deadline mandate ecosystem market marketplace landscape adoption demand industry news updates revision trends"
)
#: Verbs that sell compliance by themselves.
SELLING = listed(
    "manage manages managing navigate navigates navigating map maps mapping handle handles automates automate automating simplifies simplify streamlines streamline accelerates accelerate"
)
#: Nouns and verbs of an unfinished effort: "in the process of", "on track to", "on its way to".
UNFINISHED = listed("process track way due set slated poised")
#: Words in a way of writing that make it a mark of its own.
MARKS = listed("mark marked marking marks ukca")
OWNING = listed("its their our my his her")
HAVING = listed("a an the become been")
#: Words that govern nothing after a determiner: "the demands of".
NOUNS = listed("demands needs demand need award move transition upgrade switch target targets wish plan plans start")
#: What only a standard does, whoever else the sentence speaks of.
STANDARDS_DO = listed(
    "requires specifies sets defines prescribes asks mandates demands outlines describes establishes stipulates "
    "introduces replaces supersedes governs govern regulates regulate restricts restrict comprises consists"
)
#: People and firms that a scheme licenses to assess others; their badge is no certificate of their own.
PEOPLE = listed(
    "auditor auditors consultant consultants trainer trainers assessor assessors implementer implementers practitioner practitioners "
    "rpo pao qsa asv expert experts professional professionals fellow instructor instructors"
)
FRAMEWORKS = listed("frameworks regulations mandates laws regimes")
MARKETS = listed("customers industries markets clients applications sectors")
#: Nouns that follow the name of a law where it is only cited.
OF_LAWS = listed(
    "regulated covered rule rules violation violations fines law act enforcement penalties breach deadline privacy"
)
#: What a text tells of a certificate of its own.
HAPPENED = listed(
    "awarded issued granted received achieved following obtained earned audited conducted completed presented renewed"
)
ACHIEVEMENTS = listed(
    "milestone success reward privilege achievement testament accomplishment step culmination honor honour recognition proud"
)
GOING_ON = listed("maintain retain keep continue uphold remain renew")
#: Verbs by which a lesson, a book or a service speaks about a standard.
TREATING = listed("covers covering discusses discussing explains explaining explores teaches compares describes")
#: Verbs of those who assess others.
ASSESSING = listed("conduct conducts conducting perform performs performing")
#: Verbs of those who judge others by a standard.
AUDITING = listed(
    "audit audits auditing assess assesses assessing inspect inspects inspecting certify certifies certifying evaluate evaluates benchmark benchmarks "
    "review reviews examine examines train trains prepares register registers registering"
)
#: Words of a sentence that only warns of what may not happen.
WARNING = listed("risks uncertainties assurance assurances")
#: Verbs that tell something of their own subject, so that what stands before them governs no further.
TELLING = listed("is are was were has have holds hold maintains remains carries boasts operates")
#: Firms that somebody has work for them: "its contract manufacturer".
HIRED = listed("manufacturer manufacturers laboratory lab provider providers packager processor")
HIRING = listed("contract outsourced third-party hosting cloud")
EASIER = listed("easy easier simple simpler faster effortless")
READING = listed("read learn discover explore download see")
#: What a certification does for whoever has it; what it expresses ("demonstrates our commitment") is said of one's own.
EFFECTS = listed(
    "ensures requires means guarantees helps involves provides allows enables assures obliges obligates mandates sets specifies defines "
    "measures assesses evaluates examines addresses outlines focuses affects protects reduces minimizes eliminates prevents prescribes "
    "regulates governs costs takes entails calls asks expects limits forbids"
)
#: Words by which a practice is followed, where no verb says so: "made using Good Manufacturing Practices".
USING = listed("using following under per")
#: Schemes that are practices: to follow them is how they are claimed.
PRACTICES = listed("gmp gdp haccp")
ADVERBS = listed("typically often usually generally commonly widely also now already frequently increasingly")
