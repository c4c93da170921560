"""Questionnaires: made in Excel, looked at, put to use, answered on telephones."""
