"""Recognition of prior learning: applied for, proven, assessed, certified."""
