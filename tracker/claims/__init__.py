"""What is asserted about certifications, and what each assertion is worth on a date.

Enters: a text and a `Registry` of schemes with their editions and dates. Leaves: `Claim` values with spans, and an
`Assessment` of each on a given day. Promises: pure; every quote is its span; every doubt has a reason; no date below
single-source confidence raises an alarm.
"""
