"""What is watched: organisations, where they publish, and how often to look.

Enters: TOML watch files. Leaves: `Watch` values. Promises: every problem of every file is found at once, each with its
place and, where one is near, what was probably meant; a file with a problem yields no watch.
"""
