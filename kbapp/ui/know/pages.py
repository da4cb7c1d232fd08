"""Makes the pages that the reader shows: an article, the start page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from kbapp.knowledge.notes import KIND as NOTES
from kbapp.knowledge.origin import notes_beside, origin
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
NOTE_ANCHOR = "your-note"


def article_page(content: Content, article: Article) -> Page:
    """Kind and certainty above the title, the text, the user's own notes and the related articles below."""
    terms = glossary(content.terms, article.lang)
    head = f'<p style="margin-bottom:2px">{chip(_chip_words(content, article))}</p>'
    text = "\n\n".join([article.markdown(), *_notes(content, article)])
    page = render(text, labels(), head, _related(content, article), terms.mark)
    if article.steps:
        from kbapp.ui.know.walk import invitation

        gap = '<p style="font-size:5px; margin:0">&nbsp;</p>'
        page.html = page.html.replace("</h1>", f"</h1>{invitation(article)}{gap}", 1)
    return page


def _chip_words(content: Content, article: Article) -> str:
    """Kind and certainty; of what is not shipped, whose it is."""
    whose = origin(content, article)
    if whose == NOTES:
        return f"{kind_words(article.kind)}  ·  {article.path.name}"
    sure = translate("Sure", _SURE[article.sure]) if article.sure in _SURE else article.sure
    words = [kind_words(article.kind), sure]
    if whose:
        words.append(translate("Know", "From the pack {name}").format(name=whose))
    return "  ·  ".join(words)


def outline_of(content: Content, article: Article) -> list[tuple[str, str]]:
    """(anchor, title) of every section of the page, the notes below it too."""
    beside = enumerate(notes_beside(content, article.id), 1)
    sections = [(section.id, section.title.replace("`", "")) for section in article.sections]
    return [*sections, *((f"{NOTE_ANCHOR}-{number}", note.title) for number, note in beside)]


def note_at(content: Content, article: Article, anchor: str) -> str:
    """The id of the note whose heading an anchor of the page is; empty for a section of its own."""
    names = {f"{NOTE_ANCHOR}-{number}": note.id for number, note in enumerate(notes_beside(content, article.id), 1)}
    return names.get(anchor, "")


def _notes(content: Content, article: Article) -> list[str]:
    """The notes beside an article, each as a section of its page; their own sections are headings below."""
    found = []
    for number, note in enumerate(notes_beside(content, article.id), 1):
        parts = [note.intro, *(f"### {section.title}\n\n{section.body}" for section in note.sections)]
        title = translate("Know", "Your note: {title}").format(title=note.title)
        head = f"## {title} {{#{NOTE_ANCHOR}-{number}}}"
        found.append("\n\n".join([head, *(part for part in parts if part.strip())]))
    return found


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


def labels() -> Labels:
    """The words of the window within a page, in its language."""
    return Labels(
        copy=translate("Know", "Copy"),
        log=translate("Know", "log"),
        console=translate("Know", "command"),
        link_hint=translate("Know", "Copy link to this section"),
    )
