"""More sentences in pairs of tables, as in `whose_sentences`: what is not asserted of the organisation, and near misses that are.

Everything is said in releases of "Torvane Filtration, Inc."; all organisations are invented.
"""

from __future__ import annotations

#: A denial that covers a whole list, and one of the saying.
DENIED = [
    "Torvane is not CMS-approved, URAC-accredited or ISO 9001 certified.",
    "The kit is not represented as CMS-approved, FDA-registered or ISO 13485-certified.",
    "The pilot line was never state-licensed, board-certified or CLIA-certified.",
    "The press is not claimed to be ISO 9001 certified.",
    "No filter is advertised as GMP certified.",
    "None of our mixes is described as USDA Organic certified.",
    "Neither pump is marketed as GMP certified.",
    "Torvane makes no representation that its Reno plant is ISO 9001 certified.",
    "Torvane does not claim that each of its plants is ISO 14001 certified.",
]

NOT_DENIED = [
    "Torvane is state-licensed, board-approved and ISO 9001 certified.",
    "Torvane is not only CMS-approved, but URAC-accredited and ISO 9001 certified.",
    "Torvane is a not-for-profit, URAC-accredited organization.",
    "Torvane is marketed as an ISO 9001 certified supplier.",
    "The mill is described as the first ISO 14001 certified mill in Wales.",
    "Torvane's filters are not sold in shops, and are ISO 9001 certified.",
    "The company says that its Reno plant is ISO 9001 certified.",
]

#: Work given to others, what others say of themselves, and what somebody did before.
SOMEBODY_ELSE = [
    "Testing by a UKAS ISO 17025 accredited laboratory.",
    "Samples were tested by an A2LA, ISO 17025 accredited laboratory.",
    "Torvane's card payments are handled by a PCI DSS Level 1 service provider.",
    "Our payroll is outsourced to a SOC 2 provider.",
    "Records run through a PCI DSS Level 1 certified provider.",
    "All customer records are hosted on servers in a SOC 2 Type II compliant data center.",
    "The service is hosted in an ISO 27001 certified data centre in Leeds.",
    "All tablets are sourced from WHO-GMP certified facilities.",
    "Its flour is procured solely from FSSC 22000 certified mills.",
    "Our host is SOC 2 compliant.",
    "Our database host says that it is SOC 2 Type II compliant.",
    "Our supplier confirmed that it is ISO 9001 certified.",
    "Our hosting partner states that its data centers are ISO 27001 certified.",
    "Our suppliers say they are ISO 14001 certified.",
    "She previously led an ISO 13485 certified manufacturer.",
    "The director was trained abroad in the development of an ISO 15189 accredited laboratory.",
    "Earlier in his career he managed an ISO 17025 accredited laboratory.",
    "Torvane bought the accounts from Ozarka Toxicology, a full-service, ISO 17025-accredited laboratory.",
    "Samples went to Corvine, an independent, family-run, ISO 17025 accredited laboratory.",
    "Records sit in ISO 27001 and SOC 2 certified data centers managed by Nimbara.",
    "Azure's data halls have been audited to ISO 27001 and SOC 2.",
]

NOT_SOMEBODY_ELSE = [
    "Testing is done in our UKAS ISO 17025 accredited laboratory.",
    "Torvane operates a UKAS ISO 17025 accredited laboratory.",
    "Torvane is a PCI DSS Level 1 service provider.",
    "Your payments are handled by Torvane, a PCI DSS Level 1 service provider.",
    "Torvane is recognised as a SOC 2 provider.",
    "Your records are hosted in our SOC 2 certified data center.",
    "Torvane hosts its customers' servers in a SOC 2 Type II certified data center in Reno.",
    "All tablets are made in WHO-GMP certified facilities.",
    "Its wood comes from its own FSC certified forests.",
    "The host city's plant is ISO 50001 certified.",
    "The company says that it is ISO 9001 certified.",
    "Our registrar confirmed that it is ISO 9001 certified.",
    "He runs our ISO 9001 certified plant in Reno.",
    "She has led Torvane, an ISO 9001 certified company, since 2011.",
    "The chief executive led an ISO 27001 certification project at Torvane.",
    "Torvane, a full-service, ISO 17025 accredited laboratory, tests water.",
    "Torvane ships from an ISO 9001 certified plant and does not use brokers.",
    "Torvane manufactures only in its own cGMP compliant and NSF certified facility and does not outsource any step.",
    "Records sit in ISO 27001 certified data centers managed by Torvane.",
    "Torvane runs an ISO 9001 certified plant owned by its founders.",
]

#: What a standard, its text or its certificates are, and what anybody needs.
EXPLAINED = [
    "ISO 27001 specifically is a standard for keeping information safe.",
    "ISO 27001 itself is a list of controls.",
    "The GMP rules pertain only to makers of food supplements.",
    "HACCP regulations bind every abattoir in the Union.",
    "Receipt of an ISO 13485 certificate allows a firm to sell in Canada.",
    "Possession of a CLIA certificate lets laboratories bill the state.",
    "Implementation of ISO 50001 would help many plants to save power.",
    "TL 9000 is based on the established standard ISO 9001.",
    "AS9120 is derived from the older ISO 9001.",
    "To see why ISO 9001 certification matters, read on.",
    "That is why Nadcap accreditation has become a must for primes.",
    "Only after the ISO 15189 accreditation has been received can a laboratory report.",
    "The ISO 13485/13488 quality standards are specific to devices.",
    "ISO 45001 replaces the earlier standard, OHSAS 18001.",
    "The AS9100 standard includes the entire ISO 9001 text.",
    "The demand for CMMC certification has never been higher.",
    "The benefit of certification to FSSC 22000 is that retailers know it.",
    "R2/RIOS certification proves that a recycler is careful.",
    "The globally accepted ISO 14001 describes how waste is managed.",
    "The SFI forestry certification program is one of the largest.",
    "Work began even before the ISO 45001 standard had been published.",
    "To become certified to SQF, a plant must write a food safety plan.",
    "The survey is used to assess a maker's compliance with ISO 13485.",
    "The AS9100 standards supplement the more generic ISO 9001.",
    "The rules are a supplement to ISO 9001.",
    "ISO 9001 aims at steady quality.",
    "AS9100 started as a list of clauses and grew.",
    "The completion of a SOC 2 audit demonstrates that a host is careful.",
    "A total of 22,237 ISO 13485 certificates were issued in a decade.",
    "Nine nations met to write the ISO 9001 standard.",
    "Close watch of defects is a principle adopted by ISO 9001.",
    "Conformity with ISO 13485 requires a manual.",
    "AS9100D and ISO 9001 certifications signal that a shop is careful.",
    "Annual SQF audits include a look at every drain.",
    "Verification of Nadcap accreditation confirms a supplier's controls.",
    "SOC 1 reports are based on the Statement on Standards for Attestation Engagements (SSAE 18).",
    "There are two reports for hosts, SOC 1 and SOC 2.",
    "The SAS 70 audit was never intended to tell of security.",
    "Joining the SQF program makes a mill easier to sell to.",
]

NOT_EXPLAINED = [
    "Torvane's ISO 9001 certificate specifically names the Reno plant.",
    "Receipt of the ISO 13485 certificate allows the plant to sell in Canada.",
    "Receipt of our AS9100 certificate opens new doors.",
    "That is why Torvane is ISO 9001 certified.",
    "This is why we maintain ISO 9001 certification.",
    "Only after a year of work was Torvane certified to ISO 9001.",
    "The ISO 9001 certification covers the design of filters.",
    "ISO 9001 certification includes the Reno plant.",
    "The ISO/IEC 17025:2017 accreditation covers the calibration of gauges.",
    "The shop, newly ISO 9001 certified, is busy.",
    "The mill, ISO 14001 certified, is the oldest in Wales.",
    "The value of our ISO 9001 certification is plain.",
    "To be close to its customers, ISO 9001 certified Torvane has moved.",
    "Torvane's auditor assessed its compliance with ISO 9001 in May.",
    "The plant has a long history of ISO 9001 certification.",
    "Our dietary supplement plant is GMP certified.",
    "ISO 9001 and AS9100 certified as a supplier of castings.",
    "ISO 9001 certified parts to the aerospace industry since 1994.",
    "The plant manufactures its pumps in accordance with the Quality System Regulation (QSR).",
    "Completion of our SOC 2 audit shows care.",
    "ISO 9001 certification began in 1994 at the Reno plant.",
    "Torvane's 14 ISO 9001 certificates were renewed.",
    "Torvane created an ISO 9001 certified plant from scratch.",
    "Torvane writes ISO 26262 compliant software.",
    "Conformity with ISO 13485 is verified each year at our plants.",
    "ISO 9001 system requirements are met in all plants.",
    "Its ISO 9001 and ISO 14001 certifications signal care.",
    "Torvane passed its annual SQF audit.",
    "The press is qualified to MIL-PRF-38534 (class K), and is certified to ISO 9001.",
    "There are 14 ISO 9001 certified plants in the group.",
    "There is an ISO 9001 certificate for each plant.",
    "The three standards of the mill are ISO 9001, ISO 14001 and FSC.",
    "Based in Reno, the ISO 17025 accredited laboratory performs the test.",
    "The ISO 13485 certified device helps patients to breathe.",
]

#: What is still being built, hoped for or listed among aims.
TO_COME = [
    "A further hall is being built to meet ISO 27001.",
    "The line is being installed to comply with GMP.",
    "The annex is under construction to meet ISO 14644.",
    "A future certified Women-Owned Small Business, the firm digs wells.",
    "As a prospective B Corp, the firm plants trees.",
    "The soon-to-be AS9100D certified plant opens in May.",
    "Torvane's future ISO 9001 certification will open doors.",
    "Goals for the first year: Cyber Essentials Plus certified within 90 days; SOC 2.",
    "Our goals for 2027 are ISO 9001 and ISO 14001 certification.",
    "Roadmap: SOC 2 Type II by the fourth quarter.",
    "Next steps: ISO 27001 certification; SOC 2 Type II.",
    "Coming soon: HITRUST and ISO 27001.",
    "Our ambition for next year is AS9100D certification.",
    "Torvane's target is to be ISO 9001 certified in May.",
    "The plant has been recommended for ISO 9001:2015 certification.",
    "SQF certification is expected by spring, and BRCGS certification by next summer.",
    "Many hosts are looking into getting a SOC 2 report.",
    "Torvane is looking at ISO 14001 certification.",
]

NOT_TO_COME = [
    "Torvane's boards are built to IPC-A-610 Class 3 standards.",
    "The hall was built to meet demand and is ISO 14644 certified.",
    "Torvane achieved its goals for the year: ISO 9001 and ISO 14001 certified.",
    "Our goals are simple, and our plants are ISO 9001 certified.",
    "Our goal is to keep our ISO 9001 certified plants busy.",
    "The goal is to maintain our ISO 9001 certification.",
    "Certifications: ISO 9001; ISO 14001.",
    "Torvane's plans are drawn in an ISO 9001 certified office.",
    "The next plant, ISO 9001 certified, is in Reno.",
    "Ready for the future, Torvane is ISO 9001 certified.",
    "Torvane plans to maintain its ISO 9001 certification.",
    "To meet growing demand, Torvane's ISO 9001 certified plant runs at night.",
    "Recommended by its peers, Torvane is ISO 9001 certified.",
    "Torvane received ISO 27001 certification in March, and SOC 2 attestation by May.",
    "Looking at its market, Torvane obtained ISO 9001 certification.",
]

#: What is only built after a standard.
FOLLOWED = [
    "Our platform is built to SOC 2 controls.",
    "The vault was designed around ISO 27001 controls.",
    "Torvane runs an ISO 9001-style system.",
    "The mixes are made under cGMP-equivalent rules.",
]

NOT_FOLLOWED = [
    "The platform meets SOC 2 criteria.",
    "Torvane's panels are built to UL 508A.",
    "The pump is of type 4 and ISO 9001 certified.",
]

#: Kinds of firms, what is asked of them, and bodies that certify them.
NOBODY = [
    "The best are both SSAE 16 and SOC 2 certified.",
    "The best data centers are both SOC 2 and ISO 27001 certified.",
    "Good laboratories are accredited to ISO/IEC 17025.",
    "A typical data center is SOC 2 audited.",
    "Some hospitals work exclusively with Joint Commission certified agencies.",
    "Cloud services must be FedRAMP Moderate authorized and comply with NIST 800-171.",
    "Contractors should register with the state and hold ISO 9001.",
    "Norvik is another third-party GMP-verification organization.",
    "If you buy castings, you have seen AS9100D on many brochures.",
    "Inspectors assess a maker's compliance with ISO 13485 at the company's request.",
    "Laboratories with CAP accreditation are inspected every other year.",
    "Plants can obtain ISO 14001 certification in a year.",
    "Those laboratories with ISO/IEC 17025 accreditation are audited by third parties.",
]

NOT_NOBODY = [
    "Our best mills are ISO 9001 certified.",
    "The best mills of the group are ISO 9001 certified.",
    "The newest plant is ISO 14001 certified.",
    "A reliable supplier, Torvane is ISO 9001 certified.",
    "The plants comply with ISO 9001 and meet ISO 14001.",
    "Torvane will open its plant in May, and is certified to ISO 9001.",
    "We require that suppliers register, and we comply with ISO 9001.",
    "Torvane is an ISO 9001 registered firm.",
    "You can trust our ISO 9001 certification.",
    "Laboratories in Reno and Ulm are accredited to ISO/IEC 17025.",
    "With ISO 14001 certified plants, Torvane can supply anybody.",
]

#: What somebody is helped to.
OFFERED = [
    "We helped three companies achieve ISO 9001.",
    "Norvik has helped many companies to obtain ISO 14001 certification.",
]

NOT_OFFERED = [
    "Norvik Assurance helped Torvane by awarding the company the first certificate to TL 9000 in the region.",
]

#: Bodies and movements that bear a scheme's name, and what is given to firms at large; what a registrar gives the organisation is its own.
GIVEN = [
    "A registrar certifies firms of any size to ISO 9001.",
    "A small supplier, Orr Breads, holds SQF certification.",
    "The certificate was handed over by the SQF Institute.",
    "The day of action was called by the B Corp movement.",
    "Small businesses hesitate over ISO 9001 certification.",
]

NOT_GIVEN = [
    "An independent registrar, Norlund Quality, granted Torvane certification to ISO 9001:2015.",
    "An independent registrar, Norlund Quality, granted TFI certification to ISO 9001:2015 on May 4.",
    "Filter business receives ISO 9001 certification",
    "Torvane received Level 2 SQF certification.",
]
