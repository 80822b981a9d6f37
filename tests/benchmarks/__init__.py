"""Measurements, as ratios of one run; `make bench` runs them."""
