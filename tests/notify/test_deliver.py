"""From findings to whoever is told: the first look is no news, each thing once, and nothing is lost while a server is away."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from receivers import mail_server, web_server

from tracker.claims.schemes import Registry
from tracker.documents.sources.folder import FolderSettings as SourceFolder
from tracker.findings.model import Severity
from tracker.notify.deliver import FIRST_PAUSE, LONGEST_PAUSE, compose, deliver
from tracker.notify.model import (
    AppriseSettings,
    Channel,
    FeedSettings,
    FolderSettings,
    MailSettings,
    WebhookSettings,
)
from tracker.service import check
from tracker.store import Store, open_store
from tracker.watches.cadence import parse
from tracker.watches.load import load
from tracker.watches.model import Watch

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ABOUT = "About Ravensgill Pumps\n\nRavensgill Pumps makes pumps for dairies. {claims}\n"
RELEASE = """Ravensgill Pumps Delivers Its {number} Pump

LEEDS, England, {day} /PRNewswire/ -- Ravensgill Pumps today said that it has delivered its {number} pump of the year,
to a dairy that has bought from it before, and that the next ones are on their way.

{about}"""
HELD = "It is certified to ISO 9001:2015 and ISO 14001:2015."
DROPPED = "It is certified to ISO 9001:2015."
OLD_EDITION = "It is certified to ISO 9001:2008 and ISO 14001:2015."


def release(day: str, number: str, claims: str) -> str:
    return RELEASE.format(day=day, number=number, about=ABOUT.format(claims=claims))


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    file = tmp_path / "schedules" / "ravensgill.toml"
    file.write_text('name = "Ravensgill Pumps"\nsources = [{kind = "folder", path = "../in"}]', encoding="utf-8")
    return load(file)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


@pytest.fixture
def shelf(tmp_path: Path) -> Channel:
    return Channel(name="shelf", settings=FolderSettings(path=tmp_path / "told"), digest=None, least=Severity.INFO)


def put(watch: Watch, name: str, text: str) -> None:
    settings = watch.sources[0].settings
    assert isinstance(settings, SourceFolder)
    (settings.path / name).write_text(text, encoding="utf-8")


def told(tmp_path: Path) -> list[tuple[str, str]]:
    """Kind and subject of everything that was told, message by message."""
    documents = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "told").glob("*.json"))]
    return [(one["kind"], one["subject"]) for document in documents for one in document["items"]]


def test_the_first_look_is_the_baseline_and_what_comes_after_it_is_news(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    deliver(store, [shelf], {}, registry, NOW)
    put(watch, "a.txt", release("March 3, 2019", "hundredth", HELD))
    put(watch, "b.txt", release("March 3, 2020", "two hundredth", DROPPED))
    assert check(watch, store, registry, NOW).findings
    deliver(store, [shelf], {}, registry, NOW)
    assert told(tmp_path) == []
    put(watch, "c.txt", release("March 3, 2021", "three hundredth", HELD))
    check(watch, store, registry, NOW)
    deliver(store, [shelf], {}, registry, NOW)
    assert ("claim-added", "iso-14001") in told(tmp_path)
    assert ("claim-dropped", "iso-14001") not in told(tmp_path)


def test_what_was_told_is_not_told_again(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    deliver(store, [shelf], {}, registry, NOW)
    put(watch, "a.txt", release("March 3, 2019", "hundredth", HELD))
    check(watch, store, registry, NOW)
    put(watch, "c.txt", release("March 3, 2021", "three hundredth", DROPPED))
    for _ in range(3):
        check(watch, store, registry, NOW)
        deliver(store, [shelf], {}, registry, NOW)
    # one that arrives late is put between the two, and the change is derived anew against it
    put(watch, "b.txt", release("March 3, 2020", "two hundredth", HELD))
    check(watch, store, registry, NOW)
    deliver(store, [shelf], {}, registry, NOW)
    assert told(tmp_path).count(("claim-dropped", "iso-14001")) == 1


def test_an_expired_claim_is_told_once_and_not_with_every_release(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    deliver(store, [shelf], {}, registry, NOW)
    put(watch, "a.txt", release("March 3, 2016", "hundredth", HELD))
    check(watch, store, registry, NOW)
    for year in (2020, 2021, 2022):
        put(watch, f"{year}.txt", release(f"March 3, {year}", f"{year}th", OLD_EDITION))
        check(watch, store, registry, NOW)
        deliver(store, [shelf], {}, registry, NOW)
    assert told(tmp_path).count(("claim-expired", "iso-9001")) == 1


def test_a_backfill_is_history_and_not_news(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    deliver(store, [shelf], {}, registry, NOW)
    put(watch, "c.txt", release("March 3, 2021", "three hundredth", DROPPED))
    check(watch, store, registry, NOW)
    put(watch, "a.txt", release("March 3, 2019", "hundredth", HELD))
    with store.captures.backfilling():
        assert check(watch, store, registry, NOW).findings
    deliver(store, [shelf], {}, registry, NOW)
    assert told(tmp_path) == []


def test_a_channel_that_is_new_is_not_told_what_was_before_it(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    put(watch, "a.txt", release("March 3, 2019", "hundredth", HELD))
    check(watch, store, registry, NOW)
    put(watch, "b.txt", release("March 3, 2020", "two hundredth", DROPPED))
    check(watch, store, registry, NOW)
    deliver(store, [shelf], {}, registry, NOW)
    assert told(tmp_path) == []


def news(watch: Watch, store: Store, registry: Registry, *channels: Channel) -> None:
    """Something to tell: a claim that is dropped after the first look."""
    deliver(store, channels, {}, registry, NOW)
    put(watch, "a.txt", release("March 3, 2019", "hundredth", HELD))
    check(watch, store, registry, NOW)
    put(watch, "b.txt", release("March 3, 2020", "two hundredth", DROPPED))
    check(watch, store, registry, NOW)


def test_mail_says_what_happened_and_carries_the_id(watch: Watch, store: Store, registry: Registry) -> None:
    with mail_server() as box:
        settings = MailSettings(
            to=("quality@ravensgill.example", "office@ravensgill.example"),
            sender="tracker@ravensgill.example",
            server="127.0.0.1",
            port=box.port,
        )
        channel = Channel(name="mail", settings=settings, digest=None)
        news(watch, store, registry, channel)
        (message,) = deliver(store, [channel], {}, registry, NOW).arrived
    (letter,) = box.letters
    assert letter["Message-ID"] == f"<{message.id}@ravensgill.example>"
    assert letter["To"] == "quality@ravensgill.example, office@ravensgill.example"
    assert "Ravensgill Pumps" in letter["Subject"]
    body = letter.get_content()
    assert "ISO 14001" in body
    assert 'before: "ISO 14001:2015"' in body
    assert "Ravensgill Pumps Delivers Its two hundredth Pump (2020-03-03)" in body


def test_a_mail_server_that_is_away_for_a_day_loses_nothing_and_doubles_nothing(
    watch: Watch, store: Store, registry: Registry
) -> None:
    with mail_server() as box:
        settings = MailSettings(to=("a@b.example",), sender="c@d.example", server="127.0.0.1", port=box.port)
    channel = Channel(name="mail", settings=settings, digest=None)  # nobody listens there any longer
    news(watch, store, registry, channel)
    attempts = []
    for minute in range(24 * 60):
        now = NOW + timedelta(minutes=minute)
        attempts += [now for _ in deliver(store, [channel], {}, registry, now).failed]
    pauses = [later - earlier for earlier, later in pairwise(attempts)]
    assert (pauses[0], pauses[-1]) == (FIRST_PAUSE, LONGEST_PAUSE)
    assert 24 < len(attempts) < 36
    with mail_server() as back:
        again = replace(channel, settings=replace(settings, port=back.port))
        tomorrow = NOW + timedelta(days=1, hours=1)
        (arrived,) = deliver(store, [again], {}, registry, tomorrow).arrived
        assert deliver(store, [again], {}, registry, tomorrow + timedelta(days=1)).arrived == ()
        assert [letter["Message-ID"] for letter in back.letters] == [f"<{arrived.id}@d.example>"]
    assert arrived.attempts == len(attempts)


def test_a_refused_address_is_a_failure_with_its_reason(watch: Watch, store: Store, registry: Registry) -> None:
    with mail_server() as box:
        box.refuse = True
        settings = MailSettings(to=("a@b.example",), sender="c@d.example", server="127.0.0.1", port=box.port)
        channel = Channel(name="mail", settings=settings, digest=None)
        news(watch, store, registry, channel)
        ((_, why),) = deliver(store, [channel], {}, registry, NOW).failed
    assert "did not take the mail" in why


def test_a_call_is_signed_and_keeps_its_id_when_it_is_repeated(
    watch: Watch, store: Store, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", "whsec_" + base64.b64encode(b"a shared secret").decode())
    with web_server() as called:
        channel = Channel(
            name="hook",
            settings=WebhookSettings(url=called.url, secret_env="HOOK_SECRET"),  # noqa: S106 - a name
            digest=None,
        )
        news(watch, store, registry, channel)
        called.status = 503
        ((_, why),) = deliver(store, [channel], {}, registry, NOW).failed
        assert why == "127.0.0.1 answered 503 Service Unavailable"
        called.status = 200
        assert deliver(store, [channel], {}, registry, NOW + timedelta(seconds=59)).arrived == ()
        assert len(deliver(store, [channel], {}, registry, NOW + timedelta(seconds=60)).arrived) == 1
    first, second = called.calls
    assert first[0]["webhook-id"] == second[0]["webhook-id"] == json.loads(second[1])["id"]
    headers, body = second
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"a shared secret", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    dropped = next(one for one in json.loads(body)["items"] if one["kind"] == "claim-dropped")
    assert (dropped["organisation"], dropped["before"], dropped["after"]) == (
        "Ravensgill Pumps",
        "ISO 14001:2015",
        None,
    )


def test_a_secret_that_is_not_there_is_a_failure_and_nothing_leaves_unsigned(
    watch: Watch, store: Store, registry: Registry
) -> None:
    with web_server() as called:
        settings = WebhookSettings(url=called.url, secret_env="NO_SUCH_SECRET")  # noqa: S106 - a name
        channel = Channel(name="hook", settings=settings, digest=None)
        news(watch, store, registry, channel)
        ((_, why),) = deliver(store, [channel], {}, registry, NOW).failed
    assert "NO_SUCH_SECRET" in why
    assert called.calls == []


#: A part of apprise asks for a module that Python 3.13 no longer has, and does without it there.
of_apprise = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@of_apprise
def test_a_service_that_apprise_knows_is_told_and_tried_again(
    watch: Watch, store: Store, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web_server() as called:
        monkeypatch.setenv("CHAT_URL", f"json://user:hidden@127.0.0.1:{called.port}/chat")
        channel = Channel(name="chat", settings=AppriseSettings(url_env="CHAT_URL"), digest=None)
        news(watch, store, registry, channel)
        called.status = 503
        ((_, why),) = deliver(store, [channel], {}, registry, NOW).failed
        assert "did not take it" in why
        assert "hidden" not in why
        called.status = 200
        assert len(deliver(store, [channel], {}, registry, NOW + timedelta(seconds=60)).arrived) == 1
    first, second = (json.loads(body) for _, body in called.calls)
    assert first["message"] == second["message"]
    assert "ISO 14001" in second["title"] + second["message"]
    assert "Message " in second["message"].splitlines()[-1]


@of_apprise
@pytest.mark.parametrize(
    "address", ["nonsense", "unknown://somewhere", "json://127.0.0.1:1/a json://127.0.0.1:1/b", ""]
)
def test_an_address_that_apprise_does_not_know_is_a_failure_that_does_not_tell_it(
    watch: Watch, store: Store, registry: Registry, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("CHAT_URL", address)
    channel = Channel(name="chat", settings=AppriseSettings(url_env="CHAT_URL"), digest=None)
    news(watch, store, registry, channel)
    ((_, why),) = deliver(store, [channel], {}, registry, NOW).failed
    assert why == "CHAT_URL does not hold one address that apprise knows"


def test_a_feed_keeps_the_ids_of_its_entries(watch: Watch, store: Store, registry: Registry, tmp_path: Path) -> None:
    channel = Channel(name="feed", settings=FeedSettings(path=tmp_path / "news.xml"), digest=None, least=Severity.INFO)
    news(watch, store, registry, channel)
    deliver(store, [channel], {}, registry, NOW)
    atom = "{http://www.w3.org/2005/Atom}"
    (first,) = ET.parse(tmp_path / "news.xml").getroot().iter(f"{atom}entry")  # noqa: S314 - our own file
    put(watch, "c.txt", release("March 3, 2021", "three hundredth", HELD))
    check(watch, store, registry, NOW + timedelta(hours=1))
    deliver(store, [channel], {}, registry, NOW + timedelta(hours=1))
    entries = list(ET.parse(tmp_path / "news.xml").getroot().iter(f"{atom}entry"))  # noqa: S314 - our own file
    assert [entry.findtext(f"{atom}id") for entry in entries][1] == first.findtext(f"{atom}id")
    assert len(entries) == 2


def test_the_channels_fail_each_for_itself(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    broken = Channel(name="broken", settings=FolderSettings(path=tmp_path / "file" / "x"), digest=None)
    news(watch, store, registry, broken, shelf)
    delivered = deliver(store, [broken, shelf], {}, registry, NOW)
    assert ([one.channel for one in delivered.arrived], len(delivered.failed)) == (["shelf"], 1)


def test_what_was_composed_and_not_sent_is_sent_by_the_next_round(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    news(watch, store, registry, shelf)
    (composed,) = compose(store, [shelf], {}, NOW)  # and here we are killed
    (arrived,) = deliver(store, [shelf], {}, registry, NOW + timedelta(days=3)).arrived
    assert arrived.id == composed.id
    assert len(list((tmp_path / "told").glob("*.json"))) == 1


def test_a_digest_waits_for_its_hour(
    watch: Watch, store: Store, registry: Registry, shelf: Channel, tmp_path: Path
) -> None:
    daily = replace(shelf, digest=parse("daily at 07:00"), urgent=None)
    news(watch, store, registry, daily)
    deliver(store, [daily], {}, registry, NOW + timedelta(hours=21, minutes=59))
    assert told(tmp_path) == []
    deliver(store, [daily], {}, registry, NOW + timedelta(hours=22))
    assert ("claim-dropped", "iso-14001") in told(tmp_path)
