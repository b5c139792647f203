"""Questions, calculations and interviews on somebody's notes."""
