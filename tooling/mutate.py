"""Whether tests can fail: small faults planted in what must not be wrong, one at a time, and who notices.

Suppression, casework under seal and the ledger. A fault turns a comparison round, takes a `not` away, makes an `and` an
`or`, moves a number by one, or leaves a check out. Each is planted in a copy of the package, and the tests that are
named beside its module run until the first fails. At least nine in ten must be noticed; those that are not are listed.

    python tooling/mutate.py                          every module, eight faults of each
    python tooling/mutate.py --each 3 --only sealed   a few of some
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/frankpledge"
GOAL = 0.9
DISCLOSURE = ("tests/analysis/test_disclosure.py", "tests/analysis/test_disclosure_union.py")
RELEASED = ("tests/domain/disclosure", "tests/domain/open_data")
SEALED = ("tests/ground/sealed", "tests/domain/casework")
LEDGER = ("tests/ground/audit",)
# What must not be wrong, and the tests that say so.
GUARDED: dict[str, tuple[str, ...]] = {
    "analysis/disclosure/tables.py": DISCLOSURE,
    "analysis/disclosure/union.py": DISCLOSURE,
    "analysis/disclosure/attack.py": (*DISCLOSURE, "tests/analysis/test_disclosure_attack.py"),
    "domain/disclosure/rules.py": RELEASED,
    "domain/disclosure/actions.py": RELEASED,
    "domain/disclosure/permissions.py": RELEASED,
    "ground/sealed/permissions.py": SEALED,
    "ground/sealed/rules/grants.py": SEALED[:1],
    "ground/sealed/rules/keys.py": SEALED[:1],
    "ground/sealed/rules/keeping.py": SEALED[:1],
    "ground/sealed/rules/access.py": SEALED[:1],
    "ground/sealed/actions/access.py": SEALED,
    "ground/sealed/actions/granting.py": SEALED,
    "ground/sealed/actions/keeping.py": SEALED,
    "ground/sealed/actions/reading.py": SEALED,
    "ground/audit/rules.py": LEDGER,
    "ground/audit/actions.py": LEDGER,
    "ground/audit/queries.py": LEDGER,
}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
# A call that stands alone for what it refuses or writes down.
CHECKS = ("check", "_check", "record", "read_within")


@dataclass(frozen=True)
class Fault:
    """One fault: where, what is done there, and the module with it."""

    module: str
    line: int
    words: str
    text: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.words}"


def faults(module: str, text: str) -> Iterator[Fault]:
    """Yield every fault that can be planted in a module, in the order of its lines."""
    tree = ast.parse(text)
    # How a class is made (frozen, slots) is no rule of its own: turned round it changes nothing that it does.
    made = {id(part) for one in ast.walk(tree) for way in getattr(one, "decorator_list", ()) for part in ast.walk(way)}
    for at, node in enumerate(ast.walk(tree)):
        for words in ways(node) if id(node) not in made else ():
            changed = copy.deepcopy(tree)
            target = next(one for number, one in enumerate(ast.walk(changed)) if number == at)
            plant(target, words, changed)
            yield Fault(module, getattr(node, "lineno", 0), words, ast.unparse(ast.fix_missing_locations(changed)))


def ways(node: ast.AST) -> list[str]:
    """Return what can be done wrong at a place."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in TURNED:
        return ["turns a comparison round"]
    if isinstance(node, ast.BoolOp):
        return ["makes `and` an `or`, or the other way"]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ["takes a `not` away"]
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        return ["turns yes into no"]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return ["moves a number by one"]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        name = ast.unparse(node.value.func).rpartition(".")[2]
        return ["leaves a check or a record out"] if name.startswith(CHECKS) else []
    return []


def plant(node: ast.AST, words: str, tree: ast.AST) -> None:
    """Do what is wrong at a place of a tree."""
    if isinstance(node, ast.Compare):
        node.ops = [TURNED[type(node.ops[0])]()]
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
    elif isinstance(node, ast.Expr):
        node.value = ast.Constant(None)
    else:
        raise TypeError(f"{words}: {type(tree).__name__}")


def some(found: list[Fault], number: int) -> list[Fault]:
    """Return so many faults, spread evenly over a module: the same each time."""
    if len(found) <= number:
        return found
    return [found[round((at + 0.5) * len(found) / number - 0.5)] for at in range(number)]


def noticed(fault: Fault, house: Path, seconds: float) -> bool:
    """Return whether a test fails with the fault in the package. What does not end has been noticed."""
    place = house / "frankpledge" / fault.module
    before = place.read_text(encoding="utf-8")
    place.write_text(fault.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(house), str(ROOT)]), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *GUARDED[fault.module]], cwd=ROOT, env=env, capture_output=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(before, encoding="utf-8")
    return done.returncode != 0


def main() -> int:
    """Plant the faults, tell who was noticed, and fail where fewer than nine in ten were."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--each", type=int, default=8, help="faults of each module")
    asked.add_argument("--only", default="", help="modules whose path has these letters")
    asked.add_argument("--seconds", type=float, default=600, help="after which a run counts as noticed")
    given = asked.parse_args()
    alive: list[Fault] = []
    tried = 0
    with tempfile.TemporaryDirectory(prefix="frankpledge-mutants-") as folder:
        house = Path(folder)
        shutil.copytree(ROOT / PACKAGE, house / "frankpledge")
        for module in (one for one in GUARDED if given.only in one):
            text = (house / "frankpledge" / module).read_text(encoding="utf-8")
            sound = Fault(module, 0, "as it is", text)
            if noticed(sound, house, given.seconds):
                print(f"MISS {module}: its tests fail without any fault")
                return 1
            for fault in some(list(faults(module, text)), given.each):
                begun, tried = time.monotonic(), tried + 1
                seen = noticed(fault, house, given.seconds)
                alive += [] if seen else [fault]
                print(f"{'seen' if seen else 'MISS'} {fault} ({time.monotonic() - begun:.0f} s)", flush=True)
    share = 1 - len(alive) / tried if tried else 0
    print(f"{'met ' if share >= GOAL else 'MISS'} {tried - len(alive)} of {tried} faults noticed (goal {GOAL:.0%})")
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
