"""The pane as a user drives it: type, paste, click, read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from kbapp.ui.compare.fields.field import Field
from kbapp.ui.compare.fields.psk import PskField
from kbapp.ui.compare.fields.switch import SwitchField
from kbapp.ui.compare.fields.tags import TagsField
from tests.ui.compare.conftest import CLOUD, SITE, Driver

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform's own remark

KEY = "Xk7#pLq2vT9wZ4rB"


def both(driver: Driver) -> None:
    driver.paste("left", CLOUD)
    driver.paste("right", SITE)


def test_an_empty_pane_invites(driver: Driver) -> None:
    assert driver.pane.desk.empty
    assert "tunnel" in driver.pane.summary.line.text()
    assert driver.pane.summary.example.isVisible()
    assert driver.pane.heads["left"].paste.text().strip() == "Paste"
    assert driver.states() == {}


def test_the_example_fills_both_columns_and_fails(driver: Driver) -> None:
    driver.bot.mouseClick(driver.pane.summary.example, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.states()["ike.dh_groups"] == "mismatch"
    assert driver.pane.summary.line.text().startswith("Phase 1 fails")


def test_a_typed_mismatch_appears_and_goes(driver: Driver) -> None:
    driver.type("left", "ike.dh_groups", "group2")
    driver.type("right", "ike.dh_groups", "14")
    driver.settle()
    row = driver.row("ike.dh_groups")
    assert row.state == "mismatch"
    assert row.mark.text() == "Mismatch"
    assert row.message.isVisible()
    driver.bot.keyClick(driver.edit("right", "ike.dh_groups"), Qt.Key.Key_Backspace)
    driver.type("right", "ike.dh_groups", "modp1024")
    driver.settle()
    assert row.state == "match"
    assert not row.message.isVisible()


def test_what_is_typed_counts_before_it_is_a_tag(driver: Driver) -> None:
    driver.type("left", "ike.encryption", "aes256")
    driver.type("right", "ike.encryption", "aes-128", enter=False)
    driver.settle()
    assert driver.row("ike.encryption").state == "mismatch"
    assert not driver.row("ike.encryption").right.field.chips()  # type: ignore[attr-defined]


def test_a_tag_shows_both_spellings_and_can_be_removed(driver: Driver) -> None:
    driver.type("left", "ike.dh_groups", "group2")
    field = driver.row("ike.dh_groups").left.field
    assert isinstance(field, TagsField)
    (chip,) = field.chips()
    assert (chip.name, chip.other) == ("MODP_1024", "group 2")
    driver.bot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 12))
    assert field.items == ()


def test_a_wrong_value_is_named_below_its_field_and_never_a_mismatch(driver: Driver) -> None:
    driver.type("left", "local.address", "203.0.113.400")
    driver.type("right", "remote.address", "203.0.113.10")
    driver.settle()
    message = driver.row("local.address").left.message
    assert message is not None
    assert message.isVisible()
    assert "400 is more than 255" in message.text()
    assert driver.row("local.address").state != "mismatch"


def test_unfinished_typing_is_given_a_moment(driver: Driver) -> None:
    driver.type("left", "local.address", "203.0.", enter=False)
    cell = driver.row("local.address").left
    assert cell.message is None or not cell.message.isVisible()
    driver.edit("right", "remote.address").setFocus()
    assert cell.message is not None
    assert cell.message.isVisible()


def test_a_choice_is_understood_and_written_out(driver: Driver) -> None:
    driver.type("left", "ike.version", "v2")
    assert driver.edit("left", "ike.version").text() == "IKEv2"
    assert driver.pane.desk.left.values["ike.version"].value == "ikev2"


def test_the_list_of_usual_values_is_reached_by_keyboard(driver: Driver) -> None:
    edit = driver.edit("left", "ike.mode")
    edit.setFocus()
    driver.bot.keyClick(edit, Qt.Key.Key_Down)
    assert driver.pane.popup.isVisible()
    driver.bot.keyClick(edit, Qt.Key.Key_Down)
    driver.bot.keyClick(edit, Qt.Key.Key_Down)
    driver.bot.keyClick(edit, Qt.Key.Key_Return)
    assert driver.pane.desk.left.values["ike.mode"].value == "aggressive"
    assert not driver.pane.popup.isVisible()


def test_a_switch_has_three_states(driver: Driver) -> None:
    field = driver.row("dpd.enabled").left.field
    assert isinstance(field, SwitchField)
    driver.bot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert driver.pane.desk.left.values["dpd.enabled"].value is True
    driver.bot.keyClick(field, Qt.Key.Key_Right)
    assert driver.pane.desk.left.values["dpd.enabled"].value is False
    driver.bot.keyClick(field, Qt.Key.Key_Delete)
    assert "dpd.enabled" not in driver.pane.desk.left.values


def test_ids_are_mirrored(driver: Driver) -> None:
    driver.type("left", "remote.id", "198.51.100.20")
    driver.type("right", "local.id", "branch.example.com")
    driver.settle()
    assert driver.row("remote.id").state == "mismatch"
    assert "local.id" not in driver.states()
    assert driver.row("remote.id").caption.text() == "Cloud remote ⇄ Site local"


def test_the_type_of_an_identity_can_be_chosen(driver: Driver) -> None:
    driver.type("left", "local.id", "203.0.113.10")
    field = driver.row("local.id").left.field
    assert field.type_button.text() == "IPv4"  # type: ignore[attr-defined]
    field.choose_type("FQDN")  # type: ignore[attr-defined]
    value = driver.pane.desk.left.values["local.id"].value
    assert getattr(value, "type", None) == "fqdn"


def test_a_suite_fills_the_single_lists_and_a_list_mends_the_suite(driver: Driver) -> None:
    driver.type("right", "ike.proposals", "aes256-sha256-modp2048")
    column = driver.pane.desk.right
    assert column.values["ike.dh_groups"].value == ("MODP_2048",)
    driver.bot.keyClick(driver.edit("right", "ike.dh_groups"), Qt.Key.Key_Backspace)
    driver.type("right", "ike.dh_groups", "2")
    assert "ike.proposals" not in column.values or "MODP_2048" not in str(column.values["ike.proposals"].value)


def test_pasting_fills_the_columns_and_names_their_platform(driver: Driver) -> None:
    both(driver)
    assert driver.pane.heads["left"].platforms.currentText() == "Alibaba Cloud"
    assert driver.pane.heads["right"].platforms.currentText() == "strongSwan"
    assert driver.states()["ike.dh_groups"] == "mismatch"
    assert driver.states()["ike.encryption"] == "match"
    assert "values read" in driver.pane.heads["left"].info.text()


def test_a_block_pasted_into_a_field_goes_into_its_column(driver: Driver) -> None:
    QApplication.clipboard().setText(SITE)
    edit = driver.edit("right", "local.address")
    edit.setFocus()
    driver.bot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert driver.pane.heads["right"].platforms.currentText() == "strongSwan"
    assert edit.text() == "198.51.100.20"


def test_several_subnets_pasted_become_tags(driver: Driver) -> None:
    QApplication.clipboard().setText("10.0.0.0/16\n10.1.0.0/16, 10.2.0.0/16")
    edit = driver.edit("left", "local.subnets")
    edit.setFocus()
    driver.bot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert driver.pane.desk.left.values["local.subnets"].value == ("10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16")


def test_dropping_a_file_on_a_column(driver: Driver, tmp_path: Path) -> None:
    file = tmp_path / "swanctl.conf"
    file.write_text(SITE, encoding="utf-8")
    pane = driver.pane
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    point = QPointF(pane.heads["right"].mapTo(pane, QPoint(40, 10)))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(pane, QDragEnterEvent(point.toPoint(), copy, data, buttons, keys))
    QApplication.sendEvent(pane, QDropEvent(point, copy, data, buttons, keys))
    driver.settle()
    assert pane.desk.right.origin is not None
    assert pane.desk.right.origin.name == "swanctl.conf"
    assert pane.desk.left.empty


def test_an_unreadable_text_is_a_quiet_notice_and_changes_nothing(driver: Driver) -> None:
    driver.type("right", "local.address", "198.51.100.20")
    driver.paste("right", "hello\nthis is no configuration\n")
    (notice,) = driver.pane.context.notices.all
    assert notice.level == "warning"
    assert "not recognised" in notice.text.en
    assert driver.edit("right", "local.address").text() == "198.51.100.20"


def test_a_missing_file_is_a_quiet_notice(driver: Driver, tmp_path: Path) -> None:
    driver.answers.files = [tmp_path / "gone.conf"]
    driver.bot.mouseClick(driver.pane.toolbar.open, Qt.MouseButton.LeftButton)
    driver.settle()
    assert "gone.conf" in driver.pane.context.notices.all[0].text.en


def test_of_several_connections_the_one_that_fits_is_taken(driver: Driver) -> None:
    other = SITE.replace("cloud {", "other {").replace("203.0.113.10", "192.0.2.99").replace("172.16.0.0", "10.9.0.0")
    two = other.split("secrets")[0].rstrip()[:-1] + SITE.removeprefix("connections {")
    driver.paste("left", CLOUD)
    driver.paste("right", two)
    assert driver.pane.desk.right.read is not None
    assert driver.pane.desk.right.read.connection == "cloud"


def test_where_it_cannot_be_told_the_user_chooses_the_connection(driver: Driver) -> None:
    other = SITE.replace("cloud {", "other {").replace("203.0.113.10", "192.0.2.99")
    two = other.split("secrets")[0].rstrip()[:-1] + SITE.removeprefix("connections {")
    driver.paste("right", two)
    head = driver.pane.heads["right"]
    assert driver.pane.desk.right.empty
    assert head.connections.isVisible()
    assert head.connections.currentIndex() == -1
    assert "which one" in head.info.text()
    head.connections.activated.emit(1)
    assert driver.edit("right", "remote.address").text() in ("203.0.113.10", "192.0.2.99")
    assert head.connections.currentIndex() == 1


def test_defaults_are_greyed_and_say_so(driver: Driver) -> None:
    both(driver)
    cell = driver.row("ike.lifetime_s").right
    assert cell.value.source == "default"
    assert cell.field.is_default
    assert cell.tag.text() == "default"
    assert "Not in the text" in cell.tag.toolTip()
    driver.type("right", "ike.lifetime_s", "1")
    assert not cell.field.is_default


def test_the_line_in_the_text_is_shown_without_its_secrets(driver: Driver) -> None:
    both(driver)
    cell = driver.row("ike.dh_groups").right
    driver.bot.mouseClick(cell.tag, Qt.MouseButton.LeftButton)
    source = driver.pane.inspector.source
    assert source.isVisible()
    assert "line 6" in source.head.text()
    assert source.text.textCursor().block().text().strip().startswith("proposals")
    assert KEY not in source.text.toPlainText()
    assert "secret" in source.text.toPlainText()


def test_a_click_on_a_mismatch_tells_its_story(driver: Driver) -> None:
    both(driver)
    row = driver.row("ike.dh_groups")
    driver.bot.mouseClick(row.mark, Qt.MouseButton.LeftButton)
    panel = driver.pane.inspector
    assert panel.isVisible()
    assert panel.title.text() == "IKE DH group"
    assert panel.message.text()
    assert "MODP_2048" in panel.fixes["left"].body.text()
    with driver.bot.waitSignal(driver.pane.article_wanted) as wanted:
        driver.bot.mouseClick(panel.article, Qt.MouseButton.LeftButton)
    assert wanted.args == ["ike-dh-mismatch"]
    driver.bot.keyClick(driver.pane, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_mismatch_is_marked_by_four_cues_and_spoken(driver: Driver) -> None:
    both(driver)
    row = driver.row("ike.dh_groups")
    assert row.mark.accessibleName() == "≠ Mismatch"
    assert "Mismatch" in row.accessibleDescription()
    assert "fails in phase 1" in row.left.field.target().accessibleDescription()
    image = row.grab().toImage()
    theme = driver.pane.context.theme
    assert image.pixelColor(image.width() // 2, image.height() - 6).name() == theme.css("mismatch-tint")
    bar = {image.pixelColor(x, image.height() // 2).name() for x in range(9, 18)}
    assert theme.css("mismatch") in bar


def test_the_filter_shows_mismatches_only(driver: Driver) -> None:
    both(driver)
    driver.bot.mouseClick(driver.pane.toolbar.only, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    shown = {name for name, row in driver.pane.form.rows.items() if row.isVisible()}
    assert shown == {name for name, state in driver.states().items() if state in ("mismatch", "missing")}
    assert "ike.dh_groups" in shown
    driver.pane.toolbar.only.click()
    assert all(row.isVisible() for row in driver.pane.form.rows.values())


def test_f8_steps_through_the_mismatches(driver: Driver) -> None:
    driver.bot.mouseClick(driver.pane.summary.example, Qt.MouseButton.LeftButton)
    driver.settle()
    problems = driver.pane.form.problems()
    seen = []
    for _ in problems:
        driver.pane.step(1)
        assert driver.pane.inspector.row is not None
        seen.append(driver.pane.inspector.row.parameter.name)
    assert seen == problems
    assert driver.pane.toolbar.place.text() == f"{len(problems)} / {len(problems)}"
    driver.pane.step(-1)
    assert driver.pane.inspector.row.parameter.name == problems[-2]


def test_the_blamed_arrow_leads_to_its_row(driver: Driver) -> None:
    both(driver)
    picture = driver.pane.summary.picture
    assert "phase 1 fails" in picture.accessibleDescription()
    driver.bot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(200, 15))
    assert driver.pane.inspector.row is driver.row("ike.dh_groups")


def test_swapping_the_sides_keeps_the_story(driver: Driver) -> None:
    both(driver)
    before = sorted(driver.states().values())
    driver.bot.mouseClick(driver.pane.toolbar.swap, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.pane.heads["left"].title.text() == "On-premises"
    assert driver.edit("left", "local.address").text() == "198.51.100.20"
    assert sorted(driver.states().values()) == before


def test_clearing_empties_everything(driver: Driver) -> None:
    both(driver)
    driver.bot.mouseClick(driver.pane.toolbar.clear, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.pane.desk.empty
    assert driver.states() == {}
    assert driver.pane.summary.example.isVisible()
    driver.bot.mouseClick(driver.pane.summary.undo, Qt.MouseButton.LeftButton)
    assert driver.states()["ike.dh_groups"] == "mismatch"


def test_what_the_reader_did_not_understand_is_shown_by_line(driver: Driver) -> None:
    driver.paste("right", SITE.replace("    version = 2\n", "    version = 2\n    frobnicate = 7\n"))
    head = driver.pane.heads["right"]
    assert "1 line to look at" in head.info.text()
    driver.bot.mouseClick(head.source, Qt.MouseButton.LeftButton)
    source = driver.pane.inspector.source
    assert source.remarks.count() == 1
    assert "frobnicate" in source.remarks.item(0).text()
    assert source.text.textCursor().block().text().strip() == "frobnicate = 7"


def test_the_platform_sets_whose_rules_apply(driver: Driver) -> None:
    box = driver.pane.heads["right"].platforms
    box.activated.emit(box.findData("huawei"))
    assert driver.pane.desk.right.gateway().platform == "huawei"
    assert box.currentText() == "Huawei"


def test_a_known_difference_is_kept_with_the_case(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    driver.pane.go_to("ike.dh_groups")
    driver.bot.mouseClick(driver.pane.inspector.accept, Qt.MouseButton.LeftButton)
    assert driver.states()["ike.dh_groups"] == "accepted"
    driver.answers.target = tmp_path / "case.json"
    driver.bot.mouseClick(driver.pane.toolbar.save, Qt.MouseButton.LeftButton)
    driver.pane.clear()
    driver.answers.files = [driver.answers.target]
    driver.bot.mouseClick(driver.pane.toolbar.open, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.states()["ike.dh_groups"] == "accepted"
    assert driver.edit("right", "local.address").text() == "198.51.100.20"


def test_a_saved_form_is_the_contract_s_and_reads_back(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    driver.answers.target = tmp_path / "form.json"
    driver.bot.mouseClick(driver.pane.heads["right"].save, Qt.MouseButton.LeftButton)
    text = driver.answers.target.read_text(encoding="utf-8")
    data = json.loads(text)
    assert data["schema"] == 1
    assert data["format"] == "form"
    assert data["parameters"]["ike.dh_groups"] == ["MODP_2048"]
    assert "auth.psk" not in data["parameters"]
    assert KEY not in text
    driver.pane.clear_side("right")
    driver.paste("right", text)
    assert driver.states()["ike.dh_groups"] == "mismatch"


def test_the_session_brings_the_columns_back(make_driver: Callable[..., Driver]) -> None:
    first = make_driver()
    both(first)
    state = json.loads(json.dumps(first.pane.state()))
    assert KEY not in json.dumps(state)
    second = make_driver()
    second.pane.restore(state)
    assert second.states()["ike.dh_groups"] == "mismatch"
    second.pane.restore({"case": {"left": 1}})


def test_a_key_is_compared_and_never_seen(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    assert driver.states()["auth.psk"] == "match"
    driver.type("right", "auth.psk", "Xk7#pLq2vT9wZ4rb", enter=False)
    driver.settle()
    assert driver.states()["auth.psk"] == "mismatch"
    driver.edit("left", "local.address").setFocus()
    driver.bot.mouseClick(driver.row("auth.psk").mark, Qt.MouseButton.LeftButton)
    driver.bot.mouseClick(driver.pane.toolbar.copy, Qt.MouseButton.LeftButton)
    driver.answers.target = tmp_path / "case.json"
    driver.pane.output.save_case()
    said = [*all_words(driver.pane), QApplication.clipboard().text(), driver.answers.target.read_text(encoding="utf-8")]
    assert not any(KEY.casefold() in words.casefold() for words in said)


def test_a_key_is_shown_only_while_the_user_asks_for_it(driver: Driver) -> None:
    both(driver)
    field = driver.row("auth.psk").right.field
    assert isinstance(field, PskField)
    assert field.edit.text() == ""
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    driver.bot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.edit.text() == KEY
    driver.bot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.edit.text() == ""
    driver.bot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert "auth.psk" not in driver.pane.desk.right.values


def test_a_masked_key_cannot_be_verified(driver: Driver) -> None:
    driver.paste("left", CLOUD.replace(KEY, "****"))
    driver.paste("right", SITE)
    assert driver.states()["auth.psk"] == "unverifiable"


def test_the_keyboard_alone_is_enough(driver: Driver) -> None:
    edit = driver.edit("left", "local.address")
    edit.setFocus()
    driver.bot.keyClicks(edit, "203.0.113.10")
    driver.bot.keyClick(edit, Qt.Key.Key_Tab)
    right = driver.pane.focusWidget()
    assert right is driver.edit("right", "remote.address")
    driver.bot.keyClicks(right, "203.0.113.11")
    driver.settle()
    assert driver.states()["local.address"] == "mismatch"
    driver.pane.step(1)
    assert driver.pane.focusWidget() is driver.row("local.address").mark
    driver.bot.keyClick(driver.row("local.address").mark, Qt.Key.Key_Space)
    assert driver.pane.inspector.isVisible()


def test_the_language_switches_live(driver: Driver) -> None:
    both(driver)
    driver.pane.context.language.set("zh")
    QApplication.processEvents()
    assert driver.row("ike.dh_groups").title.text() == "IKE DH 分组"
    assert driver.row("ike.dh_groups").mark.text() == "不一致"
    assert "第一阶段" in driver.pane.summary.line.text()
    assert driver.edit("left", "ike.mode").text() == "主模式 main"
    driver.pane.context.language.set("en")
    QApplication.processEvents()
    assert driver.edit("left", "ike.mode").text() == "main"


def test_in_chinese_and_in_the_dark_it_works_alike(make_driver: Callable[..., Driver]) -> None:
    driver = make_driver("zh", "dark")
    driver.type("left", "ike.mode", "主模式")
    driver.type("right", "ike.mode", "野蛮模式")
    driver.type("left", "ike.version", "v1")
    driver.type("right", "ike.version", "1")
    driver.settle()
    assert driver.states()["ike.mode"] == "mismatch"
    assert driver.states()["ike.version"] == "match"
    driver.pane.context.theme.set_mode("light")


def test_another_pane_s_wishes_are_granted(driver: Driver) -> None:
    driver.pane.take_text(SITE, "right")
    driver.settle()
    assert driver.pane.heads["right"].platforms.currentText() == "strongSwan"
    driver.pane.look_at(("ike.dh_groups", "ike.encryption"))
    assert driver.pane.inspector.row is driver.row("ike.dh_groups")


def all_words(root: QWidget) -> list[str]:
    """Everything that the widgets say or hold."""
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis()]
        if isinstance(widget, (QLabel, QLineEdit)):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        plain = getattr(widget, "toPlainText", None)
        if plain is not None:
            found.append(plain())
    return found


def test_a_typed_column_shows_what_its_platform_does_where_nothing_is_typed(driver: Driver) -> None:
    column = driver.pane.desk.left
    assert column.values == {}
    driver.type("left", "local.address", "203.0.113.10")
    cell = driver.pane.form.row_of("left", "ike.encryption").cell("left")
    assert (cell.value.value, cell.value.source) == (("AES_CBC_128",), "default")
    assert column.values["local.id"].source == "default"
    driver.pane._platform("left", "huawei")
    assert cell.value.value is None
    assert column.values["local.address"].source == "explicit"


def test_an_emptied_field_falls_back_to_the_default(driver: Driver) -> None:
    driver.type("left", "local.address", "203.0.113.10")
    cell = driver.pane.form.row_of("left", "ike.lifetime_s").cell("left")
    edit = driver.edit("left", "ike.lifetime_s")
    edit.setFocus()
    driver.bot.waitUntil(edit.hasSelectedText)
    driver.bot.keyClicks(edit, "28800")
    assert (cell.value.value, cell.value.source) == (28800, "explicit")
    edit.selectAll()
    driver.bot.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.text() == ""
    driver.edit("left", "local.address").setFocus()
    driver.settle()
    driver.pane._show_fallbacks()
    assert (cell.value.value, cell.value.source) == (86400, "default")


def test_what_is_typed_takes_a_default_lists_place(driver: Driver) -> None:
    driver.type("left", "local.address", "203.0.113.10")
    driver.type("left", "ike.encryption", "aes256")
    cell = driver.pane.form.row_of("left", "ike.encryption").cell("left")
    assert (cell.value.value, cell.value.source) == (("AES_CBC_256",), "explicit")


def test_a_device_with_a_web_page_is_asked_by_its_own_words(driver: Driver) -> None:
    pane = driver.pane
    assert not pane.heads["right"].guided
    pane._platform("right", "sangfor")
    assert pane.guide.isVisibleTo(pane)
    assert pane.heads["right"].guide.isVisibleTo(pane)
    group = pane.guide.fields["ike.dh_groups"]
    assert isinstance(group, QComboBox)
    place = group.findData("MODP_1024")
    group.setCurrentIndex(place)
    group.activated.emit(place)
    assert pane.desk.right.values["ike.dh_groups"].value == ("MODP_1024",)
    assert pane.form.row_of("right", "ike.dh_groups").cell("right").value.value == ("MODP_1024",)
    address = pane.guide.fields["remote.address"]
    assert isinstance(address, Field)
    driver.bot.keyClicks(address.target(), "203.0.113.10")
    assert pane.desk.right.values["remote.address"].value == "203.0.113.10"
    driver.bot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane.guide.isVisibleTo(pane)


def test_the_guided_form_shows_what_the_column_holds(driver: Driver) -> None:
    driver.type("right", "ike.dh_groups", "group5")
    driver.pane._platform("right", "sangfor")
    driver.pane.ask_for("right")
    group = driver.pane.guide.fields["ike.dh_groups"]
    assert isinstance(group, QComboBox)
    assert group.currentData() == "MODP_1536"
