"""Random residents: made-up families declare with random detours, on both channels, and are filed as they are."""
