"""The review desk in a browser, over the same pages as the reports, and the same for programs (`/api/v1`).

Enters: a store, watch files, the registry, and requests. Leaves: pages, JSON, and events. Promises: nothing is shown or done
without a session, a token or a trusted proxy's word, and nothing beyond that person's role; whatever is refused is logged;
every page works with scripts off; no page holds a script or a style of its own; two people never overwrite each other.
"""
