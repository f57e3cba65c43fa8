"""A monitoring system is told the figures of the moment, on the loopback interface, and whether the service is well."""

import re
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.daemon import source_samples
from tracker.health import Alarm
from tracker.history import Outcome
from tracker.metrics import FIGURES, Figures, Sample, serving, text
from tracker.store.ledger import Tally


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize(("well", "status", "said"), [(True, 200, "well\n"), (False, 503, "not well\n")])
def test_health_is_a_status(*, well: bool, status: int, said: str) -> None:
    with serving(0, lambda: Figures(well=well)) as port:
        assert get(port, "/healthz") == (status, said)
        assert get(port, "/metrics")[0] == 200
        assert get(port, "/")[0] == 404


def test_figures_are_in_the_format_that_prometheus_reads() -> None:
    ended = Sample(name="tracker_runs_total", labels={"outcome": "ended"}, value=3)
    said = text(Figures(well=True, samples=[ended], values={"tracker_watches": 2, "tracker_store_bytes": 123456789}))
    assert '# TYPE tracker_runs_total counter\ntracker_runs_total{outcome="ended"} 3\n' in said
    assert "# TYPE tracker_watches gauge\ntracker_watches 2\n" in said
    assert "\ntracker_store_bytes 123456789\n" in said
    assert said.count("# HELP ") == len(FIGURES)


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_a_label_is_one_line_that_reads_back(label: str, value: float) -> None:
    said = text(Figures(well=True, samples=[Sample(name="tracker_runs_total", labels={"outcome": label}, value=value)]))
    (line,) = [one for one in said.split("\n") if one.startswith("tracker_runs_total{")]
    shown, _, number = line.removeprefix('tracker_runs_total{outcome="').rpartition('"} ')
    back = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), shown)
    assert (back, float(number)) == (label, value)


def tally(source: str, outcome: Outcome, looks: int, releases: int, hour: int) -> Tally:
    last = datetime(2026, 11, 22, hour, tzinfo=UTC)
    return Tally(watch="marrow", source=source, outcome=outcome, looks=looks, releases=releases, last=last)


def test_only_sources_that_are_watched_have_figures_of_their_own() -> None:
    tallies = [
        tally("feed:a", Outcome.CAPTURED, 2, 3, 7),
        tally("feed:a", Outcome.FAILED, 1, 0, 9),
        tally("feed:a", Outcome.NOT_MODIFIED, 40, 0, 8),
        tally("feed:gone", Outcome.CAPTURED, 9, 9, 9),
        tally("feed:never", Outcome.BLOCKED, 5, 0, 9),
    ]
    at = datetime(2026, 11, 22, tzinfo=UTC)
    alarms = [
        Alarm(watch="marrow", subject=subject, kind="source-blocked", since=at, told=at, times=1, detail="")
        for subject in ("feed:never", "feed:gone", "schedule")
    ]
    samples = source_samples({("marrow", "feed:a"), ("marrow", "feed:never")}, tallies, alarms)
    assert [(one.name, one.labels["source"], one.labels.get("outcome", ""), one.value) for one in samples] == [
        ("tracker_source_looks_total", "feed:a", "captured", 2),
        ("tracker_source_looks_total", "feed:a", "failed", 1),
        ("tracker_source_looks_total", "feed:a", "not-modified", 40),
        ("tracker_source_releases_total", "feed:a", "", 3),
        ("tracker_source_last_good_timestamp_seconds", "feed:a", "", at.timestamp() + 8 * 3600),
        ("tracker_source_looks_total", "feed:never", "blocked", 5),
        ("tracker_source_releases_total", "feed:never", "", 0),
        ("tracker_source_alarm", "feed:never", "", 1),
    ]
