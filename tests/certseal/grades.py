"""How many photographs of each grade are read: by the library, and by the page under /verify/.

python -m tests.certseal.grades 20      print both tables, of so many photographs a cell
"""

import io
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from PIL import Image, ImageOps
from tools import field

from certseal import picture
from tests.certseal.camera import Grade, photographed
from tests.certseal.world import sealed

FULL: str = sealed(name_km="ស្រីក្រ" * 30, name_latin="ab" * 100)
BLURS = (0.5, 1.0, 1.25, 1.5, 1.75, 2.0)
CONTRASTS = (1.0, 0.5, 0.3, 0.2)
READS = Path(__file__).parents[1] / "field" / "photographs.mjs"
Texts = tuple[str, ...]
Reader = Callable[[Iterable[bytes]], Iterator[Texts]]


def by_library(photographs: Iterable[bytes]) -> Iterator[Texts]:
    """Read each photograph with `certseal.picture`."""
    yield from map(picture.read, photographs)


def by_page(photographs: Iterable[bytes]) -> Iterator[Texts]:
    """Read each photograph with the scripts of the page, in Node; its packages must be there."""
    found = field.find_node()
    assert found is not None
    rest = iter(photographs)
    while batch := list(islice(rest, 20)):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{n}.grey") for n in range(len(batch))]
            for path, data in zip(paths, batch, strict=True):
                path.write_bytes(raw(data))
            done = subprocess.run(
                [found[0], str(READS), *map(str, paths)], capture_output=True, check=True
            )
        for line in done.stdout.splitlines():
            yield tuple(json.loads(line)["texts"])


def raw(photograph: bytes) -> bytes:
    """Return a picture as width, height and its points in grey: Node opens no JPEG by itself."""
    grey = ImageOps.grayscale(Image.open(io.BytesIO(photograph)))
    size = b"".join(side.to_bytes(4, "little") for side in grey.size)
    return size + grey.tobytes()


def of_grade(blur: float, contrast: float, count: int, dice: random.Random) -> Iterator[bytes]:
    """Draw photographs of one blur and one contrast, turned and tilted anyhow, folded once."""
    for _ in range(count):
        grade = Grade(dice.uniform(0, 360), dice.uniform(0, 30), blur, contrast)
        yield photographed(FULL, grade, dice)


def table(read: Reader, count: int, seed: int = 6) -> Iterator[str]:
    """Print the share that is read, a line for each blur."""
    yield "blur ↓ contrast →  " + "".join(f"{contrast:>8.0%}" for contrast in CONTRASTS)
    dice = random.Random(seed)
    for blur in BLURS:
        line = [list(read(of_grade(blur, contrast, count, dice))) for contrast in CONTRASTS]
        yield f"{blur:<19}" + "".join(f"{share(cell):>8.0%}" for cell in line)


def share(found: Sequence[Texts]) -> float:
    """Return how many were read, of all; a text that is not the certificate's is a fault."""
    wrong = [texts for texts in found if texts not in ((), (FULL,))]
    assert not wrong, wrong
    return sum(texts == (FULL,) for texts in found) / len(found)


if __name__ == "__main__":
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for name, reader in (("library", by_library), ("page", by_page)):
        sys.stdout.write(f"\n{name}, {how_many} photographs a cell\n")
        for row in table(reader, how_many):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
