"""Acts of this room: places, classifications, centres, and who serves where."""
