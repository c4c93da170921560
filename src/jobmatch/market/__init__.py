"""A made-up labour market with a hidden truth, to try ways of making lists on.

`arrays.make` draws a market of any size for the engine, `objects.small_market` a small one of
openings and profiles, `simulator.simulate` tries every method on one; `measures.table` prints it.
"""
