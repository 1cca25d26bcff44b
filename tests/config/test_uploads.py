"""What comes with a request: from whom, how many, how large, and where it lies meanwhile."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest

from frankpledge.config.uploads import ENVELOPE, MEGABYTE, PrivateUploads
from frankpledge.ground.accounts.models import User


@pytest.fixture
def handler(settings: Any, tmp_path: Path) -> PrivateUploads:
    settings.DATA = tmp_path
    request = HttpRequest()
    request.user = User(email="a@example.invalid", name="A")
    return PrivateUploads(request)


def begin(handler: PrivateUploads, name: str = "a.csv") -> None:
    handler.new_file("files", name, "text/csv", None, None, {})


def told(handler: PrivateUploads) -> str:
    return str(getattr(handler.request, "too_much", ""))


def test_a_file_lies_in_a_private_folder_for_its_owner_alone_and_goes_with_the_request(
    handler: PrivateUploads, tmp_path: Path
) -> None:
    begin(handler)
    handler.receive_data_chunk(b"a,b\n", 0)
    file = handler.file_complete(4)
    assert file is not None
    place = Path(file.temporary_file_path())
    assert place.parent == tmp_path / "uploads" / "arriving"
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert (file.size, file.read()) == (4, b"a,b\n")
    file.close()
    assert not place.exists()


def test_a_stranger_sends_nothing(handler: PrivateUploads, tmp_path: Path) -> None:
    handler.request = HttpRequest()
    with pytest.raises(StopUpload) as stopped:
        begin(handler)
    assert stopped.value.connection_reset
    assert list(tmp_path.rglob("*.part")) == []


def test_one_file_too_many_stops_the_request_with_words(handler: PrivateUploads) -> None:
    for number in range(django_settings.UPLOAD_FILES):
        begin(handler, f"{number}.csv")
        handler.file_complete(0)
    with pytest.raises(StopUpload) as stopped:
        begin(handler)
    assert not stopped.value.connection_reset
    assert "More than 10 files" in told(handler)


def test_a_request_that_says_that_it_is_too_large_writes_nothing(handler: PrivateUploads, tmp_path: Path) -> None:
    handler.handle_raw_input(None, {}, django_settings.UPLOAD_MEGABYTES * MEGABYTE + ENVELOPE + 1)
    with pytest.raises(StopUpload):
        begin(handler)
    assert "1,000 MB" in told(handler)
    assert list(tmp_path.rglob("*.part")) == []


def test_a_request_that_lies_about_its_size_is_stopped_where_it_passes_it(
    handler: PrivateUploads, tmp_path: Path
) -> None:
    begin(handler)
    handler.bytes = django_settings.UPLOAD_MEGABYTES * MEGABYTE
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 0)
    assert list(tmp_path.rglob("*.part")) == []


def test_a_full_disk_is_said_and_not_thrown(handler: PrivateUploads, tmp_path: Path) -> None:
    begin(handler)
    assert handler.arriving is not None
    handler.arriving.file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 (closed by the handler)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 0)
    assert "no room" in told(handler)
