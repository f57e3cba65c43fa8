"""Who is told: news out of the store's outbox, put together for each channel, and delivered.

Enters: the log of news, the channels of `schedules/notify.toml`, and the moment. Leaves: mail, signed calls to a web
address, files, a feed. Promises: each thing is told to a channel once; a message that does not arrive is tried again
until it does; a message has one id for ever, by which whoever receives it twice knows it.
"""
