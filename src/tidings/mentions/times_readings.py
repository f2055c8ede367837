"""Which function reads which pattern of times_grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tidings.mentions.times_dates import (
    read_attacks_day,
    read_first_months,
    read_half,
    read_iso,
    read_month,
    read_month_day,
    read_month_days,
    read_numeric,
    read_quarter,
    read_season,
    read_week_of,
)
from tidings.mentions.times_days import (
    read_clock,
    read_clock_day,
    read_day_part,
    read_deictic,
    read_next_day,
    read_since_then,
    read_weekday,
    read_weekend,
)
from tidings.mentions.times_relative import (
    read_ago,
    read_rel_unit,
    read_rel_units,
    read_the_quarter,
    read_within,
    read_year_ago,
    read_year_quarter,
)
from tidings.mentions.times_setting import Match, Reading, Setting
from tidings.mentions.times_spans import read_duration, read_reference, read_set
from tidings.mentions.times_years import (
    read_century,
    read_decade,
    read_feast,
    read_year,
    read_year_end,
    read_year_ended,
    read_year_range,
    read_year_words,
)

READERS: Final[dict[str, Callable[[Match, Setting], Reading | None]]] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "attacks_day": read_attacks_day,
    "month_days": read_month_days,
    "month_day": read_month_day,
    "more_day": read_month_day,
    "month": read_month,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "first_months": read_first_months,
    "week_of": read_week_of,
    "year": read_year,
    "year_words": read_year_words,
    "year_end": read_year_end,
    "year_ended": read_year_ended,
    "year_range": read_year_range,
    "decade": read_decade,
    "century": read_century,
    "weekday": read_weekday,
    "clock_day": read_clock_day,
    "clock": read_clock,
    "day_part": read_day_part,
    "deictic": read_deictic,
    "rel_unit": read_rel_unit,
    "rel_units": read_rel_units,
    "within": read_within,
    "ago": read_ago,
    "next_day": read_next_day,
    "duration": read_duration,
    "set": read_set,
    "feast": read_feast,
    "weekend": read_weekend,
    "year_ago": read_year_ago,
    "year_quarter": read_year_quarter,
    "the_quarter": read_the_quarter,
    "since_then": read_since_then,
    "now": read_reference,
    "past": read_reference,
    "future": read_reference,
}

__all__ = ["READERS", "Reading", "Setting"]
