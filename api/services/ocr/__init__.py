"""Reading what stands on a photo, for the resident to confirm: only where the extra `[ocr]` is installed."""
