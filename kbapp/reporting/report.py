"""A comparison or a diagnosis as a file: Markdown, HTML, plain text or JSON, by the ending of its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from kbapp.knowledge.handbook import Handbook
from kbapp.model.cause import Cause
from kbapp.model.text import Lang
from kbapp.reporting.html_page import render_html
from kbapp.reporting.markdown import render_markdown

if TYPE_CHECKING:
    from kbapp.comparison.result import Comparison
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.reporting.comparison_report import Names

_FORMS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text", ".json": "json"}
ENDINGS = ", ".join(_FORMS)


def form_of(name: str) -> str | None:
    """`markdown`, `html`, `text` or `json`; `None` where the ending tells none of them."""
    return _FORMS.get(PurePath(name).suffix.lower())


def comparison_report(comparison: Comparison, handbook: Handbook, names: Names, lang: Lang, form: str) -> str:
    """The whole text of the file; `form` as `form_of` gives it."""
    from kbapp.reporting.as_json import comparison_json
    from kbapp.reporting.as_text import comparison_text
    from kbapp.reporting.comparison_report import comparison_document

    if form == "json":
        return json.dumps(comparison_json(comparison), ensure_ascii=False, indent=1) + "\n"
    if form == "text":
        return comparison_text(comparison, lang) + "\n"
    document = comparison_document(comparison, handbook, names, lang)
    return render_html(document) if form == "html" else render_markdown(document)


def diagnosis_report(diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang, form: str) -> str:
    """The whole text of the file; `form` as `form_of` gives it."""
    from kbapp.reporting.as_json import diagnosis_json
    from kbapp.reporting.as_text import diagnosis_text
    from kbapp.reporting.diagnosis_report import diagnosis_document

    if form == "json":
        return json.dumps(diagnosis_json(diagnosis, causes), ensure_ascii=False, indent=1) + "\n"
    if form == "text":
        return diagnosis_text(diagnosis, causes, lang) + "\n"
    document = diagnosis_document(diagnosis, causes, lang)
    return render_html(document) if form == "html" else render_markdown(document)
