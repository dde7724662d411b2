"""What run.py promises: one command that needs nothing but Python, and locks that can be trusted."""

import ast
import hashlib
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("app", "test", "dev")
PROGRAM_VERBS = [
    "add",
    "list",
    "show",
    "edit",
    "done",
    "reopen",
    "delete",
    "restore",
    "lists",
    "history",
    "undo",
    "redo",
    "import",
    "export",
    "backup",
    "doctor",
    "demo",
]


def _load_run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tickbox_run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = _load_run()


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", lock_text(name), re.MULTILINE))


def dependency_names(requirements: Sequence[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone whose environments are not ours."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "app.lock").write_text("one==1\n")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "ENVIRONMENTS", tmp_path / ".venv")
    return tmp_path


def finish_environment(name: str) -> None:
    python: Path = run.environment_python(name)
    python.parent.mkdir(parents=True)
    python.touch()
    (run.ENVIRONMENTS / name / run.STAMP_NAME).write_text(run.stamp_text(run.lock_file(name).read_bytes()))


# --- which Python ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_refused_with_one_sentence(version: tuple[int, int]) -> None:
    sentence = run.old_python_sentence(*version)
    assert "3.11" in sentence
    assert f"{version[0]}.{version[1]}" in sentence
    assert sentence.count("\n") == 0


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_python_from_3_11_on_is_welcome(version: tuple[int, int]) -> None:
    assert run.old_python_sentence(*version) == ""


def test_an_old_python_can_still_read_the_file() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


# --- which command ---------------------------------------------------------------------------------------------------


def test_no_words_open_the_window() -> None:
    assert run.chosen([]) == (run.open_program, [])


@pytest.mark.parametrize("verb", PROGRAM_VERBS)
def test_the_programs_own_verbs_are_handed_on_unchanged(verb: str) -> None:
    line = [verb, "Pay rent tomorrow", "--json", "test"]
    assert run.chosen(line) == (run.open_program, line)


def test_two_dashes_hand_on_even_our_own_words() -> None:
    assert run.chosen(["--", "--help"]) == (run.open_program, ["--help"])


def test_our_own_words_get_the_rest_of_the_line() -> None:
    assert run.chosen(["test", "-k", "add"]) == (run.run_tests, ["-k", "add"])


def test_help_explains_every_word_and_the_handing_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    said = capsys.readouterr().out
    for word in run.WORDS:
        if not word.startswith("-"):
            assert re.search(rf"^  {word}\b", said, re.MULTILINE), word
    assert "Tickbox's own verbs" in said


def test_a_refusal_is_a_sentence_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["env", "nonsense"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "nonsense" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals end processes on POSIX only")
def test_a_child_ended_by_a_signal_is_reported_as_a_shell_does() -> None:
    assert run.exit_code(-11) == 139
    assert run.exit_code(3) == 3


def test_our_packages_come_from_the_clone_and_not_from_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    assert run.child_environment()["PYTHONPATH"] == str(ROOT)
    assert "-P" in run.module_command(Path("python"), "desktop_app", [])


# --- environments ----------------------------------------------------------------------------------------------------


def test_the_stamp_changes_with_the_lock_and_with_the_python() -> None:
    stamp = run.stamp_text(b"a==1", "3.11.7")
    assert stamp == run.stamp_text(b"a==1", "3.11.7")
    assert stamp != run.stamp_text(b"a==2", "3.11.7")
    assert stamp != run.stamp_text(b"a==1", "3.12.1")


def test_a_finished_environment_is_not_made_again(clone: Path) -> None:
    finish_environment("app")
    assert run.is_ready("app")


def test_an_environment_without_its_stamp_is_made_again(clone: Path) -> None:
    finish_environment("app")
    (clone / ".venv" / "app" / run.STAMP_NAME).unlink()
    assert not run.is_ready("app")


def test_an_environment_of_an_older_lock_is_made_again(clone: Path) -> None:
    finish_environment("app")
    (clone / "requirements" / "app.lock").write_text("one==2\n")
    assert not run.is_ready("app")


def test_an_environment_that_lost_its_python_is_made_again(clone: Path) -> None:
    finish_environment("app")
    run.environment_python("app").unlink()
    assert not run.is_ready("app")


def test_the_stamp_is_written_after_everything_else(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_command: Sequence[str], _failure: str) -> None:
        raise run.Refusal("no network")

    monkeypatch.setattr(run, "run_quietly", refuse)
    with pytest.raises(run.Refusal):
        run.ensure_environment("app")
    assert not run.is_ready("app")


def test_making_an_environment_says_one_line_and_not_on_standard_output(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "make_environment", finish_environment)
    run.ensure_environment("app")
    run.ensure_environment("app")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_settings_that_bend_an_install_do_not_reach_pip() -> None:
    kept = run.pip_environment(
        {
            "PATH": "/bin",
            "PIP_CERT": "/ca.pem",
            "PIP_NO_DEPS": "1",
            "PIP_USER": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": "/elsewhere",
        }
    )
    assert kept == {"PATH": "/bin", "PIP_CERT": "/ca.pem"}


def test_pip_takes_only_wheels_whose_hashes_are_known_and_compiles_them() -> None:
    command = run.pip_install_command(Path("python"), Path("app.lock"))
    assert "--require-hashes" in command
    assert "--compile" in command
    assert command[command.index("--only-binary") + 1] == ":all:"


def test_a_tool_that_fails_is_quoted() -> None:
    with pytest.raises(run.Refusal, match=r"(?s)It failed:\n.*the reason"):
        run.run_quietly([sys.executable, "-c", "import sys; sys.exit('the reason')"], "It failed:")


# --- system libraries ------------------------------------------------------------------------------------------------


def test_a_missing_library_is_named_with_its_debian_package() -> None:
    missing = run.missing_libraries(run.OFFSCREEN_LIBRARIES, lambda library: library != "libEGL.so.1")
    assert missing == {"libEGL.so.1": "libegl1"}


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libGL.so.1", "libgl1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-shape.so.0", "libxcb-shape0"),
    ],
)
def test_a_window_needs_the_library(library: str, package: str) -> None:
    assert run.window_libraries({"DISPLAY": ":0"})[library] == package


def test_a_window_on_another_platform_needs_nothing_of_x11() -> None:
    assert run.window_libraries({"QT_QPA_PLATFORM": "offscreen"}) == run.OFFSCREEN_LIBRARIES
    assert "libxcb-cursor.so.0" in run.window_libraries(
        {"QT_QPA_PLATFORM": "wayland;xcb", "WAYLAND_DISPLAY": "wayland-0"}
    )


@pytest.mark.parametrize("platform", ["", "xcb", "wayland;xcb"])
def test_without_a_display_nothing_is_installed_for_a_window(platform: str) -> None:
    assert run.window_libraries({"QT_QPA_PLATFORM": platform}) == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these to the system")
def test_who_may_not_install_is_shown_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_root", lambda: False)
    monkeypatch.setattr(run.shutil, "which", lambda _program: "/usr/bin/apt-get")
    with pytest.raises(run.Refusal, match="sudo apt-get install -y --no-install-recommends libnone1"):
        run.ensure_libraries({"libdoes-not-exist.so.99": "libnone1"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these to the system")
def test_without_apt_the_libraries_themselves_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _program: None)
    with pytest.raises(run.Refusal, match=r"libdoes-not-exist\.so\.99"):
        run.ensure_libraries({"libdoes-not-exist.so.99": "libnone1"})


def test_package_lists_are_fetched_when_an_install_fails_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[Sequence[str]] = []

    def apt(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 100 if len(commands) == 1 else 0, "")

    monkeypatch.setattr(run, "is_root", lambda: True)
    monkeypatch.setattr(run, "run_apt", apt)
    run.install_packages(["libegl1"])
    assert [command[1] for command in commands] == ["install", "update", "install"]


def test_verbs_need_no_library_of_the_window(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_wanted: Mapping[str, str]) -> None:
        pytest.fail("looked for the window's libraries")

    started: list[Sequence[str]] = []
    monkeypatch.setattr(run, "ensure_libraries", fail)
    monkeypatch.setattr(run.os, "execve", lambda _path, command, _environment: started.append(command))
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_options: started.append(command))
    finish_environment("app")
    run.open_program(["add", "Pay rent tomorrow"])
    assert started[0][-2:] == ["add", "Pay rent tomorrow"]


# --- locks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", lock_text(name), flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks if block.strip())


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock_text(name))


def test_every_dependency_of_the_program_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert dependency_names(project["dependencies"]) <= pins("app").keys()


@pytest.mark.parametrize("name", LOCKS)
def test_every_extra_is_in_the_locks_that_promise_it(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra in run.LOCK_EXTRAS[name]:
        assert dependency_names(project["optional-dependencies"][extra]) <= pins(name).keys()


@pytest.mark.parametrize("name", ["test", "dev"])
def test_tests_run_on_the_versions_that_the_program_runs_on(name: str) -> None:
    assert pins("app").items() <= pins(name).items()


def test_making_a_lock_asks_for_hashes_every_system_and_no_address() -> None:
    command = run.compile_lock_command("uv", "dev", ["--upgrade"])
    assert {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"} <= set(command)
    assert command[-1] == "--upgrade"


def test_the_stamp_is_a_digest_that_names_no_path() -> None:
    assert len(run.stamp_text(b"")) == hashlib.sha256().digest_size * 2
