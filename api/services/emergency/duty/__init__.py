"""Being on duty: whose own chat is called when an emergency comes, and what is called there."""
