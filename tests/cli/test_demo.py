"""The demonstration: built once, there at once the second time, with documents and people to sign in as."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import run


def test_the_demonstration_is_built_once_and_told_again(tmp_path: Path) -> None:
    # Minutes of work, whatever else the machine does beside it.
    first = run("demo", "--no-serve", data=tmp_path / "demo", timeout=1_200)
    assert first.code == 0, first.err
    papers = sorted((tmp_path / "demo").rglob("*-edition-1.*"))
    assert {path.suffix for path in papers} == {".docx", ".html", ".odt", ".pdf", ".pptx", ".xlsx"}
    assert "/w/nevermouth/assessments/2025-12/changed/" in first.out
    assert "Writing the assessment of 2025" in first.out + first.err
    made = {path: path.read_bytes() for path in papers}
    second = run("demo", "--no-serve", "--json", data=tmp_path / "demo")
    assert second.code == 0, second.err
    assert second.json["fresh"] is False
    assert {path: path.read_bytes() for path in papers} == made
    roles = [account["role"] for account in second.json["accounts"]]
    assert roles == [
        "analyst", "officer", "member", "lead", "contact", "commissioner", "councillor", "caseworker", "neighbour",
    ]  # fmt: skip
    assert [slug for _, slug in second.json["workspaces"]] == ["nevermouth", "herefordshire"]
    for told in (*second.json["documents"], *(account["password"] for account in second.json["accounts"])):
        assert told in first.out
