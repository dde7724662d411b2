#!/usr/bin/env python3
"""The one command of a clone: it opens Tickbox, or tests, checks, locks and builds it.

Only the standard library is used, because this file makes the environment that everything else
lives in. It must stay readable to Pythons from 3.6 on, so that an old one gets a sentence and not
a syntax error.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO


def old_python_sentence(major: int, minor: int) -> str:
    """Why this Python cannot run Tickbox; empty when it can."""
    if (major, minor) >= (3, 11):
        return ""
    return f"Tickbox needs Python 3.11 or newer; this is Python {major}.{minor}."


# Before any other definition: the annotations below already need a newer Python than the sentence does.
if old_python_sentence(*sys.version_info[:2]):
    sys.exit(old_python_sentence(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ROOT / ".venv"
STAMP_NAME = "tickbox-stamp"

LOCK_EXTRAS: Mapping[str, Sequence[str]] = {
    "app": (),
    "test": ("test",),
    "dev": ("test", "dev", "build"),
}

USAGE = """\
Usage: python3 run.py                  open Tickbox
       python3 run.py WORD ...         one of the words below
       python3 run.py VERB ...         anything else is handed to Tickbox unchanged

Words for working on Tickbox:
  test [pytest arguments]   run the tests; no display is needed
  check                     lint, formatting, types and layers
  build                     make the stand-alone program in dist/
  lock [uv arguments]       make requirements/*.lock again (--upgrade for newer versions)
  env [app|test|dev ...]    only make the environments
  pictures                  draw the documentation's pictures again

Tickbox's own verbs need no window, for example:
  python3 run.py add "Pay rent tomorrow"
  python3 run.py -- --help  shows them all
"""

# Settings that say where packages come from. Other PIP_* settings (PIP_USER, PIP_TARGET, PIP_NO_DEPS and so on)
# would make a different environment than the lock says, so they are not passed on.
PIP_SETTINGS_KEPT = frozenset(
    {
        "PIP_CACHE_DIR",
        "PIP_CERT",
        "PIP_CLIENT_CERT",
        "PIP_CONFIG_FILE",
        "PIP_DEFAULT_TIMEOUT",
        "PIP_EXTRA_INDEX_URL",
        "PIP_FIND_LINKS",
        "PIP_INDEX_URL",
        "PIP_KEYRING_PROVIDER",
        "PIP_NO_CACHE_DIR",
        "PIP_NO_INDEX",
        "PIP_PROXY",
        "PIP_RETRIES",
        "PIP_TIMEOUT",
        "PIP_TRUSTED_HOST",
    }
)

# What Qt loads and its wheels do not bring, by the Debian package that has it. The file names are the same on
# every Linux; package names are not (Ubuntu's libglib2.0-0t64 answers to libglib2.0-0).
OFFSCREEN_LIBRARIES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X11_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Refusal(Exception):
    """Something a person has to put right first; its text is what to tell them."""


def say(sentence: str) -> None:
    """Tell the person something without touching standard output, which belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


def tail(text: str, lines: int = 15) -> str:
    """The end of a tool's output, where the reason of its failure stands."""
    return "\n".join(text.strip().splitlines()[-lines:])


def exit_code(returncode: int) -> int:
    """A child's result as a shell would report it: 128 and the number of the signal that ended it."""
    return 128 - returncode if returncode < 0 else returncode


# --- system libraries (Linux) ----------------------------------------------------------------------------------------


def can_load(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    try:
        import ctypes
    except ImportError:  # a Python built without it cannot ask; Qt itself will complain if something is missing
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(wanted: Mapping[str, str], loads: Callable[[str], bool] = can_load) -> dict[str, str]:
    """The libraries that do not load, each with the Debian package that has it."""
    return {library: package for library, package in wanted.items() if not loads(library)}


def window_libraries(environment: Mapping[str, str]) -> Mapping[str, str]:
    """What a window needs here: nothing where none can open, and X11's part unless another platform was chosen."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    on_a_display = not platform or "xcb" in platform or "wayland" in platform
    if on_a_display and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return {}
    wants_x11 = not platform or "xcb" in platform
    return {**OFFSCREEN_LIBRARIES, **(X11_LIBRARIES if wants_x11 else {})}


def is_root() -> bool:
    """Whether we may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def apt_install_command(packages: Sequence[str]) -> list[str]:
    """The command that installs these Debian packages and nothing they merely recommend."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def run_apt(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run apt without questions and keep what it says."""
    return subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root, or refuse with the command that does it."""
    command = apt_install_command(packages)
    if not is_root():
        raise Refusal("Tickbox needs some system packages first. Please run:\n  sudo " + " ".join(command))
    say("Installing the system packages that Tickbox needs: " + " ".join(packages))
    result = run_apt(command)
    if result.returncode:  # most often the package lists are missing or too old
        run_apt(["apt-get", "update"])
        result = run_apt(command)
    if result.returncode:
        raise Refusal("The system packages could not be installed:\n" + tail(result.stdout))


def ensure_libraries(wanted: Mapping[str, str]) -> None:
    """See to it that Qt finds the system libraries it loads; only Linux can lack them."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(wanted)
    if missing and shutil.which("apt-get"):
        install_packages(sorted(set(missing.values())))
        missing = missing_libraries(wanted)
    if missing:
        raise Refusal("Tickbox needs these system libraries, which are not installed: " + ", ".join(sorted(missing)))


# --- environments ----------------------------------------------------------------------------------------------------


def environment_python(name: str) -> Path:
    """The interpreter of one of our environments."""
    folder = ENVIRONMENTS / name
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def lock_file(name: str) -> Path:
    """The lock that says what an environment holds."""
    return ROOT / "requirements" / f"{name}.lock"


def stamp_text(lock: bytes, python: str = f"{sys.version} {sys.base_prefix}") -> str:
    """What a finished environment was made from: the lock's text and the Python."""
    return hashlib.sha256(lock + b"\0" + python.encode()).hexdigest()


def is_ready(name: str) -> bool:
    """Whether the environment was finished, from today's lock and by this Python."""
    stamp = ENVIRONMENTS / name / STAMP_NAME
    try:
        made_from = stamp.read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return made_from == stamp_text(lock_file(name).read_bytes()) and environment_python(name).is_file()


def pip_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables pip gets: none that change what is installed or how."""
    return {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith(("PIP_", "PYTHON")) or name.upper() in PIP_SETTINGS_KEPT
    }


def run_quietly(command: Sequence[str], failure: str) -> None:
    """Run a command that says nothing unless it fails; then say why."""
    result = subprocess.run(
        command,
        env=pip_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        raise Refusal(f"{failure}\n{tail(result.stdout)}")


def ensure_venv_module() -> None:
    """Debian and Ubuntu keep the part of Python that makes environments in a package of its own."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    if not shutil.which("apt-get"):
        raise Refusal("This Python cannot make environments: its venv and ensurepip modules are missing.")
    install_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])


def pip_install_command(python: Path, lock: Path) -> list[str]:
    """Install exactly what the lock says, as wheels whose hashes are known, with byte code."""
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--compile"]
    strict = ["--require-hashes", "--only-binary", ":all:"]
    return [str(python), "-I", "-m", "pip", "install", *options, *strict, "-r", str(lock)]


def make_environment(name: str) -> None:
    """Make an environment from nothing; the stamp comes last, so that a half-made one is made again."""
    folder = ENVIRONMENTS / name
    shutil.rmtree(folder, ignore_errors=True)
    stamp = stamp_text(lock_file(name).read_bytes())
    run_quietly(
        [sys.executable, "-I", "-m", "venv", str(folder)],
        "The Python environment could not be made:",
    )
    run_quietly(
        pip_install_command(environment_python(name), lock_file(name)),
        "The libraries that Tickbox needs could not be installed:",
    )
    (folder / STAMP_NAME).write_text(stamp, encoding="ascii")


def hold(handle: IO[bytes]) -> None:
    """Wait until this open file is ours alone; closing it lets go."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            with contextlib.suppress(OSError):  # it gives up after ten seconds; making takes longer
                msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                return
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


@contextlib.contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Keep two commands started together from making the same environment twice."""
    ENVIRONMENTS.mkdir(exist_ok=True)
    with (ENVIRONMENTS / f"{name}.busy").open("ab") as handle:
        hold(handle)
        yield


def ensure_environment(name: str) -> Path:
    """The interpreter of an environment, which is made first if needed."""
    if not is_ready(name):
        say("Preparing Tickbox for the first time, this takes about a minute…")
        ensure_venv_module()
        with one_at_a_time(name):
            if not is_ready(name):
                make_environment(name)
    return environment_python(name)


def ensure_test_environment() -> Path:
    """The tests' environment; the developer's holds all of it, so a ready one saves making another."""
    return ensure_environment("dev" if is_ready("dev") else "test")


# --- running things --------------------------------------------------------------------------------------------------


def child_environment(**changes: str) -> dict[str, str]:
    """The user's variables with the clone as the place of our packages."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def module_command(python: Path, module: str, arguments: Sequence[str]) -> list[str]:
    """Run a module; -P keeps files of the user's current folder from posing as our packages."""
    return [str(python), "-P", "-m", module, *arguments]


def call(command: Sequence[str], **changes: str) -> int:
    """Run a tool in the clone and return its exit code."""
    return exit_code(subprocess.call(command, cwd=ROOT, env=child_environment(**changes)))


def open_program(arguments: Sequence[str]) -> int:
    """Hand over to Tickbox, in the user's own folder; only the window needs Qt's system libraries."""
    if not arguments:
        ensure_libraries(window_libraries(os.environ))
    command = module_command(ensure_environment("app"), "desktop_app", arguments)
    if sys.platform != "win32":
        # The program takes over this process, so that signals and exit codes are its own.
        os.execve(command[0], command, child_environment())  # noqa: S606 - nothing is left to a shell
    return subprocess.call(command, env=child_environment())


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest without a display."""
    ensure_libraries(OFFSCREEN_LIBRARIES)
    python = ensure_test_environment()
    return call(module_command(python, "pytest", arguments), QT_QPA_PLATFORM="offscreen")


def check_commands(python: Path) -> dict[str, list[str]]:
    """What `check` runs, by the name it reports."""
    contracts = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"
    return {
        "lint": module_command(python, "ruff", ["check", "."]),
        "formatting": module_command(python, "ruff", ["format", "--check", "."]),
        "types": module_command(python, "mypy", []),
        "layers": [str(python), "-P", "-c", contracts],
    }


def run_checks(arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and report each."""
    if arguments:
        raise Refusal("check takes no arguments.")
    codes: dict[str, int] = {}
    for name, command in check_commands(ensure_environment("dev")).items():
        print(f"== {name}", flush=True)
        codes[name] = call(command)
    print("== result")
    for name, code in codes.items():
        print(f"{name:12}{'failed' if code else 'passed'}")
    return 1 if any(codes.values()) else 0


def compile_lock_command(uv: str, name: str, arguments: Sequence[str]) -> list[str]:
    """Resolve for every system at once, with hashes and without any address."""
    extras = [word for extra in LOCK_EXTRAS[name] for word in ("--extra", extra)]
    scope = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-config"]
    plain = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet"]
    target = ["-o", f"requirements/{name}.lock"]
    return [uv, "pip", "compile", "pyproject.toml", *extras, *scope, *plain, *target, *arguments]


@contextlib.contextmanager
def uv_program() -> Iterator[str]:
    """The user's own uv, or one that lives as long as it is needed."""
    found = shutil.which("uv")
    if found:
        yield found
        return
    ensure_venv_module()
    with tempfile.TemporaryDirectory() as folder:
        failure = "uv, which makes the locks, could not be installed:"
        run_quietly([sys.executable, "-I", "-m", "venv", folder], failure)
        programs = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        run_quietly([str(programs / "python"), "-I", "-m", "pip", "install", "--quiet", "uv"], failure)
        yield str(programs / "uv")


def make_locks(arguments: Sequence[str]) -> int:
    """Make requirements/*.lock from pyproject.toml; pins stay unless --upgrade is given."""
    with uv_program() as uv:
        for name in LOCK_EXTRAS:
            code = call(compile_lock_command(uv, name, arguments))
            if code:
                return code
    return 0


def build_program(arguments: Sequence[str]) -> int:
    """Make the stand-alone program."""
    ensure_libraries(OFFSCREEN_LIBRARIES)
    python = ensure_environment("dev")
    return call(module_command(python, "PyInstaller", ["--noconfirm", *arguments, "build_installer.spec"]))


PICTURES: Mapping[str, Sequence[str]] = {
    "tasks": ("--view", "all"),
    "tasks-dark": ("--view", "all", "--theme", "dark"),
    "history": ("--view", "history"),
    "form": ("--view", "form"),
}


def draw_pictures(_arguments: Sequence[str]) -> int:
    """Draw the documentation's pictures: the real window, filled with the examples of `demo`."""
    ensure_libraries(OFFSCREEN_LIBRARIES)
    python = ensure_environment("dev" if is_ready("dev") else "app")
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        place = ["--data-dir", data]
        code = call(module_command(python, "desktop_app", ["demo", *place]))
        for name, options in PICTURES.items():
            file = str(folder / f"{name}.png")
            drawn = ["--screenshot", file, "--scale", "1.5", *options, *place]
            code = code or call(module_command(python, "desktop_app", drawn))
    return code


def make_environments(arguments: Sequence[str]) -> int:
    """Only make environments: those named, or the ones for using and for developing."""
    unknown = sorted(set(arguments) - set(LOCK_EXTRAS))
    if unknown:
        raise Refusal(f"There is no environment called {unknown[0]}; there are {', '.join(LOCK_EXTRAS)}.")
    for name in arguments or ("app", "dev"):
        ensure_environment(name)
    return 0


def show_usage(_arguments: Sequence[str]) -> int:
    """Explain this command and how it hands on Tickbox's own verbs."""
    print(USAGE, end="")
    return 0


WORDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "test": run_tests,
    "check": run_checks,
    "build": build_program,
    "lock": make_locks,
    "env": make_environments,
    "pictures": draw_pictures,
    "--help": show_usage,
    "-h": show_usage,
}


def chosen(arguments: Sequence[str]) -> tuple[Callable[[Sequence[str]], int], list[str]]:
    """Who answers this command line, and with which arguments."""
    if arguments and arguments[0] in WORDS:
        return WORDS[arguments[0]], list(arguments[1:])
    if arguments and arguments[0] == "--":
        return open_program, list(arguments[1:])
    return open_program, list(arguments)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code."""
    command, rest = chosen(arguments)
    try:
        return command(rest)
    except Refusal as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
