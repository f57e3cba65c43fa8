"""What is known of every scheme: names, editions, dates with their confidence and source, policy and successors.

The facts are `standards.toml` beside this file; a workspace may add to it or override it.
"""

from __future__ import annotations
