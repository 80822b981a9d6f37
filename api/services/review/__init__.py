"""The township's work on what was filed: which steps there are, the queue, a declaration's page, acting on it."""
