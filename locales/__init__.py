"""The languages: Babel catalogues, how they are loaded, how messages are put into words."""
