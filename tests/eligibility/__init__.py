"""The check against the documents: cases an officer can read, the contract, and what must hold for any household."""
