"""Referrals to other services: sent, waited for, answered, ended."""
