"""Pictures that may be a logo: what they are by their own bytes, whatever is said of them."""

from collections.abc import Callable
from io import BytesIO

import imagesize

from loops_tenants.errors import Detail, Refused, UnsupportedMediaType, ValidationFailed

LARGEST = 512 * 1024  # bytes
WIDEST = 4096  # pixels, and highest: a small file may unfold to more than a browser can hold

# An SVG is left out: it is a document, with scripts, and whoever opens its address would run them at the board's host.
KINDS: dict[str, Callable[[bytes], bool]] = {
    "image/png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "image/webp": lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP",
}
MEDIA_TYPES = tuple(KINDS)


class PictureTooLarge(Refused):
    status, code = 413, "payload_too_large"
    message = f"A logo has at most {LARGEST // 1024} KiB."


class NoPicture(UnsupportedMediaType):
    message = f"A logo is one of {', '.join(MEDIA_TYPES)}."


class BadPicture(ValidationFailed):
    def __init__(self, message: str) -> None:
        super().__init__(details=[Detail(field="body", message=message)])


def check(content: bytes, media_type: str) -> None:
    """Refuse what is not what it is said to be, or larger than a page can show."""
    if not KINDS[media_type](content):
        raise BadPicture(f"Is no {media_type}.")
    width, height = imagesize.get(BytesIO(content))
    if width < 1 or height < 1:
        raise BadPicture("Is a picture whose size cannot be read.")
    if width > WIDEST or height > WIDEST:
        raise BadPicture(f"Is {width} × {height} pixels large: {WIDEST} × {WIDEST} are the most.")
