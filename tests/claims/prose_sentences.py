"""Running prose in pairs of tables, as in `whose_sentences`: what speaks of a scheme as such, and near misses that claim it.

Everything is said in releases of "Torvane Filtration, Inc."; all organisations are invented.
"""

from __future__ import annotations

#: Prose that tells of a scheme, what it is wanted for, and who in general holds it.
EXPLAINED = [
    "ISO 14001 and ISO 45001 work hand in hand to keep people safe.",
    "The GREENGUARD standards apply only to what is used indoors.",
    "ISO 22000 is in its second edition.",
    "ISO 50001 has evolved into a tool for whole towns.",
    "ISO 27001 and SOC 2 both ask firms to know their risks.",
    'ISO 13485, formally titled "Medical devices, quality management," is a standard of its own.',
    "AS9100, AS9110 and AS9999 work together to keep aircraft safe.",
    "ISO 14001/14099 standards are specific to the environment.",
    "Engineers argued for years before the ISO 45001 standard had been published.",
    "The LEED green building rating system was drawn up in the nineties.",
    "Since the creation of the SQF program, recalls have become rare.",
    "It took the place of an older standard, OHSAS 18001.",
    "ISO 45001 replaces the previous standard, OHSAS 18001.",
    "FSC certification is granted to companies that keep their woods alive.",
    "The demand for CMMC certification has never been greater.",
    "With the growth of FSC certification, prices fell.",
    "The benefit of certification to BRCGS is that shops know it.",
    '"The drive for Nadcap accreditation is about trust," said the head of Torvane.',
    "The adoption of ISO 50001 would halve the bill of a hospital.",
    "Firms certified to ISO/IEC 27001:2013 had three years to move over.",
    "Organizations certified to OHSAS 18001 have a year to move, but Torvane decided to move at once.",
    "There are more than a million firms in 170 countries certified to ISO 9001.",
    "Facilities certified to the SQF standard meet rules on cleaning.",
    '"ISO 14001 certification reduces the waste of a mill," said a partner of Torvane.',
    "Torvane is proud of the award; ISO 27001 sets out how records are kept.",
    "Torvane builds pumps, while ISO 9001 describes how a firm is led.",
]

#: Near misses, each the organisation's own.
NOT_EXPLAINED = [
    "LEED Gold was awarded to the tower in May.",
    "ISO 13485 was added to the scope of the audit in May.",
    "CE, UL and CSA marks are found on every pump.",
    "SOC 2 Type II is in place, and the report can be had on request.",
    "ISO 13485 production takes place in two cleanrooms in Leeds.",
    "ISO 9001:2015 quality management, AS9100D machining and ITAR handling under one roof.",
    "ISO 9001 registered and AS9100 certified shops in Ohio and Texas run day and night.",
    "Parts are made under the ISO 13485 standard and checked twice.",
    "The works introduced the ISO 50001 standard in May.",
    "The mill works to an international standard, ISO 9001.",
    "The company meets the two main standards, ISO 9001 and ISO 14001.",
    "Growing demand for its FSC certified paper helps the mill.",
    "Torvane meets the demand for UL listed pumps.",
    "Torvane reaps the benefits of its ISO 14001 certification.",
    "Torvane is among the first firms certified to ISO 42001.",
    "Facilities certified to ISO 9001 include Reno and Leeds.",
    "Plants certified to ISO 14001 in Ohio and Texas feed the group.",
    "Customers are served from plants certified to ISO 9001.",
    "Buyers want papers, and Torvane is ISO 9001 certified.",
    "Torvane grew by half in a year, and ISO 14001 certificates hang in every one of its halls.",
    "Torvane maintains AS9100D, and also complies with ISO 13485.",
    "With 100% of the work done in GMP certified halls, Torvane ships to ten states.",
    "The IATF 16949 quality management system was audited in May.",
]
