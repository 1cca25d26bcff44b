"""Every definition file is read by what the product reads it with, and a broken one is named."""

from __future__ import annotations

import pytest

from frankpledge.statute import load
from tooling import definitions


def test_every_definition_file_is_asked_for_and_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert {name for name, _ in definitions.files()} == set(load.names())
    assert len(list(definitions.questions())) >= 5
    assert definitions.main() == 0, capsys.readouterr().out


def test_a_planted_broken_file_is_named_and_the_rest_is_still_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def broken() -> None:
        raise load.BadDefinition("'soon' is not a date", where="events.toml row 3, starts")

    monkeypatch.setattr(
        definitions, "files", lambda: iter([("events.toml", broken), ("forces.csv", lambda: asked.append("forces"))])
    )
    assert definitions.main() == 1
    assert "events.toml row 3, starts" in capsys.readouterr().out
    assert asked == ["forces"]
