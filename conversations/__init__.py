"""The conversation, pure: what a resident says becomes answers, replies and effects. Imports nothing of ours."""
