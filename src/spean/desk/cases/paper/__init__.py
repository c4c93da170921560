"""What stands on the papers that leave the centre: words and drawings, as plain values."""
