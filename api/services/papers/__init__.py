"""Papers that people send: told by their content, made anew in a process of its own, sealed."""
