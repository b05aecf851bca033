"""The readable source of the sample's College Scorecard pages."""
