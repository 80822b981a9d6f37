"""Paper forms typed by staff."""
