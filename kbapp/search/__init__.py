"""Full-text search over the content: the only place that imports whoosh."""
