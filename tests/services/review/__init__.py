"""The township's desk: the lifecycle, deadlines, what is drawn, acting once and within one's area."""
