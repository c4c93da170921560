"""What competition for places costs by day, and how crowded each vacancy is."""

from collections.abc import Iterable
from uuid import UUID

from jobmatch.clearing.drift import price_after
from spean.jobs.models import Vacancy, VacancyList
from spean.jobs.selectors import is_crowded, prices_now

MANY, FEW = "many", "few"


class Prices:
    """What competition for places costs now, in units of score; nobody who looks for work sees it.

    A vacancy that was not there at night costs nothing yet.
    """

    def __init__(self, vacancies: Iterable[Vacancy]) -> None:
        self._free = {one.pk: int(getattr(one, "free_places", one.openings)) for one in vacancies}
        self._rows: dict[UUID, VacancyList] = prices_now(list(self._free))

    def of(self, vacancy_id: UUID) -> float:
        """Return the price of a place as it is now."""
        row = self._rows.get(vacancy_id)
        if row is None:
            return 0.0
        return float(price_after(row.price, row.places - self._free[vacancy_id], row.places))

    def crowd(self, vacancy_id: UUID) -> str:
        """Return "many" or "few": how many lists it stands on for each place; "" if not known."""
        row = self._rows.get(vacancy_id)
        if row is None:
            return ""
        return MANY if is_crowded(row) else FEW
