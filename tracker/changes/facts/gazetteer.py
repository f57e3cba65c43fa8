"""Names of places that can be told without looking anything up: states, provinces, countries, wide areas, large cities.

Codes are ISO 3166: `US-NY`, `CA-ON`, `DE`. Wide areas have a code of our own, `@europe`. A city is in the table only so
that it is believed when it stands alone; a city that is not in the table is believed where the text itself says that it
is a place ("offices in …", "…, NY").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

#: Code, then every way of writing it: postal, Associated Press (with its full stop, without which it is a word), full.
_STATES: Final = """
US-AL AL|Ala.|Alabama
US-AK AK|Alaska
US-AZ AZ|Ariz.|Arizona
US-AR AR|Ark.|Arkansas
US-CA CA|Calif.|Cal.|California
US-CO CO|Colo.|Colorado
US-CT CT|Conn.|Connecticut
US-DE DE|Del|Delaware
US-DC DC|District of Columbia
US-FL FL|Fla.|Florida
US-GA GA|Ga.|Georgia
US-HI HI|Hawaii
US-ID ID|Idaho
US-IL IL|Ill.|Illinois
US-IN IN|Ind.|Indiana
US-IA IA|Iowa
US-KS KS|Kan.|Kans.|Kansas
US-KY KY|Ky.|Kentucky
US-LA LA|La.|Louisiana
US-ME ME|Me.|Maine
US-MD MD|Md.|Maryland
US-MA MA|Mass.|Massachusetts
US-MI MI|Mich.|Michigan
US-MN MN|Minn.|Minnesota
US-MS MS|Miss.|Mississippi
US-MO MO|Mo.|Missouri
US-MT MT|Mont.|Montana
US-NE NE|Neb.|Nebr.|Nebraska
US-NV NV|Nev.|Nevada
US-NH NH|New Hampshire
US-NJ NJ|New Jersey
US-NM NM|New Mexico
US-NY NY|New York|New York State
US-NC NC|North Carolina
US-ND ND|North Dakota
US-OH OH|Ohio
US-OK OK|Okla.|Oklahoma
US-OR OR|Ore.|Oregon
US-PA PA|Pa.|Penn.|Penna.|Pennsylvania
US-RI RI|Rhode Island
US-SC SC|South Carolina
US-SD SD|South Dakota
US-TN TN|Tenn.|Tennessee
US-TX TX|Tex.|Texas
US-UT UT|Utah
US-VT VT|Vt.|Vermont
US-VA VA|Va.|Virginia
US-WA WA|Wash.|Washington|Washington State
US-WV WV|WVa.|West Virginia
US-WI WI|Wis.|Wisc.|Wisconsin
US-WY WY|Wyo.|Wyoming
US-PR PR|Puerto Rico
CA-AB AB|Alta.|Alberta
CA-BC BC|British Columbia
CA-MB MB|Man.|Manitoba
CA-NB NB|New Brunswick
CA-NL NL|Nfld.|Newfoundland|Newfoundland and Labrador
CA-NS NS|Nova Scotia
CA-NT NT|NWT|Northwest Territories
CA-NU NU|Nunavut
CA-ON ON|Ont.|Ontario
CA-PE PE|PEI|Prince Edward Island
CA-QC QC|PQ|Que.|Quebec
CA-SK SK|Sask.|Saskatchewan
CA-YT YT|Yukon
GB-ENG England
GB-SCT Scotland
GB-WLS Wales
GB-NIR Northern Ireland
AU-NSW NSW|New South Wales
AU-QLD QLD|Queensland
AU-VIC VIC
AU-WA Western Australia
AU-SA South Australia
AU-TAS Tasmania
"""

_COUNTRIES: Final = """
US US|USA|United States|United States of America|America
GB UK|United Kingdom|Great Britain|Britain|GB
CA Canada
MX Mexico
AE UAE|United Arab Emirates
AF Afghanistan
AL Albania
AM Armenia
AO Angola
AR Argentina
AT Austria
AU Australia
AZ Azerbaijan
BA Bosnia|Bosnia and Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BG Bulgaria
BH Bahrain
BM Bermuda
BN Brunei
BO Bolivia
BR Brazil|Brasil
BS Bahamas
BW Botswana
BY Belarus
CH Switzerland
CI Ivory Coast|Cote d'Ivoire
CL Chile
CM Cameroon
CN China|PRC|P R China|People's Republic of China|Mainland China
CO Colombia
CR Costa Rica
CU Cuba
CY Cyprus
CZ Czech Republic|Czechia
DE Germany
DK Denmark
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
ES Spain
ET Ethiopia
FI Finland
FR France
GH Ghana
GI Gibraltar
GR Greece
GT Guatemala
HK Hong Kong|Hong Kong SAR
HN Honduras
HR Croatia
HU Hungary
ID Indonesia
IE Ireland|Republic of Ireland
IL Israel
IM Isle of Man
IN India
IQ Iraq
IR Iran
IS Iceland
IT Italy
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KH Cambodia
KR South Korea|Korea|Republic of Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LB Lebanon
LI Liechtenstein
LK Sri Lanka
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MG Madagascar
MK North Macedonia|Macedonia
MM Myanmar
MN Mongolia
MO Macau|Macao
MT Malta
MU Mauritius
MW Malawi
MY Malaysia
MZ Mozambique
NA Namibia
NG Nigeria
NI Nicaragua
NL Netherlands|The Netherlands|Holland
NO Norway
NP Nepal
NZ New Zealand
OM Oman
PA Panama
PE Peru
PG Papua New Guinea
PH Philippines
PK Pakistan
PL Poland
PT Portugal
PY Paraguay
QA Qatar
RO Romania
RS Serbia
RU Russia|Russian Federation
RW Rwanda
SA Saudi Arabia|KSA|Kingdom of Saudi Arabia
SE Sweden
SG Singapore
SI Slovenia
SK Slovakia|Slovak Republic
SN Senegal
SV El Salvador
SY Syria
TH Thailand
TN Tunisia
TR Turkey|Turkiye
TT Trinidad and Tobago
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
UY Uruguay
UZ Uzbekistan
VE Venezuela
VN Vietnam|Viet Nam
ZA South Africa
ZM Zambia
ZW Zimbabwe
@europe Europe|European Union|EU
@western-europe Western Europe
@eastern-europe Eastern Europe
@asia Asia
@southeast-asia Southeast Asia|South East Asia
@asia-pacific Asia-Pacific|Asia Pacific|APAC
@north-america North America
@south-america South America
@latin-america Latin America|LATAM
@central-america Central America
@middle-east Middle East
@mena MENA
@emea EMEA
@dach DACH
@africa Africa
@oceania Oceania
@scandinavia Scandinavia
@nordics Nordics
@caribbean Caribbean
@americas Americas
"""

_CITIES: Final = (
    "Abu Dhabi|Albany|Albuquerque|Amsterdam|Ann Arbor|Antwerp|Athens|Atlanta|Auckland|Austin|Baltimore|Bangalore|Bangkok|"
    "Barcelona|Basel|Beijing|Belfast|Bengaluru|Berlin|Birmingham|Bogota|Boise|Bologna|Bordeaux|Boston|Boulder|Bratislava|"
    "Brisbane|Bristol|Brooklyn|Brussels|Bucharest|Budapest|Buenos Aires|Buffalo|Cairo|Calgary|Cambridge|Cape Town|"
    "Charlotte|Chennai|Chicago|Cincinnati|Cleveland|Cologne|Columbus|Copenhagen|Dallas|Delhi|Denver|Detroit|Doha|Dubai|"
    "Dublin|Dusseldorf|Edinburgh|Edmonton|Eindhoven|Frankfurt|Fort Lauderdale|Fort Worth|Galway|Geneva|Genoa|Glasgow|"
    "Gothenburg|Grand Rapids|Guadalajara|Guangzhou|Haifa|Halifax|Hamburg|Hanoi|Helsinki|Ho Chi Minh City|Honolulu|"
    "Houston|Hyderabad|Indianapolis|Istanbul|Jacksonville|Jakarta|Johannesburg|Kansas City|Kuala Lumpur|Kyiv|Lagos|"
    "Las Vegas|Leeds|Lima|Lisbon|Liverpool|Ljubljana|London|Los Angeles|Louisville|Luxembourg City|Lyon|Madrid|Manchester|"
    "Manila|Marseille|Melbourne|Memphis|Mexico City|Miami|Milan|Milwaukee|Minneapolis|Monterrey|Montreal|Moscow|Mumbai|"
    "Munich|Nairobi|Naples|Nashville|New Delhi|New Orleans|New York City|Newark|Nuremberg|Oakland|Orlando|Osaka|Oslo|"
    "Ottawa|Oxford|Palo Alto|Paris|Perth|Philadelphia|Phoenix|Pittsburgh|Prague|Pune|Quebec City|Raleigh|Reykjavik|Riga|"
    "Rio de Janeiro|Riyadh|Rome|Rotterdam|Sacramento|Salt Lake City|San Antonio|San Diego|San Francisco|San Jose|Santiago|"
    "Sao Paulo|Scottsdale|Seattle|Seoul|Shanghai|Shenzhen|Silicon Valley|Sofia|St Louis|Stockholm|Stuttgart|Suzhou|Sydney|"
    "Taipei|Tallinn|Tampa|Tel Aviv|The Hague|Tokyo|Toronto|Tucson|Tulsa|Turin|Utrecht|Valencia|Vancouver|Vienna|Vilnius|"
    "Warsaw|Washington DC|Wellington|Winnipeg|Wroclaw|Zagreb|Zurich"
)


def fold(name: str) -> str:
    """A name with case, accents, dots and hyphens levelled: "Québec" and "QUEBEC" are one."""
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace(".", "").replace("'", "").replace("-", " ").casefold().split())


def _table(lines: str, *, short: bool = False) -> dict[str, str]:
    """From every way of writing a name, levelled, to its code; only the Associated Press ones, or all but those."""
    rows = (line.split(" ", 1) for line in lines.strip().splitlines())
    return {fold(name): code for code, names in rows for name in names.split("|") if name.endswith(".") == short}


_REGION: Final = _table(_STATES)
_REGION_SHORT: Final = _table(_STATES, short=True)
_COUNTRY: Final = _table(_COUNTRIES)
_CITY: Final = frozenset(fold(name) for name in _CITIES.split("|"))

#: A list of places is read name by name, and its names are asked about several times.
_kept: Final = lru_cache(maxsize=4096)

#: The longest abbreviation of a state or a country, dots left out ("Calif", "Penna").
_ABBREVIATION_LENGTH: Final = 5


def _postal(name: str) -> bool:
    """Whether a name of two letters is in capitals, as a code must be: "IN" is Indiana, "In" is a word."""
    bare = name.replace(".", "").replace(" ", "")
    return len(bare) > 2 or bare.isupper()


@_kept
def region(name: str) -> str | None:
    """The code of a state, province or home country, or None."""
    key = fold(name)
    if name.endswith(".") and key in _REGION_SHORT:
        return _REGION_SHORT[key]
    return _REGION.get(key) if _postal(name) else None


@_kept
def country(name: str) -> str | None:
    """The code of a country or wide area, or None."""
    return _COUNTRY.get(fold(name)) if _postal(name) else None


@_kept
def abbreviated(name: str) -> bool:
    """Whether a known state or country is written short: "NY", "Calif.", "U.S."."""
    bare = name.replace(".", "").replace(" ", "")
    if len(bare) > _ABBREVIATION_LENGTH or (region(name) or country(name)) is None:
        return False
    return bare.isupper() or "." in name[:-1] or (name.endswith(".") and fold(name) in _REGION_SHORT)


#: Countries that are a city: after another city they are the next in a list.
_CITY_STATES: Final = frozenset({"GI", "HK", "LU", "MC", "MO", "SG"})

#: States and provinces named as their largest city, with the cities in our table that lie in them.
_NAMESAKES: Final = {
    "US-NY": frozenset({"albany", "brooklyn", "buffalo", "newark"}),
    "US-WA": frozenset({"seattle", "vancouver"}),
    "CA-QC": frozenset({"montreal"}),
}


def lies_in(town: str, code: str, name: str) -> bool:
    """Whether a town may lie in a region or country that is written after it, rather than be its neighbour in a list.

    "Albany, New York" is one place, "Chicago, New York" are two, and so are "London, Hong Kong".
    """
    if not city(town):
        return True
    if code in _CITY_STATES:
        return False
    return code not in _NAMESAKES or abbreviated(name) or fold(town) in _NAMESAKES[code]


@_kept
def city(name: str) -> bool:
    """Whether a name that stands alone is that of a large city."""
    return fold(name) in _CITY
