"""How a document is divided: lead, body, and the standing text that recurs.

Enters: a `Document` (and, for recurrence, the passages that its watch is known for). Leaves: `Section` values
with roles and spans, and `Passage` versions. Promises: pure; sections do not overlap and leave out only white space;
the order in which documents arrive does not matter.
"""
