"""Clear a market: who is proposed which place, at what price, with the proof of how good it is.

`night.solve` clears everything at once; `receipts` makes it repeatable. The parts stand alone:
`auction` on a candidate graph, `rounds` over a whole market, `acceptance` and `reservations` for
places that bind, `walk_in` between two nights, `fallback` without any, `families` together,
`fairness`, `proposals` and `report` for who gets what.
"""
