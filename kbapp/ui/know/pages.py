"""Makes the pages that the reader shows: an article, the start page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from kbapp.model.text import Lang
from kbapp.ui.i18n import QT_TRANSLATE_NOOP, translate
from kbapp.ui.know.contents import articles_of
from kbapp.ui.know.render import Labels, Page, box, chip, render
from kbapp.ui.know.terms import glossary
from kbapp.ui.words import kind_words

if TYPE_CHECKING:
    from kbapp.knowledge import Article, Content

_SURE: dict[str, str] = {
    "measured": QT_TRANSLATE_NOOP("Sure", "Measured in the laboratory"),
    "documented": QT_TRANSLATE_NOOP("Sure", "From the vendor's documentation"),
    "mixed": QT_TRANSLATE_NOOP("Sure", "Partly measured, partly documented"),
    "unverified": QT_TRANSLATE_NOOP("Sure", "Not verified"),
}
_LEAD = 210


def article_page(content: Content, article: Article) -> Page:
    """Kind and certainty above the title, the text, the related articles below."""
    sure = translate("Sure", _SURE[article.sure]) if article.sure in _SURE else article.sure
    head = f'<p style="margin-bottom:2px">{chip(f"{kind_words(article.kind)}  ·  {sure}")}</p>'
    terms = glossary(content.terms, article.lang)
    return render(article.markdown(), _labels(), head, _related(content, article), terms.mark)


def start_page(content: Content, lang: Lang) -> Page:
    """What does not work? The questions as cards."""
    title = translate("Start", "What is not working?")
    lead = translate("Start", "Pick the symptom, search above, or paste a log under Diagnose.")
    cards = "".join(_card(content, name, lang) for name in articles_of(content, "faq"))
    top = f'<h1>{html.escape(title)}</h1><p class="lead">{html.escape(lead)}</p>'
    return Page(html=f"{top}{cards}")


def _card(content: Content, name: str, lang: Lang) -> str:
    article = content.articles[name][lang]
    title = html.escape(article.title, quote=False)
    lead = html.escape(_lead(article), quote=False)
    cell = (
        f'<a class="card" href="{name}"><span style="font-weight:700">{title}</span></a><br/>'
        f'<span class="muted" style="font-size:13px">{lead}</span>'
    )
    return box("card", f'<tr><td style="padding:11px 16px 5px 16px">{cell}</td></tr>')


def _lead(article: Article) -> str:
    """The first sentence of an article, without Markdown, cut to a line."""
    first = article.intro.strip().split("\n\n")[0]
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", first).replace("\n", " ")
    sentence = re.split(r"(?<=[。！？])|(?<=[.!?]) ", plain)[0]
    limit = _LEAD // 2 if article.lang == "zh" else _LEAD
    if len(sentence) <= limit:
        return sentence
    cut = sentence[:limit]
    return (cut if article.lang == "zh" else cut.rpartition(" ")[0]).rstrip(" ,，、") + " …"


def _related(content: Content, article: Article) -> str:
    names = [name for name in article.related if name in content.articles]
    if not names:
        return ""
    links = "".join(
        f'<li><a href="{name}">{html.escape(content.articles[name][article.lang].title)}</a></li>' for name in names
    )
    return f"<h2>{html.escape(translate('Know', 'Related'))}</h2><ul>{links}</ul>"


def _labels() -> Labels:
    return Labels(
        copy=translate("Know", "Copy"),
        log=translate("Know", "log"),
        console=translate("Know", "command"),
        link_hint=translate("Know", "Copy link to this section"),
    )
