"""What this app adds to the ground."""

from frankpledge.domain.releases.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.releases.jobs import JOBS
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters.home import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import ListPage

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOME", "JOBS", "LIST_PAGES", "SUBJECTS", "THREAD"]

LIST_PAGES = (
    ListPage(
        "releases:list", "Files", ("kind", "month", "force", "state"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)  # fmt: skip

AUDIT_SENTENCES = {
    "releases.mapping_remembered": "said how the {columns} columns of a file of {kind} are read",
    "releases.own_files_loaded": "loaded {files} files for this partnership alone: {new} new, {replaced} replaced, "
    "{refused} refused",
    "releases.files_sent": "sent {files} files to be loaded ({whose})",
    "releases.files_loaded_again": "asked for files that were sent to be loaded again",
    "releases.files_given_up": "gave up {files} files that were sent",
    "releases.release_withdrawn": "took back the release {release}; the evidence stands at {manifest}",
    "releases.upload_loaded": "loaded what was sent: {loaded} loaded, {refused} refused, {asking} waiting",
    "releases.columns_tried": "tried what {columns} columns of a file that was sent mean",
    "releases.columns_confirmed": "confirmed what the columns of a file that was sent mean",
    "releases.mapping_renamed": "renamed a remembered layout of columns",
    "releases.mapping_forgotten": "forgot a layout of columns",
}
