"""One repository a subject: plain rows in, plain rows out; sealing and SQL stay inside."""
