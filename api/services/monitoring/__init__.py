"""Monitoring (国办发〔2023〕39号 三): what changed at a family, what is then to be looked at, and what was done."""
