"""What changes to a matching would cost: exactly, at least, or solved again."""
