"""The use cases: each carries out one thing the product does, and none knows a web or chat framework."""
