"""The JSON API, version 1, as the contract names it."""
