"""What people type, and what may be made of it."""
