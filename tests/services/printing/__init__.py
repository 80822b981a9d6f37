"""Sheets and workbooks, read off what is printed."""
