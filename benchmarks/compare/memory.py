"""How much memory a comparison takes, C code included: the peak of resident pages, as the system counts them.

Linux tells it exactly (/proc, with the peak reset first); elsewhere the peak of the whole process is the best there is.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import sleep

_PROC = Path("/proc/self")


def risen(work: Callable[[], object]) -> int:
    """By how many bytes this process grew, at its peak, while doing some work."""
    if not _PROC.is_dir():
        start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        work()
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) * (1 if sys.platform == "darwin" else 1024)
    (_PROC / "clear_refs").write_text("5", encoding="ascii")
    start = _field(_PROC, "VmRSS")
    work()
    return max(_field(_PROC, "VmHWM") - start, 0)


def risen_of(start: Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]) -> int:
    """The peak of another program, in bytes, asked every half millisecond until it ends."""
    peak = 0
    with start() as process:
        while process.poll() is None:
            peak = max(peak, _field(Path(f"/proc/{process.pid}"), "VmHWM"))
            sleep(0.0005)
    return peak


def _field(process: Path, name: str) -> int:
    try:
        status = (process / "status").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return 0
    for line in status.splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0
