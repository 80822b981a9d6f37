"""What residents do with a declaration: file it, have others confirm it, see where it stands, ask for more."""
