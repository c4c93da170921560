"""SPDCI/DCI social registry, version 1.0.0: envelopes, signatures, requests, and sending."""
