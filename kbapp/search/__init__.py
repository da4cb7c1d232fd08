"""Full-text search over the content: the only place that imports whoosh."""

from kbapp.search.results import Hit, SearchResult
from kbapp.search.service import SearchService

__all__ = ["Hit", "SearchResult", "SearchService"]
