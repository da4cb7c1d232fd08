"""Text in both languages; nothing that a person reads exists in one language only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Chinese and in English."""

    zh: str
    en: str

    @classmethod
    def same(cls, text: str) -> Text:
        """A text that is no prose (an identifier, a command, a quoted value): the same in both languages."""
        return cls(text, text)

    def get(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Fill the placeholders of both languages; a value that is a `Text` gives each language its own."""
        return Text(*(self.get(lang).format(**_in_language(values, lang)) for lang in LANGS))

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


def _in_language(values: dict[str, object], lang: Lang) -> dict[str, object]:
    return {key: value.get(lang) if isinstance(value, Text) else value for key, value in values.items()}
