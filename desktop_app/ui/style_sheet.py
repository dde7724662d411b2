"""The style sheet: fields, buttons, menus, scroll bars and frames.

Item views are painted by their delegates; a style sheet there would compete with them.
"""

from collections.abc import Callable

from desktop_app.ui.colours import Colours

INKS = ("text", "muted", "overdue", "today")
"""Colours that labels may be written in, chosen by their property `ink`."""


def style_sheet(c: Colours, px: Callable[[float], int]) -> str:
    """The sheet in those colours; `px` turns designed pixels into the screen's."""
    field = f"background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(6)}px;"
    inks = "\n    ".join(f'QLabel[ink="{name}"] {{ color: {getattr(c, name)}; }}' for name in INKS)
    return f"""
    {inks}
    QLineEdit, QComboBox {{ {field} padding: 0 {px(9)}px; min-height: {px(30)}px; }}
    QPlainTextEdit {{ {field} padding: {px(5)}px {px(6)}px; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 0 {px(8)}px; min-height: {px(28)}px; }}
    QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: {px(4)}px {px(5)}px; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {c.overdue}; }}
    QLineEdit {{ placeholder-text-color: {c.muted}; selection-background-color: {c.accent}; }}
    QLineEdit#titleEdit {{ min-height: {px(38)}px; }}
    QLineEdit#titleEdit:focus {{ min-height: {px(36)}px; }}
    QComboBox:!editable {{ padding-left: {px(11)}px; }}
    QComboBox:!editable:focus {{ padding-left: {px(10)}px; }}
    QLineEdit#cellEditor, QLineEdit#cellEditor:focus, QComboBox#cellEditor, QComboBox#cellEditor:focus {{
        min-height: 0; padding: 0 {px(7)}px; border: 2px solid {c.accent}; }}
    QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    QComboBox QLineEdit, QComboBox QLineEdit:focus {{
        border: none; padding: 0; min-height: 0; background: transparent; }}
    QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; outline: none;
        padding: {px(3)}px; selection-background-color: {c.fill}; selection-color: {c.text}; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 {px(7)}px; border-radius: {px(5)}px; }}
    QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected {{
        background: {c.fill}; color: {c.text}; }}
    QPushButton {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {px(6)}px;
        padding: 0 {px(14)}px; min-height: {px(30)}px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 {px(13)}px; min-height: {px(28)}px; }}
    QPushButton:disabled {{ color: {c.disabled}; }}
    QPushButton[primary="true"] {{
        background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
    QPushButton[primary="true"]:focus {{ border-color: {c.text}; }}
    QMessageBox QPushButton:default {{
        background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
    QMessageBox QPushButton:default:focus {{ border-color: {c.text}; }}
    QToolButton#searchClear {{ border: none; background: transparent; border-radius: {px(4)}px; }}
    QToolButton#searchClear:hover {{ background: {c.fill}; }}
    QLabel#keycap {{ color: {c.muted}; border: 1px solid {c.line}; border-radius: {px(4)}px; padding: 1px {px(5)}px; }}
    QTabBar {{ background: {c.fill}; border-radius: {px(7)}px; qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; border: 1px solid transparent; border-radius: {px(5)}px;
        margin: {px(2)}px; padding: 0 {px(14)}px; min-height: {px(26)}px; }}
    QTabBar::tab:selected {{ background: {c.segment_on}; color: {c.text}; }}
    QTabBar::tab:focus {{ border: 1px solid {c.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.scroll_handle}; border-radius: {px(3)}px; margin: {px(3)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
    QScrollBar::handle:hover {{ background: {c.control}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: {px(4)}px; }}
    QMenu::item {{ padding: {px(6)}px {px(24)}px; border-radius: {px(5)}px; }}
    QMenu::item:selected {{ background: {c.fill}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.disabled}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)}px; }}
    QMenuBar {{ background: {c.panel}; border-bottom: 1px solid {c.line}; }}
    QMenuBar::item {{ padding: {px(5)}px {px(10)}px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.fill}; border-radius: {px(5)}px; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: {px(4)}px; }}
    QFrame#quickAddBar {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: {px(8)}px; margin: 1px; }}
    QFrame#quickAddBar[focused="true"] {{ border: 2px solid {c.accent}; background: {c.raised}; margin: 0; }}
    QPlainTextEdit#quickAdd, QPlainTextEdit#quickAdd:focus {{ border: none; background: transparent; padding: 0; }}
    QFrame#undoToast QLabel {{ color: {c.toast_text}; background: transparent; }}
    QFrame#undoToast QPushButton {{ border: none; background: transparent; padding: 0; color: {c.toast_link}; }}
    QFrame#undoToast QPushButton:hover {{ color: {c.toast_text}; }}
    QLabel#toastKey {{ border: 1px solid {c.disabled}; border-radius: {px(4)}px; padding: 1px {px(5)}px; }}
    QFrame#taskForm {{ background: {c.panel}; border-left: 1px solid {c.line}; }}
    QFrame#taskForm QScrollArea, QFrame#taskForm QScrollArea > QWidget > QWidget {{ background: {c.panel}; }}
    QFrame#statusBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
    QWidget#content {{ background: {c.window}; }}
    QSplitter::handle {{ background: {c.line}; }}
    """
