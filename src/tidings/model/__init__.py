"""Pure values that every stage shares; standard library only."""
