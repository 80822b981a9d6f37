"""How a photo of a paper can be: turned, blurred, glared, dark, from the side, from a cheap phone."""

import io
import random
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

Condition = Callable[[Image.Image, random.Random], Image.Image]


def _turned(degrees: float) -> Condition:
    return lambda image, rng: image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(121, 96, 74))


def _blurred(radius: float) -> Condition:
    return lambda image, rng: image.filter(ImageFilter.GaussianBlur(radius))


def _glared(image: Image.Image, rng: random.Random) -> Image.Image:
    """A lamp mirrored somewhere on the paper."""
    light = Image.new("L", image.size, 0)
    x, y = rng.randrange(image.width), rng.randrange(image.height)
    radius = image.width // 6
    ImageDraw.Draw(light).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    light = light.filter(ImageFilter.GaussianBlur(radius / 3))
    return Image.composite(Image.new("RGB", image.size, "white"), image, light)


def _dark(image: Image.Image, rng: random.Random) -> Image.Image:
    """Low light: dark, flat, grainy."""
    flat = ImageEnhance.Contrast(ImageEnhance.Brightness(image).enhance(0.3)).enhance(0.6)
    return Image.blend(flat, Image.effect_noise(image.size, 60).convert("RGB"), 0.08)


def _from_the_side(image: Image.Image, rng: random.Random) -> Image.Image:
    width, height = image.size
    lean = [rng.uniform(0.03, 0.12) for _ in range(4)]
    # Where the corners of the new picture come from, outside the old one.
    quad = (
        (-lean[0] * width, -lean[1] * height), (-lean[2] * width / 3, height * (1 + lean[1])),
        (width * (1 + lean[2]), height * (1 + lean[3])), (width * (1 + lean[0] / 3), -lean[3] * height / 2),
    )  # fmt: skip
    flat = tuple(number for corner in quad for number in corner)
    return image.transform(image.size, Image.Transform.QUAD, flat, Image.Resampling.BICUBIC, fillcolor=(121, 96, 74))


def _cheap_phone(image: Image.Image, rng: random.Random) -> Image.Image:
    """Few pixels, strong compression, twice, as sent on from chat to chat."""
    small = image.resize((800, round(800 * image.height / image.width)))
    for quality in (45, 35):
        made = io.BytesIO()
        small.save(made, "JPEG", quality=quality)
        small = Image.open(made).convert("RGB")
    return small


CONDITIONS: Mapping[str, Condition] = {
    "clean": lambda image, rng: image,
    "turned 7°": _turned(7),
    "turned 90°": _turned(90),
    "turned 180°": _turned(180),
    "turned 270°": _turned(270),
    "blurred": _blurred(2.0),
    "very blurred": _blurred(4.5),
    "glared": _glared,
    "low light": _dark,
    "from the side": _from_the_side,
    "cheap phone": _cheap_phone,
}
