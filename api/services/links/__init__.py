"""Going on elsewhere: the links and codes that open a conversation, and the words they are given in."""
