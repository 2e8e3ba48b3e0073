"""Model fields that belong to no room."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.forms import CharField, Field

from athar.foundation.core import crypto


class EncryptedTextField(models.BinaryField):
    """
    A text that is sealed in the database and plain in Python.

    It cannot be searched or sorted; keep a ``crypto.lookup_hash`` beside it for that.

    :param context: names the value for good ("person.national_id"). It is part of the seal:
        change it and nothing opens.
    """

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["context"] = self.context
        kwargs["editable"] = self.editable
        return name, path, args, kwargs

    def from_db_value(self, value: Any, _expression: object, _connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else crypto.decrypt(bytes(value), context=self.context)

    def get_prep_value(self, value: Any) -> bytes | None:
        return None if value is None else crypto.encrypt(str(value), context=self.context)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        sealed = value if prepared else self.get_prep_value(value)
        return super().get_db_prep_value(sealed, connection, prepared=True)

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def get_default(self) -> Any:
        default = super().get_default()
        return "" if default == b"" else default

    def value_to_string(self, _obj: models.Model) -> str:
        # A serialised fixture would spread in the clear what the database seals.
        raise TypeError(f"{self.name} is sealed and not serialised; back up the database itself.")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed; look it up by its hash, not by {lookup_name}.")
        return super().get_lookup(lookup_name)

    def formfield(self, **kwargs: Any) -> Field | None:
        return models.Field.formfield(self, **{"form_class": CharField, **kwargs})
