"""The register of a benchmark that was killed is taken away by the next one; that of one at work stays."""

import os
import subprocess
import sys

from danvan.bench import rig


def test_what_a_killed_benchmark_left_is_swept_and_what_runs_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(rig.tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for pid in (gone.pid, os.getpid()):
        (tmp_path / f"{rig.PREFIX}{pid}-abcd" / "var").mkdir(parents=True)
    rig._sweep()
    assert [each.name for each in tmp_path.iterdir()] == [f"{rig.PREFIX}{os.getpid()}-abcd"]
