"""Reports of a comparison and of a diagnosis: whole, without secrets, and needing nothing but themselves."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import markdown

from kbapp.diagnosis import LogText, diagnose
from kbapp.diagnosis.verdict import Diagnosis
from kbapp.knowledge.handbook import load_handbook
from kbapp.knowledge.signatures import load_signatures
from kbapp.model.text import LANGS, Lang, Text
from kbapp.paths import content_dir
from kbapp.reporting.comparison_report import comparison_document, side_names, told_mismatches
from kbapp.reporting.document import Bullets, Document, Heading, Lines, Table, sentence
from kbapp.reporting.html_page import render_html
from kbapp.reporting.markdown import render_markdown
from kbapp.reporting.report import comparison_report, diagnosis_report, form_of
from tests.reporting.pairs import KEY, pair

HANDBOOK = load_handbook(content_dir())
NAMES = Text("云上", "the cloud"), Text("分支", "the branch")
LOGS = Path(__file__).parents[1] / "data" / "logs" / "ike_dh-v1main"
OTHER_KEY = "s3cret-of-the-cloud"
NASTY = "</pre><script>alert(1)</script> | a_b *c* `d` [e](http://x.example)"


class Tags(HTMLParser):
    """Collects every tag and attribute, and checks that they are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def wrong(platform: str = "huawei", version: str = "ikev1", **changes: object) -> str:
    comparison = pair(platform, {"ike__version": version}, ike__version=version, auth__psk=OTHER_KEY, **changes)
    return comparison_report(comparison, HANDBOOK, NAMES, "en", "markdown")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["markdown", "html", "text", "json"])
@pytest.mark.parametrize("platform", ["huawei", "strongswan", "hillstone"])
def test_no_report_holds_a_key(platform: str, form: str, lang: Lang) -> None:
    comparison = pair(platform, auth__psk=OTHER_KEY, ike__dh_groups=["group2"], local__id="hub.example.net")
    text = comparison_report(comparison, HANDBOOK, NAMES, lang, form)
    assert KEY not in text
    assert OTHER_KEY not in text
    assert "hub.example.net" in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_whole_and_needs_nothing_else(lang: Lang) -> None:
    comparison = pair("h3c", ike__dh_groups=["group2"], esp__pfs_groups=["none"])
    page = comparison_report(comparison, HANDBOOK, NAMES, lang, "html")
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.seen & {"script", "img", "link", "iframe", "a", "object"}
    assert not tags.attributes & {"src", "href", "onclick", "style"}
    assert not re.search(r"https?://|url\(|@import", page)
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page
    assert "dh group2" in tags.text


def test_the_report_tells_what_fails_how_to_mend_it_and_what_the_logs_will_say() -> None:
    text = wrong("strongswan", ike__dh_groups=["group2"])
    for part in (
        "| the cloud initiates | phase 1 fails |",
        "DH Group: group14",
        "proposals = aes256-sha1-modp1024",
        "Way back",
        "configured proposals: IKE:AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048",
        "Log of the branch, when the cloud initiates",
        "| IKE DH group | MODP_1024 | MODP_2048 | ≠ mismatch |",
    ):
        assert part in text


def test_a_command_that_nobody_confirmed_says_so() -> None:
    comparison = pair("cisco-ios", local__id="198.51.100.77", remote__id="branch.example.com")
    text = comparison_report(comparison, HANDBOOK, NAMES, "en", "markdown")
    assert "Change (not confirmed: check it first)" in text


def test_a_suite_and_its_part_are_one_mismatch() -> None:
    comparison = pair("huawei", ike__dh_groups=["group2"])
    assert {"ike.dh_groups", "ike.proposals"} <= {row.field for row in comparison.mismatches}
    assert [row.field for row in told_mismatches(comparison)] == ["ike.dh_groups"]


def test_a_pair_that_works_has_no_fixes() -> None:
    text = comparison_report(pair("strongswan"), HANDBOOK, NAMES, "en", "markdown")
    assert "No parameter is mismatched." in text
    assert "Way back" not in text
    assert "the logs will say" not in text


def test_nothing_of_a_value_becomes_markup() -> None:
    document = Document(
        NASTY, "en", (Heading(2, NASTY), sentence(NASTY), Bullets((NASTY,)), Table((NASTY,), ((NASTY,),)))
    )
    tags = Tags()
    tags.feed(render_html(Document(NASTY, "en", (*document.blocks, Lines((NASTY, "```"), NASTY)))))
    assert "script" not in tags.seen
    page = markdown(render_markdown(document), extensions=["tables"])
    tags = Tags()
    tags.feed(page)
    assert tags.seen <= {"h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags.text.count("<script>alert(1)</script> | a_b *c* `d` [e](http://x.example)") == 6


def test_lines_with_fences_stay_one_block() -> None:
    text = render_markdown(Document("t", "en", (Lines(("a", "```", "# b")),)))
    assert "````text\na\n```\n# b\n````" in text


def test_two_sides_of_one_platform_are_told_apart() -> None:
    comparison = pair("alibaba-cloud")
    names = side_names(comparison, HANDBOOK, (None, Text.same("B")))
    assert names[0].en.endswith("(left side)")
    assert names[1].en == "B"


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("A.HTML", "html"), ("x.htm", "html"), ("b.txt", "text"), ("b.json", "json"), ("b", None)],
)
def test_the_ending_tells_the_form(name: str, form: str | None) -> None:
    assert form_of(name) == form


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    signatures = load_signatures(content_dir() / "signatures")
    logs = [LogText.from_file(LOGS / name) for name in ("initiator.log", "responder.log")]
    return diagnose(logs, signatures, HANDBOOK.causes, HANDBOOK.platforms)


@pytest.mark.parametrize("lang", LANGS)
def test_a_diagnosis_is_reported_with_its_lines(diagnosis: Diagnosis, lang: Lang) -> None:
    text = diagnosis_report(diagnosis, HANDBOOK.causes, lang, "markdown")
    first = diagnosis.findings[0]
    assert HANDBOOK.causes[first.cause].title.get(lang) in text
    assert "configured proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024" in text
    tags = Tags()
    tags.feed(diagnosis_report(diagnosis, HANDBOOK.causes, lang, "html"))
    assert tags.open == []
    assert json.loads(diagnosis_report(diagnosis, HANDBOOK.causes, lang, "json"))["schema"] == 1


def test_both_languages_have_the_same_parts() -> None:
    comparison = pair("juniper", ike__encryption=["3des"], esp__encryption=["3des"])
    shapes = [
        [type(block) for block in comparison_document(comparison, HANDBOOK, NAMES, lang).blocks] for lang in LANGS
    ]
    assert shapes[0] == shapes[1]
