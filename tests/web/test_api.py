"""The API does what its description says, and the description says all that there is."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from desks import Desk
from desks import desk as running
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tracker.store.inbox import Wanted
from tracker.web import api, identity
from tracker.web.ways import WAYS

DESCRIPTION: dict[str, Any] = json.loads(files("tracker.web").joinpath("openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [
    (path, method) for path, ways in DESCRIPTION["paths"].items() for method in ways if method != "parameters"
]


def bearer(desk: Desk, name: str = "petra", scopes: tuple[str, ...] = ("read", "decide")) -> dict[str, str]:
    with desk.store() as store, store.deciding():
        _, value = identity.issue(store, name, "tests", scopes, desk.clock.now, 9)
    return {"authorization": f"Bearer {value}"}


def test_the_description_says_all_that_there_is() -> None:
    ways = {(way.path, way.method.lower()) for way in WAYS if way.api}
    assert ways == set(OPERATIONS)
    for way in (one for one in WAYS if one.api):
        (requirement,) = DESCRIPTION["paths"][way.path][way.method.lower()]["security"]
        assert requirement == {"token": [way.scope]}


SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_it_is_described(workspace: Path, path: str, method: str) -> None:
    with running(workspace) as desk:
        headers = bearer(desk)
        with desk.store() as store:
            row = store.inbox.find(Wanted(view="all"))[0]
        client = desk.another()

        @settings(
            max_examples=25,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=SCHEMA[path][method.upper()].as_strategy(), known=st.booleans())
        def described(case: schemathesis.Case[Any], known: bool) -> None:  # noqa: FBT001 - hypothesis gives it
            if known:
                case.path_parameters = {"watch": row.watch, "finding": row.finding} if "{" in path else {}
                if "watch" in (case.query or {}):
                    case.query["watch"] = row.watch
            sent = case.as_transport_kwargs(base_url="http://localhost", headers=headers)
            answer = client.request(
                case.method,
                case.formatted_path,
                params=sent.get("params"),
                headers={**sent.get("headers", {}), **headers},
                content=json.dumps(case.body) if method == "post" else None,
            )
            assert answer.status_code < 500
            case.validate_response(answer, checks=list(CHECKS))

        described()


CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


def pages(desk: Desk, place: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while place:
        answer = desk.another().get(place, headers=headers)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        place = answer.json()["next"]
    return found


@pytest.mark.parametrize(
    "place",
    [
        "watches",
        "documents?watch=halvorsen-precision",
        "passages?watch=halvorsen-precision",
        "claims?watch=halvorsen-precision",
        "coverage",
        "findings",
        "findings?view=open&severity=warning",
        "findings?words=halvorsen",
    ],
)
def test_page_by_page_gives_the_same_as_all_at_once(desk: Desk, place: str) -> None:
    headers = bearer(desk)
    glue = "&" if "?" in place else "?"
    once = pages(desk, f"{api.BASE}/{place}{glue}limit=500", headers)
    assert once
    assert pages(desk, f"{api.BASE}/{place}{glue}limit=2", headers) == once


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    headers = bearer(desk)
    client = desk.another()
    first = client.get(f"{api.BASE}/findings", headers=headers)
    again = client.get(f"{api.BASE}/findings", headers={**headers, "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    row = first.json()["items"][0]
    place = f"{api.BASE}/findings/{row['watch']}/{row['finding']}/verdicts"
    assert (
        client.post(place, headers=headers, json={"action": "confirmed", "version": row["version"]}).status_code == 201
    )
    changed = client.get(f"{api.BASE}/findings", headers={**headers, "if-none-match": first.headers["etag"]})
    assert changed.status_code == 200


def test_of_two_programs_the_second_is_told(desk: Desk) -> None:
    headers = bearer(desk)
    client = desk.another()
    row = client.get(f"{api.BASE}/findings", headers=headers).json()["items"][0]
    place = f"{api.BASE}/findings/{row['watch']}/{row['finding']}"
    sent = {"action": "dismissed", "ground": "misread", "version": row["version"]}
    first, second = (client.post(f"{place}/verdicts", headers=headers, json=sent) for _ in range(2))
    assert (first.status_code, first.json()["via"]) == (201, "api")
    assert (second.status_code, second.json()["error"]) == (409, "changed-since")
    assert [event["action"] for event in client.get(f"{place}/verdicts", headers=headers).json()["items"]] == [
        "dismissed"
    ]
    assert client.get(place, headers=headers).json()["status"] == "dismissed"
    assert pages(desk, f"{api.BASE}/events?limit=1", headers)[-1]["number"] == first.json()["number"]


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "limit=%C2%B2", "after=x", "after=-1"])
def test_a_parameter_that_is_none_is_refused(desk: Desk, query: str) -> None:
    assert desk.another().get(f"{api.BASE}/watches?{query}", headers=bearer(desk)).status_code == 422


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b'{"action":"confirmed"}', b'{"action":"x","version":0}']
)
def test_a_verdict_that_is_none_is_refused(desk: Desk, body: bytes) -> None:
    with desk.store() as store:
        row = store.inbox.find(Wanted())[0]
    place = f"{api.BASE}/findings/{row.watch}/{row.finding}/verdicts"
    answer = desk.another().post(place, headers=bearer(desk), content=body)
    assert answer.status_code == 422
