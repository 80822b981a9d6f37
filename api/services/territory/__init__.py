"""The area served: townships and counties, whom to call there, and where they lie."""
