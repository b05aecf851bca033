"""What do we know, since when, on whose word, and what do readers get? Never HTML or rules about the field."""
