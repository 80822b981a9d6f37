"""The application over HTTP: real routes, a real house on SQLite, and whatever clients may send."""
