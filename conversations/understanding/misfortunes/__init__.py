"""How people tell of misfortune: shapes of what happens to them and of what they lack, a kind a module."""
