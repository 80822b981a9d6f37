"""The house: settings, errors, logging."""
