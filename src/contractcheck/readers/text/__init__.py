"""What readers of written documents share: source lines, places, sentences, labels and stance."""
