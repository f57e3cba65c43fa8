"""What is shown: the pages that a reviewer reads, files and forwards.

Enters: watch histories (`tracker.history`), the day on which claims are judged, and the registry of schemes.
Leaves: a folder of HTML files, each complete in itself. Promises: the same bytes from the same values; a reader
never sees half a site; only pages whose bytes changed are written; whatever a document says is shown as text.
"""
