"""What helps beside a mismatch: commands, foretold lines, reports, messages, the written configuration."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kbapp.gateways import read_gateways
from kbapp.ui.compare.output import FORMS
from kbapp.ui.compare.writing import FORMATS, OWN
from tests.ui.compare.conftest import CLOUD, SITE, Driver

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)

KEY = "Xk7#pLq2vT9wZ4rB"


def both(driver: Driver, **cloud: str) -> None:
    text = CLOUD
    for name, value in cloud.items():
        text = text.replace(f'"{name}": "group2"', f'"{name}": "{value}"')
    driver.paste("left", text)
    driver.paste("right", SITE)


def clipboard() -> str:
    return QApplication.clipboard().text()


def test_a_mismatch_shows_the_commands_of_both_sides(driver: Driver) -> None:
    both(driver)
    driver.pane.go_to("ike.dh_groups")
    cloud, site = driver.pane.inspector.fixes["left"], driver.pane.inspector.fixes["right"]
    assert cloud.box.lines == (
        "VPN > IPsec Connections > Actions > Edit > Encryption Configuration > IKE Configurations > DH Group: group14",
    )
    assert "proposals = aes256-sha256-prfsha256-modp1024" in site.box.lines or (
        "proposals = aes256-sha256-modp1024" in site.box.lines
    )
    driver.bot.mouseClick(site.steps.button("undo"), Qt.MouseButton.LeftButton)
    assert any("modp2048" in line for line in site.box.lines)
    driver.bot.mouseClick(site.box.copy, Qt.MouseButton.LeftButton)
    assert clipboard().splitlines() == list(site.box.lines)


def test_a_mismatch_shows_what_the_logs_will_say(driver: Driver) -> None:
    both(driver)
    driver.pane.go_to("ike.dh_groups")
    view = driver.pane.inspector.foretold
    assert view.isVisibleTo(driver.pane)
    assert "received NO_PROPOSAL_CHOSEN notify error" in view.boxes["left"].lines
    assert any(line.startswith("configured proposals: IKE:") for line in view.boxes["right"].lines)
    driver.bot.mouseClick(view.choice.button("right"), Qt.MouseButton.LeftButton)
    assert "received NO_PROPOSAL_CHOSEN notify error" in view.boxes["right"].lines


def test_a_row_that_agrees_shows_neither(driver: Driver) -> None:
    both(driver, IkePfs="group14")
    driver.pane.go_to("ike.dh_groups")
    inspector = driver.pane.inspector
    assert not inspector.foretold.isVisibleTo(driver.pane)
    assert not any(view.isVisibleTo(driver.pane) for view in inspector.fixes.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_of_the_result_is_written_without_the_key(
    make_driver: Callable[..., Driver], tmp_path: Path, lang: str
) -> None:
    driver = make_driver(lang)
    both(driver)
    for form, ending in FORMS.items():
        driver.answers.target = tmp_path / f"out.{ending}"
        driver.pane.output.export(form)
        data = driver.answers.target.read_bytes()
        assert KEY.encode() not in data
        assert len(data) > 500
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["schema"] == 1
    assert ("第一阶段失败" if lang == "zh" else "phase 1 fails") in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_the_menu_offers_every_form_and_the_message(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    driver.paste("left", CLOUD.replace('"RemoteId": "198.51.100.20"', '"RemoteId": "198.51.100.77"'))
    menu = driver.pane.output.menu(driver.pane)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert len(actions) == len(FORMS) + 2
    driver.answers.target = tmp_path / "out.html"
    actions[0].trigger()
    assert "<!DOCTYPE html>" in driver.answers.target.read_text(encoding="utf-8")
    actions[-2].trigger()
    assert "198.51.100.77" in clipboard()
    actions[-1].trigger()
    assert "198.51.100" not in clipboard()
    assert ".77" in clipboard()
    assert KEY not in clipboard()
    menu.close()
    menu.deleteLater()


def test_a_path_that_cannot_be_written_is_told(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    driver.answers.target = tmp_path / "no" / "such" / "out.pdf"
    driver.pane.output.export("pdf")
    assert "cannot be written" in driver.pane.context.notices.all[-1].text.en


def test_the_other_ends_configuration_is_written(driver: Driver, tmp_path: Path) -> None:
    both(driver)
    driver.bot.mouseClick(driver.pane.heads["left"].write, Qt.MouseButton.LeftButton)
    panel = driver.pane.writing
    assert panel.isVisibleTo(driver.pane)
    assert panel.platforms.currentData() == "strongswan-swanctl"
    [gateway] = read_gateways(panel.text.toPlainText())
    assert gateway.get("local.subnets").value == ("192.168.10.0/24",)
    assert gateway.get("ike.dh_groups").value == ("MODP_1024",)
    assert KEY not in panel.text.toPlainText()
    driver.bot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert clipboard() == panel.text.toPlainText()
    driver.answers.target = tmp_path / "peer.conf"
    driver.bot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert driver.answers.target.read_text(encoding="utf-8") == panel.text.toPlainText()
    driver.bot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert not panel.isVisibleTo(driver.pane)


def test_this_gateway_is_written_for_its_own_platform_and_any_other(driver: Driver) -> None:
    both(driver)
    driver.pane.write_from("left")
    panel = driver.pane.writing
    driver.bot.mouseClick(panel.whose.button(OWN), Qt.MouseButton.LeftButton)
    assert panel.platforms.currentData() == "alibaba-cloud"
    assert json.loads(panel.text.toPlainText())["LocalSubnet"] == "172.16.0.0/16"
    offered = [panel.platforms.itemData(place) for place in range(panel.platforms.count())]
    assert offered == list(FORMATS)
    for place in range(panel.platforms.count()):
        panel.platforms.setCurrentIndex(place)
        panel.platforms.activated.emit(place)
        assert panel.text.toPlainText().strip()
        assert KEY not in panel.text.toPlainText()


def test_other_columns_close_the_panel(driver: Driver) -> None:
    both(driver)
    driver.pane.write_from("right")
    driver.pane.swap()
    assert not driver.pane.writing.isVisibleTo(driver.pane)


def test_the_action_copies_a_message(driver: Driver) -> None:
    both(driver)
    driver.pane.output.copy_message()
    assert clipboard().startswith("IPsec comparison (Alibaba Cloud and strongSwan): ")
