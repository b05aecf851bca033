"""What does it mean, may we believe this run, and which real thing is it about? Never requests or schedules."""
