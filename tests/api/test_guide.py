"""The examples of the guide are run as they stand, by curl, against the interface itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from frankpledge.config.wsgi import application
from tests.api.conftest import Program
from tests.guards.evidence import County
from tests.guards.town import Town

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"```(sh|json)\n(.*?)```", re.DOTALL)
CURL = shutil.which("curl")
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(CURL is None, reason="needs curl")]
SECONDS = 60


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Desk:
    """Answers one request at a time in this thread, where the test's own rows are. Files are kept in a folder."""

    server: WSGIServer
    given: dict[str, str]
    folder: Path

    def run(self, command: str) -> str:
        """Return what a command of the guide prints."""
        asked = subprocess.Popen(
            ["bash", "-c", command], env={**os.environ, **self.given}, text=True, stdout=-1, stderr=-1, cwd=self.folder
        )
        self.server.timeout = SECONDS
        self.server.handle_request()
        out, wrong = asked.communicate(timeout=SECONDS)
        assert asked.returncode == 0, f"{command}\n{out}\n{wrong}"
        return out


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's own connection open between requests, as Django's own client does."""
    for told in (request_started, request_finished):
        told.disconnect(close_old_connections)
    yield
    for told in (request_started, request_finished):
        told.connect(close_old_connections)


@pytest.fixture
def desk(lived_in: Town, one_connection: None, tmp_path: Path) -> Iterator[Desk]:
    program = Program(lived_in.workspace, lived_in.everyone())
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    given = {
        "HOST": f"http://127.0.0.1:{server.server_port}", "PLACE": program.slug, "TOKEN": program.text,
        "ACTION": str(lived_in.parts["action"]),
    }  # fmt: skip
    yield Desk(server, given, tmp_path)
    server.server_close()


def examples() -> list[tuple[str, str]]:
    """Return the examples of the guide in order: of which kind, and their text."""
    return BLOCK.findall(GUIDE.read_text(encoding="utf-8"))


def test_every_example_runs_and_says_what_the_guide_says(desk: Desk, county: County) -> None:
    said, ran = "", 0
    for kind, text in examples():
        if kind == "json":
            shown, told = json.loads(text), json.loads(said)
            assert {name: told[name] for name in shown} == shown
        else:
            said, ran = desk.run(text), ran + 1
            if " -o " in text:
                (kept,) = desk.folder.iterdir()
                assert kept.stat().st_size > 0, text
            elif "/tables/" in text:
                assert said.startswith("\ufeffindicator_id,"), text
            elif "/feeds/" in text:
                assert said.startswith("\ufeff"), text
                assert len(said.splitlines()) > 1, text
            else:
                assert json.loads(said), text
    assert ran > 8


def test_no_example_names_an_installation_or_a_token() -> None:
    for kind, text in examples():
        if kind == "sh":
            assert "$HOST" in text
            assert "frankpledge_" not in text
