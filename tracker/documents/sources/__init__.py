"""Where releases come from: one file a kind of source, one contract over all of them."""
