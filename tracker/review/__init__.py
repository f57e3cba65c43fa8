"""What people decide about findings, and how it can be proved.

Enters: findings as they were shown (`Shown`), and the events of the past. Leaves: for each finding, what has become of it
(`Review`), and the events that say so, chained. Promises: pure; nothing that was decided is edited or deleted, a mistake is
superseded; a decision holds for exactly what was looked at, and is reopened with what differs when that has changed;
a rule ranks and folds, and hides nothing.
"""
