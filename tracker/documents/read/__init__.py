"""From bytes to text: one file a media type, each a function of bytes alone."""
