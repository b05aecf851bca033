"""The readable source of the sample's wages and projections, and the script that packs them."""
