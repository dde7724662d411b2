"""Undo and redo of everything a user did on this machine, also after a restart."""

from desktop_app.domain.errors import NothingToUndo, UndoConflict
from desktop_app.domain.journal import Step
from desktop_app.services.ports import StepReader, UnitOfWorkFactory


class UndoService:
    """Takes back the newest step, or does again what was last taken back."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, steps: StepReader) -> None:
        self._unit_of_work = unit_of_work
        self._steps = steps

    def next_undo(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._steps.next_undo()

    def next_redo(self) -> Step | None:
        """The step that `redo` would do again; it bears the verb of what was taken back."""
        return self._steps.next_redo()

    def undo(self, *, overwrite: bool = False) -> Step:
        """Takes back the newest step and returns it.

        Raises NothingToUndo, or UndoConflict (changing nothing) if a field was changed after the
        step and `overwrite` is not set.
        """
        return self._revert(redo=False, overwrite=overwrite)

    def redo(self, *, overwrite: bool = False) -> Step:
        """Does again what was last undone and returns that undo. Raises as `undo` does."""
        return self._revert(redo=True, overwrite=overwrite)

    def _revert(self, *, redo: bool, overwrite: bool) -> Step:
        with self._unit_of_work() as work:
            step = work.steps.next_redo() if redo else work.steps.next_undo()
            if step is None:
                raise NothingToUndo(redo)
            moved = () if overwrite else tuple(work.moved_since(step))
            if moved:
                raise UndoConflict(moved)
            work.take_back(step)
            return step
