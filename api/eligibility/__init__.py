"""The preliminary check, pure: a household and local figures in, reasons out. Imports nothing of ours."""
