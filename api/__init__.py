"""The backend: settings, use cases, the pages and the JSON routes, put together in one place."""
