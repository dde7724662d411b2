"""The preview of a description: what it shows, and all that it does not do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextBlock, QTextDocument
from PySide6.QtTest import QTest

from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.check_items import CheckCount, check_items, count_check_items, toggled
from desktop_app.main import App
from desktop_app.ui.form.markdown_preview import InertDocument, MarkdownPreview, open_link, with_marks
from desktop_app.ui.form.task_form import TaskForm

HOSTILE = """\
<script>alert(1)</script> <b>not bold</b> <img src="http://evil.example/a.png">

![remote](http://evil.example/pixel.png) ![local](file:///etc/passwd) ![](data:image/png;base64,AAAA)

[![in a link](http://evil.example/p.png)](javascript:alert(1))

[script](javascript:alert(1)) [file](file:///etc/passwd) [upper](JAVASCRIPT:alert(1)) [data](data:text/html,x)
[share](//host/share) [relative](../secret) [fine](https://ok.example/) [mail](mailto:a@ok.example)

<iframe src="http://evil.example"></iframe>
"""


@pytest.fixture
def form(app: App) -> TaskForm:
    app.window.form_presenter.open_new()
    return app.window.form


def preview_of(form: TaskForm, source: str) -> MarkdownPreview:
    form.description.setPlainText(source)
    form.mode.preview.setChecked(True)
    assert form.preview.isVisible()
    return form.preview


def blocks(preview: MarkdownPreview) -> list[QTextBlock]:
    document = preview.document()
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def anchors(preview: MarkdownPreview) -> set[str]:
    found = set()
    for block in blocks(preview):
        place = block.begin()
        while not place.atEnd():
            found.add(place.fragment().charFormat().anchorHref())
            place += 1
    return found - {""}


def test_markdown_is_shown_as_what_it_means(form: TaskForm) -> None:
    text = preview_of(form, "# Rent\n\n**bold** and ~~gone~~\n\n- one\n- two").toPlainText()
    assert text.split("\n") == ["Rent", "bold and gone", "one", "two"]


def test_raw_html_is_text(form: TaskForm) -> None:
    text = preview_of(form, HOSTILE).toPlainText()
    for shown in ("<script>alert(1)</script>", "<b>not bold</b>", "<iframe"):
        assert shown in text


def test_images_are_their_words_and_nothing_is_loaded(form: TaskForm, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QUrl] = []
    for loader in (MarkdownPreview, InertDocument):
        monkeypatch.setattr(loader, "loadResource", lambda _self, _kind, name: asked.append(name))
    preview = preview_of(form, HOSTILE)
    preview.grab()
    assert "remote" in preview.toPlainText()
    assert "in a link" in preview.toPlainText()
    assert "\ufffc" not in preview.toPlainText()
    assert asked == []


def test_even_a_document_with_an_image_loads_nothing(form: TaskForm) -> None:
    preview = preview_of(form, "text")
    kind = QTextDocument.ResourceType.ImageResource
    for address in (Path(__file__).as_uri(), "https://evil.example/a.png", "qrc:/qt-project.org/x"):
        assert not preview.document().resource(int(kind.value), QUrl(address))
        assert not preview.loadResource(int(kind.value), QUrl(address))


def test_only_web_and_mail_addresses_stay_links(form: TaskForm) -> None:
    assert anchors(preview_of(form, HOSTILE)) == {"https://ok.example/", "mailto:a@ok.example"}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "../x", "ftp://h"]
)
def test_other_addresses_do_not_open_even_if_asked_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: pytest.fail("opened"))
    assert not open_link(QUrl(address))


def test_a_web_address_opens_outside_when_it_is_clicked(form: TaskForm, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    preview = preview_of(form, "[fine](https://ok.example/x)")
    cursor = preview.textCursor()
    cursor.setPosition(2)
    place = preview.cursorRect(cursor).center()
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["https://ok.example/x"]
    assert preview.isVisible()


def test_the_source_is_stored_and_never_the_round_trip(app: App, form: TaskForm) -> None:
    source = "*  odd   markers\n+ [ ] item\n\n| a|b |\n|-|-|\n|1|2|\n"
    form.title.setText("One")
    preview_of(form, source)
    form.mode.write.setChecked(True)
    form.mode.preview.setChecked(True)
    form.try_to_save()
    (task,) = app.core.reader.tasks(app.core.reader.everything())
    assert task.description == source


def test_a_large_description_is_previewed(form: TaskForm) -> None:
    assert preview_of(form, "> " * 3000 + "\n" + "[" * 20_000 + "\n- [ ] x" * 500).toPlainText()


# Check items


def boxes(preview: MarkdownPreview) -> list[tuple[str, str]]:
    return [(block.blockFormat().marker().name, block.text()) for block in blocks(preview) if block.text()]


def click_box(preview: MarkdownPreview, number: int) -> None:
    block = blocks(preview)[number]
    layout = preview.document().documentLayout()
    line = layout.blockBoundingRect(block)
    for x in range(80):
        place = QPointF(x, line.center().y())
        if layout.blockWithMarkerAt(place) == block:
            QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=(place + QPointF(2, 0)).toPoint())
            return
    pytest.fail("no box to be clicked")


def test_check_items_have_boxes_and_other_lines_have_none(form: TaskForm) -> None:
    preview = preview_of(form, "- [ ] one\n- [x] two\n- [ ]\n\nafter\n\n```\n- [ ] code\n```\n")
    assert boxes(preview) == [
        ("Unchecked", "one"), ("Checked", "two"), ("NoMarker", "after"), ("NoMarker", "- [ ] code"),
    ]  # fmt: skip


def test_clicking_a_box_changes_one_character_of_the_source(form: TaskForm) -> None:
    source = "😀 list\n\n- [ ] one 😀\n- [X] two\n  1. [ ] three"
    preview = preview_of(form, source)
    click_box(preview, 1)
    assert form.description.toPlainText() == source.replace("[ ] one", "[x] one")
    click_box(preview, 2)
    assert form.description.toPlainText() == "😀 list\n\n- [x] one 😀\n- [ ] two\n  1. [ ] three"
    assert form.preview.isVisible()
    assert form.is_changed


def test_a_tick_can_be_undone_in_the_source(form: TaskForm) -> None:
    preview = preview_of(form, "- [ ] one")
    click_box(preview, 0)
    form.description.undo()
    assert form.description.toPlainText() == "- [ ] one"


def test_the_keys_go_through_the_items_and_space_ticks(form: TaskForm) -> None:
    preview = preview_of(form, "- [ ] one\n- [ ] two")
    preview.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(preview, key)
    assert form.description.toPlainText() == "- [ ] one\n- [x] two"
    QTest.keyClick(preview, Qt.Key.Key_Space)
    QTest.keyClick(preview, Qt.Key.Key_Up)
    QTest.keyClick(preview, Qt.Key.Key_Space)
    assert form.description.toPlainText() == "- [x] one\n- [ ] two"


def test_ticking_is_saved_with_the_form(app: App) -> None:
    added = app.core.tasks.add(TaskDraft(title="Pack", description="- [ ] tent"))
    app.window.form_presenter.open_task(added.task.id)
    form = app.window.form
    form.mode.preview.setChecked(True)
    click_box(form.preview, 0)
    form.try_to_save()
    assert app.core.reader.task(added.task.id).description == "- [x] tent"


def test_the_marks_for_the_preview_are_never_seen(form: TaskForm) -> None:
    source = "- [ ] one \ue000\n- [x] see https://a.example\n"
    preview = preview_of(form, source)
    marked, sign = with_marks(source)
    assert sign not in source
    assert marked.count(sign) == 4
    assert sign not in preview.toPlainText()
    assert "https://a.example" in anchors(preview)


LINES = st.sampled_from(
    [
        "- [ ] item", "* [x] done", "+ [X] done", "1. [ ] first", "12) [x] twelfth", "  - [ ] nested", "> - [ ] quoted",
        "- [] none", "-[ ] none", "[ ] none", "- [y] none", "- [ ]none", "- [ ]", "```", "~~~~", "text 😀", "",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.data())
def test_ticking_changes_the_one_bracket_and_nothing_else(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    items = check_items(text)
    counted = count_check_items(text)
    assert counted == CheckCount(sum(item.is_done for item in items), len(items))
    if not items:
        return
    item = data.draw(st.sampled_from(items))
    changed = toggled(text, item)
    differing = [place for place, (old, new) in enumerate(zip(text, changed, strict=True)) if old != new]
    assert differing == [item.mark]
    assert text[item.mark - 1] == "["
    assert text[item.mark + 1] == "]"
    assert count_check_items(changed).done == counted.done + (-1 if item.is_done else 1)
    assert toggled(changed, check_items(changed)[items.index(item)]).lower() == text.lower()


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text: str) -> None:
    count = count_check_items(text)
    assert 0 <= count.done <= count.total


def test_what_counts_as_a_check_item() -> None:
    assert count_check_items("- [x] a\n- [ ] b\n* [X] c\n1. [ ] d\n> - [ ] e\n\t- [ ] f") == CheckCount(2, 6)
    assert count_check_items("- [x]\r\n- [ ]\r\n") == CheckCount(1, 2)
    assert count_check_items("```\n- [ ] code\n``` no end\n- [ ] code\n```\n- [ ] real") == CheckCount(0, 1)
    assert count_check_items("text [x]\n-[ ] a\n- [xx] b\n- [ ]c") == CheckCount(0, 0)
