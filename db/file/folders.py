"""What kind of folder a database is in: on this computer, on a network, or one that a program
keeps like others of its kind.

SQLite relies on locks and on memory that programs share. Folders on a network often give neither:
of 100 saves that two computers were told of, 20 numbers were given. And what keeps folders alike
copies a file while it is written, and puts an older one in its place.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from spoc_tui.casework.errors import StorageFailed

NETWORK = frozenset({
    "9p", "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "davfs2", "fuse.ceph", "fuse.davfs2",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs",
    "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "smb", "smb2", "smb3", "smbfs",
    "webdav",
})  # fmt: skip
"""File systems, as Linux and macOS name them, that are on another computer."""
LOCAL = frozenset({
    "apfs", "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "hfs", "jfs",
    "iso9660", "msdos", "nilfs2", "ntfs", "ntfs3", "overlay", "ramfs", "reiserfs", "squashfs",
    "tmpfs", "udf", "ufs", "vfat", "xfs", "zfs",
})  # fmt: skip
"""Those that are on this one: their locks hold. Of any other that is tried."""
KEPT_ALIKE = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "a cloud folder",
    "nextcloud": "Nextcloud",
    "syncthing": "Syncthing",
}
"""How folders begin that are kept like others, by what keeps them so."""
ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
REMOTE_DRIVE = 4
"""What Windows says of a drive on a network."""


class Folder(NamedTuple):
    """The folder of a database, as far as that matters to it."""

    network: str = ""
    """The kind of network that it is on, or what is wrong with its locks."""
    kept_alike: str = ""
    """What keeps it like others."""

    def refused(self, path: Path) -> StorageFailed:
        """Why nothing is saved there, unless the officer insists."""
        failed = StorageFailed(
            f"{path} is on a network folder ({self.network}), where two programs can write at once "
            "without knowing of each other: saves would be lost, and numbers given twice. Nothing "
            "was saved. Move it to this computer’s own disk; if nobody else ever opens it, "
            "“network_writes = true” in the settings has it written all the same."
        )
        failed.in_short, failed.can_be_read = f"it is on a network folder ({self.network})", True
        return failed

    def warning(self, path: Path) -> str:
        """The warning where something is saved there; blank: none."""
        if self.network:
            return (
                f"{path} is on a network folder ({self.network}), and is written to by your "
                "settings: open it in one window on one computer alone."
            )
        if self.kept_alike:
            return (
                f"{path} is in a folder that {self.kept_alike} keeps like others: it may put an "
                "older file in its place. Keep the database elsewhere, and its copies there."
            )
        return ""


def folder_of(path: Path) -> Folder:
    """The folder of the database at `path`, which need not be there."""
    full = path.resolve()
    kept = kept_alike(full, os.environ)
    if sys.platform == "win32":
        return Folder(windows_network(full), kept)
    kind = _kind_of(full)
    if kind in NETWORK:
        return Folder(kind, kept)
    if kind and kind not in LOCAL and full.parent.is_dir() and locks_lie(full):
        return Folder(f"{kind}: its locks do not hold", kept)
    return Folder("", kept)


def kept_alike(path: PurePath, environment: Mapping[str, str]) -> str:
    """The program that keeps the folder like others; blank: none that is known."""
    for variable in ONEDRIVE_VARIABLES:
        root = environment.get(variable, "")
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in path.parts[:-1]:
        low = part.lower().lstrip(".")
        for begins, name in KEPT_ALIKE.items():
            if re.match(rf"{re.escape(begins)}(?![a-z])", low):
                return name
    return ""


def windows_network(path: PurePath, drive_type: Callable[[str], int] | None = None) -> str:
    """“a network drive” for a path of another computer, as Windows names them; else blank."""
    drive = path.drive
    if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return "a share of another computer"
    if drive.upper().startswith("\\\\?\\UNC"):
        return "a share of another computer"
    if drive_type is None:
        import ctypes

        drive_type = ctypes.windll.kernel32.GetDriveTypeW  # type: ignore[attr-defined,unused-ignore]
    return "a network drive" if drive_type(f"{drive[-2:]}\\") == REMOTE_DRIVE else ""


def _kind_of(path: Path) -> str:
    """The kind of file system; blank where that cannot be told."""
    if sys.platform == "linux":
        with suppress(OSError):
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
            return kind_at(path, linux_mounts(mounts))
    if sys.platform == "darwin" and _device(path) != _device(Path.home()):
        import subprocess  # which takes a while to load

        with suppress(OSError, subprocess.SubprocessError):
            asked = ["/sbin/mount"]
            listed = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False)
            return kind_at(path, mac_mounts(listed.stdout))
    return ""


def _device(path: Path) -> int | None:
    for one in (path, *path.parents):
        with suppress(OSError):
            return one.stat().st_dev
    return None


Mount = tuple[str, str]
"""Where something is mounted, and what kind of file system."""


def linux_mounts(table: str) -> list[Mount]:
    """Reads /proc/self/mountinfo."""
    found = []
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        parts = before.split(" ")
        if len(parts) > 4 and after:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[4])
            found.append((point, after.split(" ")[0]))
    return found


def mac_mounts(listed: str) -> list[Mount]:
    """Reads `mount` of macOS: “//ann@server/share on /Volumes/share (smbfs, nodev)”."""
    lines = (re.fullmatch(r".* on (/.*) \((\w+)[^()]*\)", line) for line in listed.splitlines())
    return [(line[1], line[2]) for line in lines if line is not None]


def kind_at(path: PurePath, mounts: Iterable[Mount]) -> str:
    """The kind of the file system that a path is on: the innermost, and there the last mounted."""
    kind, depth = "", -1
    for point, its in mounts:
        here = len(PurePath(point).parts)
        if here >= depth and path.is_relative_to(point):
            kind, depth = its, here
    return kind


def locks_lie(path: Path) -> bool:
    """Whether a lock that is held is given to another beside the database at `path`; False where
    that cannot be tried.
    """
    try:
        import fcntl

        set_lock = fcntl.F_OFD_SETLK  # by open files, not by processes: one can hold two
    except (ImportError, AttributeError):
        return False
    from struct import pack
    from tempfile import NamedTemporaryFile

    lock = pack("hhqqixxxx", fcntl.F_WRLCK, os.SEEK_SET, 0, 1, 0)
    try:
        with (
            NamedTemporaryFile(dir=path.parent, prefix=".spoc-", suffix=".part") as one,
            Path(one.name).open("r+b") as other,
        ):
            fcntl.fcntl(one, set_lock, lock)
            return _is_given(other, set_lock, lock)
    except OSError:
        return False


def _is_given(file: BinaryIO, set_lock: int, lock: bytes) -> bool:
    import fcntl

    try:
        fcntl.fcntl(file, set_lock, lock)
    except OSError:
        return False
    return True
