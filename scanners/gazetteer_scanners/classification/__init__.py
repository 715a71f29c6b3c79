"""From evidence, names and context to detections and levels; pure functions."""
