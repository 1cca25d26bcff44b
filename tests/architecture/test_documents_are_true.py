"""What README and its neighbours say can be done, can be done: commands, targets and files that they name are there."""

from __future__ import annotations

import re

import pytest
import typer

from tests.architecture.house import ROOT, expect_none

DOCUMENTS = ["README.md", "DEVELOPERS.md", "SECURITY.md", "CHANGELOG.md", "GLOSSARY.md"]
DOCUMENTS += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> set[str]:
    """Return every command of the command line, those of a family with its name before them."""
    from frankpledge.cli.main import app

    tree = typer.main.get_command(app)
    families = getattr(tree, "commands", {})
    inner = {f"{name} {child}" for name, family in families.items() for child in getattr(family, "commands", {})}
    return set(families) | inner


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_exists(name: str) -> None:
    known = commands()
    # In prose and in fences alike; a family is followed by its member.
    named = re.findall(r"(?:`|^)frankpledge ([a-z][a-z-]*)(?: ([a-z][a-z-]*)\b)?", text(name), re.MULTILINE)
    wrong = [first for first, second in named if not {first, f"{first} {second}"} & known]
    expect_none(wrong, because=f"{name} names commands that are not there")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z0-9-]*)", text(name), re.MULTILINE))
    expect_none(sorted(named - targets), because=f"{name} names targets that are not there")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_is_pointed_at_is_there(name: str) -> None:
    folder = (ROOT / name).parent
    linked = {folder / target for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text(name))}
    named = {
        ROOT / target for target in re.findall(r"`((?:tests|docs|tooling|assets|requirements)/[\w./-]*)`", text(name))
    }
    expect_none(sorted(str(path.relative_to(ROOT)) for path in linked | named if not path.exists()), because=name)


def test_every_decision_is_listed() -> None:
    listed = text("docs/adr/README.md")
    records = [path.name for path in (ROOT / "docs" / "adr").glob("0*.md")]
    expect_none([name for name in records if f"({name})" not in listed], because="not in docs/adr/README.md")


def test_every_target_says_what_it_is_for() -> None:
    public = re.findall(r"^([a-z0-9-]+):(.*)$", text("Makefile"), re.MULTILINE)
    silent = [name for name, rest in public if "## " not in rest and name not in {"main", "dev"}]
    expect_none(silent, because="`make help` would not show")


def test_the_officers_guide_says_who_may_do_what_with_a_paper() -> None:
    from frankpledge.ground.accounts.rules import Role
    from frankpledge.ground.documents.permissions import GRANTS, Capability

    columns = [
        Capability.WRITE_PAPER,
        Capability.RETURN_PAPER,
        Capability.APPROVE_PAPER,
        Capability.READ_PAPER,
        Capability.READ_EDITION,
    ]
    named = {
        "officer, priority lead": [Role.OFFICER, Role.LEAD],
        "analyst": [Role.ANALYST],
        "board member": [Role.MEMBER],
    }
    rest = set(Role) - {role for roles in named.values() for role in roles}
    for label, roles in {**named, "every other role": rest}.items():
        line = next(line for line in text("docs/officer.md").splitlines() if line.startswith(f"| {label} |"))
        told = [cell.strip() == "●" for cell in line.strip("|").split("|")[1:]]
        for role in roles:
            assert told == [role in GRANTS[column] for column in columns], f"{label}: {role}"
