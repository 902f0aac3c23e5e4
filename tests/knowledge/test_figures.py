"""Figures: the numbers and years that a question compares with, in digits and in words, become limits."""

from typing import Any

import pytest

from knowledge import Limit
from tests.knowledge.talk import Fill

Said = tuple[str, Any, float]


def said(fill: Fill, text: str) -> list[Said]:
    """The limits that a question sets."""
    return [(limit.field, limit.op, limit.value) for limit in fill(text).limits]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("programmes since 2010", ("start_year", ">=", 2010)),
        ("Programme ab 2010", ("start_year", ">=", 2010)),
        ("clusters founded before 2005", ("start_year", "<", 2005)),
        ("Cluster, die vor 2005 gegründet wurden", ("start_year", "<", 2005)),
        ("programmes that started after 2015", ("start_year", ">", 2015)),
        ("programmes that ended after 2010", ("end_year", ">", 2010)),
        ("Programme, die vor 2010 endeten", ("end_year", "<", 2010)),
        ("programmes that began in 2010", ("start_year", "=", 2010)),
        ("programmes with more than 10 million euros", ("budget_eur", ">", 10_000_000)),
        ("Programme mit mehr als 10 Mio. Euro Budget", ("budget_eur", ">", 10_000_000)),
        ("programmes with a budget of at least 1.5 billion euros", ("budget_eur", ">=", 1_500_000_000)),
        ("Programme mit mindestens 1,5 Milliarden Euro", ("budget_eur", ">=", 1_500_000_000)),
        ("Programme bis 1.500.000 Euro Budget", ("budget_eur", "<=", 1_500_000)),
        ("programmes under 500,000 euros budget", ("budget_eur", "<", 500_000)),
        ("bis zu 200.000 Euro Zuschuss", ("max_grant_eur", "<=", 200_000)),
        ("clusters with more than 100 members", ("members", ">", 100)),
        ("Netzwerke mit mindestens 50 Mitgliedern", ("members", ">=", 50)),
        ("clusters with fewer than 30 members", ("members", "<", 30)),
    ],
)
def test_a_figure_that_is_compared_with_is_a_limit(fill: Fill, text: str, limit: Said) -> None:
    field, op, value = limit
    assert fill(text).limits == (Limit(field=field, op=op, value=value),)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("clusters with more than fifty members", ("members", ">", 50)),
        ("Netzwerke mit mehr als fünfzig Mitgliedern", ("members", ">", 50)),
        ("clusters with at least a hundred members", ("members", ">=", 100)),
        ("Netzwerke mit über zweihundert Mitgliedern", ("members", ">", 200)),
        ("clusters with fewer than thirty members", ("members", "<", 30)),
        ("Programme mit mindestens neunzig Prozent", ("grant_rate", ">=", 0.9)),
        ("programmes with at least two million euros", ("budget_eur", ">=", 2_000_000)),
        ("programmes with a budget over a billion euros", ("budget_eur", ">", 1_000_000_000)),
        ("Programme mit über einer Milliarde Euro", ("budget_eur", ">", 1_000_000_000)),
        ("programmes with more than half a billion euros", ("budget_eur", ">", 500_000_000)),
        ("Programme mit mehr als einer halben Milliarde Euro", ("budget_eur", ">", 500_000_000)),
        ("programmes with more than one and a half billion euros", ("budget_eur", ">", 1_500_000_000)),
        ("Programme mit mehr als anderthalb Milliarden Euro", ("budget_eur", ">", 1_500_000_000)),
    ],
)
def test_a_figure_in_words_is_as_good_as_one_in_digits(fill: Fill, text: str, limit: Said) -> None:
    assert said(fill, text) == [limit]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("programmes from 2010 or later", ("start_year", ">=", 2010)),
        ("programmes from 2010 or earlier", ("start_year", "<=", 2010)),
        ("Programme ab 2015 oder später", ("start_year", ">=", 2015)),
        ("clusters with 50 members or more", ("members", ">=", 50)),
        ("Netzwerke mit 50 Mitgliedern oder mehr", ("members", ">=", 50)),
        ("clusters with 100 or more members", ("members", ">=", 100)),
        ("Netzwerke mit 30 Mitgliedern oder weniger", ("members", "<=", 30)),
        ("programmes paying 90 percent or more", ("grant_rate", ">=", 0.9)),
        ("Programme mit 90 Prozent oder mehr", ("grant_rate", ">=", 0.9)),
    ],
)
def test_what_compares_may_stand_behind_the_figure(fill: Fill, text: str, limit: Said) -> None:
    assert said(fill, text) == [limit]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("clusters with not more than 50 members", ("members", "<=", 50)),
        ("clusters with no fewer than 50 members", ("members", ">=", 50)),
        ("Netzwerke mit nicht mehr als 50 Mitgliedern", ("members", "<=", 50)),
        ("programmes with not more than 10 million euros", ("budget_eur", "<=", 10_000_000)),
        ("Programme nicht vor 2010", ("start_year", ">=", 2010)),
    ],
)
def test_a_comparison_that_is_denied_is_turned_round(fill: Fill, text: str, limit: Said) -> None:
    assert said(fill, text) == [limit]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("clusters with more then 50 members", ("members", ">", 50)),
        ("clusters with less then 30 members", ("members", "<", 30)),
        ("programmes with a budget bigger then 5 million euros", ("budget_eur", ">", 5_000_000)),
    ],
)
def test_then_for_than_compares_too(fill: Fill, text: str, limit: Said) -> None:
    assert said(fill, text) == [limit]


# Shares


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("programmes with a funding rate of at least 50 percent", ("grant_rate", ">=", 0.5)),
        ("Förderquote über 50 %", ("grant_rate", ">", 0.5)),
        ("Programme mit höchstens 50 Prozent Förderquote", ("grant_rate", "<=", 0.5)),
        ("programmes with more than fifty per cent", ("grant_rate", ">", 0.5)),
    ],
)
def test_a_share_is_a_limit_on_the_grant_rate(fill: Fill, text: str, limit: Said) -> None:
    assert said(fill, text) == [limit]


@pytest.mark.parametrize("text", ["programmes that pay 80% of the costs", "Programme mit 80 Prozent Zuschuss"])
def test_a_share_that_programmes_pay_is_the_least_wanted(fill: Fill, text: str) -> None:
    assert said(fill, text) == [("grant_rate", ">=", 0.8)]


def test_a_share_beside_a_name_is_no_condition(fill: Fill) -> None:
    assert said(fill, "ZIM pays 50 percent, right?") == []


# Ranges


@pytest.mark.parametrize(
    "text",
    [
        "programmes starting between 2005 and 2010",
        "Programme von 2005 bis 2010",
        "programmes between 2005 and 2010",
        "Programme zwischen 2005 und 2010",
        "Cluster, die zwischen 2005 und 2010 gegründet wurden",
        "programmes from 2005 to 2010",
        "programmes that ran 2005-2010",
        "Programme 2005–2010",
    ],
)
def test_two_years_are_the_ends_of_a_range(fill: Fill, text: str) -> None:
    assert said(fill, text) == [("start_year", ">=", 2005), ("start_year", "<=", 2010)]


@pytest.mark.parametrize(
    "text",
    [
        "clusters with between 20 and 50 members",
        "networks with 20-50 members",
        "Netzwerke mit 20–50 Mitgliedern",
        "Netzwerke mit zwischen 20 und 50 Mitgliedern",
        "clusters that have from twenty to fifty members",
        "Netzwerke mit 20 bis 50 Mitgliedern",
        "clusters with twenty to fifty members",
    ],
)
def test_two_figures_are_the_ends_of_a_range(fill: Fill, text: str) -> None:
    assert said(fill, text) == [("members", ">=", 20), ("members", "<=", 50)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("programmes with a budget of between 10 and 50 million euros", 10_000_000, 50_000_000),
        ("Programme zwischen 10 und 50 Mio. Euro Budget", 10_000_000, 50_000_000),
        ("programmes paying between 40 and 60 percent", 0.4, 0.6),
        ("Programme mit einer Förderquote zwischen 40 und 60 Prozent", 0.4, 0.6),
    ],
)
def test_a_unit_behind_a_range_belongs_to_both_of_its_ends(fill: Fill, text: str, low: float, high: float) -> None:
    assert [(op, value) for _, op, value in said(fill, text)] == [(">=", low), ("<=", high)]


@pytest.mark.parametrize(
    "text",
    [
        "clusters since 2006 with at least 50 members",
        "Netzwerke ab 2006, ab 50 Mitgliedern",
        "clusters founded in 2006 or later with at least 50 members",
        "Netzwerke, gegründet ab 2006, mit mindestens 50 Mitgliedern",
    ],
)
def test_a_year_and_a_figure_are_a_limit_each(fill: Fill, text: str) -> None:
    assert said(fill, text) == [("start_year", ">=", 2006), ("members", ">=", 50)]


# Rounds, and what is no limit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("die zweite Runde des Spitzencluster-Wettbewerbs", 2),
        ("winners of the third round", 3),
        ("round 2 of the competition", 2),
        ("3. Runde", 3),
    ],
)
def test_a_round_is_its_number(fill: Fill, text: str, number: int) -> None:
    assert said(fill, text) == [("round", "=", number)]


@pytest.mark.parametrize(
    "text",
    [
        *("LIB 2015", "Horizon 2020", "375 Projekte", "the 3 programmes", "WK 2"),
        *("a programme for one company", "ein Netzwerk in Bayern", "two clusters in Saxony"),
    ],
)
def test_a_number_that_nothing_compares_with_is_no_limit(fill: Fill, text: str) -> None:
    assert said(fill, text) == []
