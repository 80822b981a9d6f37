"""Who works here: logging in, second factors, and what each role may do."""
