"""What a channel is told and when: at its digest, at once where it is urgent, and nothing in quiet hours."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import WatchFileError
from tracker.findings.model import Finding, Kind, Severity
from tracker.notify.digest import choose, wants
from tracker.notify.load import load_channels
from tracker.notify.model import Channel, FolderSettings, MailSettings
from tracker.store.outbox import Item, Subscription, Waiting
from tracker.watches.cadence import parse
from tracker.watches.windows import parse_window

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAILY = Channel(name="quality", settings=FolderSettings(path=Path("out")), digest=parse("daily at 07:00"))


def item(severity: str, watch: str = "varnholt", *, alarm: bool = False) -> Item:
    found = Finding(id="f", kind=Kind.CLAIM_DROPPED, severity=Severity(severity), subject="iso-9001")
    return Item(watch=watch, name="Varnholt", kind="k", severity=Severity(severity), finding=None if alarm else found)


def waiting(*severities: str) -> tuple[Waiting, ...]:
    return tuple(Waiting(id=n, key=str(n), item=item(one)) for n, one in enumerate(severities))


def since(moment: str) -> Subscription:
    return Subscription(since=0, digested=datetime.fromisoformat(moment).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("channel", "digested", "severities", "told", "digest"),
    [
        (DAILY, "2026-11-22T06:59", ("info", "notice", "warning"), ["1", "2"], True),
        (DAILY, "2026-11-22T06:59", ("info",), [], True),
        (DAILY, "2026-11-22T06:59", (), [], True),
        (DAILY, "2026-11-22T07:00", ("notice", "warning"), [], False),
        (DAILY, "2026-11-22T07:00", ("notice", "critical"), ["1"], False),
        (DAILY, "2026-11-15T07:00", ("notice", "critical"), ["0", "1"], True),
        (replace(DAILY, urgent=None), "2026-11-22T07:00", ("critical",), [], False),
        (replace(DAILY, urgent=Severity.WARNING), "2026-11-22T07:00", ("notice", "warning"), ["1"], False),
        (replace(DAILY, least=Severity.INFO), "2026-11-22T06:59", ("info",), ["0"], True),
        (replace(DAILY, digest=None), "2026-11-22T08:59", ("notice",), ["0"], True),
        (replace(DAILY, quiet=(parse_window("08:00-10:00"),)), "2026-11-20T06:59", ("critical",), [], False),
        (replace(DAILY, quiet=(parse_window("10:00-12:00"),)), "2026-11-20T06:59", ("critical",), ["0"], True),
    ],
)
def test_a_digest_is_told_when_it_is_due(
    channel: Channel, digested: str, severities: tuple[str, ...], told: list[str], *, digest: bool
) -> None:
    batch = choose(channel, since(digested), waiting(*severities), {}, SUNDAY)
    assert ([one.key for one in batch.waiting], batch.digest) == (told, digest)


@pytest.mark.parametrize(
    ("channel", "one", "routes", "expected"),
    [
        (DAILY, item("notice"), {}, True),
        (DAILY, item("info"), {}, False),
        (DAILY, item("notice"), {"varnholt": ("quality",)}, True),
        (DAILY, item("notice"), {"varnholt": ("other",)}, False),
        (DAILY, item("notice"), {"varnholt": ()}, False),
        (DAILY, item("notice"), {"another": ("other",)}, True),
        (replace(DAILY, watches=("another",)), item("notice"), {}, False),
        (replace(DAILY, watches=("another",)), item("notice"), {"varnholt": ("quality",)}, True),
        (DAILY, item("warning", alarm=True), {}, True),
        (replace(DAILY, alarms=False), item("warning", alarm=True), {}, False),
        (replace(DAILY, watches=("another",)), item("warning", "", alarm=True), {}, True),
    ],
)
def test_a_channel_hears_of_its_watches(
    channel: Channel, one: Item, routes: dict[str, tuple[str, ...]], *, expected: bool
) -> None:
    assert wants(channel, one, routes) is expected


GOOD = """
[channels.quality]
kind = "mail"
to = ["quality@tracker.example"]
sender = "tracker@tracker.example"
digest = "weekdays at 07:00"
timezone = "Europe/Oslo"
quiet = ["20:00-06:00"]
least = "warning"
urgent = "never"

[channels.shelf]
kind = "folder"
path = "../told"
digest = "at once"
"""


def test_a_good_file_gives_channels(tmp_path: Path) -> None:
    file = tmp_path / "notify.toml"
    assert load_channels(file) == ()
    file.write_text(GOOD, encoding="utf-8")
    quality, shelf = load_channels(file)
    assert isinstance(quality.settings, MailSettings)
    assert quality.digest is not None
    assert (quality.digest.timezone, quality.least, quality.urgent) == ("Europe/Oslo", "warning", None)
    assert shelf.settings == FolderSettings(path=tmp_path / "../told")
    assert (shelf.digest, shelf.least, shelf.urgent) == (None, "notice", "critical")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[channels.a]\nkind = "mial"', ["channels.a.kind", "did you mean 'mail'?"]),
        ("[channels.a]\n", ["channels.a.kind", "is missing"]),
        ('[channels.a]\nkind = "folder"\npath = "x"\ndigets = "daily"', ["channels.a.digets", "'digest'?"]),
        ('[channels.a]\nkind = "folder"\npath = "x"\ndigest = "dayly"', ["channels.a.digest", "at once"]),
        ('[channels.a]\nkind = "folder"\npath = "x"\nleast = "notise"', ["channels.a.least", "'notice'?"]),
        ('[channels.a]\nkind = "folder"\npath = "x"\nquiet = ["night"]', ["channels.a.quiet[0]", "22:00-06:00"]),
        ('[channels.a]\nkind = "webhook"\nurl = "quality"', ["channels.a.url", "is no web address"]),
        ('[channels.a]\nkind = "mail"\nto = []\nsender = "x"', ["channels.a.to", "is empty", "'x' is no mail address"]),
        ('[channels.a]\nkind = "mail"\nto = ["a@b.example"]', ["channels.a.sender", "is missing"]),
        (
            '[channels.a]\nkind = "folder"\npath = "x"\ntimezone = "Europe/Osloo"',
            ["channels.a.timezone", "Europe/Oslo"],
        ),
        ('[channels.a]\nkind = "apprise"', ["channels.a: needs its address from one place", "url_env"]),
        (
            '[channels.a]\nkind = "apprise"\nurl_env = "A"\nurl_file = "b"',
            ["channels.a: needs its address from one place"],
        ),
        ('[chanels.a]\nkind = "folder"', ["chanels", "did you mean 'channels'?"]),
        ("not toml", ["is not TOML"]),
    ],
)
def test_problems_are_named_with_their_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "notify.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WatchFileError) as raised:
        load_channels(file)
    for part in expected:
        assert part in raised.value.message


def test_what_is_not_installed_is_named_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    file = tmp_path / "notify.toml"
    file.write_text('[channels.chat]\nkind = "apprise"\nurl_env = "CHAT_URL"', encoding="utf-8")
    with pytest.raises(WatchFileError) as raised:
        load_channels(file)
    assert "channels.chat.kind: needs the library apprise" in raised.value.message
    assert "pip install 'boilerplate-tracker[apprise]'" in raised.value.message
