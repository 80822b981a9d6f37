"""The forms as versioned data, and the kinds of question they are made of."""
