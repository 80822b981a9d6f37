"""How a person comes to their own conversation: a web session, a Telegram chat, each going on in the other."""
