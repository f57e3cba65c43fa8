"""Signing in and out, one's own tokens, and, for an admin, accounts."""

from __future__ import annotations

import hmac
import secrets

from itsdangerous import BadData
from starlette.responses import Response

from tracker.desk.users import change_account, put_account
from tracker.errors import UsageError
from tracker.review.model import Action, Event, Via
from tracker.review.people import Role
from tracker.web import identity, limits, passwords
from tracker.web.call import Call, RefusedRequestError, see_other
from tracker.web.guards import refused
from tracker.web.rendering import page

#: A form for signing in is good for this long, in seconds.
_FORM_AGE = 3600

#: Days that a token is good for, at most.
_LONGEST = 366


def sign_in_page(call: Call) -> Response:
    """The form for signing in; it leads to where somebody wanted to go, if that is a place of ours."""
    place = _own(call.asked("to"))
    if place is None:
        refused("other-site", call.request, "nobody", call.address)
        place = "/"
    return _form(call, place) if call.who is None else see_other(place)


def _form(call: Call, place: str, *, status: int = 200, message: str = "", name: str = "") -> Response:
    nonce = secrets.token_urlsafe(16)
    answer = page(
        call, "sign_in", status=status, token=call.site.signer.dumps(nonce), to=place, message=message, name=name
    )
    answer.set_cookie("desk-form", nonce, max_age=_FORM_AGE, httponly=True, samesite="strict", secure=call.secure)
    return answer


def _own(place: str) -> str | None:
    """One of our own paths; None for another site's: two slashes of either kind, a scheme, or a line of a header's own."""
    if not place:
        return "/"
    if len(place) > 2000 or not place.startswith("/") or place[1:2] in ("/", "\\") or not place.isprintable():
        return None
    return "/" if place.startswith("/sign") else place


def sign_in(call: Call) -> Response:
    """Let somebody in, with a session that was nobody's before."""
    name, place = call.sent("name")[:200], _own(call.sent("to"))
    _ours(call)
    if place is None:
        raise RefusedRequestError(422, "other-site", "This form leads to another site. Open the page again.")
    _refuse_guessing(call, name)
    account = call.store.accounts.account(name)
    # the same work whether there is such an account or not
    right = passwords.verify(call.sent("password"), account.password if account else None)
    if account is None or account.disabled or not right:
        limits.failed(call.store, name, call.address, call.now)
        refused("wrong-password", call.request, name, call.address)
        return _form(call, place, status=401, message="The name or the password is wrong.", name=name)
    limits.succeeded(call.store, name, call.address, call.now)
    if call.who is None and identity.cookie(secure=call.secure) in call.request.cookies:
        # whoever put it there hopes that it becomes this person's
        refused("unknown-session", call.request, name, call.address)
    if call.who is not None and call.who.session:
        with call.store.deciding():
            call.store.accounts.end(call.who.session)
    secret = identity.sign_in(call.store, account, call.now, call.site.serving)
    answer = see_other(place)
    answer.set_cookie(
        identity.cookie(secure=call.secure),
        secret,
        max_age=int(call.site.serving.longest.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=call.secure,
    )
    answer.delete_cookie("desk-form")
    return answer


def _refuse_guessing(call: Call, name: str) -> None:
    if wait := limits.wait(call.store, name, call.address, call.now):
        raise RefusedRequestError(
            429,
            "too-many-attempts",
            "Too many attempts. Try again later.",
            headers={"retry-after": str(int(wait.total_seconds()) + 1)},
        )


def _ours(call: Call) -> None:
    """Nobody is signed in by another site's form: it cannot know the cookie that goes with ours."""
    try:
        nonce = str(call.site.signer.loads(call.sent("token"), max_age=_FORM_AGE))
    except BadData:
        nonce = ""
    sent = call.request.cookies.get("desk-form", "")
    if not nonce or not hmac.compare_digest(nonce.encode(), sent.encode()):
        raise RefusedRequestError(403, "forged", "This form is too old. Open the page again.")


def sign_out(call: Call) -> Response:
    """End this session, or all of one's own."""
    with call.store.deciding():
        if call.sent("everywhere"):
            call.store.accounts.end_all(call.me.name)
        else:
            call.store.accounts.end(call.me.session)
    answer = see_other("/sign-in")
    answer.delete_cookie(identity.cookie(secure=call.secure), secure=call.secure, httponly=True, samesite="lax")
    return answer


def account(call: Call) -> Response:
    """One's own account."""
    return _account(call)


def _account(call: Call, made: str = "") -> Response:
    tokens = call.store.accounts.tokens(call.me.name)
    return page(call, "account", tokens=tokens, made=made, scopes=identity.SCOPES)


def add_token(call: Call) -> Response:
    """A new token, shown once."""
    scopes = tuple(scope for scope in identity.SCOPES if scope in call.form.get("scope", ()))
    days, label = call.sent("days"), call.sent("label").strip()[:100]
    if not scopes or not label or not (days.isdigit() and len(days) < 5 and 0 < int(days) <= _LONGEST):
        raise UsageError(f"A token has a label, a scope, and ends within {_LONGEST} days.")
    with call.store.deciding():
        token, secret = identity.issue(call.store, call.me.name, label, scopes, call.now, int(days))
        _say(
            call, Action.TOKEN_CHANGED, f"issued {token.id} ({label}: {' '.join(scopes)}) until {token.expires.date()}"
        )
    return _account(call, secret)


def drop_token(call: Call) -> Response:
    """Take a token of one's own back."""
    token = call.store.accounts.token(call.sent("token"))
    if token is None or token.account != call.me.name:
        raise RefusedRequestError(404, "unknown", "There is no such token of yours.")
    with call.store.deciding():
        call.store.accounts.revoke(token.id)
        _say(call, Action.TOKEN_CHANGED, f"revoked {token.id} ({token.label})")
    return see_other("/account")


def change_password(call: Call) -> Response:
    """A new password of one's own; every other session of the account ends."""
    known = call.store.accounts.account(call.me.name)
    _refuse_guessing(call, call.me.name)
    if known is None or not passwords.verify(call.sent("password"), known.password):
        limits.failed(call.store, call.me.name, call.address, call.now)
        raise RefusedRequestError(403, "wrong-password", "The present password is wrong.")
    kept = passwords.hashed(call.sent("new"))
    with call.store.deciding():
        change_account(call.store, call.me.name, call.person(), call.now, password=kept)
    return see_other("/sign-in")


def users(call: Call) -> Response:
    """Every account."""
    return page(call, "users", accounts=call.store.accounts.accounts(), roles=tuple(Role))


def put_user(call: Call) -> Response:
    """Add an account, or change one."""
    said = call.sent("role")
    if said not in set(Role):
        raise UsageError("There is no such role.")
    kept = passwords.hashed(call.sent("password")) if call.sent("password") else None
    disabled = bool(call.sent("disabled"))
    name = call.sent("name").strip()
    with call.store.deciding():
        if call.store.accounts.account(name) is None:
            put_account(call.store, name, Role(said), kept or "", call.person(), call.now)
        else:
            change_account(call.store, name, call.person(), call.now, role=Role(said), password=kept, disabled=disabled)
    return see_other("/users")


def _say(call: Call, action: Action, text: str) -> None:
    call.store.reviews.append([Event(number=0, at=call.now, who=call.me.name, action=action, via=Via.DESK, text=text)])
