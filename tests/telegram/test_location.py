import pytest

from handlers.geography import land_at
from tests.telegram.people import User


@pytest.mark.parametrize(
    ("latitude", "longitude", "land"),
    [
        (52.52, 13.40, "DE-BE"),
        (51.05, 13.74, "DE-SN"),
        (50.93, 11.59, "DE-TH"),
        (48.14, 11.58, "DE-BY"),
        (53.55, 9.99, "DE-HH"),
        (54.09, 12.13, "DE-MV"),
        (49.23, 7.00, "DE-SL"),
        (48.21, 16.37, None),
        (48.86, 2.35, None),
        (0.0, 0.0, None),
        (55.0, 5.0, None),
    ],
)
def test_a_place_lies_in_its_land(latitude: float, longitude: float, land: str | None) -> None:
    assert land_at(latitude, longitude) == land


@pytest.mark.usefixtures("bot")
async def test_a_location_goes_on_with_the_finder_in_its_land(anna: User, bernd: User) -> None:
    answer = await anna.sends_something(location={"latitude": 51.05, "longitude": 13.74})
    assert answer.text.startswith("That is in Saxony.")
    assert "What is it about?" in answer.text
    assert "DE-SN" in (await anna.presses(answer.button("Skip"))).text
    answer = await bernd.sends_something(location={"latitude": 48.21, "longitude": 16.37})
    assert "nicht in Deutschland" in answer.text
    assert answer.button("Thüringen").data


@pytest.mark.usefixtures("bot")
async def test_a_location_keeps_who_was_chosen_before(anna: User) -> None:
    await anna.presses((await anna.says("/find")).button("Start-ups"))
    answer = await anna.sends_something(location={"latitude": 51.05, "longitude": 13.74})
    assert "So far: Start-ups · Saxony\n" in answer.text
