"""Everything that is checked, by area."""
