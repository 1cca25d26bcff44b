"""What every test stands on: a data folder of its own, Django on it, and the real open data where it is at hand."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.staged import Stage

ROOT = Path(__file__).resolve().parent.parent

# Settings read the folder when they load, so it is chosen before that; every worker of a parallel run has its own.
DATA = Path(tempfile.mkdtemp(prefix="frankpledge-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["FRANKPLEDGE_DATA"] = str(DATA)
# Most tests are of what people do once they are in; those of coming in ask for the second factor themselves.
os.environ["FRANKPLEDGE_SECOND_FACTOR"] = "off"
os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
# Every worker has one core; libraries that each take all of them would only wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The field's packages run uncompiled here, since on the small maps of tests compiling takes longer than running.
sys.modules["numba"] = None  # type: ignore[assignment]

import django  # noqa: E402 (needs the folder first)

from frankpledge.config.keys import create_keys  # noqa: E402

create_keys(DATA)
# Here and not later, since conftests further down import models.
django.setup()

# The same examples on every run: a failure that nobody can repeat helps nobody.
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("suite")

MARKED_FOLDERS = {"browser": pytest.mark.browser, "benchmarks": pytest.mark.benchmark_of_size}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or minutes by the folder that it lies in."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(MARKED_FOLDERS[folder])


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real open data beside the repository, or skip: nothing of it is ever committed."""
    folder = Path(os.environ.get("FRANKPLEDGE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no open data at {folder}")
    return folder


@pytest.fixture(scope="module")
def staging(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Return where a module makes once what its tests need alike."""
    from tests.staged import stage  # needs Django

    with stage(django_db_blocker) as one:
        yield one


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Let each worker's database begin as a copy of one that the migrations made."""
    from django.db import connection

    from tests.schema import begin_with_all_migrations

    begin_with_all_migrations(connection, os.environ.get("DATABASE_URL", ""))
