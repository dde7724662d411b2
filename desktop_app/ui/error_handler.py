"""What happens to errors: the world's become a sentence in the window, ours go to the log."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from desktop_app.domain.errors import Refused
from desktop_app.ui.messages import refusal_words, say

log = logging.getLogger("tickbox")


class ErrorHandler:
    """Explains refusals through `explain`, which shows one sentence."""

    def __init__(self, explain: Callable[[str], None]) -> None:
        self._explain = explain
        self._bug_was_shown = False

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Inside, a refusal ends what was being done and is explained; nothing else is caught."""
        try:
            yield
        except Refused as refusal:
            self.explain(refusal)

    def explain(self, refusal: Refused) -> None:
        """Shows why something was refused and what to do."""
        log.info("refused: %s", type(refusal).__name__)
        self._explain(refusal_words(refusal))

    def tell(self, words: str) -> None:
        """Shows a sentence about something that could not be followed."""
        self._explain(words)

    def install(self) -> None:
        """From now on an exception that nobody caught is logged, and shown once."""
        sys.excepthook = self._bug

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Refused):
            self.explain(error)
            return
        log.error("an unexpected error", exc_info=(kind, error, trace))
        if not self._bug_was_shown:
            self._bug_was_shown = True
            self._explain(say("Something went wrong inside Tickbox; your tasks are safe. The log says more."))
