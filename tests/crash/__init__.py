"""What must hold when a process is killed or the power is cut: a receipt means stored."""
