"""The frame around the panes: header with the search box, rail, notice bar, command palette."""
