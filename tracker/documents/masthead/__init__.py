"""What the head of a release says of it: title, organisation, day of publication, dateline and listings.

Enters: a text, its blocks, and what is known of where it came from. Leaves: a `Masthead`. Promises: pure; nothing is guessed that
the text does not say.
"""

from tracker.documents.masthead.head import MASTHEAD, Masthead, masthead

__all__ = ["MASTHEAD", "Masthead", "masthead"]
