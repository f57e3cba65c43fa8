"""The shell of reviewing: puts findings on the desk, takes decisions, keeps them as events. The browser and the command line share it.

Enters: a store, watch histories, orders by somebody. Leaves: events, and rows of the inbox. Promises: whatever is decided is
committed with its place in the chain or not at all; an order about something that has changed since it was looked at is refused
with what happened since, and nothing is overwritten.
"""
