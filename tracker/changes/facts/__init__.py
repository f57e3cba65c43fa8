"""What standing text states as fact: where the organisation is, how many, how much, and how to reach it.

Enters: a text. Leaves: `Facts`, each with its span and quote; and, for two texts, what differs between their facts
(`differ`). Promises: pure; "Newark, NY" and "NEWARK, New York" are one place, "http://www.acme.example/" and
"acme.example" one address, and the order in which a list is written is not a fact.
"""

from tracker.changes.facts.extract import extract, reach
from tracker.changes.facts.model import Contact, Facts, Figure, Means, Place, PlaceRole, Unit

__all__ = ["Contact", "Facts", "Figure", "Means", "Place", "PlaceRole", "Unit", "extract", "reach"]
