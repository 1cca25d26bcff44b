"""The child process that opens what somebody sent is bound: a file that needs more than it may have is refused."""

from __future__ import annotations

import io
import signal
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest

from frankpledge.ground.documents.kept import BadFile, look_at
from frankpledge.ground.documents.sent import CHILD, SentLimits
from tests.ground.documents.bad_kept import package

MEGABYTE = 1024 * 1024
SIDE = 7_700  # 59 million dots, which is fewer than are refused for their number; drawn they take 237 megabytes


def picture(side: int) -> bytes:
    """Return a picture of one colour: some kilobytes, however large it is drawn."""
    squeeze, packed = zlib.compressobj(), bytearray()
    for _ in range(side):
        packed += squeeze.compress(bytes(1 + 3 * side))
    packed += squeeze.flush()
    parts = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", bytes(packed)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def long_reading() -> bytes:
    """Return a document of very many parts, small enough for every other bound, that takes seconds to look through."""
    part, out = b"<a>" + b"<b>aaaaaaa</b>" * 7_000 + b"</a>", io.BytesIO(package("docx"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        for number in range(900):
            made.writestr(f"word/part{number}.xml", part)
    return out.getvalue()


def test_half_a_gigabyte_and_thirty_seconds_are_what_a_file_may_have() -> None:
    assert (SentLimits().memory, SentLimits().seconds) == (512 * MEGABYTE, 30)


def test_a_file_that_needs_more_memory_than_it_may_have_is_refused_and_a_small_one_is_not() -> None:
    bound, large = SentLimits(memory=200 * MEGABYTE), picture(SIDE)
    assert look_at(large, name="large.png").kind == "png", "it is a picture, and half a gigabyte is enough for it"
    assert look_at(picture(10), name="small.png", limits=bound).kind == "png"
    with pytest.raises(BadFile, match=r"cannot be (read|opened)|more memory or time") as refused:
        look_at(large, name="large.png", limits=bound)
    assert (refused.value.where, bool(refused.value.cure)) == ("large.png", True)


def test_a_file_that_needs_more_time_than_it_may_have_is_refused_and_a_short_one_is_not() -> None:
    bound = SentLimits(seconds=1)
    with pytest.raises(BadFile, match=r"within 2 seconds|more memory or time") as refused:
        look_at(long_reading(), name="long.docx", limits=bound)
    assert (refused.value.where, bool(refused.value.cure)) == ("long.docx", True)


def test_the_child_is_ended_by_the_system_when_its_time_or_memory_is_up() -> None:
    begin = f"from {CHILD} import limit; limit({300 * MEGABYTE}, 1)"
    turning = subprocess.run([sys.executable, "-c", f"{begin}\nwhile True: pass"], check=False, timeout=60)
    assert -turning.returncode in {signal.SIGXCPU, signal.SIGKILL}
    taking = f"{begin}\ntry: bytearray({400 * MEGABYTE})\nexcept MemoryError: print('bound')"
    told = subprocess.run([sys.executable, "-c", taking], check=False, capture_output=True, timeout=60)
    assert told.stdout == b"bound\n"
