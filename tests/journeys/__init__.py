"""Whole ways through the product, in a real browser against a real server; skipped where there is no Chromium."""
