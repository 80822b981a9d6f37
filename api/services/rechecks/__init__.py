"""Judging again what was filed when a figure or a rule changed: run, shown, approved, told."""
