"""The habits of the house: import directions, sizes, dependencies, what no file may hold."""
