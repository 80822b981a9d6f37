"""The bot: updates read, turns told, and the whole of it against a Bot API server on the loopback."""
