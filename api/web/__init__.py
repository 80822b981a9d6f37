"""What is served over HTTP: the resident's page, the console, the JSON API. Storage is reached through services."""
