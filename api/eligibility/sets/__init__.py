"""Many households at once: their facts as plain numbers, and which of them no rule can tell apart."""
