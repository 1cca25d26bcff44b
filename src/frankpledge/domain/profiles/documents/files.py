"""The files of a profile, after recording that its figures left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.profiles.rules import checked_formats
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import rendered


def profile_file(document: Document, *, form: str, workspace: Workspace | None, by: User) -> bytes:
    """Return a profile in one format. Every page of it says that it is not approved."""
    (wanted,) = checked_formats([form])
    content = rendered(document, [wanted])[wanted]
    _let_out(document, [wanted], workspace, by)
    return content


def write_profile(
    document: Document, name: str, *, formats: Iterable[str], folder: Path, workspace: Workspace | None, by: User
) -> tuple[Path, ...]:
    """Write a profile in the formats named; return the files. Refused before anything is made for another format."""
    wanted = checked_formats(formats)
    made = rendered(document, wanted)
    folder.mkdir(parents=True, exist_ok=True)
    _let_out(document, wanted, workspace, by)
    paths = tuple(folder / f"{name}.{form}" for form in made)
    for path, content in zip(paths, made.values(), strict=True):
        path.write_bytes(content)
    return paths


def _let_out(document: Document, formats: Iterable[str], workspace: Workspace | None, by: User) -> None:
    cells = [Cell(key=f.key, value=f.value, policy=f.policy, state=f.state) for f in document.figures.values()]
    what = f"{document.title}, {document.subtitle}: {', '.join(formats)}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=by)
