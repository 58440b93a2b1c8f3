"""From verdicts and findings to the decision of a lane."""
