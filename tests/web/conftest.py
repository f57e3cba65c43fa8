"""The sample newsroom is checked once; each test has a copy of its own."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import desks  # type: ignore[import-not-found]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("newsroom")
    desks.workspace(target)
    desks.people(target / "tracker.db")
    with desks.desk(target):
        pass  # the desk is in step once
    return target


@pytest.fixture
def workspace(newsroom: Path, tmp_path: Path) -> Path:
    target = tmp_path / "workspace"
    shutil.copytree(newsroom, target)
    return target


@pytest.fixture
def desk(workspace: Path) -> Iterator["desks.Desk"]:
    with desks.desk(workspace) as made:
        yield made
