"""A sheet of paper and a camera: what becomes of a QR of 3 cm between the printer and the program.

The grades: rotation and tilt in degrees; blur as the width of a point at half its height, in
modules of the QR; contrast as the share of the distance from black to white that is left. The
sheet is printed with 300 dots an inch; the photograph has 600, a telephone held over a page.
"""

import io
import math
import random
from dataclasses import dataclass

import numpy
from PIL import Image, ImageFilter

from certseal import picture

PRINTED = round(3 / 2.54 * 300)
SIDE = 2 * PRINTED
CANVAS = 2 * SIDE
DISTANCE = 4.0 * SIDE
INK, PAPER = 25, 245


@dataclass(frozen=True)
class Grade:
    rotation: float
    tilt: float
    blur: float
    contrast: float
    creased: bool = True


def any_grade(dice: random.Random) -> Grade:
    """Any grade that must be read."""
    return Grade(
        dice.uniform(0, 360), dice.uniform(0, 30), dice.uniform(0, 1.5), dice.uniform(0.3, 1)
    )


def sheet(text):
    """Return the printed sheet, and how many dots a module has."""
    matrix = numpy.array([[bool(dot) for dot in row] for row in picture.qr(text).matrix])
    modules = matrix.shape[0]
    dots = numpy.arange(PRINTED) * modules // PRINTED  # No dot of the printer is half a dot.
    places = dots.repeat(SIDE // PRINTED)
    paper = numpy.full((CANVAS, CANVAS), PAPER, numpy.float32)
    start = (CANVAS - SIDE) // 2
    paper[start : start + SIDE, start : start + SIDE][matrix[numpy.ix_(places, places)]] = INK
    return paper, SIDE / modules


def creased(paper, dice):
    """Fold the sheet once across the QR: one half darker, a worn line, dots moved a little."""
    angle = dice.uniform(0, math.pi)
    shift = dice.uniform(-0.35, 0.35) * SIDE
    rows, columns = numpy.mgrid[:CANVAS, :CANVAS] - CANVAS / 2
    away = rows * math.cos(angle) - columns * math.sin(angle) - shift
    shaded = numpy.where(away > 0, paper * dice.uniform(0.8, 0.95), paper)
    worn = numpy.exp(-((away / 3.0) ** 2)) * dice.uniform(0.5, 0.9)
    return shaded * (1 - worn) + dice.choice((60, 225)) * worn


def photographed(text, grade, dice):
    """Return the photograph as the bytes of a JPEG."""
    paper, module = sheet(text)
    if grade.creased:
        paper = creased(paper, dice)
    image = Image.fromarray(paper.clip(0, 255).astype(numpy.uint8))
    seen = image.transform(
        image.size,
        Image.Transform.PERSPECTIVE,
        _view(grade, dice.uniform(0, 2 * math.pi)),
        Image.Resampling.BICUBIC,
        fillcolor=PAPER,
    )
    blurred = seen.filter(ImageFilter.GaussianBlur(grade.blur * module / 2.355))
    light = numpy.asarray(blurred, numpy.float32)
    middle = dice.uniform(100, 155)
    noise = numpy.random.default_rng(dice.getrandbits(32)).normal(0, 1.5, light.shape)
    flat = middle + (light - (INK + PAPER) / 2) * grade.contrast * 0.9 + noise
    out = io.BytesIO()
    Image.fromarray(flat.clip(0, 255).astype(numpy.uint8)).save(out, "JPEG", quality=88)
    return out.getvalue()


def _view(grade, axis):
    """Return the eight numbers that lead from a point of the photograph to one of the sheet."""
    turn, tilt = math.radians(grade.rotation), math.radians(grade.tilt)
    about = _turned(axis) @ numpy.diag([1.0, math.cos(tilt), 1.0]) @ _turned(-axis)
    rotated = about @ _turned(turn)
    # How far a point of the sheet comes towards the camera when it is tilted about the axis.
    lean = numpy.array([-math.sin(axis), math.cos(axis), 0]) @ _turned(turn)
    rotated[2, :2] = lean[:2] * math.sin(tilt) / DISTANCE
    centre = numpy.array([[1, 0, CANVAS / 2], [0, 1, CANVAS / 2], [0, 0, 1]])
    there = centre @ rotated @ numpy.linalg.inv(centre)
    back = numpy.linalg.inv(there)
    return (back / back[2, 2]).flatten()[:8]


def _turned(angle):
    c, s = math.cos(angle), math.sin(angle)
    return numpy.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])
