"""Where a database is: on a network it is only read, unless the officer insists."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from cli_desk import Cli
from desk_app import desk, flat, said
from factories import FixedClock, make_enquiry

from db.file import folders
from db.store import Store
from spoc_tui.casework.errors import StorageFailed
from spoc_tui.settings import Settings, load

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /home/ann/share rw - cifs //server/share rw,vers=3.0
31 22 0:26 / /home/ann/with\040blank rw shared:5 master:2 - nfs4 server:/export rw
32 22 0:27 / /mnt/c rw - 9p C:\134 rw
33 30 0:28 / /home/ann/share/local rw - ext4 /dev/sdb1 rw
34 22 0:29 / /over rw - ext4 /dev/sdc1 rw
35 34 0:30 / /over rw - fuse.sshfs ann@server: rw
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by ann)
/dev/disk4s1 on /Volumes/stick (x) (exfat, local)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/spoc.db", "ext4"),
        ("/home/ann/share/desk/spoc.db", "cifs"),
        ("/home/ann/shared/spoc.db", "ext4"),
        ("/home/ann/with blank/spoc.db", "nfs4"),
        ("/mnt/c/Users/ann/spoc.db", "9p"),
        ("/home/ann/share/local/spoc.db", "ext4"),
        ("/over/spoc.db", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert folders.kind_at(PurePosixPath(path), folders.linux_mounts(MOUNTS)) == kind


def test_what_macos_says_of_its_mounts() -> None:
    mounts = folders.mac_mounts(MAC)
    kinds = [
        folders.kind_at(PurePosixPath(path), mounts)
        for path in ("/Users/ann/a.db", "/Volumes/share/a.db", "/Volumes/stick (x)/a.db")
    ]
    assert kinds == ["apfs", "smbfs", "exfat"]


@pytest.mark.parametrize(
    ("path", "drive", "is_network"),
    [
        (r"C:\Users\ann\spoc.db", 3, False),
        (r"H:\spoc.db", 4, True),
        (r"\\?\H:\spoc.db", 4, True),
        (r"\\server\share\spoc.db", 3, True),
        (r"\\?\UNC\server\share\spoc.db", 3, True),
    ],
)
def test_drives_of_windows(path: str, drive: int, is_network: bool) -> None:
    asked: list[str] = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return drive

    assert bool(folders.windows_network(PureWindowsPath(path), drive_type)) == is_network
    assert all(root in ("C:\\", "H:\\") for root in asked)


@pytest.mark.parametrize(
    ("path", "environment", "by"),
    [
        ("/home/ann/Dropbox/spoc.db", {}, "Dropbox"),
        ("/home/ann/Dropbox (Council)/spoc.db", {}, "Dropbox"),
        ("/home/ann/OneDrive - Medway/spoc.db", {}, "OneDrive"),
        ("/Users/ann/Library/Mobile Documents/x/spoc.db", {}, "iCloud"),
        ("/Users/ann/Library/CloudStorage/Box/spoc.db", {}, "a cloud folder"),
        ("/data/council/spoc.db", {"OneDriveCommercial": "/data/council"}, "OneDrive"),
        ("/home/ann/dropboxes/spoc.db", {}, ""),
        ("/home/ann/dropbox.db", {}, ""),
    ],
)
def test_folders_that_are_kept_alike(path: str, environment: dict[str, str], by: str) -> None:
    assert folders.kept_alike(PurePosixPath(path), environment) == by


@pytest.mark.skipif(sys.platform != "linux", reason="tried by Linux's locks of open files")
def test_locks_that_hold_and_locks_that_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = tmp_path / "spoc.db"
    assert not folders.locks_lie(path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(folders, "_kind_of", lambda path: "fuse.unheard-of")
    assert folders.folder_of(path).network == ""
    monkeypatch.setattr(fcntl, "fcntl", lambda *given: 0)  # says yes to everybody
    assert folders.folder_of(path).network == "fuse.unheard-of: its locks do not hold"


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is on one."""
    share = folders.Folder(network="cifs")
    monkeypatch.setattr(folders, "folder_of", lambda path: share)


def test_a_share_is_read_and_written_to_only_by_the_settings(
    store: Store, on_a_share: None, clock: FixedClock, tmp_path: Path
) -> None:
    make_enquiry(store)
    assert store.path is not None
    options: dict[str, Any] = {"now": clock}
    shared = Store.open(store.path, **options)
    assert shared.enquiries.count_open() == 1
    with pytest.raises(StorageFailed, match=r"is on a network folder \(cifs\)"):
        shared.enquiries.note("1", "x")
    shared.close()
    insists = Store.open(store.path, settings=lambda: Settings(network_writes=True), **options)
    insists.enquiries.note("1", "x")
    assert "one window on one computer alone" in insists.warning
    insists.close()
    with pytest.raises(StorageFailed, match="network folder"):
        Store.open(tmp_path / "new.db", **options)
    assert not (tmp_path / "new.db").exists()


async def test_the_desk_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    assert store.path is not None
    for folder, settings in (
        (folders.Folder(network="cifs"), Settings()),
        (folders.Folder(network="cifs"), Settings(network_writes=True)),
        (folders.Folder(kept_alike="OneDrive"), Settings()),
    ):
        monkeypatch.setattr(folders, "folder_of", lambda path, one=folder: one)
        opened = Store.open(store.path, now=clock, settings=lambda one=settings: one)
        async with desk(opened, size=(80, 24)) as (app, _):
            if folder.network and not settings.network_writes:
                assert "READ ONLY: it is on a network" in flat(app)
            else:
                assert said(app) == folder.warning(store.path)
        opened.close()


def test_the_setting_is_read_and_shown(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("network_writes = true\n")
    assert load(file).network_writes
    file.write_text('network_writes = "yes"\n')
    assert "network_writes is true or false" in load(file).refusal
    assert "a database on a network folder is only read" in cli.run("settings").stdout
