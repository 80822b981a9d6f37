"""Storage on real engines: what is kept, who may change it at once, and what nobody can read."""
