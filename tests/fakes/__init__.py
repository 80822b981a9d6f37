"""Parts made for tests: the things our own code talks to, and the people it talks with."""
