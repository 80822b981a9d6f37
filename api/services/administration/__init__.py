"""Running the place: accounts of staff, who is kept from what, what was done by whom, texts by version."""
