"""What is exported takes no other file's place."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from spoc_tui.casework.errors import Refused, StorageFailed
from spoc_tui.files import write_private


def test_a_neighbour_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sheet.md.part").write_text("mine")
    file = write_private(tmp_path / "sheet.md", b"one\ntwo\n")
    assert file.read_bytes() == b"one\ntwo\n"
    assert (tmp_path / "sheet.md.part").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("links", [True, False])
def test_a_file_made_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    file = tmp_path / "sheet.md"
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("mine"))
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(Refused, match="exists already"):
        write_private(file, b"ours")
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


def test_it_is_written_where_the_file_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    file = write_private(tmp_path / "sheet.md", b"ours")
    assert file.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sheet.md"
    file.write_text("mine")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StorageFailed, match="No space"):
        write_private(file, b"ours", overwrite=True)
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


def no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def full_disk(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
