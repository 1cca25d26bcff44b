"""Sending files to the page that takes them in, as a browser does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase

from frankpledge.domain.releases.models import Upload
from frankpledge.ground.jobs.actions import run_pending

LOAD = "/w/tithing/evidence/load/"


def post(client: Client, files: Mapping[str, bytes], *, whose: str = "open", **said: Any) -> Any:
    """Send files by the form of the page."""
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(LOAD, {"whose": whose, **said, "sent": sent})


def load(client: Client, files: Mapping[str, bytes], *, whose: str = "open", **said: Any) -> Upload:
    """Send files, let the work be done, and return the upload."""
    answer = post(client, files, whose=whose, **said)
    assert answer.status_code == 302, answer.content.decode()
    work()
    return Upload.objects.order_by("-sent_at")[0]


def work() -> int:
    """Do the work that waits, with what follows once it is committed; return how many runs that were."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return run_pending()


def page(client: Client, address: str, status: int = 200) -> str:
    """Return a page."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def result(client: Client, upload: Upload) -> str:
    """Return the page of an upload."""
    return page(client, f"{LOAD}{upload.pk}/")
