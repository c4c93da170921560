"""Invented people for training and trials: nobody in here lives.

The distributions are those of the returnee study notes, section 8.3 ("synthetic population"):
assumptions unless a source is named there. One seed gives one population.
"""
