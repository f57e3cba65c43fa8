"""What differs between two versions of a text, at the level at which a person would describe it.

Enters: two strings, and the spans in them that may not be split. Leaves: a `Comparison` with typed, weighted edits.
Promises: pure; the result never depends on the machine or on time; compare(a, a) is empty; replaying the edits gives
the second text, character for character; folding hides nothing that is not on the typographic list.
"""
