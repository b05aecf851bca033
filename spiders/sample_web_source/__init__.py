"""The readable source of the sample web, and the builder that packs it the way the publishers do."""
