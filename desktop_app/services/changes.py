"""Telling whoever shows tasks that something was committed."""

from collections.abc import Callable

from desktop_app.domain.journal import ChangeNotice

Listener = Callable[[ChangeNotice], None]


class Changes:
    """Passes each notice on to all listeners, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """From now on the listener hears every notice; calling what is returned ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            self._listeners.remove(listener)

        return unsubscribe

    def notify(self, notice: ChangeNotice) -> None:
        """Tells all listeners."""
        for listener in tuple(self._listeners):
            listener(notice)
