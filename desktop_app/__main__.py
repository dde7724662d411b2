"""Where the program starts: picks the window or the command line before it imports either."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from desktop_app.system.paths import data_dir

OPTION = "--data-dir"
PICTURE = "--screenshot"
INTERRUPTED = 130
_NEED_A_DISPLAY = ("xcb", "wayland")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program with the arguments after its name, and returns what the process ends with."""
    argv = sys.argv[1:] if argv is None else list(argv)
    _make_output_robust()
    try:
        code = _run(argv)
        return code if _is_written() else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        _silence_output()
        return 0
    except Exception as error:
        from desktop_app.cli.fault import told

        return told(error, data_dir(_chosen(argv)))


def _run(argv: Sequence[str]) -> int:
    if _asks_for_window(argv):
        return _window(data_dir(_chosen(argv)))
    if any(argument.partition("=")[0] == PICTURE for argument in argv):
        from desktop_app import screenshot

        return screenshot.run(argv)
    return _command_line(argv)


def _asks_for_window(argv: Sequence[str]) -> bool:
    return not argv or (argv[0] == OPTION and len(argv) == 2) or (argv[0].startswith(f"{OPTION}=") and len(argv) == 1)


def _chosen(argv: Sequence[str]) -> str | None:
    """The folder that the arguments name, wherever among them it stands."""
    for position, argument in enumerate(argv):
        if argument == OPTION and position + 1 < len(argv):
            return argv[position + 1]
        if argument.startswith(f"{OPTION}="):
            return argument.partition("=")[2]
    return None


def _command_line(argv: Sequence[str]) -> int:
    from desktop_app.cli import run

    return run(argv)


def _window(folder: Path) -> int:
    if lacks_display(os.environ, sys.platform):
        return _agenda(folder)
    # Before Qt, which slows down every import that comes after it.
    import desktop_app.core  # noqa: F401

    try:
        from desktop_app.main import run_window
    except ImportError as error:
        return _without_qt(error)
    return run_window(folder)


def lacks_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether there is nowhere to show a window: over ssh, in a container, on a text console."""
    if platform in ("win32", "darwin") or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return False
    names = [name for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    return all(name.startswith(_NEED_A_DISPLAY) for name in names)


def _agenda(folder: Path) -> int:
    from desktop_app.cli import agenda

    print(
        "There is no display for the window, so here is what is due today. "
        "`tickbox --help` shows what can be done without one.",
        file=sys.stderr,
    )
    return agenda(folder)


def _without_qt(error: ImportError) -> int:
    if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
        raise error
    if isinstance(error, ModuleNotFoundError):
        reason = "The window needs PySide6, which is not installed"
    else:
        reason = f"The window cannot be shown, because a library that Qt needs is missing ({error})"
    print(f"{reason}. Everything else works from the command line: see `tickbox --help`.", file=sys.stderr)
    return 1


def _is_written() -> bool:
    """Writes out what was printed so far; False, with a sentence, if it cannot be."""
    if sys.stdout is None:  # Windows gives a program without a console nowhere to print to
        return True
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence_output()
        print(f"The output could not be written: {error.strerror}.", file=sys.stderr)
        return False
    return True


def _make_output_robust() -> None:
    """A terminal that cannot show a character gets a question mark instead of an end."""
    for stream in (sys.stdout, sys.stderr):
        # None without a console (pythonw), another type where a test or a host put its own.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _silence_output() -> None:
    """Points stdout at nothing, so that the interpreter does not fail to flush it once more at the end."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


if __name__ == "__main__":
    sys.exit(main())
