"""A disk of our own that is as small as we like: memory, mounted where only one child process sees it."""

from __future__ import annotations

import ctypes
import json
import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = 4096
_NEW_MOUNTS, _NEW_USERS = 0x00020000, 0x10000000
_PRIVATE = 0x4000 | (1 << 18)  # MS_REC | MS_PRIVATE
_REFUSED = 77


def on_a_small_disk(folder: Path, size: int, work: Callable[[], dict[str, int]]) -> dict[str, int]:
    """What some work answers for which this folder is a disk of so many bytes; skips the test where none can be mounted.

    The work is done in a child process; what it leaves on the disk goes with it.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if not _mounted(folder, size):
                code = _REFUSED
            else:
                os.write(writer, json.dumps(work()).encode())
                code = 0
        except BaseException:  # noqa: BLE001 - this process may not go back into the test
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == _REFUSED:
        pytest.skip("this machine lets nobody mount a disk, not even in a namespace of their own")
    assert code == 0
    return dict(json.loads(said))


def _mounted(folder: Path, size: int) -> bool:
    """Mount a disk for this process alone: as root, or as root of a user namespace of its own."""
    system = ctypes.CDLL(None)
    user, group = os.geteuid(), os.getegid()
    if system.unshare(_NEW_MOUNTS) != 0:
        if system.unshare(_NEW_MOUNTS | _NEW_USERS) != 0:
            return False
        try:
            for name, text in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                Path(f"/proc/self/{name}").write_text(text, encoding="ascii")
        except OSError:
            return False
    system.mount(None, b"/", None, _PRIVATE, None)
    options = f"size={size},mode=0755".encode()
    return bool(system.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, options) == 0)


def fill(folder: Path, left: int) -> None:
    """Leave so many pages of a small disk free."""
    with (folder / "ballast").open("wb") as file:
        disk = os.statvfs(folder)
        taken = disk.f_bavail * disk.f_frsize - left * PAGE
        if taken > 0:
            os.posix_fallocate(file.fileno(), 0, taken)


def make_room(folder: Path) -> None:
    """Take away what `fill` put there."""
    (folder / "ballast").unlink()
