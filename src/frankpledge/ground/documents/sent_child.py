"""The child process that opens a paper which somebody sent: limits first, then the libraries.

Run as `python -m frankpledge.ground.documents.sent_child KIND FOLDER BYTES SECONDS PAGES`. It reads `sent` in the
folder and leaves what it found there; on standard output it says why it could not, as "reason|cure".
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from frankpledge.refusal import Refusal

LOOKED_AT, CLEANED = "keep-", "clean-"
_ANY = "it cannot be read.|Print it as PDF anew, and send that."


def limit(memory: int, seconds: int) -> None:
    """Bind this process, and what it starts, to its memory and processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, folder: Path, pages: int) -> dict[str, object]:
    """Return what is in the file, and leave its pages in the folder."""
    if kind == "pdf":
        # Only now, when this process is bound.
        from frankpledge.ground.documents.sent_pdf import drawn  # noqa: PLC0415

        return drawn(folder, pages)
    if kind.startswith(LOOKED_AT):
        from frankpledge.ground.documents.kept_child import looked_at  # noqa: PLC0415

        return looked_at(kind.removeprefix(LOOKED_AT), folder / "sent")
    if kind.startswith(CLEANED):
        from frankpledge.ground.documents.cleaned_child import cleaned  # noqa: PLC0415

        return cleaned(kind.removeprefix(CLEANED), folder, pages)
    from frankpledge.ground.documents.sent_office import words  # noqa: PLC0415

    return words(kind, folder)


def main(arguments: Sequence[str]) -> int:
    """Return 0 when the paper was read, 1 when the reason was said."""
    kind, folder, memory, seconds, pages = arguments
    limit(int(memory), int(seconds))
    try:
        told = read(kind, Path(folder), int(pages))
        (Path(folder) / "told.json").write_text(json.dumps(told), encoding="utf-8")
    except Refusal as refusal:
        reason = f"{refusal.reason.rstrip('.')}: {refusal.where}." if refusal.where else refusal.reason
        print(f"{reason}|{refusal.cure}")  # noqa: T201 (our pipe)
        return 1
    except Exception:  # noqa: BLE001 (whatever a hostile file makes a library raise is one answer)
        print(_ANY)  # noqa: T201 (our pipe)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
