"""The style sheet of the form's own fields, beneath the program's."""

from desktop_app.ui.theme import Theme


def form_style(theme: Theme) -> str:
    """The sheet in the theme's colours and sizes."""
    px = theme.px

    def c(name: str) -> str:
        return theme.colour(name).name()

    field = f"background: {c('raised')}; border: 1px solid {c('line')}; border-radius: {px(6)}px;"
    bare = "border: none; padding: 0; min-height: 0; background: transparent;"
    return f"""
    QLabel[ink="text"] {{ color: {c("text")}; }}
    QLabel[ink="muted"] {{ color: {c("muted")}; }}
    QLabel[ink="overdue"] {{ color: {c("overdue")}; }}
    QToolButton[quiet="true"] {{ border: none; border-radius: {px(6)}px; background: transparent; padding: 0; }}
    QToolButton[quiet="true"]:hover {{ background: {c("fill")}; }}
    QToolButton[quiet="true"]:focus {{ border: 2px solid {c("accent")}; }}
    QToolButton[link="true"] {{ border: none; border-radius: {px(4)}px; background: transparent; color: {c("accent")};
        font-weight: 600; padding: {px(2)}px {px(4)}px; }}
    QToolButton[link="true"]:hover {{ color: {c("accent_hover")}; text-decoration: underline; }}
    QToolButton[link="true"]:focus {{ border: 2px solid {c("accent")}; padding: {px(2) - 2}px {px(4) - 2}px; }}
    QComboBox#listBox {{ padding-left: {px(3)}px; }}
    QComboBox#listBox:focus {{ padding-left: {px(2)}px; }}
    QLineEdit:disabled {{ background: {c("panel")}; color: {c("muted")}; }}
    QTextBrowser {{ {field} padding: {px(5)}px {px(6)}px; selection-background-color: {c("accent")}; }}
    QTextBrowser:focus {{ border: 2px solid {c("accent")}; padding: {px(4)}px {px(5)}px; }}
    QComboBox[wrong="true"], QFrame#tagsField[wrong="true"] {{ border-color: {c("overdue")}; }}
    QFrame#tagsField {{ {field} margin: 0; }}
    QFrame#tagsField[focused="true"] {{ border: 2px solid {c("accent")}; }}
    QFrame#tagsField QLineEdit, QFrame#tagsField QLineEdit:focus {{ {bare} }}
    QFrame#notice {{ background: {c("tint")}; border: none; border-radius: {px(6)}px; }}
    QFrame#notice QLabel {{ background: transparent; }}
    QFrame#calendarPopup {{ background: {c("raised")}; border: 1px solid {c("line")}; }}
    QFrame#calendarPopup QWidget#qt_calendar_navigationbar {{ background: {c("raised")}; }}
    QFrame#calendarPopup QToolButton {{ background: transparent; border: none; border-radius: {px(6)}px;
        color: {c("text")}; font-weight: 600; padding: {px(4)}px {px(8)}px; }}
    QFrame#calendarPopup QToolButton[link="true"] {{ color: {c("accent")}; }}
    QFrame#calendarPopup QToolButton:hover {{ background: {c("fill")}; }}
    QFrame#calendarPopup QToolButton:focus {{ border: 2px solid {c("accent")};
        padding: {px(4) - 2}px {px(8) - 2}px; }}
    QFrame#calendarPopup QToolButton::menu-indicator {{ image: none; }}
    QFrame#calendarPopup QSpinBox {{ {field} padding: 0 {px(4)}px; }}
    """


def popup_style(theme: Theme) -> str:
    """For the popup of a completer, which is a window of its own."""
    px, raised, line = theme.px, theme.colour("raised").name(), theme.colour("line").name()
    fill, text = theme.colour("fill").name(), theme.colour("text").name()
    return f"""
    QListView {{ background: {raised}; border: 1px solid {line}; padding: {px(3)}px; outline: none; }}
    QListView::item {{ min-height: {px(28)}px; padding: 0 {px(7)}px; border-radius: {px(5)}px; }}
    QListView::item:hover, QListView::item:selected {{ background: {fill}; color: {text}; }}
    """
