"""What did this page say, word for word? Spiders, captures and replay; never cleaning, database or schedules."""
