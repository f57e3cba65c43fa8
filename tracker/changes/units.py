"""What an edit may not cut: hyphenated compounds, names of several words, dates, and a town with its state."""

from __future__ import annotations

from tracker.changes.tokens import FIRM, Tokens, rank_of
from tracker.changes.words import MONTHS

_GLUE = frozenset({"-", "and", "'"})


def bound(tokens: Tokens, at: int) -> bool:
    """Whether the token before place `at` and the one at it belong to one unit."""
    keys = tokens.keys
    if not 0 < at < len(keys):
        return False
    left, right = keys[at - 1], keys[at]
    if tokens.raw[at - 1][-1] == " " and left.islower() and right.islower():
        return False
    if tokens.glued(at) and (left in _GLUE or right in _GLUE):
        return True
    return _in_name(keys, at, left, right) or _in_place(keys, at, left, right) or _in_date(keys, at, left, right)


def _is_name(key: str) -> bool:
    return key[:1].isupper() and key.isalpha() and rank_of(key) == FIRM


def _in_name(keys: list[str], at: int, left: str, right: str) -> bool:
    """Between two capitalised words, or around the full stop of an initial."""
    if _is_name(right):
        return _is_name(left) or (left == "." and at > 1 and _is_initial(keys[at - 2]))
    return right == "." and at + 1 < len(keys) and _is_initial(left) and _is_name(keys[at + 1])


def _is_initial(key: str) -> bool:
    return len(key) == 1 and key.isupper()


def _in_place(keys: list[str], at: int, left: str, right: str) -> bool:
    """Around the comma of "Newark, NY"."""
    if right == ",":
        return at + 1 < len(keys) and _is_state(keys[at + 1]) and _is_name(left)
    return left == "," and _is_state(right) and at > 1 and _is_name(keys[at - 2])


def _is_state(key: str) -> bool:
    return len(key) == 2 and key.isalpha() and key.isupper()


def _in_date(keys: list[str], at: int, left: str, right: str) -> bool:
    """Inside "September 15, 2020", "Sept. 15, 2020", "15 September 2020" and "September 2020"."""
    if _is_month(left):
        return right.isdigit() or (right == "." and at + 1 < len(keys) and keys[at + 1].isdigit())
    if _is_month(right):
        return left.isdigit() and len(left) <= 2
    if left == ".":
        return right.isdigit() and at > 1 and _is_month(keys[at - 2])
    if right == ",":
        return left.isdigit() and _after_month(keys, at - 1) and at + 1 < len(keys) and _is_year(keys[at + 1])
    return left == "," and _is_year(right) and at > 1 and keys[at - 2].isdigit() and _after_month(keys, at - 2)


def _after_month(keys: list[str], at: int) -> bool:
    return (at > 0 and _is_month(keys[at - 1])) or (at > 1 and keys[at - 1] == "." and _is_month(keys[at - 2]))


def _is_month(key: str) -> bool:
    return key[:1].isupper() and key.casefold() in MONTHS


def _is_year(key: str) -> bool:
    return len(key) == 4 and key.isdigit()
