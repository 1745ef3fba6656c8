"""What an answer is: its task, its format, its reader."""
