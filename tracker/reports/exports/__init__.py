"""What leaves the reports in another form: one file a format, each a pure function of the same values as the pages.

Enters: watch histories, the day, the registry. Leaves: bytes. Promises: the same bytes from the same values; what a
document says is never a formula, a tag or a mention in the program that opens the file.
"""
