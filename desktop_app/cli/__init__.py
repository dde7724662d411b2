"""The command line: everything the window can do with tasks, for terminals and scripts. No Qt."""

from desktop_app.cli.program import agenda, run

__all__ = ["agenda", "run"]
