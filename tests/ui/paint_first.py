"""Starts the window in a process of its own and says what was loaded when its first tasks were painted.

Usage: paint_first.py FOLDER. Prints one JSON object. `bare` in place of a folder shows an empty window
of Qt's, to compare with.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()


def bare_window() -> tuple[Any, Any, Any]:
    """An application, its window, and the widget in it that is to be painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application, window, table = QApplication([]), QMainWindow(), QTableView()
    window.setCentralWidget(table)
    return application, window, table.viewport()


def our_window(folder: Path) -> tuple[Any, Any, Any]:
    """The same of ours."""
    import desktop_app.core  # noqa: F401  # in the order of the program's own start
    from desktop_app.main import build

    app = build(folder)
    table = app.window.tasks
    return app, app.window, table.viewport() if table.model().rowCount() else app.window.empty


def main() -> None:
    """Prints whether it was painted, after how many milliseconds, and the modules that were loaded then."""
    kept, window, painted = bare_window() if sys.argv[1] == "bare" else our_window(Path(sys.argv[1]))
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Watch(QObject):
        seen = False

        def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    painted.installEventFilter(watch)
    window.show()
    while not watch.seen and time.perf_counter() - STARTED < 10:
        QCoreApplication.processEvents()
    milliseconds = (time.perf_counter() - STARTED) * 1000
    print(json.dumps({"painted": watch.seen, "milliseconds": milliseconds, "modules": sorted(sys.modules)}))  # noqa: T201
    del kept


if __name__ == "__main__":
    main()
