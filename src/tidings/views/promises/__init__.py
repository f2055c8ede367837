"""What was announced, promised, ordered, threatened or demanded, and what has become of it."""
