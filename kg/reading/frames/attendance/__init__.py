"""Who was at an event, where no frame tells it: the words for the event, a list, a card, the event named before."""
