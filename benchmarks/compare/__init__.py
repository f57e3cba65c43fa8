"""The comparator and its peers on the same pairs of texts, in one run: speed, memory, and how the edits read.

Enters: a seed, or a folder of real texts. Leaves: a table and a chart in docs/benchmarks. Promises: every engine gets the
same two strings and is timed from them to its own result, cutting into words included; engines take turns in shuffled
order; what is not installed is named in its row.
"""
