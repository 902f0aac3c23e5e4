from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from bot.memory import Memory, metadata, misses, notes
from handlers.services import Place
from knowledge.reading.reading import Conversation, Reading, Turn
from tests.telegram.running import Clock

PLACE = Place(chat=-100, user=7)
TALK = Conversation(last=Turn(intent="find", reading=Reading(regions=("DE-SN",))), language="de")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
async def memory(file: Path, clock: Clock) -> AsyncIterator[Memory]:
    memory = Memory(f"sqlite+aiosqlite:///{file}", clock, keep_unanswered=True)
    await memory.open()
    yield memory
    await memory.close()


async def test_what_was_kept_is_recalled(memory: Memory) -> None:
    assert await memory.recall(PLACE) == await memory.recall(Place(1, 2))
    await memory.keep(PLACE, TALK, {"key": "note"})
    await memory.choose_language(PLACE.user, "en")
    await memory.choose_length(PLACE.user, brief=True)
    recalled = await memory.recall(PLACE)
    assert recalled.conversation == TALK
    assert (recalled.language, recalled.brief) == ("en", True)
    assert await memory.note("key") == "note"
    assert await memory.note("other") is None


async def test_what_was_answered_survives_the_end_of_the_process(memory: Memory, file: Path, clock: Clock) -> None:
    await memory.keep(PLACE, TALK, {"key": "note"})
    # Nothing is closed or flushed: as after kill -9, another process finds what was committed.
    other = Memory(f"sqlite+aiosqlite:///{file}", clock)
    assert (await other.recall(PLACE)).conversation == TALK
    assert await other.note("key") == "note"
    await other.close()


async def test_talk_lasts_a_day_and_notes_longer(memory: Memory, clock: Clock) -> None:
    await memory.keep(PLACE, TALK, {"key": "note"})
    await memory.answered(PLACE, 1, 2, TALK)
    clock.passes(timedelta(hours=23))
    assert (await memory.recall(PLACE)).conversation
    assert await memory.exchange(PLACE, 1)
    clock.passes(timedelta(hours=2))
    assert (await memory.recall(PLACE)).conversation is None
    assert await memory.exchange(PLACE, 1) is None
    assert await memory.note("key") == "note"


async def test_what_is_too_old_is_deleted(memory: Memory, file: Path, clock: Clock) -> None:
    await memory.keep(PLACE, TALK, {"key": "note"})
    await memory.answered(PLACE, 1, 2, TALK)
    await memory.vote(PLACE, 2, "reading", liked=True)
    await memory.not_understood("hello?", "en")
    clock.passes(timedelta(days=366))
    await memory.keep(Place(1, 1), Conversation(), {})
    assert rows(file) == {"people": 0, "conversations": 1, "exchanges": 0, "notes": 0, "votes": 0, "misses": 0}


async def test_forgetting_leaves_nothing_of_a_person_and_all_of_others(memory: Memory, file: Path) -> None:
    for place in (PLACE, Place(7, 7), Place(-100, 8)):
        await memory.keep(place, TALK, {})
        await memory.answered(place, place.user, 2, TALK)
        await memory.vote(place, 2, "reading", liked=False)
        await memory.choose_language(place.user, "de")
    await memory.forget(7)
    assert rows(file) == {"people": 1, "conversations": 1, "exchanges": 1, "notes": 0, "votes": 1, "misses": 0}
    assert (await memory.recall(Place(-100, 8))).conversation == TALK


async def test_only_the_newest_question_is_the_latest(memory: Memory) -> None:
    await memory.answered(PLACE, 1, 2, Conversation())
    await memory.answered(PLACE, 3, 4, TALK)
    first, second = await memory.exchange(PLACE, 1), await memory.exchange(PLACE, 3)
    assert first
    assert second
    assert (first.answer, first.latest) == (2, False)
    assert (second.before, second.latest) == (TALK, True)


async def test_a_moved_group_keeps_its_talk(memory: Memory) -> None:
    await memory.keep(PLACE, TALK, {})
    await memory.move_chat(PLACE.chat, -200)
    assert (await memory.recall(Place(-200, 7))).conversation == TALK
    assert (await memory.recall(PLACE)).conversation is None


async def test_misses_are_kept_only_on_request_and_without_who_asked(memory: Memory, file: Path, clock: Clock) -> None:
    await memory.not_understood("hello?", "en")
    assert {column.name for column in misses.columns} == {"id", "language", "text", "at"}
    assert rows(file)["misses"] == 1
    silent = Memory(f"sqlite+aiosqlite:///{file}", clock)
    await silent.not_understood("secret?", "en")
    await silent.close()
    assert rows(file)["misses"] == 1


async def test_a_talk_that_is_not_understood_any_more_starts_afresh(memory: Memory, file: Path) -> None:
    await memory.keep(PLACE, TALK, {})
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE conversations SET state = '{\"last\": 1}'")
    engine.dispose()
    assert (await memory.recall(PLACE)).conversation is None


async def test_figures_count(memory: Memory) -> None:
    await memory.keep(PLACE, TALK, {})
    await memory.choose_language(8, "de")
    await memory.vote(PLACE, 2, "reading", liked=True)
    await memory.vote(PLACE, 2, "reading", liked=False)
    counted = await memory.statistics()
    assert (counted.people, counted.conversations, counted.languages) == (2, 1, {"de": 1})
    assert (counted.liked, counted.disliked) == (0, 1)


async def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(SQLAlchemyError):
        await Memory(f"sqlite+aiosqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", clock).open()


def rows(file: Path) -> dict[str, int]:
    """Count the rows of every table."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        found = {table.name: len(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
        assert set(inspect(connection).get_table_names()) == set(found)
    engine.dispose()
    assert notes.name in found
    return found
