"""The readable source of the sample's closed school list."""
