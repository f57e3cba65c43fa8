"""How often the tracker is right, against releases that were marked by hand (or generated with their truth).

Enters: a folder with `gold.json` (marked by hand) or `truth.jsonl` (`python -m benchmarks.generate`) beside its releases.
Leaves: figures, with every miss listed, and an exit code with `--check`. Promises: nothing is measured on what the code was
made from without saying so; a miss is shown, never dropped from the count.
"""
