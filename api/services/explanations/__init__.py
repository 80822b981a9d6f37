"""Explanations: policy cards in plain Chinese, found by what people ask in their own words."""
