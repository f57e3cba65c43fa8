"""Who asks: by a session, by a token, or by the word of a declared proxy. What is kept of a secret is its SHA-256."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from starlette.requests import Request

from tracker.store import Store
from tracker.store.accounts import Account, Session, Token
from tracker.web.call import Identity
from tracker.web.settings import Serving

#: What a token may be good for.
READ, DECIDE = "read", "decide"
SCOPES = (READ, DECIDE)

#: How exactly the last use of a session is known; finer would write at every request.
_USED = timedelta(minutes=1)

_TOKEN = re.compile(r"dt_([0-9a-f]{12})_([\w-]{43})")
_SESSION = re.compile(r"[\w-]{43}")


def cookie(*, secure: bool) -> str:
    """The name of the session's cookie; over TLS no other host and no plain connection can set it (RFC 6265bis, 4.1.3.2)."""
    return "__Host-desk" if secure else "desk"


def digest(secret: str) -> str:
    """What is kept of a secret that is long and random: a plain digest is enough for those."""
    return sha256(secret.encode()).hexdigest()


def sign_in(store: Store, account: Account, at: datetime, serving: Serving) -> str:
    """Begin a session; gives what its cookie holds, which is nobody's before this moment."""
    secret = secrets.token_urlsafe(32)
    with store.deciding():
        store.accounts.end_before(at - serving.longest, at - serving.idle)
        store.accounts.begin(
            Session(id=digest(secret), account=account.name, guard=secrets.token_urlsafe(32), created=at, used=at)
        )
    return secret


def by_session(store: Store, request: Request, at: datetime, serving: Serving, *, secure: bool) -> Identity | None:
    """Whoever a cookie belongs to; None where it is nobody's, too old, or its account was closed."""
    secret = request.cookies.get(cookie(secure=secure), "")
    if not _SESSION.fullmatch(secret):
        return None
    session = store.accounts.session(digest(secret))
    if session is None or at - session.created > serving.longest or at - session.used > serving.idle:
        return None
    account = store.accounts.account(session.account)
    if account is None or account.disabled:
        return None
    if at - session.used > _USED:
        with store.deciding():
            store.accounts.used(session.id, at)
    return Identity(name=account.name, role=account.role, guard=session.guard, session=session.id)


def by_token(store: Store, said: str, at: datetime) -> Identity | None:
    """Whoever a token belongs to; None where it is nobody's or has expired."""
    scheme, _, value = said.partition(" ")
    match = _TOKEN.fullmatch(value.strip())
    if scheme.lower() != "bearer" or match is None:
        return None
    token = store.accounts.token(match[1])
    kept = token.secret if token else digest("")
    if not hmac.compare_digest(kept, digest(match[2])) or token is None or token.expires <= at:
        return None
    account = store.accounts.account(token.account)
    if account is None or account.disabled:
        return None
    return Identity(name=account.name, role=account.role, scopes=token.scopes)


def by_proxy(store: Store, request: Request, peer: str, serving: Serving) -> Identity | None:
    """Whoever a declared proxy says is signed in; None from anybody else, and for a name that has no account."""
    if not serving.user_header or not serving.trusts(peer):
        return None
    account = store.accounts.account(request.headers.get(serving.user_header, ""))
    if account is None or account.disabled:
        return None
    # the proxy keeps the session, so the guard is derived from what only this process knows
    guard = hmac.new(_KEY, account.name.encode(), "sha256").hexdigest()
    return Identity(name=account.name, role=account.role, guard=guard)


_KEY = secrets.token_bytes(32)


def issue(
    store: Store, account: str, label: str, scopes: tuple[str, ...], at: datetime, days: int
) -> tuple[Token, str]:
    """A new token and what it says, which is shown once. Call it inside a transaction."""
    number, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = Token(
        id=number,
        secret=digest(secret),
        account=account,
        label=label,
        scopes=scopes,
        created=at,
        expires=at + timedelta(days=days),
    )
    store.accounts.issue(token)
    return token, f"dt_{number}_{secret}"
