"""What people type becomes a value, a doubt to be confirmed, or a plain word on what would do."""
