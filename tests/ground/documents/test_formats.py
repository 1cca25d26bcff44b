"""Same tree, same bytes: in every format, in another process, and quickly."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from frankpledge.ground.documents.formats import FORMATS, rendered
from frankpledge.ground.documents.tree import as_json
from tests.ground.documents.samples import odd, sample

AGAIN = """
import json, sys
from hashlib import sha256
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.tree import from_json
made = rendered(from_json(json.load(sys.stdin)))
print(json.dumps({name: sha256(content).hexdigest() for name, content in made.items()}))
"""
SECONDS_FOR_ALL = 10


@pytest.mark.parametrize("document", [sample(), odd()], ids=["sample", "odd"])
def test_another_process_writes_the_same_bytes_in_every_format(document: object, tmp_path: Path) -> None:
    here = {name: sha256(content).hexdigest() for name, content in rendered(document).items()}
    there = subprocess.run(
        [sys.executable, "-c", AGAIN],
        input=json.dumps(as_json(document)),
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": str(tmp_path)},
    )
    assert json.loads(there.stdout) == here


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_one_stamp_is_the_cut_off(name: str) -> None:
    earlier = replace(sample(), cut_off=date(2025, 7, 1))
    assert FORMATS[name].render(earlier) != FORMATS[name].render(sample())
    assert FORMATS[name].render(sample()) == FORMATS[name].render(sample())


def test_all_five_are_written_within_their_time() -> None:
    began = time.monotonic()
    made = rendered(replace(sample(), title="Strategic assessment 2026/27"))
    assert time.monotonic() - began < SECONDS_FOR_ALL
    assert list(made) == ["html", "pdf", "docx", "odt", "xlsx", "pptx", "brief.pdf"]
    assert all(len(content) < 1_000_000 for content in made.values())
