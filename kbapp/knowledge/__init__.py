"""Reads and validates content/: every error names file and line."""

from kbapp.knowledge.article import Article, Section
from kbapp.knowledge.content import Content, Place, load_content
from kbapp.knowledge.errors import ContentError, Problem
from kbapp.knowledge.platforms import Platform
from kbapp.knowledge.terms import Term

__all__ = ["Article", "Content", "ContentError", "Place", "Platform", "Problem", "Section", "Term", "load_content"]
