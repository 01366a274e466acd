"""Childcare Atlas (托育一张图): where the slots (托位) for under-3s are, and where there are none."""
