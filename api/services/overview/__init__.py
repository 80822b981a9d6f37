"""The overview of a township or county: what waits, how long steps take, where people stop — from kept counts."""
