"""Writing the documents of an assessment to a folder: the draft as it stands, or an edition as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from frankpledge.domain.assessments import rules
from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS, rendered
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of, file_of, formats_of


def draft_file(*, assessment: Assessment, form: str, by: User) -> bytes:
    """Return the draft in one format. Every page of it says that it is not approved."""
    check_granted(GRANTS, Capability.EXPORT, workspace=assessment.workspace, user=by)
    (wanted,) = rules.formats_of([form], known=tuple(FORMATS))
    document = standing_document(assessment)
    content = rendered(document, [wanted])[wanted]
    let_out(document, what=f"draft of {document.title}, {wanted}", workspace=assessment.workspace, by=by)
    return content


def export_draft(*, assessment: Assessment, formats: Iterable[str], folder: Path, by: User) -> tuple[Path, ...]:
    """Write the draft in the formats named; return the files."""
    wanted = rules.formats_of(formats, known=tuple(FORMATS))
    made = {form: draft_file(assessment=assessment, form=form, by=by) for form in wanted}
    return write(made, folder, f"{assessment.workspace.slug}-strategic-assessment-{assessment.last_month}-draft")


def edition_file(*, edition: Edition, form: str, by: User) -> bytes:
    """Return one file of an approved edition, as it was frozen."""
    check_granted(GRANTS, Capability.EXPORT, workspace=edition.workspace, user=by)
    (wanted,) = rules.formats_of([form], known=formats_of(edition))
    content = bytes(file_of(edition=edition, format=wanted).content)
    let_out(document_of(edition), what=f"{edition}, {wanted}", workspace=edition.workspace, by=by)
    return content


def export_edition(*, edition: Edition, folder: Path, by: User) -> tuple[Path, ...]:
    """Write the files of an approved edition; return them."""
    frozen = {form: edition_file(edition=edition, form=form, by=by) for form in formats_of(edition)}
    return write(frozen, folder, f"{edition.workspace.slug}-strategic-assessment-edition-{edition.number}")


def let_out(document: Document, *, what: str, workspace: Workspace, by: User) -> None:
    """Record that the figures of a document left for the workspace's own people."""
    cells = [Cell(key=f.key, value=f.value, policy=f.policy, state=f.state) for f in document.figures.values()]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=by)


def write(made: Mapping[str, bytes], folder: Path, stem: str) -> tuple[Path, ...]:
    """Write each format beside the others under one name; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{stem}.{form}" for form in made]
    for path, content in zip(paths, made.values(), strict=True):
        path.write_bytes(content)
    return tuple(paths)
