"""What is put on paper: the official form and the sheets around it as PDF, the roster as a workbook."""
