"""What changes and claims mean to a reviewer: findings with kinds, severities, reasons and evidence.

Enters: claims and changes of two documents, or of one and a date. Leaves: `Finding` values. Promises: pure; one finding
per scheme and comparison; omission is never called withdrawal; a text compared with itself finds nothing.
"""
