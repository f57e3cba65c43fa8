"""A seeded generator of press releases, for sizes and layouts that nobody has by hand.

Enters: a count and a seed. Leaves: a folder of releases of invented organisations, one folder an organisation, and beside
them `truth.jsonl`, which says of each release what its text is: the About sections and the claims by span, and the
edits made to the standing text since the release before. Promises: the same seed gives the same bytes; the shares of the
layouts are those counted in 66 real releases (`layout.py` has the counts); every quote equals its span.
"""
