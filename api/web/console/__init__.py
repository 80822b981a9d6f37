"""The console of the staff: pages that work without scripts, one module a screen."""
