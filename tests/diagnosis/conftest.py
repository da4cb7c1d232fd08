"""The engine with its real content, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kbapp.diagnosis import Diagnosis, LogText, diagnose
from kbapp.knowledge import Content, load_content
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import content_dir

Run = Callable[..., Diagnosis]


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(content_dir())


@pytest.fixture(scope="session")
def signatures() -> Signatures:
    return load_signatures(content_dir() / "signatures")


@pytest.fixture(scope="session")
def run(content: Content, signatures: Signatures) -> Run:
    """Diagnose texts: one a log."""

    def _run(*texts: str, side: str = "auto") -> Diagnosis:
        logs = [LogText.from_text(f"log-{index}", text) for index, text in enumerate(texts)]
        return diagnose(logs, signatures, content.causes, content.platforms, side)  # type: ignore[arg-type]

    return _run
