"""Runs a command with `DATABASE_URL` set to a PostgreSQL of its own, which is thrown away afterwards.

Takes the newest server (15 or newer) that the machine has; no service needs to run and nothing listens on the network.
Where there is no server it says so and leaves with 0, or with 1 when `FRANKPLEDGE_REQUIRE_POSTGRES` is set.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = 15
NAME = "frankpledge"
# Nothing here outlives the run, so nothing is waited for on its way to the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def servers() -> list[Path]:
    """Return the folders with server programs, newest first."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for home in ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"):
        folders += [path.parent for path in Path(home).glob("*/bin/initdb")]
    return sorted({folder for folder in folders if version(folder) >= OLDEST}, key=version, reverse=True)


def version(folder: Path) -> int:
    """Return the major version of the server in a folder."""
    said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", said)
    return int(found.group(1)) if found else 0


def someone_else() -> str | None:
    """Return the account that the server runs under where we are root, which it refuses to run as."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def server_command(command: list[str | Path], *, account: str | None) -> None:
    """Run one of the server's programs; what it says is shown only when it fails."""
    done = subprocess.run(
        command,
        user=account,
        cwd="/",
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise SystemExit(f"PostgreSQL could not be prepared: {' '.join(map(str, command))}\n{done.stdout}")


def with_server(programs: Path, command: list[str]) -> int:
    """Start a cluster in a temporary folder, run the command on it, stop it, and return what the command returned."""
    account = someone_else()
    with tempfile.TemporaryDirectory(prefix="frankpledge-pg-") as folder:
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
        rows, log = f"{folder}/rows", f"{folder}/log"
        server_command(
            [programs / "initdb", "-D", rows, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            account=account,
        )
        options = f"-k {folder} -c listen_addresses='' {FAST}"
        # Its output goes to the log alone: a server that holds our pipe would keep us waiting for its end.
        subprocess.run(
            [programs / "pg_ctl", "-D", rows, "-l", log, "-w", "-o", options, "start"],
            user=account,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        try:
            server_command([programs / "createdb", "-h", folder, "-U", NAME, NAME], account=account)
            url = f"postgresql://{NAME}@/{NAME}?host={folder}"
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
        finally:
            server_command([programs / "pg_ctl", "-D", rows, "-m", "immediate", "-w", "stop"], account=account)


def main() -> int:
    """Run the command that was given on a server, or say plainly that there is none."""
    found = servers()
    if not found:
        print(
            f"PostgreSQL tests not run: no server programs of version {OLDEST} or newer on this machine. "
            "On Debian: apt-get install postgresql",
            file=sys.stderr,
        )
        return 1 if os.environ.get("FRANKPLEDGE_REQUIRE_POSTGRES") else 0
    print(f"PostgreSQL {version(found[0])} from {found[0]}", flush=True)
    return with_server(found[0], sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
