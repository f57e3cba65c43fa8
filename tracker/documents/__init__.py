"""What was published: from the bytes of a capture to a document with text, blocks and a masthead.

Enters: bytes with their media type and where they came from. Leaves: `Document` values whose offsets lead back
to the text, or a `ReadError` with a cause. Promises: evidence is never repaired, nothing that was there is left
out, and the same bytes give the same document on every machine.
"""
