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
    "There are over one million companies and organizations in over 170 countries certified to ISO 9001.",
    "A total of 508 electronics recycling companies have been certified to the R2 standard.",
    "Storage and cooling facilities certified to the SQF standard adhere to rules on cleaning.",
    "AS9110 embeds all AS9100 clauses and brings new ones.",
    "AS9100D, kept up by the makers of aircraft, inherits every ISO 9001 clause.",
    "It incorporates all ISO 9001 requirements and adds others.",
    "All standards in the ISO 9000 family deal with quality.",
    "The makers of jets treat AS9100D as a gate.",
    "Two of the most recognized standards in the trade are ISO 9001 and AS9100.",
    "Some well known standards include ISO 9001 and ISO 14001.",
    "ISO 9000 (more formally ISO 9001:2015) is a standard for management.",
    "Using ISO 9001 helps a firm to please those who buy.",
    "Introducing ISO 50001 requires time and money.",
    "The database is the best source for AS9100 certification.",
    "A company that is certified to ISO 9001 may say so.",
    "AS9100D and ISO 9001:2015 certifications signal the order that buyers want.",
    "ISO 14001 and ISO 45001 certifications require time and money.",
    "ITAR registration refers to enrolment with the state under the International Traffic in Arms Regulations.",
    "ISO 13485, published in 2003 (officially designated ISO 13485:2003), sets rules for those who make devices.",
    "By implementing ISO 13485, an organization becomes a better partner.",
    "What makes AS9100D different is its view of risk.",
    "AS9100D isn't optional in the trade.",
    "AS9100D requirements connect directly to work on the floor of a shop.",
    "The objective of ISO 9001:2015 is to please those who buy.",
    "The uptake of ISO 13485 is highest in the north.",
    "It takes a year of understanding ISO 9001 certification requirements.",
    "Facilities certified to the SQF standard meet rules on cleaning.",
    "Tenants in the city are starting to seek out LEED-certified buildings.",
    "The scheme asks firms to consider ISO 14001 certification when they choose a mill.",
    '"ISO 14001 certification reduces the waste of a mill," said a partner of Torvane.',
    "Torvane is proud of the award; ISO 27001 sets out how records are kept.",
    "Torvane builds pumps, while ISO 9001 describes how a firm is led.",
]

#: Near misses, each the organisation's own.
NOT_EXPLAINED = [
    "Torvane is qualified to MIL-PRF-38534 (Class K); MIL-PRF-19500 (JANS), and is certified to ISO 9001.",
    "ISO 9001 and ISO 14001 certifications cover our two mills.",
    "ISO 9001 and AS9100D certifications hang in the lobby of the works.",
    "The mill meets ISO 9001 certification requirements.",
    "By achieving ISO 13485 certification, a team of six has opened a new market for Torvane.",
    "Having achieved ISO 9001, the firm looks ahead.",
    "All ISO 9001 requirements are met, and an audit confirmed it.",
    "The mill meets all ISO 14001 requirements.",
    "Our standards include ISO 9001 and AS9100.",
    "Quality standards include ISO 9001 and AS9100.",
    "The mill has met all criteria for LEED certification.",
    "Using ISO 9001, Torvane has halved its scrap.",
    "A maker of pumps, Torvane is ISO 9001 certified and can ship at once.",
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
    "With the growth of the ISO 9001 certified works came new jobs.",
    '"Achieving ISO 9001 certification is a great success for the whole team," said the head of Torvane.',
    "Torvane reaps the benefits of its ISO 14001 certification.",
    "Torvane is among the first firms certified to ISO 42001.",
    "Facilities certified to ISO 9001 include Reno and Leeds.",
    "Plants certified to ISO 14001 in Ohio and Texas feed the group.",
    "Customers are served from plants certified to ISO 9001.",
    "One of five firms certified to ISO 42001, Torvane has kept its lead.",
    "ISO 14001 and ISO 45001 form the core of the group's policy.",
    "The ISO 9001 standard has guided the works since 1998.",
    "ISO 9001 has been held by the works since 1998.",
    "Operators certified to IPC J-STD-001 have built every board since 2001.",
    "Over 120 employees have been certified to IPC J-STD-001.",
    "Customers seek out our LEED certified hall.",
    "Shops that prefer Torvane buy its FSC certified paper.",
    "Buyers want papers, and Torvane is ISO 9001 certified.",
    "Torvane grew by half in a year, and ISO 14001 certificates hang in every one of its halls.",
    "Torvane maintains AS9100D, and also complies with ISO 13485.",
    "With 100% of the work done in GMP certified halls, Torvane ships to ten states.",
    "The IATF 16949 quality management system was audited in May.",
]

#: What a body does for others, and what is taught.
OFFERED = [
    "Torvane is authorized by the board to conduct CMMC Level 2 assessments.",
    "Torvane is licensed to perform SOC 2 examinations.",
    "Torvane has issued its first accreditation to ISO/IEC 17025:2017.",
    "Torvane grants the first certification to ISO 42001.",
    "Holmgard Labs has been accredited by Torvane to ISO/IEC 17025 for ten years.",
    "Holmgard Labs has been accredited to ISO/IEC 17025 by Torvane.",
    "Defense contractors can now work directly with us to achieve CMMC certification.",
    "Corvine Lab has been accredited by Torvane, earlier under the ISO/IEC 17025:2005 standard.",
    "Torvane offers ISO 9001:2015 public training courses across the country.",
]

#: Near misses, each the organisation's own.
NOT_OFFERED = [
    "We conduct annual SOC 2 Type II audits.",
    "Norvik has issued certification to ISO 9001 to Torvane.",
    "Torvane was issued its first certification to ISO 9001 in May.",
    "Torvane has been accredited by Norvik to ISO/IEC 17025.",
    "Customers work with us because we achieved ISO 9001 certification.",
    "Customers come to us to buy pumps, and we hold ISO 9001.",
    "Torvane has issued its report, and its mill is certified to ISO 14001.",
    "Torvane offers ISO 9001 certified training centres.",
]

#: What a giver gives is not the giver's.
SOMEBODY_ELSE = [
    "Our suppliers use ISO 9001 certified sites.",
    "Torvane manufacturing partners use IATF 16949 certified sites.",
]

#: Near misses, each the organisation's own.
NOT_SOMEBODY_ELSE = [
    "A registrar, Norvik Assessment, granted Torvane certification to AS9100D and ISO 9001.",
    "An independent registrar awarded Torvane certification to ISO 14001.",
    "Partners use our ISO 9001 certified sites.",
    "Our registrar granted us certification to ISO 13485.",
    "Our partner team uses an ISO 9001 certified hall in Leeds.",
]

#: Duties of others, and what is open to some alone.
NOBODY = [
    "Torvane vendor shall maintain an inspection system which is compliant with the requirements of ISO 9001.",
    "The Seller shall keep a quality system certified to ISO 9001 and tell Torvane of any change.",
    "Suppliers must send Torvane castings from an ISO 9001 certified foundry.",
    "Compliance with ISO/IEC 17025 or equivalent is required.",
    "Certification to ISO 9001 or an equivalent standard is preferred.",
    "To be certified to FSSC 22000, it is required that the company keeps records.",
    "Only recyclers and refurbishers can become certified to ISO 14001.",
]

#: Near misses, each the organisation's own.
NOT_NOBODY = [
    "Our supplier shall be paid at once, and Torvane is ISO 9001 certified.",
    "Its ISO 9001 certificate or an equivalent paper is shown on request.",
    "Only Torvane can offer castings from a forge that is Nadcap accredited.",
    "Only in May was the mill certified to ISO 14001.",
]

#: What somebody is bound to reach, or about to.
TO_COME = [
    "Torvane is now ready to receive the ISO 9001 certificate.",
    "Her task is preparing the forge in Reno, Ohio, to attain Nadcap accreditation.",
    "Torvane is preparing its laboratory to achieve ISO/IEC 17025 accreditation.",
    "The group has signed up to LEED certification for all new halls.",
    "Torvane is committed to achieving ISO 14001 certification.",
    "The board pledged to obtain ISO 50001 certification.",
    "Torvane's bid for ISO 14001 certification goes on.",
]

#: Near misses, each the organisation's own.
NOT_TO_COME = [
    "Building on the success of its bid for ISO 14001 certification, Torvane looks ahead.",
    "After a successful bid for ISO 14001 certification, Torvane looks ahead.",
    "Torvane is committed to maintaining its ISO 9001 certification.",
    "Torvane is ready to ship from its ISO 9001 certified hall.",
    "The laboratory has once again received ISO/IEC 17025 accreditation.",
    "Once again certified to ISO 9001, the plant ships daily.",
    "The laboratory has met the benchmarks required by ISO/IEC 17025.",
    "The kitchen prepares soups and has achieved SQF certification.",
]

#: What is only followed.
FOLLOWED = [
    "By following the LEED framework, the builder saves power.",
    "Torvane cuts waste by following the ISO 14001 standard.",
]

#: Near misses, each the organisation's own.
NOT_FOLLOWED = [
    "Torvane makes tablets by following GMP and holds ISO 22000.",
    "Following the audit, the plant was certified to ISO 14001.",
]
