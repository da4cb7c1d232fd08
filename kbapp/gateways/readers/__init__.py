"""The text shapes in which configurations come."""
