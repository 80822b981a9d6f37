"""Emergency aid: what a resident tells, what the township does about it, and the money it has for that."""
