"""What is kept in the repository is the product's: no machine's paths, no registry's address, nobody else's files."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import PurePosixPath

import pytest

from tests.architecture.house import ROOT, expect_none, sources

# Written in parts, so that this file does not hold what it forbids.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "debian." + "org/debian",
    "unp" + "kg.com",
]
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)))
MACHINE = re.compile(r"(?<![\w.:/-])/(?:" + "work|root|home|Users" + r")/[\w.-]")
LOCK = re.compile(r"^(requirements/.*\.txt|.*package-lock\.json|.*\.npmrc)$")
# A lock records who funds a package and where it is described; only these fields say where it is fetched from.
FETCHED_FROM = re.compile(
    r'"resolved"|--(?:extra-)?index-url|--find-links|^registry\s*=|https?://\S+\.(?:whl|tgz|tar\.gz)'
)
THIRD_PARTY = ("node_modules", "static/built", "fonts")
BINARY = {".ttf", ".woff", ".woff2", ".otf", ".zip", ".parquet", ".sqlite3", ".pdf", ".docx", ".odt", ".xlsx"}


def tracked() -> list[str]:
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip("not a git checkout")
    return [name for name in asked.stdout.split("\0") if name and (ROOT / name).is_file()]


def told_by(name: str, text: str) -> list[str]:
    """Return every line that says where something was made or fetched."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), 1)
        if REGISTRY.search(line) or MACHINE.search(line) or (LOCK.match(name) and FETCHED_FROM.search(line))
    ]


def readable(name: str) -> str:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_tracked_file_names_a_registry_or_a_path_of_a_machine() -> None:
    lines = (line for name in tracked() for line in told_by(name, readable(name)))
    expect_none(lines, because="A registry's address or a machine's path")


def test_a_planted_address_and_a_planted_path_are_caught() -> None:
    assert told_by("README.md", "see https://" + REGISTRIES[0] + "/simple")
    assert told_by("docs/guide.md", "cd /" + "home/someone/frankpledge")
    assert told_by("requirements/main.txt", "--index-url http://127.0.0.1/simple")
    assert told_by("assets/package-lock.json", '      "resolved": "http://127.0.0.1/sass.tgz",')
    assert told_by("README.md", "make demo && open http://localhost:8000/work/plan") == []


def test_nothing_built_or_fetched_is_tracked() -> None:
    names = tracked()
    assert [name for name in names if PurePosixPath(name).suffix in BINARY] == []
    assert [name for name in names for part in THIRD_PARTY if f"/{part}/" in f"/{name}"] == []


def project() -> dict[str, list[str]]:
    """Return the requirements of pyproject.toml by the lock that must hold them."""
    settings = tomllib.loads(readable("pyproject.toml"))
    groups = settings["dependency-groups"]
    main = settings["project"]["dependencies"] + groups["build"]
    return {"main": main, "dev": main + groups["dev"], "node": groups["node"]}


def bare(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", ["main", "dev", "node"])
def test_every_requirement_is_locked_with_a_hash(lock: str) -> None:
    text = readable(f"requirements/{lock}.txt")
    pins = re.findall(r"^([\w.-]+)(?:\[.*\])?==(.*)$", text, re.MULTILINE)
    pinned = {name.lower().replace("_", "-") for name, _ in pins}
    assert {bare(requirement) for requirement in project()[lock]} - pinned == set()
    assert [name for name, rest in pins if not rest.endswith("\\")] == [], "pinned without a hash"


def test_every_requirement_says_why_it_is_there() -> None:
    lines = readable("pyproject.toml").splitlines()
    for requirement in {name for names in project().values() for name in names}:
        line = next(line for line in lines if line.strip().startswith(f'"{requirement}"'))
        assert re.search(r'", # \S+ \S+', line), f"{requirement} has no reason beside it"


# distribution -> the module that it brings, where the names differ
MODULES = {
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-ninja": "ninja",
    "ibis-framework": "ibis",
    "pillow": "PIL",
    "vl-convert-python": "vl_convert",
    "pypandoc-binary": "pypandoc",
    "python-calamine": "python_calamine",
    "python-pptx": "pptx",
}
# Needed without our naming them: what Django loads by name, and a bound on what Ibis brings.
UNNAMED = {"argon2-cffi", "psycopg", "sqlglot"}


def test_no_requirement_is_there_for_nothing() -> None:
    code = "\n".join(source.text for source in sources() if source.is_python)
    wanted = {bare(name) for name in tomllib.loads(readable("pyproject.toml"))["project"]["dependencies"]} - UNNAMED
    unused = [
        name
        for name in sorted(wanted)
        if not re.search(rf"(?:import|from) {MODULES.get(name, name)}\b|\"{MODULES.get(name, name)}[.\"]", code)
    ]
    expect_none(unused, because="nothing of ours uses")
