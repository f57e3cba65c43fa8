"""What organisations say of themselves in standing text: sentences with gaps, and the forms of a claim."""

from __future__ import annotations

from benchmarks.generate.schemes import Verb

OPENINGS = (
    "{short} designs and makes {products} for {customers}.",
    "{short} is a leading provider of {products} for {customers}.",
    "Founded in {founded}, {short} supplies {products} to {customers}.",
    "{short} is a global manufacturer of {products}, serving {customers}.",
    "{short} develops, builds and services {products} that are used by {customers}.",
    "{short} stands for {products}. Its customers are {customers}.",
    "{short} helps {customers} with {products}.",
    "In business since {founded}, {short} designs, manufactures and ships {products} for {customers}.",
    '{short} ("the Company") is an independent source of {products} for {customers} around the world.',
    "Headquartered in {home}, {short} offers {products} to {customers}.",
    "For more than a generation, {customers} have turned to {short} for {products}.",
    "{short} is changing how {customers} buy {products}.",
    "A pioneer of {products}, {short} works for {customers} in more than a dozen countries.",
    "{short} combines {products} with service for {customers}.",
)
#: What an organisation says of itself beside the facts; two wordings of one thing each.
WORDINGS = (
    (
        "The company's promise is simple: what leaves the floor works.",
        "The company makes a simple promise: what leaves the floor works.",
    ),
    (
        'Its "one floor, one team" approach shortens the way from drawing to delivery.',
        'Its "one floor, one team" model shortens the path from drawing to delivery.',
    ),
    (
        "Quality, delivery and candor are what {short}'s customers come back for.",
        "Quality, candor and delivery on time are what {short}'s customers come back for.",
    ),
    (
        "{short} combines engineering with manufacturing - from the first sample to the last spare part.",
        "{short} joins engineering and manufacturing - from the first sample to the last spare part.",
    ),
    (
        "The company provides its services around the clock and with people of its own.",
        "The company is a provider of services around the clock and with people of its own.",
    ),
    (
        "Every order is inspected twice before it leaves the building.",
        "Every order may be inspected before it leaves the building.",
    ),
)
CLAIMS: dict[Verb, tuple[str, ...]] = {
    Verb.CERTIFIED: (
        "{short} is certified to {list}.",
        "{short} is {list} certified.",
        "{short} holds {list} certifications.",
        "The company's management system is certified to {list}.",
        "{short} holds all appropriate certifications for the markets that it serves, including {list}.",
        "All plants are {list} certified.",
        "{short} has earned {list} certification.",
        "The company operates from {list} certified facilities.",
        "{short} maintains certifications to {list}.",
        "With {list} certification, {short} meets what its customers ask for.",
        "Certified to {list}, {short} is audited every year.",
    ),
    Verb.REGISTERED: (
        "{short} is registered to {list}.",
        "{short} is {list} registered.",
        "{short} is an organization registered to {list}.",
    ),
    Verb.ACCREDITED: (
        "{short} is {list} accredited.",
        "The company is accredited to {list}.",
        "{short} holds {list} accreditation.",
    ),
    Verb.COMPLIANT: (
        "{short} is {list} compliant.",
        "{short} is compliant with {list}.",
        "Its operations comply with {list}.",
        "All services are {list} compliant.",
    ),
    Verb.STATED: ("Certifications: {list}.", "Certifications and standards: {list}.", "Quality: {list}."),
}
#: Where to read more; the first organisation says nothing of it.
CLOSINGS = (
    "",
    "For more information, visit {site}.",
    "For more information, please visit: {site}",
    "Learn more at {site}.",
    "Additional information about {short} can be found on its web site at {site}.",
    "{site}",
    "Follow {short} on LinkedIn or visit https://{site}/.",
)
