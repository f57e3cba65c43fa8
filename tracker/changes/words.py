"""Closed word classes of English: what holds a sentence together, and what turns its meaning."""

# ruff: noqa: SIM905 - a table of words is read, and kept in order, as words

from __future__ import annotations

#: Words that carry no subject of their own. An equal run of nothing else may be absorbed between two edits.
STOP_WORDS = frozenset(
    """
    a about above after again all also an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his how
    i if in into is it its itself me more most my no nor not now of off on once only or other our ours out over own per
    same shall she should so some such than that the their theirs them then there these they this those through to
    too under until up upon us very via was we were what when where which while who whom why will with within without
    would you your yours may might must cannot
    """.split()
)

#: Words that turn a statement into its opposite.
NEGATIONS = frozenset(
    """
    no not never none neither nor without cannot nothing nobody nowhere hardly except excluding
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
    discontinued terminated revoked suspended withdrawn expired former formerly previously lapsed ceased
    """.split()
)

#: Words that make a statement possible, planned, required or promised instead of so.
MODALS = frozenset(
    """
    may might can could will would shall should must ought
    expects expect expected intends intend intended plans plan planned anticipates anticipate anticipated
    aims aim seeks seek seeking pursuing pending approximately potentially possibly subject
    """.split()
)

#: Words by which a standing is claimed; one in place of another changes what is claimed.
STATUSES = frozenset(
    """
    certified certification certifications registered registration accredited accreditation accreditations approved
    approval licensed licence license compliant compliance complies comply conforms conforming conformity qualified
    qualification attested validated verified audited aligned authorized authorised listed recognized recognised
    """.split()
)

#: Scales and units that make the figure beside them another figure.
SCALES = frozenset("percent million billion trillion thousand hundred dozen".split())

#: Stock exchanges and their segments, as listings name them.
EXCHANGES = frozenset(
    """
    nasdaq nyse amex tsx tsxv otc otcqb otcqx lse aim asx euronext cse bse nse neo xetra sgx hkex jse
    """.split()
)

MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)

#: Places that a capitalised word may name on its own: countries and states that releases name most.
REGIONS = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming
    ontario quebec alberta canada mexico brazil argentina chile colombia peru usa america england scotland wales ireland
    britain uk france germany spain portugal italy switzerland austria belgium netherlands luxembourg denmark sweden
    norway finland iceland poland czechia hungary romania bulgaria greece turkey ukraine russia israel egypt morocco
    nigeria kenya india pakistan china japan korea taiwan vietnam thailand malaysia singapore indonesia philippines
    australia europe asia africa
    """.split()
)
