"""Follows the standing text of an organisation's releases, and says what changed and what it means.

The package is read as a river, top to bottom; nothing upstream imports downstream (docs/architecture.md):

    watches → documents → sections → changes, claims → findings → assess → store, reports → service → app → cli
"""

__version__ = "0.1.0"
