from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from inovasi.workers import confinement
from inovasi.workers.recipe import Recipe
from tests.workers.support import linux_only

MIB = 1024 * 1024


def in_process(code: str, stdin: int | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the code where limits and signals harm nobody."""
    return subprocess.run(
        [sys.executable, "-c", f"from inovasi.workers.confinement import *\n{code}"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join(Recipe("").folders)},
        check=False,
        stdin=stdin,
    )


@pytest.mark.parametrize(("memory", "mib"), [(1, 512), (256, 512), (300, 556), (4096, 4352)])
def test_address_space_is_memory_and_slack_above_a_floor(memory: int, mib: int) -> None:
    assert confinement.address_space(memory) == mib * MIB


def test_the_limits_are_set_and_no_core_is_dumped() -> None:
    code = (
        "confine(512, 5 * 1024 * 1024)\n"
        "for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):\n"
        "    print(resource.getrlimit(kind)[0])"
    )
    assert in_process(code).stdout.split() == [str(768 * MIB), str(5 * MIB), "0"]


def test_no_limit_is_no_limit() -> None:
    code = "confine(0, 0)\nprint(resource.getrlimit(resource.RLIMIT_AS))"
    assert in_process(code).stdout.strip() == str(resource.getrlimit(resource.RLIMIT_AS))


def test_a_harder_limit_stays() -> None:
    code = (
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 2000000))\n"
        "confine(0, 5000000)\nprint(resource.getrlimit(resource.RLIMIT_FSIZE))"
    )
    assert in_process(code).stdout.strip() == "(2000000, 2000000)"


def test_the_time_of_the_processor_counts_from_each_query() -> None:
    code = (
        "hard = resource.getrlimit(resource.RLIMIT_CPU)[1]\n"
        "allow_processor(30)\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        "time.process_time = lambda: 100.0\n"
        "allow_processor(30)\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    assert in_process(code).stdout.split() == ["35", "135"]


def test_the_lifeline_ends_a_process_that_computes() -> None:
    reading, writing = os.pipe()
    code = "hold_lifeline(0)\nprint('held', flush=True)\nwhile True: pass"
    process = subprocess.Popen(
        [sys.executable, "-c", f"from inovasi.workers.confinement import *\n{code}"],
        stdin=reading,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(Recipe("").folders)},
    )
    os.close(reading)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    os.close(writing)
    assert process.wait(5) == -29 if sys.platform == "linux" else process.returncode < 0
    process.stdout.close()


def test_a_lifeline_that_is_cut_already_ends_the_process() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    ended = in_process("hold_lifeline(0)\nprint('held')", stdin=reading)
    os.close(reading)
    assert ended.returncode != 0
    assert ended.stdout == ""


def test_memory_is_measured_in_mib() -> None:
    answer = in_process(
        "resident = Resident()\nfirst = resident.measure()\nheld = b'x' * (64 * 1024 * 1024)\n"
        "print(first, resident.measure())"
    )
    before, after = (int(word) for word in answer.stdout.split())
    assert 1 < before < 200
    assert 60 <= after - before <= 70


def test_without_proc_the_peak_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> int:
        raise FileNotFoundError

    monkeypatch.setattr(os, "open", refuse)
    assert confinement.Resident().measure() >= 0


@linux_only
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_is_given_up_for_good() -> None:
    answer = in_process(
        "become((65534, 65534))\nprint(os.geteuid(), os.getegid(), os.getgroups())\nos.setuid(0)"
    )
    assert answer.stdout.strip() == "65534 65534 []"
    assert "PermissionError" in answer.stderr
