"""How many steps a declaration takes: five sample families, counted from the first word to the receipt."""
