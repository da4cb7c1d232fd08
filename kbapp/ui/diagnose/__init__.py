"""The Diagnose pane: logs in, verdict and evidence out."""
