"""What is kept of a resident is theirs: the export, the deletion, and drafts that are not kept for ever."""
