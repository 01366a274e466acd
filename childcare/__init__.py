"""Childcare Atlas (托育一张图): where slots (托位) for under-3s are, and where none are."""
