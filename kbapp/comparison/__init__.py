"""Rules and prediction: two gateways -> fields and outcomes. A pure function of its two arguments."""
