"""Where a province's files lie: not on another machine's disk."""

from pathlib import Path, PurePosixPath

import pytest

from sync.errors import OnNetworkShare
from sync.province import disks
from sync.province.disks import must_lie_here, share_at

MOUNTS = r"""
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:40 / /srv/plans rw,relatime shared:9 - nfs4 10.0.0.1:/plans rw,vers=4.2
31 30 254:2 / /srv/plans/fast rw - xfs /dev/vdb1 rw
32 22 0:41 / /mnt/our\040share rw - cifs //server/share rw
33 22 0:42 / /home/a/ssh rw master:1 - fuse.sshfs a@b:/ rw
34 22 0:43 / /data rw - nfs 10.0.0.1:/data rw
35 22 254:3 / /data rw - ext4 /dev/vdc1 rw
not a line of this file
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/plan-sync/province", ""),
        ("/srv/plans/province", "nfs4"),
        ("/srv/plans-of-others/province", ""),
        ("/srv/plans/fast/province", ""),
        ("/mnt/our share/province", "cifs"),
        ("/home/a/ssh", "fuse.sshfs"),
        ("/data/province", ""),
    ],
)
def test_the_kind_of_share_is_that_of_the_last_mount_above(
    path: str, kind: str
) -> None:
    assert share_at(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="Linux alone")
def test_a_province_on_a_share_is_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_lie_here(tmp_path)
    mounts = tmp_path / "mountinfo"
    folder = str(tmp_path.resolve()).replace(" ", "\\040")
    mounts.write_text(f"30 22 0:40 / {folder} rw - nfs4 server:/x rw\n", "utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", mounts)

    with pytest.raises(OnNetworkShare) as stop:
        must_lie_here(tmp_path / "province")

    assert stop.value.kind == "nfs4"
