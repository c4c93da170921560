"""Ways to and from other registries: typed by hand, as a table, or by SPDCI."""
