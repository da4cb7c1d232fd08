"""A small content of the test's own, and the shipped one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbapp.knowledge import Article, Content, Section, Term, load_content
from kbapp.model.cause import Cause
from kbapp.model.text import Lang, Text
from kbapp.paths import content_dir
from kbapp.search import SearchService

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

_KEY_LINES = "```log\ninvalid HASH_V1 payload length, decryption failed?\nmessage parsing failed\n```"
_SECTIONS: dict[str, dict[Lang, tuple[str, str]]] = {
    "psk-mismatch": {
        "zh": (
            "预共享密钥不一致",
            "两端的密钥不同。\n\n" + _KEY_LINES,
        ),
        "en": (
            "Pre-shared keys differ",
            "The keys differ.\n\n" + _KEY_LINES,
        ),
    },
    "id-mismatch": {
        "zh": (
            "标识不一致",
            "LocalId 与 RemoteId。\n\n```log\n[IKE] IDir 'a.example' does not match to '192.0.2.1'\n```",
        ),
        "en": (
            "Identities differ",
            "IDs.\n\n```log\n[IKE] IDir 'a.example' does not match to '192.0.2.1'\n```",
        ),
    },
    "peer-not-responding": {
        "zh": ("对端不响应", "没有回应。\n\n```log\nsending retransmit 1 of request message ID 0, seq 1\n```"),
        "en": (
            "The peer does not respond",
            "Silence.\n\n```log\nsending retransmit 1 of request message ID 0, seq 1\n```",
        ),
    },
    "udp4500-blocked": {
        "zh": (
            "UDP 4500 不通",
            "换端口之后只出不进。\n\n```log\nsending retransmit 1 of request message ID 0, seq 3\n```",
        ),
        "en": (
            "UDP 4500 is blocked",
            "After the change.\n\n```log\nsending retransmit 1 of request message ID 0, seq 3\n```",
        ),
    },
    "ike-dh-mismatch": {
        "zh": ("DH 分组不一致", "两端都设成 group2，即 MODP_1024。网段是 172.30.96.0/19。"),
        "en": ("DH groups differ", "Set both to group2, which is MODP_1024. The subnet is 172.30.96.0/19."),
    },
}
_PLAIN: dict[str, dict[Lang, tuple[str, str]]] = {
    "cloud-to-onprem-fails": {
        "zh": ("隧道已建立，但 ECS 无法访问本地服务器", "检查 VPC 的路由和本地防火墙。"),
        "en": ("The tunnel is up, but ECS instances cannot reach servers on-premises", "Check the routes of the VPC."),
    },
    "onprem-to-cloud-fails": {
        "zh": ("隧道已建立，但本地服务器无法访问 ECS", "检查安全组和本地路由。"),
        "en": ("The tunnel is up, but servers on-premises cannot reach ECS instances", "Check the security group."),
    },
}
_TERMS = (
    Term("psk", "term", ("预共享密钥", "共享密钥"), ("pre-shared key", "PSK"), ("yugongxiangmiyao", "ygxmy"), None, ()),
    Term("aggressive-mode", "term", ("野蛮模式",), ("aggressive mode",), ("yemanmoshi", "ymms"), None, ()),
    Term("ecs", "term", ("ECS",), ("ECS",), (), None, ()),
    Term("word-of-console", "console", ("密钥不匹配",), ("Key Mismatch",), (), None, ("psk-mismatch",)),
)


def _cause(name: str, zh: str, en: str) -> Cause:
    code = ("PskMismatch",) if name == "psk-mismatch" else ()
    text = Text(zh, en)
    return Cause(name, (1,), code, "phase-1-failed", (), "either", (), text, text, text, {"generic": text})


def _article(name: str, kind: str, lang: Lang, title: str, intro: str, sections: tuple[Section, ...] = ()) -> Article:
    causes = ("psk-mismatch",) if kind in ("causes", "codes") else ()
    return Article(name, kind, lang, title, intro, sections, (), causes, "measured", Path(f"{name}.md"))


def _pages(lang: Lang) -> Iterator[Article]:
    sections = tuple(Section(name, *texts[lang], 1) for name, texts in _SECTIONS.items())
    zh = lang == "zh"
    title = "第一阶段协商失败怎么办" if zh else "Phase 1 negotiation failed"
    yield _article("phase-1-failed", "faq", lang, title, "先看日志。" if zh else "Read the log first.", sections)
    for name, texts in _PLAIN.items():
        yield _article(name, "faq", lang, *texts[lang])
    meaning = Section(
        "meaning", "含义" if zh else "What it means", "大小写、空格。" if zh else "Case and stray blanks.", 1
    )
    page = "预共享密钥不一致" if zh else "Pre-shared keys differ"
    yield _article("psk-mismatch", "causes", lang, page, "", (meaning,))
    yield _article("PskMismatch", "codes", lang, "PskMismatch", "错误码。" if zh else "The cloud's code.")
    state = Section("state", "查看状态" if zh else "See the state", "display ike sa", 1)
    yield _article("huawei", "platforms", lang, "华为防火墙" if zh else "Huawei firewall", "", (state,))


@pytest.fixture(scope="session")
def small() -> Content:
    by_language = {lang: list(_pages(lang)) for lang in ("zh", "en")}
    articles = {zh.id: {"zh": zh, "en": en} for zh, en in zip(by_language["zh"], by_language["en"], strict=True)}
    causes = {name: _cause(name, texts["zh"][0], texts["en"][0]) for name, texts in _SECTIONS.items()}
    return Content(Path(), causes, articles, _TERMS, {}, "small-1")


@pytest.fixture(scope="session")
def service(small: Content) -> SearchService:
    return SearchService(small)


@pytest.fixture(scope="session")
def shipped() -> Content:
    return load_content(content_dir())


@pytest.fixture(scope="session")
def shipped_service(shipped: Content) -> SearchService:
    return SearchService(shipped)
