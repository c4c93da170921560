"""The door for other registries: SPDCI, social registry, version 1."""
