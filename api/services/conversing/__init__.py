"""A turn of the conversation: whose it is, the step, what it brings about, and an answer changed later."""
