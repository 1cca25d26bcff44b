"""A look into a file that was sent and waits to be told what its columns mean."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.queries.uploads import place_of, uploads_folder
from frankpledge.domain.releases.rules import FileState, NotHere
from frankpledge.ground.jobs.models import JobRun
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.own.look import Look, look
from frankpledge.lake.own.mapping import FIELDS, Mapping, plain
from frankpledge.lake.source import SourceFile
from frankpledge.lake.unpack import Unpacker


@dataclass(frozen=True)
class Proposed:
    """A mapping that somebody proposed for a file, and the headers that it will be remembered by."""

    mapping: Mapping
    words: tuple[str, ...]


def asking_file(upload: Upload, number: int) -> UploadedFile | None:
    """Return a file of an upload that waits to be told what its columns mean, None where there is none."""
    return next((one for one in upload.files.all() if one.number == number and one.state == FileState.ASKING), None)


def file_named(pk: int) -> UploadedFile | None:
    """Return a file that was sent, whoever asks: for the work that tries it."""
    return UploadedFile.objects.filter(pk=pk).select_related("upload", "workspace").first()


def member_asked(file: UploadedFile) -> str:
    """Return which member of an archive is asked about; "" for a file that is none."""
    return next((str(record["member"]) for record in file.outcome if record["status"] == "asking"), "")


@contextmanager
def plain_file(file: UploadedFile) -> Iterator[SourceFile]:
    """Give the plain file that is asked about, unpacked where it came packed; what was unpacked is deleted after."""
    wanted, place = member_asked(file), place_of(file)
    with tempfile.TemporaryDirectory(dir=uploads_folder(), prefix="look-") as scratch:
        unpacker = Unpacker(Path(scratch), DEFAULT, year=None, force="", month="", called={place: file.name})
        for source in unpacker.files([place]) if place.exists() else ():
            if isinstance(source, SourceFile) and source.member == wanted:
                yield source
                return
    raise NotHere("The file is no longer here.", where=file.name, cure="Send it again.")


def columns_of(file: UploadedFile) -> Look:
    """Return the sheet of a file that its columns are asked of: the likeliest that is not one of our templates."""
    with plain_file(file) as source:
        found = look(source.path, called=source.name)
    asked = [one for one in found if not one.template] or list(found)
    if not asked:
        raise NotHere("No row of it looks like a header.", where=file.name, cure="Put the names of the columns above.")
    return asked[0]


def suggested(found: Look, kind: str) -> Mapping:
    """Return what a look suggests, or, for another kind of file, the columns whose names say what they are."""
    guess = found.suggestion.mapping
    if kind in ("", guess.kind) or kind not in FIELDS:
        return guess
    there = {plain(header): header for header in found.words}
    columns: dict[str, str] = {}
    for field in FIELDS[kind]:
        named = [there[word] for word in field.words if word in there and there[word] not in columns.values()]
        if named:
            columns[field.name] = named[0]
    return replace(guess, kind=kind, columns=tuple(columns.items()))  # type: ignore[arg-type]  # one of FIELDS


def proposed(run: JobRun) -> Proposed:
    """Return what a trial tried."""
    said = run.arguments
    return Proposed(Mapping.from_json(json.loads(said["mapping"])), tuple(said["words"]))
