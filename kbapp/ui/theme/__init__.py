"""How the window looks: one table of colours, one style sheet made from it."""
