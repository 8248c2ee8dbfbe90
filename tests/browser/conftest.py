"""A real browser, the review's page in it without a notebook, and a real JupyterLab."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.page import page
from tlc.lab.review.conversation import Conversation
from tlc.lab.review.wording import STATIC

MADE = Path(__file__).parents[1] / "lab" / "review" / "made.py"
HERE = Path(__file__).parent
HARNESS = """async ([source, css, theme]) => {
  document.documentElement.lang = "en";
  document.title = "The page of a review";
  if (theme === "dark") { document.body.dataset.jpThemeLight = "false"; document.body.style.background = "#111"; }
  document.body.append(Object.assign(document.createElement("style"), { textContent: css }));
  const main = document.body.appendChild(document.createElement("main"));
  const page = (await import("data:text/javascript;base64," + source)).default;
  const ears = { "msg:custom": new Set(), comm_live_update: new Set() };
  window.sent = [];
  window.held = false;   // messages are heard by nobody
  window.leaked = [];    // keys that JupyterLab would have seen
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" && event.key !== "Shift" && !event.ctrlKey) window.leaked.push(event.key);
  });
  window.kernel = { status: "idle" };
  window.tell = (answer) => ears["msg:custom"].forEach((ear) => ear(answer));
  window.restarted = () => ears.comm_live_update.forEach((ear) => ear());
  const model = {
    widget_manager: { get kernel() { return window.kernel; } },
    on: (name, ear) => ears[name].add(ear),
    off: (name, ear) => ears[name].delete(ear),
    send: (message) => {
      window.sent.push(message);
      if (!window.held) window.python(message).then(window.tell);
    },
  };
  window.view = () => {
    const el = main.appendChild(document.createElement("div"));
    const stop = page.render({ model, el });
    return () => { stop(); el.remove(); };
  };
  window.close_first = window.view();
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def made(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(MADE)


@pytest.fixture(scope="session")
def harness(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    """The coding page's fake desk, and what it is made of."""
    return loaded(HERE / "fake_desk.py")


@pytest.fixture
def coding(browser: Any, harness: ModuleType, loaded: Callable[[Path], ModuleType]) -> Iterator[Callable[..., Any]]:
    """Open the coding page before a fake desk; ``window.desk`` is the desk."""
    coding_page = loaded(HERE / "coding_window.py").coding_page
    with ExitStack() as open_windows:

        def open_(desk: Any = None, **how: Any) -> Any:
            return open_windows.enter_context(coding_page(browser, desk or harness.FakeDesk(), **how))

        yield open_


@pytest.fixture
def opened(browser: Any, made: ModuleType, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open the page of a review in a fresh window; Python answers as in a notebook, and ``window.log`` is its log."""
    windows = []

    def open_(*, width: int = 1000, theme: str = "light", review: Any = None) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
        windows.append(context)
        context.set_default_timeout(10_000)
        window = context.new_page()
        talk = Conversation(review or made.made_review(tmp_path / "screening"), next_step='study.add("sessions")')
        window.expose_function("python", talk.answer)
        source = base64.b64encode(page(STATIC).encode("utf-8")).decode("ascii")
        window.evaluate(HARNESS, [source, (STATIC / "review.css").read_text(encoding="utf-8"), theme])
        window.log = tmp_path / "screening" / "asha.jsonl"
        window.locator(".tlc-left").first.wait_for()
        return window

    yield open_
    for context in windows:
        context.close()


# JupyterLab


class Lab:
    """A running JupyterLab, its folder, and windows on its notebooks."""

    def __init__(self, folder: Path, address: str, token: str, browser: Any) -> None:
        self.folder, self._address, self._token, self._browser = folder, address, token, browser
        self._windows: list[Any] = []

    def open(self, name: str, cells: list[str], *, one_thread: bool = False) -> Any:
        """Write a notebook, open it, and run it from top to bottom.

        Newer kernels answer widgets in a thread of their own, beside what they do; others when they are idle.
        """
        content = {"cells": [], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}}
        for number, cell in enumerate(cells):
            fields = {"id": f"cell{number}", "cell_type": "code", "source": cell, "outputs": [], "metadata": {}}
            content["cells"].append({**fields, "execution_count": None})  # type: ignore[attr-defined]
        (self.folder / name).write_text(json.dumps({**content, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
        context = self._browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(20_000)
        self._windows.append(context)
        window = context.new_page()
        self.load(window, name)
        if one_thread:
            window.evaluate("window.jupyterapp.serviceManager.kernels.commsOverSubshells = 'disabled'")
        self.run(window)
        return window

    def load(self, window: Any, name: str) -> None:
        """Open or reload a notebook, and wait until its kernel listens."""
        window.goto(f"{self._address}/lab/tree/{name}?reset&token={self._token}", wait_until="domcontentloaded")
        window.wait_for_function("window.jupyterapp && window.jupyterapp.restored.then(() => true)")
        window.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").first.wait_for()
        window.wait_for_function(
            "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )

    def run(self, window: Any) -> None:
        """Run all cells."""
        window.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")

    def keep_busy(self, window: Any, until: str) -> None:
        """Keep the kernel busy for as long as a test needs it, however slow the computer is: until a file is there."""
        kernel = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        code = f"import time, pathlib\nwhile not pathlib.Path({until!r}).exists(): time.sleep(.1)"
        window.evaluate(f"code => void {kernel}.requestExecute({{ code }})", code)
        window.wait_for_function(f"{kernel}.status === 'busy'")

    def close(self) -> None:
        """Close every window."""
        for context in self._windows:
            context.close()
        self._windows.clear()


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """Start JupyterLab once, with a home of its own: nothing of this computer's settings is read or changed."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("lab")
    (home / "config" / "labconfig").mkdir(parents=True)
    no_news = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (home / "config" / "labconfig" / "page_config.json").write_text(json.dumps(no_news), encoding="utf-8")
    save_state = home / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    save_state.mkdir(parents=True)
    # The setting under which words in traits would be saved with the notebook.
    (save_state / "plugin.jupyterlab-settings").write_text('{"saveState": true}', encoding="utf-8")
    shutil.copy(MADE, folder / "made.py")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port, token = free.getsockname()[1], secrets.token_hex(16)
    names = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    names |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
    options += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}", "--expose-app-in-browser"]
    options += ["--LabApp.extension_manager=readonly"]
    settings = {name: str(home / part) for name, part in names.items()} | {"HOME": str(home)}
    with (home / "log.txt").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=os.environ | settings,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, f"{address}/api/status?token={token}", home / "log.txt")
        yield folder, address, token
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8")[-2000:]
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8")[-2000:])


@pytest.fixture
def lab(jupyter: tuple[Path, str, str], browser: Any) -> Iterator[Lab]:
    running = Lab(*jupyter, browser)
    yield running
    running.close()
