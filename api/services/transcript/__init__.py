"""What was said on both sides: as it is shown, kept, read again and counted."""
