"""portalgen as a process: exit codes, streams, interrupts."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import SHOP, Run

PORTALGEN = [sys.executable, "-m", "portalgen"]
Company = Mapping[str, RepositoryBuilder]
WATCHDOG = 120
"""Seconds until a test gives up."""


def test_the_module_is_the_command(run: Run, company: Company) -> None:
    del run, company
    done = subprocess.run([*PORTALGEN, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("Checked 2 sources, 2 entities.\n")


def test_a_reader_who_leaves_early_is_no_fault(run: Run, company: Company) -> None:
    del run, company
    done = subprocess.run(
        ["bash", "-c", '"$@" resolve | head -c 1 > /dev/null; echo ${PIPESTATUS[0]}', "bash", *PORTALGEN],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() in {"0", "141"}  # 0: it fitted into the pipe


def test_an_error_is_two_lines_and_no_traceback(run: Run) -> None:
    del run
    done = subprocess.run([*PORTALGEN, "build"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "error: portal.yaml: there is no such file",
        "hint: `portalgen init` writes one; --config names another",
    ]


def test_a_fault_of_ours_shows_where_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh no")

    monkeypatch.setattr("portalgen.config.starter_config", broken)
    result = run("init")
    assert result.exit_code == 3
    assert "ZeroDivisionError: oh no" in result.stderr
    assert "This is a fault of portalgen" in result.stderr


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_a_port_that_cannot_be_used_is_said_before_anything_is_built(run: Run, company: Company, port: str) -> None:
    del company
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = str(other.getsockname()[1]) if port == "taken" else port
        result = run("serve", "--port", number)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0].startswith(f"error: port {number} cannot be used: ")
    assert not Path("public").exists()


class Served:
    """A running `portalgen serve`."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)/"))

    def wait_for(self, pattern: str) -> str:
        for _ in range(20 * WATCHDOG):
            match = re.search(pattern, self._log.read_text())
            if match:
                return match[match.lastindex or 0]
            assert self.process.poll() is None, self._log.read_text()
            time.sleep(0.05)
        raise AssertionError(f"{pattern} not in {self._log.read_text()}")

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WATCHDOG)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def listen(self) -> Callable[[], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WATCHDOG)
        connection.request("GET", "/__portalgen/events")
        stream = connection.getresponse()

        def state() -> str:
            return next(row for row in iter(stream.readline, b"") if row.startswith(b"data: ")).decode()

        return state


@pytest.fixture
def served(run: Run, company: Company, tmp_path: Path) -> Iterator[Served]:
    del run, company
    log = tmp_path / "log.txt"
    with log.open("w") as stream:
        process = subprocess.Popen([*PORTALGEN, "serve", "--port", "0"], stdout=stream, stderr=stream, text=True)
    try:
        yield Served(process, log)
    finally:
        process.kill()
        process.wait()


def test_serve_rebuilds_on_a_commit_keeps_the_site_on_a_fault_and_ends_quietly(
    served: Served, company: Company
) -> None:
    page = "/catalog/default/component/shop/"
    assert "Sells things." in served.get(page)
    assert "/__portalgen/reload.js" in served.get(page)
    state = served.listen()
    before = state()

    company["shop"].commit({"catalog-info.yaml": SHOP.replace("Sells things.", "Sells it all.")})
    assert state() != before
    assert "Sells it all." in served.get(page)
    served.wait_for(r"Rebuilt in .* changed, .* removed; nothing wrong")

    text = Path("portal.yaml").read_text()
    Path("portal.yaml").write_text("oops: 1\n")
    served.wait_for("unknown key")
    assert "Sells it all." in served.get(page)

    Path("portal.yaml").write_text(text.replace("Larkspur", "Heron Air"))
    state()
    assert "Heron Air" in served.get("/")

    os.kill(served.process.pid, signal.SIGINT)
    assert served.process.wait(WATCHDOG) == 130
    assert "Traceback" not in served.wait_for(r"(?s).*")
