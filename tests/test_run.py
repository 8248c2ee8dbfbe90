"""run.py's pure parts, and that both locks hold what pyproject.toml asks for. Nothing is installed here."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
TOO_HEAVY = ("torch", "sentence-transformers", "transformers", "umap-learn", "numba", "llvmlite", "hdbscan")
PLATFORMS = [
    {"sys_platform": sys_platform, "platform_system": system, "os_name": os_name, "platform_machine": machine}
    for sys_platform, system, os_name, machines in (
        ("linux", "Linux", "posix", ("x86_64", "aarch64")),
        ("darwin", "Darwin", "posix", ("arm64", "x86_64")),
        ("win32", "Windows", "nt", ("AMD64", "ARM64")),
    )
    for machine in machines
]
PLACES = [
    {**platform, "python_version": version, "python_full_version": f"{version}.5", "implementation_name": "cpython"}
    for platform in PLATFORMS
    for version in ("3.11", "3.12", "3.13")
]


@pytest.fixture
def run(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(ROOT / "run.py")


@pytest.fixture
def project(tmp_path: Path, run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that run.py takes for its own, with small locks and nothing set up."""
    for name in LOCKS:
        (tmp_path / name).write_text("click==8.1.0\npip==26.3 \\\n    --hash=sha256:00\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    return tmp_path


def lock_text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> Iterator[Requirement]:
    """Give each pin of a lock, its marker with it."""
    for line in lock_text(name).splitlines():
        if re.match("[A-Za-z0-9]", line):
            yield Requirement(line.removesuffix("\\").strip())


def pinned(name: str, place: dict[str, str]) -> dict[str, str]:
    """Give what a lock installs in one place: name to version."""
    found: dict[str, str] = {}
    for pin in pins(name):
        if pin.marker is None or pin.marker.evaluate(place):
            (version,) = pin.specifier
            assert version.operator == "=="
            assert canonicalize_name(pin.name) not in found, f"{pin.name} is pinned twice"
            found[canonicalize_name(pin.name)] = version.version
    return found


def asked_for(*extras: str) -> list[Requirement]:
    project = PYPROJECT["project"]
    lines = list(project["dependencies"]) + list(PYPROJECT["dependency-groups"]["build"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def place_name(place: dict[str, str]) -> str:
    return f"{place['sys_platform']}-{place['platform_machine']}-{place['python_version']}"


every_place = pytest.mark.parametrize("place", PLACES, ids=place_name)
both_locks = pytest.mark.parametrize("name", LOCKS)


# What run.py decides


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_stamp_changes_with_what_was_set_up_from(run: ModuleType, project: Path, file: str) -> None:
    before = run.stamp(project, "run")
    with (project / file).open("a", encoding="utf-8") as more:
        more.write("# changed\n")
    assert run.stamp(project, "run") != before


def test_stamp_is_the_same_while_nothing_changes(run: ModuleType, project: Path) -> None:
    assert run.stamp(project, "run") == run.stamp(project, "run")


def test_stamp_differs_between_the_two_kinds(run: ModuleType, project: Path) -> None:
    assert run.stamp(project, "run") != run.stamp(project, "dev")


def test_stamp_changes_with_the_version_of_python(
    run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run.stamp(project, "run")
    monkeypatch.setattr(run.sys, "version_info", (3, 99, 0))
    assert run.stamp(project, "run") != before


def test_stamp_changes_when_the_folder_is_moved(run: ModuleType, project: Path) -> None:
    before = run.stamp(project, "run")
    moved = project.rename(project.with_name("moved here"))
    assert run.stamp(moved, "run") != before


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_a_finished_set_up_starts_at_once(
    run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    python = run.python_in(project / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    (project / ".venv" / "tlc-setup.txt").write_text(run.stamp(project, kind), encoding="utf-8")
    monkeypatch.setattr(run, "quietly", lambda *_: pytest.fail("ran something"))
    assert run.set_up("run") == python


def set_up_with(run: ModuleType, monkeypatch: pytest.MonkeyPatch, *, works: bool, fails_at: str = "") -> list[str]:
    """Set up with commands that are only noted; give what was done, in order."""
    done: list[str] = []

    def quietly(_command: list[str], what: str) -> None:
        done.append(what)
        if what == fails_at:
            sys.exit("no network")

    monkeypatch.setattr(run, "quietly", quietly)
    monkeypatch.setattr(run, "works", lambda _python: works)
    try:
        run.set_up("run")
    except SystemExit as stopped:
        done.append(str(stopped))
    return done


INSTALLS = ["install pip", "install libraries", "install tlc"]


@pytest.mark.usefixtures("project")
def test_first_set_up_makes_an_environment_and_fills_it(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set_up_with(run, monkeypatch, works=False) == ["make .venv", *INSTALLS]


def test_an_interrupted_set_up_is_made_anew(run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_made = project / ".venv" / "lib" / "numpy" / "half.py"
    half_made.parent.mkdir(parents=True)
    half_made.touch()
    (project / ".venv" / "tlc-setup.txt").write_text(run.UNFINISHED, encoding="utf-8")
    assert set_up_with(run, monkeypatch, works=True) == ["make .venv", *INSTALLS]
    assert not half_made.exists()


def test_an_older_set_up_is_kept_and_brought_up_to_date(
    run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = project / ".venv" / "kept.txt"
    kept.parent.mkdir()
    kept.touch()
    (project / ".venv" / "tlc-setup.txt").write_text("an older stamp", encoding="utf-8")
    assert set_up_with(run, monkeypatch, works=True) == INSTALLS
    assert kept.exists()


def test_a_finished_set_up_is_stamped(run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_with(run, monkeypatch, works=False)
    note = project / ".venv" / "tlc-setup.txt"
    assert note.read_text(encoding="utf-8") == run.stamp(project, "run")


def test_no_network_leaves_an_older_set_up_in_place(
    run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = project / ".venv" / "tlc-setup.txt"
    note.parent.mkdir()
    note.write_text("an older stamp", encoding="utf-8")
    done = set_up_with(run, monkeypatch, works=True, fails_at="install libraries")
    assert done == ["install pip", "install libraries", "no network"]
    assert note.read_text(encoding="utf-8") == "an older stamp"


def test_a_python_without_its_venv_part_gets_the_line_to_install_it(
    run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv") as stopped:
        run.make_venv(project / ".venv", project / ".venv" / "tlc-setup.txt")
    assert len(str(stopped.value).splitlines()) == 2
    assert not (project / ".venv").exists()


def test_python_of_an_environment_lies_in_bin(run: ModuleType) -> None:
    assert run.python_in(PurePosixPath("/a b/.venv"), windows=False) == PurePosixPath("/a b/.venv/bin/python")


def test_python_of_an_environment_lies_in_scripts_on_windows(run: ModuleType) -> None:
    where = run.python_in(PureWindowsPath(r"C:\My work\.venv"), windows=True)
    assert str(where) == r"C:\My work\.venv\Scripts\python.exe"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("kind", "name"), [("run", "requirements.lock"), ("dev", "requirements-dev.lock")])
def test_install_takes_the_locked_pip_then_the_lock_then_tlc(run: ModuleType, kind: str, name: str) -> None:
    pip, libraries, tlc = run.install_commands(Path("/a b/python"), kind).values()
    assert pip[-2:] == ["--no-deps", "pip==26.3"]
    assert libraries[-3:] == ["--no-deps", "-r", name]
    assert tlc[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]
    assert {command[0] for command in (pip, libraries, tlc)} == {str(Path("/a b/python"))}


def test_the_real_locks_name_a_pip_to_begin_with(run: ModuleType) -> None:
    assert list(run.install_commands(Path("python"), "run")) == ["pip", "libraries", "tlc"]


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_lock_command_tells_nothing_of_this_machine(run: ModuleType, kind: str) -> None:
    assert {"--no-emit-index-url", "--no-emit-find-links", "--no-header"} <= set(run.lock_command("uv", kind))


def test_development_lock_is_held_to_the_versions_of_the_other(run: ModuleType) -> None:
    command = run.lock_command("uv", "dev", ["--upgrade"])
    assert command[command.index("--constraints") + 1] == "requirements.lock"
    assert command[-3:] == ["-o", "requirements-dev.lock", "--upgrade"]


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 10, 13)])
def test_an_old_python_is_refused_in_one_line(
    loaded: Callable[[Path], ModuleType], monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"^tlc needs Python 3\.11 or newer, and this is Python .*\.$"):
        loaded(ROOT / "run.py")


def test_an_old_python_can_read_as_far_as_the_refusal() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(("args", "code"), [([], 2), (["dance"], 2), (["--help"], 0)])
def test_an_unknown_word_shows_what_can_be_asked(
    run: ModuleType, capsys: pytest.CaptureFixture[str], args: list[str], code: int
) -> None:
    assert run.main(args) == code
    assert "python3 run.py demo" in capsys.readouterr().out


def test_stopping_by_hand_is_no_crash(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_args: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "demo", stop)
    assert run.main(["demo"]) == 130
    assert "Stopped." in capsys.readouterr().out


def ran_by(run: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str = "") -> list[list[str]]:
    """Note each command from here on instead of running it; those that name `failing` fail."""
    ran: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        ran.append(command[2:])
        return int(failing in command)

    monkeypatch.setattr(run, "set_up", lambda _kind: Path("python"))
    monkeypatch.setattr(run.subprocess, "call", call)
    return ran


def test_demo_hands_its_words_on(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ran_by(run, monkeypatch)
    assert run.main(["demo", "my folder"]) == 0
    assert ran == [["tlc", "demo", "my folder"]]


def test_test_runs_every_check_and_pytest_last(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ran_by(run, monkeypatch)
    assert run.main(["test", "-q"]) == 0
    assert [command[0] for command in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert ran[-1] == ["pytest", "-q"]


def test_a_failed_check_is_named_and_the_others_still_run(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = ran_by(run, monkeypatch, failing="mypy")
    assert run.main(["test"]) != 0
    assert ran[-1][0] == "pytest"
    assert "FAILED: mypy tlc." in capsys.readouterr().out


def test_all_tests_run_on_all_cores_and_a_few_that_are_named_in_one_process(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = ran_by(run, monkeypatch)
    run.main(["test"])
    # The fixtures of a file are costly: its tests stay together.
    assert ran[-1] == ["pytest", "-n", "auto", "--dist", "loadfile"]
    run.main(["test", "tests/model"])
    assert ran[-1] == ["pytest", "tests/model"]


def test_notebook_turns_news_and_look_ups_off(run: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ran_by(run, monkeypatch)
    run.main(["notebook", "--no-browser"])
    assert ran[0][-2:] == ["--LabApp.extension_manager=readonly", "--no-browser"]
    settings = project / ".venv" / "etc" / "jupyter" / "labconfig" / "page_config.json"
    assert "announcements" in settings.read_text(encoding="utf-8")


# What the locks hold


@every_place
@pytest.mark.parametrize(("name", "extras"), list(zip(LOCKS, [("topics",), ("topics", "dev")], strict=True)))
def test_each_direct_dependency_is_pinned_to_a_version_that_fits(
    name: str, extras: tuple[str, ...], place: dict[str, str]
) -> None:
    held = pinned(name, place)
    missing = [
        str(wanted)
        for wanted in asked_for(*extras)
        if wanted.marker is None or wanted.marker.evaluate(place)
        if not wanted.specifier.contains(held.get(canonicalize_name(wanted.name), "0.dev0"))
    ]
    assert missing == []


@every_place
def test_development_lock_holds_all_of_the_other_in_equal_versions(place: dict[str, str]) -> None:
    assert pinned(LOCKS[0], place).items() <= pinned(LOCKS[1], place).items()


@every_place
@both_locks
def test_no_lock_installs_gigabytes_on_any_platform(name: str, place: dict[str, str]) -> None:
    heavy = [held for held in pinned(name, place) if held in TOO_HEAVY or "cuda" in held or "nvidia" in held]
    assert heavy == []


@both_locks
def test_no_lock_names_an_index_or_a_place_on_a_machine(name: str) -> None:
    assert re.findall(r"https?:|file:|^--|^-[efi]\b|/tmp|/opt|\+cpu", lock_text(name), re.MULTILINE) == []


@both_locks
def test_every_pin_carries_a_checksum(name: str) -> None:
    bare = re.findall(r"^([A-Za-z0-9][^\n]*[^\\])\n", lock_text(name), re.MULTILINE)
    assert bare == []
