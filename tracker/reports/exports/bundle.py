"""The evidence bundle: captures, report, manifest and how to check them, in one ZIP file that needs nothing of ours.

`MANIFEST.sha256` has the form that `sha256sum --check` reads. Nothing is compressed and every time stamp is the same,
so that the same evidence gives the same bytes on every machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import texts
from tracker.reports.events import Chronicle
from tracker.reports.exports import json_files, packet, records

MANIFEST = "MANIFEST.sha256"
_STAMP = (1980, 1, 1, 0, 0, 0)
#: Bundles that claim to hold more than this are not opened, bytes.
_LARGEST = 4_000_000_000


class Fault(StrEnum):
    """What is wrong with a bundle."""

    NO_BUNDLE = "no-bundle"
    TOO_LARGE = "too-large"
    MISSING = "missing"
    UNLISTED = "unlisted"
    ALTERED = "altered"
    MISNAMED = "misnamed"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with one file of a bundle."""

    path: str
    fault: Fault


def build(history: WatchHistory, *, body: Callable[[str], bytes], at: date, book: Registry) -> bytes:
    """The bundle of one organisation; `body` gives the bytes of a capture by its SHA-256."""
    files = {f"captures/{sha256}": body(sha256) for sha256 in Chronicle(history=history).captures}
    files["report.html"] = packet.packet(history, at=at, book=book)
    files["report.json"] = json_files.report(records.report([history], at=at, book=book))
    files["README.txt"] = (texts.find("bundle.readme") + "\n").encode()
    files[MANIFEST] = _manifest(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, _STAMP)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, files[path])
    return made.getvalue()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def flaws(bundle: bytes) -> tuple[Flaw, ...]:
    """Everything wrong with a bundle; nothing, where it is as it was made."""
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                return (Flaw("", Fault.TOO_LARGE),)
            files = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return (Flaw("", Fault.NO_BUNDLE),)
    if MANIFEST not in files:
        return (Flaw(MANIFEST, Fault.MISSING),)
    listed = _listed(files.pop(MANIFEST))
    found = [Flaw(path, Fault.MISSING) for path in listed if path not in files]
    found += [Flaw(path, Fault.UNLISTED) for path in files if path not in listed]
    for path, content in files.items():
        digest = sha256(content).hexdigest()
        if path in listed and listed[path] != digest:
            found.append(Flaw(path, Fault.ALTERED))
        elif path.startswith("captures/") and path.removeprefix("captures/") != digest:
            found.append(Flaw(path, Fault.MISNAMED))
    return tuple(sorted(found, key=lambda flaw: (flaw.path, flaw.fault)))


def _listed(manifest: bytes) -> Mapping[str, str]:
    lines = (line.partition("  ") for line in manifest.decode("utf-8", "replace").splitlines())
    return {path: digest for digest, _, path in lines if path}
