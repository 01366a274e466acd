"""Entry point: page list and frame, nothing else."""

from childcare.ui import frame

frame.run()
