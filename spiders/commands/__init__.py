"""Scrapy commands of this project: a crawl whose exit code tells the truth."""
