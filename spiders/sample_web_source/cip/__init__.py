"""The readable source of the sample's CIP list and crosswalk, and the script that packs it."""
