"""The migrations, one module each, numbered."""
