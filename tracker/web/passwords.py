"""Passwords: Argon2id (RFC 9106) with the library's own parameters, in the same time whether an account exists or not."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.errors import UsageError

SHORTEST = 12
LONGEST = 1024

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The Argon2 hash to keep of a password; raises `UsageError` for one that is too short to keep."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has at least {SHORTEST} characters.", hint="A sentence is easy to remember.")
    return _HASHER.hash(password)


def verify(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept. Where none was, the same work is done, and the answer is no."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("the password of an account that is not there")
