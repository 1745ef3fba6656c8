"""What Kazakh sentences state by more than a frame: lists, neighbours, and verbs that tell of an event."""
