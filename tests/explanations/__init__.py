"""The policy cards: how well they are found, how they read, how they are served."""
