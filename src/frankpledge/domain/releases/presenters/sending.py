"""What was sent, how far it is, and what became of each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from frankpledge.domain.releases.models import Upload, UploadedFile
from frankpledge.domain.releases.presenters.words import moment
from frankpledge.domain.releases.queries.uploads import annotated_place, under_way
from frankpledge.domain.releases.rules import FileState, Whose, in_words
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.jobs.queries import Progress, as_progress
from frankpledge.ground.ui.parts import Choice, Column, Row, Table, Task

Records = list[tuple[UploadedFile, dict[str, Any]]]
WORDS = {"new": "New", "replaced": "Replaces an older file", "known": "Known already", "refused": "Refused"}


@dataclass(frozen=True)
class SendingPage:
    """An upload: its work while it lasts, then what needs the reader, what was loaded, and where to go on."""

    title: str
    caption: str
    lede: str
    progress: Progress | None
    look_again: int
    error: str
    needs: tuple[Task, ...]
    loaded: Table | None
    warnings: tuple[Task, ...]
    details: tuple[tuple[str, str], ...]
    copies: tuple[Choice, ...]
    links: tuple[Choice, ...]
    here: str
    again: str
    give_up: str


SECONDS_BETWEEN_LOOKS = 2


def sending_page(upload: Upload, slug: str, seen: Iterable[Workspace]) -> SendingPage:
    """Return the page of an upload; of the partnerships that it is for, those that the reader serves are named."""
    files = list(upload.files.all())
    names = {str(one.pk): one.name for one in seen}
    going = under_way(upload)
    left = [file for file in files if file.state in (FileState.ASKING, FileState.WAITING)]
    records = [(file, record) for file in files for record in file.outcome]
    error = upload.run.error if upload.run and not going else ""
    parts = (upload.pk,)
    return SendingPage(
        title=_title(files, going),
        caption="Load files",
        lede=_lede(files, going),
        progress=as_progress(upload.run) if upload.run and going else None,
        look_again=SECONDS_BETWEEN_LOOKS if going else 0,
        error=error,
        needs=tuple(_needs(files, slug)),
        loaded=_loaded(records, slug, names),
        warnings=tuple(_warnings(records, slug)),
        details=_details(upload, files, names),
        copies=tuple(_copies(files, slug)),
        links=_links(slug),
        here=reverse("releases:sending", args=(slug, *parts)),
        again=reverse("releases:again", args=(slug, *parts)) if left and not going else "",
        give_up=reverse("releases:give_up", args=(slug, *parts)) if left and not going else "",
    )


def _title(files: list[UploadedFile], going: bool) -> str:
    number = _files(len(files))
    if going:
        return f"Loading {number}"
    asking = sum(file.state == FileState.ASKING for file in files)
    if asking:
        return f"{_files(asking)} {'waits' if asking == 1 else 'wait'} for you"
    loaded = sum(file.state == FileState.LOADED for file in files)
    if loaded == len(files):
        return "The file is loaded" if loaded == 1 else f"All {number} are loaded"
    return "The file is not loaded" if len(files) == 1 else f"{loaded} of {number} are loaded"


def _lede(files: list[UploadedFile], going: bool) -> str:
    if going:
        return "You may leave this page and come back: the work goes on."
    states = [file.state for file in files]
    said = (
        (FileState.ASKING, "waits to be told what its columns mean", "wait to be told what their columns mean"),
        (FileState.REFUSED, "was refused and changed nothing", "were refused and changed nothing"),
        (FileState.WAITING, "is still here to be loaded", "are still here to be loaded"),
        (FileState.DROPPED, "was given up", "were given up"),
    )
    counted = [(states.count(state), one, many) for state, one, many in said]
    told = [f"{_files(number)} {one if number == 1 else many}" for number, one, many in counted if number]
    return f"{'; '.join(told)}." if told else "Figures can rest on it. What was known before stays known."


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"


def _needs(files: Iterable[UploadedFile], slug: str) -> Iterable[Task]:
    for file in files:
        if file.state == FileState.ASKING:
            href = reverse("releases:columns", args=(slug, file.upload_id, file.number))
            yield Task(
                title=f"Say what the columns of {file.name} mean",
                href=href,
                words="Its layout is not known yet. It is asked once and remembered.",
                tag="Waits for you",
            )
        for record in file.outcome:
            if record["status"] == "refused":
                yield Task(title=_called(file, record), words=record["message"], tag="Refused", late=True)


def _copies(files: Iterable[UploadedFile], slug: str) -> Iterable[Choice]:
    for file in files:
        if annotated_place(file).exists():
            href = reverse("releases:annotated", args=(slug, file.upload_id, file.number))
            yield Choice(f"{file.name}, with its faults marked", href, "a workbook to send back to its supplier")


def _called(file: UploadedFile, record: Mapping[str, Any]) -> str:
    return f"{file.name} › {record['member']}" if record["member"] else file.name


def _loaded(records: Records, slug: str, names: Mapping[str, str]) -> Table | None:
    kept = [(file, record) for file, record in records if record["status"] in ("new", "replaced", "known")]
    several = len({record["workspace"] for _, record in kept}) > 1
    rows = [_row(file, record, slug, names if several else {}) for file, record in kept]
    numbers = tuple(Column(head, right=True) for head in ("Read", "Kept", "Set aside"))
    columns = (Column("File"), Column("What became of it"), *numbers)
    return Table("What was loaded", columns, tuple(rows), caption_hidden=True) if rows else None


def _row(file: UploadedFile, record: Mapping[str, Any], slug: str, names: Mapping[str, str]) -> Row:
    known = record["status"] == "known"
    numbers = ("–", "–", "–") if known else tuple(f"{record[part]:,}" for part in ("read", "kept", "set_aside"))
    whose = f", for {names.get(record['workspace'], 'another partnership')}" if names else ""
    name = str(record["member"] or file.name).rsplit("/", 1)[-1]
    return Row((name, WORDS[record["status"]] + whose, *numbers), href=_release(record, slug), quiet=known)


def _release(record: Mapping[str, Any], slug: str) -> str:
    return reverse("releases:release", args=(slug, record["release"])) if record["release"] else ""


def _warnings(records: Records, slug: str) -> Iterable[Task]:
    for file, record in records:
        noted = record["message"] if record["status"] in ("replaced", "known") else ""
        told = "; ".join([*record["warnings"], *([noted] if noted else [])])
        if told:
            yield Task(title=_called(file, record), href=_release(record, slug), words=f"{told[:1].upper()}{told[1:]}.")


def _details(upload: Upload, files: list[UploadedFile], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    meant = [names.get(str(one.pk), "") for one in upload.meant_for.all()]
    hidden = sum(not name for name in meant)
    named = [name for name in meant if name] + ([f"{hidden} more"] if hidden else [])
    whose = "Open data, for every partnership here" if upload.whose == Whose.OPEN else ", ".join(named)
    return (
        ("Whose", whose),
        ("Sent by", str(upload.sent_by)),
        ("Sent", moment(upload.sent_at)),
        ("Files", f"{len(files)}, {in_words(sum(file.size for file in files))}"),
    )


def _links(slug: str) -> tuple[Choice, ...]:
    return (
        Choice("Every file", reverse("releases:list", args=(slug,)), "what was loaded, and its quality"),
        Choice("Load more files", reverse("releases:load", args=(slug,))),
        Choice("Explore the figures", reverse("evidence:home", args=(slug,))),
    )


def load_ways(slug: str) -> tuple[Choice, ...]:
    """Return where to go on from the page that takes files in."""
    return (
        Choice("Every file", reverse("releases:list", args=(slug,)), "what was loaded, and how good it is"),
        Choice("Layouts that are remembered", reverse("releases:mappings", args=(slug,)), "what columns mean"),
    )


def sent_lately(uploads: Iterable[Upload], slug: str) -> tuple[Choice, ...]:
    """Return what was sent last, each leading to its page."""
    return tuple(
        Choice(
            _title(list(one.files.all()), under_way(one)),
            reverse("releases:sending", args=(slug, one.pk)),
            f"{moment(one.sent_at)}, {one.sent_by}",
        )
        for one in uploads
    )
