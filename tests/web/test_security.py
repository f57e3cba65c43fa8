"""Every way in, tried by whoever should not get in: each is refused, and each refusal is logged."""

import logging
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from desks import PASSWORD, Clock, Desk, guard, hidden, signed_in
from desks import desk as running
from starlette.testclient import TestClient

from tracker.errors import UsageError
from tracker.review.people import Role
from tracker.web import identity
from tracker.web.application import application
from tracker.web.gate import Way
from tracker.web.settings import Serving, refuse_unsafe
from tracker.web.site import Site
from tracker.web.ways import WAYS

HELD = [way for way in WAYS if way.role is not None]
ABOVE = [way for way in HELD if way.role is not Role.VIEWER]
WRITING = [way for way in HELD if way.writes]


def name(way: Way) -> str:
    return f"{way.method} {way.path}"


def place(way: Way) -> str:
    filled = re.sub(r"\{path:path\}", "index.html", way.path)
    return re.sub(r"\{\w+\}", "x", filled)


@pytest.fixture(scope="module")
def desk(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    target = tmp_path_factory.mktemp("secured") / "workspace"
    shutil.copytree(newsroom, target)
    with running(target) as made:
        yield made


@pytest.fixture(autouse=True)
def refusals(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="tracker.web.refused")
    return caplog


def logged(refusals: pytest.LogCaptureFixture, cause: str) -> bool:
    """Whether the last refusal is this one; what was refused before it is forgotten with it."""
    said = [one.getMessage() for one in refusals.records if one.name == "tracker.web.refused"]
    refusals.clear()
    return bool(said) and said[-1].startswith(f"{cause} ")


def ask(client: TestClient, way: Way, **options: Any) -> Any:  # noqa: ANN401 - a response
    return client.request(way.method, place(way), **options)


def count(desk: Desk) -> int:
    with desk.store() as store:
        return int(store.reviews.head()[0])


@pytest.mark.parametrize("way", HELD, ids=name)
def test_nobody_gets_in_without_a_session(desk: Desk, way: Way, refusals: pytest.LogCaptureFixture) -> None:
    answer = ask(desk.another(), way)
    if way.method == "GET" and not way.api:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?to=%2F")
    else:
        assert answer.status_code == 401
    assert logged(refusals, "no-session")


@pytest.mark.parametrize("way", HELD, ids=name)
@pytest.mark.parametrize("stolen", ["A" * 43, "0", "a' or '1'='1", "../../tracker.db", "\x80"])
def test_a_session_that_is_nobodys_opens_nothing(
    desk: Desk, way: Way, stolen: str, refusals: pytest.LogCaptureFixture
) -> None:
    client = desk.another()
    answer = ask(client, way, headers={b"cookie": f"desk={stolen}".encode("latin-1")})
    assert answer.status_code in {303, 401}
    assert logged(refusals, "no-session")


@pytest.mark.parametrize("way", ABOVE, ids=name)
def test_the_wrong_role_is_refused(desk: Desk, way: Way, refusals: pytest.LogCaptureFixture) -> None:
    below = {Role.REVIEWER: "vic", Role.APPROVER: "mara", Role.ADMIN: "odile"}[way.role or Role.ADMIN]
    client = desk.as_(below)
    token = guard(client)
    answer = ask(client, way, data={"guard": token}, headers={"x-guard": token}) if way.writes else ask(client, way)
    assert answer.status_code == 403
    assert logged(refusals, "wrong-role")


@pytest.mark.parametrize("way", WRITING, ids=name)
@pytest.mark.parametrize("forged", ["", "x", "A" * 43, "é"])
def test_a_form_that_is_not_ours_does_nothing(
    desk: Desk, way: Way, forged: str, refusals: pytest.LogCaptureFixture
) -> None:
    before = count(desk)
    answer = ask(desk.as_("petra"), way, data={"guard": forged} if forged else {})
    assert answer.status_code == 403
    assert logged(refusals, "forged")
    assert count(desk) == before


def test_the_guard_of_one_is_nothing_to_another(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    theirs = guard(desk.as_("odile"))
    assert desk.as_("petra").post("/sign-out", data={"guard": theirs}).status_code == 403
    assert logged(refusals, "forged")


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/..%2f..%2fwatches.html.jinja",
        "/static/x/desk.html.jinja",
        "/static/../../etc/passwd",
        "/reports/../../../../etc/passwd",
        "/reports/..%2f..%2ftracker.db",
        "/reports/watches/..%2f..%2f..%2fetc%2fpasswd",
        "/reports/%2e%2e/%2e%2e/etc/passwd",
        "/reports/changes/%00.html",
        "/watches/..%2f..%2fetc%2fpasswd",
        "/watches/.hidden",
        "/watches/notify",
        "/watches/standards",
        "/finding/..%2f../x",
        "/rules/..%2f..",
        "/no/such/page",
    ],
)
def test_no_path_leads_out(desk: Desk, path: str, refusals: pytest.LogCaptureFixture) -> None:
    answer = desk.as_("petra").get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert logged(refusals, "no-page")


ELSEWHERE = (
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example",
    "javascript:alert(1)",
    "http:/elsewhere.example",
    " //elsewhere.example",
    "/" + "x" * 3000,
)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(desk: Desk, to: str, refusals: pytest.LogCaptureFixture) -> None:
    client = desk.another()
    form = client.get("/sign-in", params={"to": to})
    assert logged(refusals, "other-site")
    assert hidden(form.text, "to") == "/"
    sent = {"name": "mara", "password": PASSWORD, "token": hidden(form.text, "token")}
    refused = client.post("/sign-in", data={**sent, "to": to})
    assert refused.status_code == 422
    assert "location" not in refused.headers
    assert logged(refusals, "other-site")
    assert client.post("/sign-in", data={**sent, "to": "/"}).headers["location"] == "/"
    assert client.get("/sign-in", params={"to": to}).headers["location"] == "/"
    assert logged(refusals, "other-site")


@pytest.mark.parametrize("said", ["/x\r\nset-cookie: desk=1", "/x%0d%0aset-cookie:%20desk=1", "/\x00", "/x\x7f"])
@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/sign-in", "to"),
        ("POST", "/sign-in", "to"),
        ("GET", "/", "words"),
        ("GET", "/audit", "who"),
        ("POST", "/bulk", "filters"),
        ("POST", "/bulk/preview", "filters"),
        ("POST", "/undo", "filters"),
        ("POST", "/finding/x/y", "filters"),
        ("POST", "/finding/x/y", "here"),
    ],
)
def test_no_line_gets_into_a_header(
    desk: Desk, method: str, path: str, name: str, said: str, refusals: pytest.LogCaptureFixture
) -> None:
    client = desk.as_("mara")
    sent: dict[str, Any] = (
        {"params": {name: said}} if method == "GET" else {"data": {"guard": guard(client), name: said}}
    )
    answer = client.request(method, path, **sent)
    assert answer.status_code == 422
    assert not {"location", "set-cookie"} & set(answer.headers)
    assert logged(refusals, "control-characters")


@pytest.mark.parametrize("to", ["/finding/a/b?watch=x", "/audit", "/?view=decided"])
def test_signing_in_leads_to_where_one_wanted_to_go(desk: Desk, to: str) -> None:
    assert signed_in(desk.another(), "mara", to=to).headers["location"] == to


@pytest.mark.parametrize(
    "filters", ["//elsewhere.example", "view=https://elsewhere.example", "watch=https://elsewhere.example"]
)
def test_what_a_form_carries_ends_up_in_no_header(desk: Desk, filters: str) -> None:
    client = desk.as_("mara")
    page = client.get("/").text
    targets = re.findall(r'name="finding" value="([^"]+)"', page)[:1]
    sent = {"guard": guard(client), "action": "commented", "text": "Seen.", "finding": targets, "filters": filters}
    answer = client.post("/bulk", data=sent)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?")
    assert "elsewhere" not in answer.headers["location"].partition("?")[0]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.nip.example", ""])
def test_another_host_is_refused(desk: Desk, host: str, refusals: pytest.LogCaptureFixture) -> None:
    assert desk.another().get("/sign-in", headers={"host": host}).status_code == 400
    assert logged(refusals, "unknown-host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8730", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8730"])
def test_the_desk_is_addressed_by_its_own_names(desk: Desk, host: str) -> None:
    assert desk.another().get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "cause"),
    [
        ("DELETE", "/", "no-method"),
        ("PUT", "/rules", "no-method"),
        ("POST", "/audit", "no-method"),
        ("GET", "/undo", "no-method"),
        ("GET", "/nowhere", "no-page"),
        ("GET", "/api/v2/findings", "no-page"),
    ],
)
def test_what_is_not_there_is_refused(
    desk: Desk, method: str, path: str, cause: str, refusals: pytest.LogCaptureFixture
) -> None:
    assert desk.as_("petra").request(method, path).status_code in {404, 405}
    assert logged(refusals, cause)


def test_a_form_that_cannot_be_read_is_refused(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = desk.as_("petra").post("/undo", content=b"--y nothing of the kind", headers=headers)
    assert answer.status_code in {400, 403}
    many = "&".join(f"f{number}=1" for number in range(2001))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    refusals.clear()
    assert desk.as_("petra").post("/undo", content=many, headers=headers).status_code == 400
    assert logged(refusals, "unusable")


def test_every_answer_carries_the_security_headers(desk: Desk) -> None:
    for path in ("/sign-in", "/", "/no-such", "/api/v1/watches", "/static/x/none"):
        answer = desk.another().get(path)
        policy = answer.headers["content-security-policy"]
        assert "'unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "server" not in answer.headers


def test_no_page_holds_a_script_or_a_style_of_its_own(desk: Desk) -> None:
    client = desk.as_("petra")
    row = re.findall(r'href="(/finding/[^"]+)"', client.get("/").text)[0]
    for path in (
        "/",
        row,
        "/audit",
        "/activity",
        "/rules",
        "/account",
        "/users",
        "/watches",
        "/keys",
        "/reports/index.html",
    ):
        page = client.get(path).text
        assert not re.search(r"<script(?! src=)|<style|\son\w+=|\sstyle=|javascript:", page), path


def test_nobody_keeps_a_session_id_that_was_theirs_before(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    client = desk.another()
    client.cookies.set("desk", "A" * 43)
    answer = signed_in(client, "mara")
    assert logged(refusals, "unknown-session")
    first = re.search(r"desk=([\w-]{43})", answer.headers["set-cookie"])
    assert first
    assert first[1] != "A" * 43
    old = client.cookies.get("desk", domain="localhost.local") or first[1]
    again = signed_in(client, "mara")
    assert again.status_code in {303, 403}
    assert old != "A" * 43


def test_the_cookie_is_out_of_reach(desk: Desk) -> None:
    said = signed_in(desk.another(), "mara").headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said


def test_signing_out_ends_the_session_on_the_server(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    client = desk.another()
    signed_in(client, "mara")
    kept = dict(client.cookies)
    assert client.post("/sign-out", data={"guard": guard(client)}).status_code == 303
    thief = desk.another(cookies=kept)
    assert thief.get("/").status_code == 303
    assert logged(refusals, "no-session")


def test_closing_an_account_ends_its_sessions_and_tokens(newsroom: Path, tmp_path: Path) -> None:
    shutil.copytree(newsroom, tmp_path / "w")
    with running(tmp_path / "w") as desk:
        client, petra = desk.as_("mara"), desk.as_("petra")
        made = client.post("/account/tokens", data={"guard": guard(client), "label": "l", "days": "9", "scope": "read"})
        token = re.search(r"dt_[\w-]+", made.text)
        assert token
        bearer = {"authorization": f"Bearer {token[0]}"}
        assert desk.another().get("/api/v1/watches", headers=bearer).status_code == 200
        sent = {"guard": guard(petra), "name": "mara", "role": "reviewer", "disabled": "1"}
        assert petra.post("/users", data=sent).status_code == 303
        assert client.get("/").status_code == 303
        assert desk.another().get("/api/v1/watches", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("who", "password"),
    [
        ("mara", "wrong"),
        ("nobody", PASSWORD),
        ("mara", ""),
        ("mara", PASSWORD + " "),
        ("MARA", PASSWORD),
        ("mara", "x" * 5000),
    ],
)
def test_a_wrong_name_or_password_says_the_same(
    desk: Desk, who: str, password: str, refusals: pytest.LogCaptureFixture
) -> None:
    answer = signed_in(desk.another(), who, password)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert logged(refusals, "wrong-password")
    desk.clock.move(minutes=16)
    desk.clients.clear()


def test_signing_in_by_another_sites_form_is_refused(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    for token in ("", "x", hidden(desk.another().get("/sign-in").text, "token")):
        answer = desk.another().post("/sign-in", data={"name": "mara", "password": PASSWORD, "token": token})
        assert answer.status_code == 403
        assert logged(refusals, "forged")


def test_guessing_is_slowed_down_across_a_restart(
    newsroom: Path, tmp_path: Path, refusals: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(newsroom, tmp_path / "w")
    with running(tmp_path / "w") as desk:
        for _ in range(5):
            assert signed_in(desk.another(), "mara", "wrong").status_code == 401
            assert logged(refusals, "wrong-password")
    with running(tmp_path / "w") as desk:
        assert signed_in(desk.another(), "mara").status_code == 429
        assert logged(refusals, "too-many-attempts")
        desk.clock.move(minutes=15)
        assert signed_in(desk.another(), "mara").status_code == 303


def test_what_was_mistyped_before_is_forgiven_at_ones_own_address(newsroom: Path, tmp_path: Path) -> None:
    shutil.copytree(newsroom, tmp_path / "w")
    with running(tmp_path / "w") as desk:
        for _ in range(3):
            for _ in range(4):
                assert signed_in(desk.another(), "mara", "wrong").status_code == 401
            assert signed_in(desk.another(), "mara").status_code == 303


def test_an_address_that_tries_many_names_is_stopped(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tracker.web.passwords.verify", lambda *_: False)
    shutil.copytree(newsroom, tmp_path / "w")
    with running(tmp_path / "w") as desk:
        for number in range(30):
            assert signed_in(desk.another(), f"nobody-{number}").status_code == 401
        assert signed_in(desk.another(), "somebody-else").status_code == 429
        assert logged(refusals, "too-many-attempts")


def test_guessing_is_slowed_down(newsroom: Path, refusals: pytest.LogCaptureFixture) -> None:
    with running(newsroom) as desk:
        for _ in range(5):
            assert signed_in(desk.another(), "mara", "wrong").status_code == 401
        refused = signed_in(desk.another(), "mara")
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 901
        assert logged(refusals, "too-many-attempts")
        assert signed_in(desk.another(), "odile").status_code == 303
        desk.clock.move(minutes=16)
        assert signed_in(desk.another(), "mara").status_code == 303


def test_an_account_that_is_not_there_takes_as_long_as_one_that_is(
    newsroom: Path, refusals: pytest.LogCaptureFixture
) -> None:
    with running(newsroom) as desk:
        taken: dict[str, list[float]] = {"mara": [], "nobody-of-that-name": []}
        for _ in range(7):
            for who, times in taken.items():
                desk.clock.move(minutes=16)
                client = desk.another()
                client.get("/sign-in")
                begun = time.perf_counter()
                signed_in(client, who, "wrong")
                times.append(time.perf_counter() - begun)
                assert logged(refusals, "wrong-password")
        known, unknown = (median(times) for times in taken.values())
    assert 0.4 < known / unknown < 2.5


@pytest.mark.parametrize("path", ["/sign-in", "/bulk", "/api/v1/findings/x/y/verdicts", "/"])
def test_a_body_that_is_too_large_is_refused(desk: Desk, path: str, refusals: pytest.LogCaptureFixture) -> None:
    answer = desk.another().post(path, content=b"x" * 8_000_001)
    assert answer.status_code == 413
    assert logged(refusals, "oversized-body")


def test_a_body_that_grows_beyond_what_it_said_is_refused(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 500_000

    assert desk.another().post("/sign-in", content=endless()).status_code == 413
    assert logged(refusals, "oversized-body")


@pytest.mark.parametrize(
    "said",
    [
        "Bearer",
        "Bearer x",
        "Bearer dt_000000000000_" + "A" * 43,
        "Basic bWFyYTp4",
        "dt_0",
        "Bearer \x80",
        "Bearer dt_%s_'--",
    ],
)
def test_a_token_that_is_nobodys_opens_nothing(desk: Desk, said: str, refusals: pytest.LogCaptureFixture) -> None:
    answer = desk.another().get("/api/v1/watches", headers={b"authorization": said.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert logged(refusals, "bad-token")


@pytest.mark.parametrize("way", [way for way in HELD if way.api], ids=name)
def test_a_token_is_good_for_its_scopes_only(desk: Desk, way: Way, refusals: pytest.LogCaptureFixture) -> None:
    with desk.store() as store, store.deciding():
        _, value = identity.issue(
            store, "petra", "t", ("decide",) if way.scope == "read" else ("read",), desk.clock.now, 9
        )
    assert ask(desk.another(), way, headers={"authorization": f"Bearer {value}"}).status_code == 403
    assert logged(refusals, "out-of-scope")


def test_a_token_opens_no_page_and_ends_on_its_day(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    with desk.store() as store, store.deciding():
        _, value = identity.issue(store, "petra", "t", ("read",), desk.clock.now, 1)
        secrets = [token.secret for token in store.accounts.tokens()]
    bearer = {"authorization": f"Bearer {value}"}
    assert desk.another().get("/", headers=bearer).status_code == 303
    assert logged(refusals, "no-session")
    assert desk.another().get("/api/v1/watches", headers=bearer).status_code == 200
    desk.clock.move(days=1)
    assert desk.another().get("/api/v1/watches", headers=bearer).status_code == 401
    assert logged(refusals, "bad-token")
    desk.clients.clear()
    assert all(value.rpartition("_")[2] not in secret for secret in secrets)


def test_a_viewers_token_decides_nothing(desk: Desk, refusals: pytest.LogCaptureFixture) -> None:
    with desk.store() as store, store.deciding():
        _, value = identity.issue(store, "vic", "t", ("read", "decide"), desk.clock.now, 9)
    answer = desk.another().post(
        "/api/v1/findings/x/y/verdicts", headers={"authorization": f"Bearer {value}"}, content=b"{}"
    )
    assert answer.status_code == 403
    assert logged(refusals, "wrong-role")


def test_the_header_of_a_proxy_is_believed_from_that_proxy_only(
    newsroom: Path, refusals: pytest.LogCaptureFixture
) -> None:
    serving = Serving(proxies=("10.1.2.3",), user_header="x-remote-user", names=("Desk.Invented.Example",))
    with running(newsroom, serving) as desk:
        said = {"x-remote-user": "mara"}
        app = desk.client.app
        stranger = TestClient(app, base_url="http://localhost", client=("10.9.9.9", 1), follow_redirects=False)
        proxy = TestClient(app, base_url="http://localhost", client=("10.1.2.3", 1), follow_redirects=False)
        assert stranger.get("/", headers=said).status_code == 303
        assert logged(refusals, "no-session")
        assert proxy.get("/", headers=said).status_code == 200
        assert proxy.get("/", headers={"x-remote-user": "nobody"}).status_code == 303
        assert logged(refusals, "no-session")
        assert proxy.get("/", headers={"x-remote-user": ""}).status_code == 303
        assert logged(refusals, "no-session")
        token = hidden(proxy.get("/account", headers=said).text, "guard")
        assert proxy.post("/sign-out", data={"guard": "x"}, headers=said).status_code == 403
        assert logged(refusals, "forged")
        assert proxy.post("/sign-out", data={"guard": token}, headers=said).status_code == 303
        assert proxy.get("/", headers={**said, "host": "desk.invented.EXAMPLE"}).status_code == 200
        secure = proxy.get("/sign-in", headers={"x-forwarded-proto": "https"})
        assert "Secure" in secure.headers["set-cookie"]
        assert "strict-transport-security" in secure.headers


@pytest.mark.parametrize(
    ("serving", "safe"),
    [
        (Serving(), True),
        (Serving(host="localhost"), True),
        (Serving(host="::1"), True),
        (Serving(host="127.8.8.8"), True),
        (Serving(host="0.0.0.0"), False),  # noqa: S104 - what is refused
        (Serving(host="10.0.0.1", names=("desk.invented.example",)), False),
        (Serving(host="10.0.0.1", tls=True), False),
        (Serving(host="10.0.0.1", names=("desk.invented.example",), tls=True), True),
        (Serving(host="10.0.0.1", names=("desk.invented.example",), proxies=("10.0.0.0/24",)), True),
        (Serving(user_header="x-remote-user"), False),
        (Serving(proxies=("anywhere",)), False),
    ],
)
def test_the_desk_is_not_served_in_the_open(serving: Serving, *, safe: bool) -> None:
    if safe:
        refuse_unsafe(serving)
    else:
        with pytest.raises(UsageError) as refused:
            refuse_unsafe(serving)
        assert refused.value.hint


def test_an_unsafe_desk_is_not_even_made(newsroom: Path) -> None:
    made = Site(
        database=newsroom / "tracker.db",
        schedules=newsroom / "schedules",
        registry=None,  # type: ignore[arg-type]
        clock=Clock(),
        serving=Serving(host="192.0.2.1"),
    )
    with pytest.raises(UsageError, match="plain text"):
        application(made)
    made.close()
