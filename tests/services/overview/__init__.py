"""The overview: numbers from kept counts, small ones not told, drawn so that grey print reads the same."""
