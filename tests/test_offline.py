"""tlc makes no request to anywhere: the whole way is run with the network taken away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Every socket that is not a local one is an error, in a process of its own.
NO_NETWORK = """
import socket, sys
def refuse(self, address, *rest):
    raise AssertionError(f"a request to the network: {type(address)}")
socket.socket.connect = refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = lambda *a, **k: refuse(None, a)
from tlc.cli import main
main(sys.argv[1:])
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", NO_NETWORK, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_whole_demo_runs_without_the_network(tmp_path: Path) -> None:
    done = run("demo", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "reports" / "action-framework.html").is_file()


def test_a_request_would_be_noticed(tmp_path: Path) -> None:
    code = NO_NETWORK.replace(
        "from tlc.cli import main\nmain(sys.argv[1:])",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/', timeout=2)",
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "a request to the network" in done.stderr
