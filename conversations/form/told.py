"""What was told of an emergency before the declaration asks for it: in the log, and no question of the form."""

TOLD_PHONE = "told.phone"
TOLD_AREA = "told.area_code"
