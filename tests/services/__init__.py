"""The use cases, with a real house: what is taken, filed, told and refused."""
