"""What the project measures of itself: accuracy, speed and size, each with `python -m benchmarks.NAME`."""
