"""The check of what was filed: its household, judged by the figures of the area, kept, and put into a letter."""
