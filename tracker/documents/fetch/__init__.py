"""Looking at the open web: one look, one typed value.

Enters: addresses, with what is known of them from before. Leaves: `Captured`, `NotModified`, `Blocked`, `Failed`, `Gone`
or `Suspicious`. Promises: no host sees more than its limit, no request leaves for an address that is not public
unless a watch file names it, time and size end every answer, and an error never looks like news.
"""
