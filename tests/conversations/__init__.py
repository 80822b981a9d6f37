"""The conversation, talked with as a resident would: what is said, what is asked, what is filed."""
