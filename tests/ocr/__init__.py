"""Reading made-up ID cards and hospital bills."""
