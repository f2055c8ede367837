"""Settings from the environment."""

import pytest

from tidings.errors import UsageError
from tidings.settings import VARIABLES, Settings


def test_without_variables_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings() == Settings.from_environment({"TIDINGS_STORE": " "})


def test_each_variable_sets_its_field() -> None:
    values = {"store": "a.db", "threads": "3", "weights": "w.zip", "model": "m"}
    found = Settings.from_environment({VARIABLES[field]: value for field, value in values.items()})
    assert found == Settings(store="a.db", threads=3, weights="w.zip", model="m")
    assert set(VARIABLES) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5", "999", "²"])
def test_a_number_of_threads_that_cannot_be_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="TIDINGS_THREADS"):
        Settings.from_environment({"TIDINGS_THREADS": value})
