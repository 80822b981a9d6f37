"""Monitoring: what counts as a signal, which lists are read, what staff do about what was found."""
