"""Pictures of answers: a map of any list, a timeline of a programme and its family."""

from handlers.buttons import Notes, meaning
from handlers.keyboards import under_picture
from handlers.outgoing import Photo
from handlers.scenes import Picture, scene_of
from handlers.services import Services
from knowledge.answering.answers import Answer


async def photo_of(
    services: Services, picture: Picture, answer: Answer, notes: Notes, *, dark: bool = False
) -> Photo | None:
    """Return a picture of `answer`, or None where there is nothing to draw or nobody who draws.

    `notes` takes what its buttons refer to.
    """
    scene = scene_of(picture, services.base, answer, services.today(), dark=dark)
    if scene is None or services.artist is None:
        return None
    key = notes.add(meaning(answer))
    return Photo(await services.artist.draw(scene), scene.caption, under_picture(picture, answer.language, key, dark))
