"""The parts of the desk that put cards and moments on a person's page, in the order shown."""

from spean.desk.cases import cards as cases

PARTS = (cases,)
