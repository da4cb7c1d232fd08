"""The Compare pane: two gateways side by side, what differs, and what their negotiation will do."""
