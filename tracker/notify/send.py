"""Sending one message: by mail, to a web address, into a folder, through apprise. Everything has a time limit.

What goes wrong becomes `SendError` with one sentence. A message that was taken may be sent again when we were killed
before we could write that down: mail carries it in Message-ID, a call in `webhook-id`, a file in its name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import os
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from tracker.claims.schemes import Registry
from tracker.errors import TrackerError
from tracker.findings.model import Severity
from tracker.notify import render
from tracker.notify.model import AppriseSettings, FeedSettings, FolderSettings, MailSettings, WebhookSettings
from tracker.store.outbox import Message

#: How long a server may take for each step, in seconds.
TIMEOUT = 20.0


class SendError(TrackerError):
    """A message did not arrive; it will be tried again."""


def mail(message: Message, settings: MailSettings, registry: Registry) -> None:
    """Send a message as plain text mail (RFC 5322, RFC 5321)."""
    letter = EmailMessage()
    letter["Subject"] = render.subject(message, registry)
    letter["From"] = settings.sender
    letter["To"] = ", ".join(settings.to)
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.id}@{settings.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(render.text(message, registry))
    try:
        with _server(settings) as server:
            if settings.user:
                server.login(settings.user, _secret(settings.password_env, settings.password_file))
            refused = server.send_message(letter)
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(f"{settings.server}:{settings.port} did not take the mail: {_why(error)}") from error
    if refused:
        raise SendError(f"{settings.server} refused to write to {', '.join(sorted(refused))}")


def _server(settings: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.server, settings.port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(settings.server, settings.port, timeout=TIMEOUT)
    if settings.security == "starttls":
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def webhook(message: Message, settings: WebhookSettings, registry: Registry, now: datetime) -> None:
    """Call a web address with the message as JSON, signed as Standard Webhooks has it (standardwebhooks.com)."""
    body = json.dumps(render.document(message, registry), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "boilerplate-tracker",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(now.timestamp())),
    }
    secret = _secret(settings.secret_env, settings.secret_file)
    if secret:
        headers["webhook-signature"] = sign(secret, message.id, headers["webhook-timestamp"], body)
    parts = urlsplit(settings.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        answer.read(65536)
    except (http.client.HTTPException, OSError) as error:
        raise SendError(f"{parts.hostname} did not take the call: {_why(error)}") from error
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise SendError(f"{parts.hostname} answered {answer.status} {answer.reason}")


def sign(secret: str, message: str, timestamp: str, body: bytes) -> str:
    """The signature of a call: HMAC-SHA256 over id, time and body. A secret that begins with "whsec_" is base64."""
    key = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def folder(message: Message, settings: FolderSettings, registry: Registry) -> None:
    """Put a message into a folder as one JSON file that is there whole or not at all; its name is its id."""
    name = f"{message.at.strftime('%Y%m%dT%H%M%SZ')}-{message.id}.json"
    body = json.dumps(render.document(message, registry), ensure_ascii=False, indent=2)
    _replace(settings.path / name, body.encode())


def feed(newest: tuple[Message, ...], settings: FeedSettings, name: str, registry: Registry) -> None:
    """Write a channel's feed anew with its newest messages."""
    _replace(settings.path, render.feed(newest, name, registry, max(one.at for one in newest)))


#: Severities as apprise colours them; whatever is below is information.
_COLOURS = {Severity.CRITICAL: "failure", Severity.WARNING: "warning"}


def apprise(message: Message, settings: AppriseSettings, registry: Registry) -> None:
    """Hand a message to the one service that an apprise address names; the message's id stands in its last line."""
    try:
        import apprise as library  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        raise SendError("The library apprise is not installed") from error
    services = library.Apprise()
    address = _secret(settings.url_env, settings.url_file)
    if not services.add(address) or len(services) != 1:
        # what the address is stays unsaid, because it holds secrets
        raise SendError(f"{settings.url_env or settings.url_file} does not hold one address that apprise knows")
    first = render.lines(message, registry)[0].item.severity
    with services.notify(
        title=render.subject(message, registry),
        body=render.text(message, registry),
        body_format="text",
        notify_type=_COLOURS.get(first, "info"),
        timeout=TIMEOUT,
    ) as answer:
        if not answer:
            why = "; ".join(" ".join(entry.message.split()) for entry in answer.logs())
            raise SendError(f"{next(iter(services)).service_name} did not take it: {why or answer.status.name.lower()}")


def _replace(path: Path, body: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise SendError(f"{path} cannot be written: {_why(error)}") from error


def _secret(variable: str, file: Path | None) -> str:
    """A secret, from where the operator keeps it; empty where none is named."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SendError(f"The secret in {file} cannot be read: {_why(error)}") from error
    if variable and variable not in os.environ:
        raise SendError(f"The environment has no {variable}, which holds the secret")
    return os.environ[variable] if variable else ""


def _why(error: Exception) -> str:
    match error:
        case OSError() if error.strerror:
            return error.strerror
        case smtplib.SMTPResponseException():
            said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else ""
            return f"{error.smtp_code} {said or error.smtp_error!s}"
        case _:
            return str(error) or type(error).__name__
