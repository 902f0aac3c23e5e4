"""Pictures of answers: a map of any list, a timeline of a programme and its family."""

from asyncio import gather

from handlers.buttons import Notes, meaning
from handlers.keyboards import under_picture
from handlers.outgoing import Photo, Target, drawing
from handlers.scenes import Picture, scene_of
from handlers.services import Context
from knowledge.answering.answers import Answer


async def photo_of(
    context: Context, target: Target, picture: Picture, answer: Answer, notes: Notes, *, dark: bool = False
) -> Photo | None:
    """Return a picture of `answer`, or None where there is nothing to draw or nobody who draws.

    `notes` takes what its buttons refer to. Who waits for it in `target` sees that it is being drawn.
    """
    services = context.bot_data
    scene = scene_of(picture, services.base, answer, services.today(), dark=dark)
    if scene is None or services.artist is None:
        return None
    key = notes.add(meaning(answer))
    png, _ = await gather(services.artist.draw(scene), drawing(context, target))
    return Photo(png, scene.caption, under_picture(picture, answer.language, key, dark))
