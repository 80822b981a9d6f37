"""Local figures as they are kept: what each is called, entering and approving them, reading those in force."""
