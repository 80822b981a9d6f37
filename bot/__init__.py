"""Telegram: an update becomes an input, a turn becomes messages, the outbox is sent. Loaded only with a token."""
