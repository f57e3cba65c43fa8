"""A monitoring system is told the figures of the moment, on the loopback interface, and whether the service is well."""

import urllib.error
import urllib.request

import pytest

from tracker.metrics import FIGURES, Figures, serving, text


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
    said = text(Figures(well=True, runs={"ended": 3, "failed": 1}, values={"tracker_watches": 2}))
    assert 'tracker_runs_total{outcome="ended"} 3\n' in said
    assert "# TYPE tracker_watches gauge\ntracker_watches 2\n" in said
    assert said.count("# HELP ") == len(FIGURES)
