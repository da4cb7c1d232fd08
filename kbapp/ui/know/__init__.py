"""The Know pane: contents, reader, search results."""
