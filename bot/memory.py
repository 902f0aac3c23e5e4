"""What the bot remembers, in a database: SQLite by default, PostgreSQL where many run.

```
people         the language and length that somebody chose
conversations  where the talk in a chat stands, for a day
exchanges      which message answers which question, for a day
notes          what buttons refer to, by a digest of the content, and how often it was shown; nobody's
votes          👍 and 👎 with how the question was understood, for a year
misses         questions that were not understood, without who asked; only if the operator wants them
```
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import (
    URL,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeDecorator

from bot.batching import Batch
from handlers.services import Clock, Exchange, Place, Recollection, Statistics
from knowledge.reading.reading import Conversation
from knowledge.store.codes import LANGUAGES, Language

DATABASE: Final = "clusterlotse.db"
"""The file in `DATA_DIR`, where no other database is named."""
DAY: Final = timedelta(days=1)
YEAR: Final = timedelta(days=365)
_BUSY_SECONDS: Final = 10
_SWEEP: Final = timedelta(hours=1)


class _Moment(TypeDecorator[datetime]):
    """A time with its zone, kept in UTC: SQLite would forget the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return what is stored for a time."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the time that was stored."""
        return value.replace(tzinfo=UTC) if value else None


def _id(name: str, *, key: bool = True, index: bool = False) -> Column[int]:
    """Return a column for what Telegram numbers."""
    return Column(name, BigInteger, primary_key=key, autoincrement=False, nullable=False, index=index)


def _at() -> Column[datetime]:
    """Return a column for when a row was written, by which it is swept."""
    return Column("at", _Moment, nullable=False, index=True)


metadata = MetaData()

people = Table(
    "people",
    metadata,
    _id("user"),
    Column("language", String(2)),
    Column("brief", Boolean, nullable=False),
)
conversations = Table(
    "conversations",
    metadata,
    _id("chat"),
    _id("user", index=True),
    Column("state", Text, nullable=False),
    _at(),
)
exchanges = Table(
    "exchanges",
    metadata,
    _id("chat"),
    _id("question"),
    _id("user", key=False, index=True),
    _id("answer", key=False),
    Column("before", Text, nullable=False),
    _at(),
)
notes = Table(
    "notes",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("content", Text, nullable=False),
    Column("shown", Integer, nullable=False),
    _at(),
)
votes = Table(
    "votes",
    metadata,
    _id("chat"),
    _id("message"),
    _id("user", index=True),
    Column("reading", Text, nullable=False),
    Column("liked", Boolean, nullable=False),
    _at(),
)
misses = Table(
    "misses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    _at(),
)

_KEPT_FOR: Final = ((conversations, DAY), (exchanges, DAY), (notes, YEAR), (votes, YEAR), (misses, YEAR))


_CHOSEN: Final = select(people.c.user, people.c.language, people.c.brief).where(
    people.c.user.in_(bindparam("users", expanding=True))
)
_TALKS: Final = select(conversations.c.chat, conversations.c.user, conversations.c.state).where(
    conversations.c.chat.in_(bindparam("chats", expanding=True)),
    conversations.c.user.in_(bindparam("users", expanding=True)),
    conversations.c.at > bindparam("since"),
)


@dataclass(frozen=True)
class Remarks:
    """What was not understood; what was disliked and what was shown, each reading with how often."""

    not_understood: tuple[str, ...]
    disliked: tuple[tuple[str, int], ...]
    asked: tuple[tuple[str, int], ...]


_Rows = list[tuple[Table, dict[str, Any]]]
"""Rows to be written, each with its table."""


class Memory:
    """The memory of one bot. Open it before use, close it after.

    :param url: the database, as SQLAlchemy writes it.
    :param clock: tells the time.
    :param keep_unanswered: whether questions that were not understood are kept.
    """

    def __init__(self, url: str, clock: Clock, *, keep_unanswered: bool = False) -> None:
        self._url = make_url(url)
        self._engine = _engine(self._url)
        self._clock = clock
        self._keep_unanswered = keep_unanswered
        self._recalls: Batch[Place, Recollection] = Batch(self._recall_all)
        self._writes: Batch[_Rows, None] = Batch(self._write_all)
        self._upserts = {table: self._upsert(table) for table in (conversations, exchanges, notes, votes)}
        self._swept: datetime | None = None

    async def open(self) -> None:
        """Create what is missing.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be opened.
        """
        if self._url.get_backend_name() == "sqlite":
            # A file that cannot be opened is found out here: aiosqlite would leave a thread behind.
            create_engine(self._url.set(drivername="sqlite"), poolclass=NullPool).connect().close()
        async with self._engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await self._sweep(self._clock())

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()

    async def recall(self, place: Place) -> Recollection:
        """Return what is remembered of this person here."""
        return await self._recalls.do(place)

    async def keep(self, place: Place, conversation: Conversation, notes: Mapping[str, str]) -> None:
        """Remember where the conversation stands, and the notes that the answer's buttons refer to."""
        now = self._clock()
        state = conversation.model_dump_json(exclude_defaults=True)
        row = {"chat": place.chat, "user": place.user, "state": state, "at": now}
        await self._writes.do([(conversations, row), *_noted(notes, now)])
        await self._sweep(now)

    async def note(self, key: str) -> str | None:
        """Return a note by its key, or None if it is gone."""
        async with self._engine.connect() as connection:
            found = await connection.scalar(select(notes.c.content).where(notes.c.key == key))
        return str(found) if found is not None else None

    async def keep_notes(self, notes: Mapping[str, str]) -> None:
        """Remember notes that buttons refer to."""
        if notes:
            await self._writes.do(_noted(notes, self._clock()))

    async def answered(self, place: Place, question: int, answer: int, before: Conversation) -> None:
        """Remember which message answers which."""
        row = {
            "chat": place.chat,
            "question": question,
            "user": place.user,
            "answer": answer,
            "before": before.model_dump_json(exclude_defaults=True),
            "at": self._clock(),
        }
        await self._writes.do([(exchanges, row)])

    async def exchange(self, place: Place, question: int) -> Exchange | None:
        """Return how a question was answered, or None if that is not remembered."""
        mine = and_(exchanges.c.chat == place.chat, exchanges.c.user == place.user)
        newest = select(func.max(exchanges.c.question)).where(mine).scalar_subquery()
        query = select(exchanges.c.answer, exchanges.c.before, newest).where(
            mine, exchanges.c.question == question, exchanges.c.at > self._clock() - DAY
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        answer, before, latest = row
        return Exchange(answer, _conversation(before) or Conversation(), question == latest)

    async def talk_behind(self, chat: int, answer: int) -> Conversation | None:
        """Return the talk that a message of the bot belongs to; None where it went on since or is not remembered."""
        asked = select(exchanges.c.user).where(exchanges.c.chat == chat, exchanges.c.answer == answer)
        user = asked.limit(1).scalar_subquery()
        newest = select(func.max(exchanges.c.answer)).where(exchanges.c.chat == chat, exchanges.c.user == user)
        query = select(conversations.c.state).where(
            conversations.c.chat == chat,
            conversations.c.user == user,
            conversations.c.at > self._clock() - DAY,
            newest.scalar_subquery() == answer,
        )
        async with self._engine.connect() as connection:
            state = await connection.scalar(query)
        return _conversation(state) if state is not None else None

    async def choose_language(self, user: int, language: Language | None) -> None:
        """Remember the language that a person chose; None forgets it."""
        await self._choose(user, {"language": language})

    async def choose_length(self, user: int, brief: bool) -> None:
        """Remember whether a person wants short answers."""
        await self._choose(user, {"brief": brief})

    async def vote(self, place: Place, message: int, reading: str, liked: bool) -> None:
        """Remember what a person thinks of an answer; the last vote counts."""
        row = {"chat": place.chat, "message": message, "user": place.user, "reading": reading, "liked": liked}
        await self._writes.do([(votes, row | {"at": self._clock()})])

    async def not_understood(self, text: str, language: Language) -> None:
        """Remember a question that was not understood, if the operator wants that."""
        if self._keep_unanswered:
            async with self._engine.begin() as connection:
                await connection.execute(insert(misses).values(language=language, text=text, at=self._clock()))

    async def forget(self, user: int) -> None:
        """Delete all that is remembered about a person, everywhere."""
        async with self._engine.begin() as connection:
            for table in (people, conversations, exchanges, votes):
                await connection.execute(delete(table).where(table.c.user == user))

    async def forget_chat(self, chat: int) -> None:
        """Delete all that is remembered of a chat; of a private one, also what its person chose."""
        async with self._engine.begin() as connection:
            for table in (conversations, exchanges, votes):
                await connection.execute(delete(table).where(or_(table.c.chat == chat)))
            await connection.execute(delete(people).where(people.c.user == chat))

    async def move_chat(self, old: int, new: int) -> None:
        """Take along what is remembered of a group that has another id now."""
        async with self._engine.begin() as connection:
            # Messages are numbered anew there; only the talk goes on.
            await connection.execute(delete(conversations).where(conversations.c.chat == new))
            await connection.execute(update(conversations).where(conversations.c.chat == old).values(chat=new))
            await connection.execute(delete(exchanges).where(exchanges.c.chat == old))

    async def statistics(self) -> Statistics:
        """Count."""
        async with self._engine.connect() as connection:
            users = select(people.c.user).union(select(conversations.c.user)).subquery()
            chosen = select(people.c.language, func.count()).where(people.c.language.is_not(None))
            rows = await connection.execute(chosen.group_by(people.c.language))
            recent = conversations.c.at > self._clock() - DAY

            async def count(table: Table, *conditions: Any) -> int:
                return int(await connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0)

            return Statistics(
                people=int(await connection.scalar(select(func.count()).select_from(users)) or 0),
                conversations=await count(conversations, recent),
                languages={str(language): int(number) for language, number in rows},
                liked=await count(votes, votes.c.liked.is_(True)),
                disliked=await count(votes, votes.c.liked.is_(False)),
                not_understood=await count(misses),
            )

    async def remarks(self) -> Remarks:
        """Return what an operator can learn from."""
        times = func.count().label("times")
        disliked = select(votes.c.reading, times).where(votes.c.liked.is_(False)).group_by(votes.c.reading)
        async with self._engine.connect() as connection:
            return Remarks(
                not_understood=tuple(await connection.scalars(select(misses.c.text).order_by(misses.c.at.desc()))),
                disliked=_pairs(await connection.execute(disliked.order_by(times.desc()))),
                asked=_pairs(
                    await connection.execute(select(notes.c.content, notes.c.shown).order_by(notes.c.shown.desc()))
                ),
            )

    async def _choose(self, user: int, values: dict[str, Any]) -> None:
        async with self._engine.begin() as connection:
            changed = await connection.execute(update(people).where(people.c.user == user).values(values))
            if not changed.rowcount:
                await connection.execute(
                    insert(people).values({"user": user, "language": None, "brief": False} | values)
                )

    async def _recall_all(self, places: list[Place]) -> list[Recollection]:
        users, chats = {place.user for place in places}, {place.chat for place in places}
        asked = {"users": list(users), "chats": list(chats), "since": self._clock() - DAY}
        async with self._engine.connect() as connection:
            wishes = {user: (language, brief) for user, language, brief in await connection.execute(_CHOSEN, asked)}
            states = {(chat, user): state for chat, user, state in await connection.execute(_TALKS, asked)}
        found = []
        for place in places:
            language, brief = wishes.get(place.user, (None, False))
            state = states.get((place.chat, place.user))
            found.append(Recollection(_language(language), bool(brief), _conversation(state) if state else None))
        return found

    async def _write_all(self, items: list[_Rows]) -> list[None]:
        """Write rows in one transaction; of two with the same keys the later one stays."""
        by_table: dict[Table, dict[tuple[Any, ...], dict[str, Any]]] = {}
        for table, row in (pair for rows in items for pair in rows):
            key = tuple(row[column.name] for column in table.primary_key)
            known = by_table.setdefault(table, {}).get(key)
            by_table[table][key] = row | {"shown": row["shown"] + known["shown"]} if known and table is notes else row
        async with self._engine.begin() as connection:
            for table, rows in by_table.items():
                await connection.execute(self._upserts[table], list(rows.values()))
        return [None] * len(items)

    def _upsert(self, table: Table) -> Any:
        insert_into = postgresql.insert if self._url.get_backend_name() == "postgresql" else sqlite.insert
        statement = insert_into(table)
        keys = [column.name for column in table.primary_key]
        changed: dict[str, Any] = {
            column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys
        }
        if table is notes:
            changed["shown"] += table.c.shown
        return statement.on_conflict_do_update(index_elements=keys, set_=changed)

    async def _sweep(self, now: datetime) -> None:
        """Delete what is too old, once in a while."""
        if self._swept and now < self._swept + _SWEEP:
            return
        self._swept = now
        async with self._engine.begin() as connection:
            for table, age in _KEPT_FOR:
                await connection.execute(delete(table).where(table.c.at <= now - age))


def default_url(folder: Path) -> str:
    """Return the database in `folder` that is used where no other is named."""
    return f"sqlite+aiosqlite:///{folder / DATABASE}"


def _engine(url: URL) -> AsyncEngine:
    file = url.get_backend_name() == "sqlite"
    engine = create_async_engine(url, connect_args={"timeout": _BUSY_SECONDS} if file else {})
    if file:
        # Whatever was committed survives the end of the process at any moment, and readers do not wait for writers.
        @event.listens_for(engine.sync_engine, "connect")
        def _prepare(connection: Any, _: object) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.close()

    return engine


def _noted(contents: Mapping[str, str], now: datetime) -> _Rows:
    return [(notes, {"key": key, "content": content, "shown": 1, "at": now}) for key, content in contents.items()]


def _pairs(rows: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((str(content), int(count)) for content, count in rows)


def _language(code: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def _conversation(state: str) -> Conversation | None:
    try:
        return Conversation.model_validate_json(state)
    except ValidationError:
        # Written by an earlier version: the talk starts afresh.
        return None
