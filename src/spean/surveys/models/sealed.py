"""Values of a list that the database holds only sealed: there may be numbers of cards in it."""

import base64
from typing import Any

from django.conf import settings
from django.db import models

from spean.core import crypto

_CONTEXT = "surveys.list"


class SealedJSONField(models.JSONField):
    """A JSON value that the database holds only sealed under the site's key.

    It cannot be searched. A backup, which is sealed as a whole, carries the value itself.
    """

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Return the sealed value as the database keeps it."""
        sealed = crypto.seal(settings.SPEAN_MASTER_KEY, value, context=_CONTEXT)
        plain = base64.b64encode(sealed).decode()
        return super().get_db_prep_value(plain, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the value that was sealed.

        :raises CannotUnseal: if the site's key is another one
        """
        plain = super().from_db_value(value, expression, connection)
        if not isinstance(plain, str):
            return plain
        sealed = base64.b64decode(plain)
        return crypto.unseal(settings.SPEAN_MASTER_KEY, sealed, context=_CONTEXT)
