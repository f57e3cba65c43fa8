"""The trades of invented organisations: what they make, for whom, and which schemes matter to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """What an organisation does, for whom, with what words, and which schemes matter to it."""

    nouns: tuple[str, ...]
    products: tuple[str, ...]
    customers: tuple[str, ...]
    schemes: tuple[str, ...]


TRADES: tuple[Trade, ...] = (
    Trade(
        ("Electronics", "Circuits", "Microsystems", "Controls", "Instruments"),
        (
            "printed circuit assemblies",
            "cable harnesses",
            "power converters",
            "box builds",
            "flight control units",
            "wound magnetics",
            "radio frequency filters",
            "test fixtures",
            "sealed enclosures",
            "sensor modules",
            "motor drives",
            "rugged displays",
        ),
        ("aerospace", "defense", "medical", "rail", "industrial", "energy", "satellite", "instrumentation"),
        ("iso-9001", "as9100", "iso-13485", "nadcap", "itar", "iso-14001"),
    ),
    Trade(
        ("Medical", "Biosciences", "Surgical", "Diagnostics", "Therapeutics"),
        (
            "infusion sets",
            "catheters",
            "surgical drapes",
            "wound dressings",
            "blood collection tubes",
            "bone screws",
            "diagnostic kits",
            "patient monitors",
            "hydrophilic coatings",
            "sterile packaging",
            "hearing implants",
            "pipette tips",
        ),
        (
            "hospitals",
            "clinics",
            "laboratories",
            "device makers",
            "research institutes",
            "ambulance services",
            "pharmacies",
        ),
        ("iso-13485", "iso-9001", "gmp", "iso-14001", "hipaa"),
    ),
    Trade(
        ("Cloud", "Networks", "Data Centers", "Software", "Systems"),
        (
            "colocation",
            "managed hosting",
            "backup services",
            "identity services",
            "payment interfaces",
            "case management software",
            "private networks",
            "message archives",
            "fraud screening",
            "edge computing",
            "records management",
            "help desk services",
        ),
        ("banks", "hospitals", "insurers", "public bodies", "retailers", "universities", "charities", "law firms"),
        ("soc-2", "iso-27001", "pci-dss", "hipaa", "iso-22301", "iso-9001"),
    ),
    Trade(
        ("Foods", "Bakeries", "Nutrition", "Ingredients", "Provisions"),
        (
            "oat biscuits",
            "freeze-dried fruit",
            "vegetable proteins",
            "dietary supplements",
            "spice blends",
            "baby cereals",
            "fruit fillings",
            "plant-based drinks",
            "chilled soups",
            "cocoa powders",
            "malt extracts",
            "probiotic capsules",
        ),
        ("grocers", "schools", "airlines", "restaurants", "pharmacies", "wholesalers", "food makers"),
        ("iso-22000", "fssc-22000", "gmp", "b-corp", "iso-14001"),
    ),
    Trade(
        ("Castings", "Foundry", "Forge", "Metals", "Precision"),
        (
            "brake housings",
            "pump bodies",
            "turbine blades",
            "axle parts",
            "valve bodies",
            "gear blanks",
            "aluminum extrusions",
            "forged rings",
            "investment castings",
            "ferroalloys",
            "machined shafts",
            "die-cast covers",
        ),
        ("truck makers", "tractor makers", "car makers", "shipyards", "compressor makers", "mines", "mills"),
        ("iso-9001", "iso-ts-16949", "iso-14001", "ohsas-18001", "iso-50001", "nadcap"),
    ),
    Trade(
        ("Aerospace", "Avionics", "Aerostructures", "Propulsion", "Composites"),
        (
            "wing ribs",
            "fuel lines",
            "composite radomes",
            "landing gear parts",
            "cabin interiors",
            "actuators",
            "engine mounts",
            "fasteners",
            "flight instruments",
            "thermal blankets",
            "bushings",
            "ducting",
        ),
        ("airframe makers", "engine makers", "airlines", "space agencies", "maintenance shops", "armed forces"),
        ("as9100", "as9120", "nadcap", "itar", "iso-9001", "iso-14001"),
    ),
    Trade(
        ("Laboratories", "Calibration", "Testing", "Metrology", "Analytics"),
        (
            "calibration services",
            "materials testing",
            "failure analysis",
            "environmental testing",
            "reference gauges",
            "dimensional inspection",
            "trace analysis",
            "air sampling",
            "water testing",
            "vibration testing",
            "emissions testing",
            "flow measurement",
        ),
        ("utilities", "refineries", "drug makers", "builders", "car makers", "public agencies", "food makers"),
        ("iso-17025", "iso-9001", "iso-14001", "gmp"),
    ),
    Trade(
        ("Plastics", "Polymers", "Tubing", "Packaging", "Coatings"),
        (
            "extruded tubing",
            "molded closures",
            "high-purity hoses",
            "blister packs",
            "shrink film",
            "silicone seals",
            "powder coatings",
            "adhesive tapes",
            "recycled pellets",
            "drums and pails",
            "barrier films",
            "cable jackets",
        ),
        ("drug makers", "food makers", "cosmetics makers", "chip makers", "farmers", "builders", "wire harness makers"),
        ("iso-9001", "iso-14001", "iso-13485", "b-corp", "iso-50001", "iso-45001"),
    ),
)
