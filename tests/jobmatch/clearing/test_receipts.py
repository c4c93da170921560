import json
from dataclasses import replace

import numpy as np
import pytest

from jobmatch import BadValue
from jobmatch.clearing.fairness import Fair
from jobmatch.clearing.hashing import digest
from jobmatch.clearing.night import solve
from jobmatch.clearing.receipts import (
    BadReceipt,
    OtherInputs,
    commitment,
    read,
    replay,
    reveals,
    write,
)
from jobmatch.clearing.rounds import Plan
from jobmatch.engine import build
from jobmatch.market.arrays import make

SEED = "drawn on 1 June in Pursat"
MADE = make(150, 30, seed=4)
INDEX = build(MADE.posts)


def a_receipt(tmp_path, **changes):
    night = solve(INDEX, MADE.people, plan=Plan(listed=3, found=3, rounds=4), seed=SEED)
    write(tmp_path / "run", night, INDEX, MADE.people, **changes)
    return tmp_path / "run"


@pytest.mark.parametrize("threads", [1, 3])
def test_a_run_is_repeated_to_the_last_byte_on_any_number_of_threads(tmp_path, threads):
    found = replay(a_receipt(tmp_path), INDEX, MADE.people, threads=threads)

    assert found.same and found.same_library


def test_a_run_with_bonuses_is_repeated_with_them(tmp_path):
    bonus = np.where(np.arange(150) % 3 == 0, 0.2, 0.0)
    night = solve(INDEX, MADE.people, plan=Plan(rounds=3), seed=SEED, fair=Fair(bonus=bonus))
    write(tmp_path / "run", night, INDEX, MADE.people, bonus=bonus)

    assert replay(tmp_path / "run", INDEX, MADE.people).same


def test_a_run_that_found_its_own_bonuses_is_repeated_with_them(tmp_path):
    groups = np.where(np.arange(150) % 2 == 0, "even", "odd")
    night = solve(INDEX, MADE.people, plan=Plan(rounds=3), seed=SEED, fair=Fair(groups=groups))
    write(tmp_path / "run", night, INDEX, MADE.people)

    assert replay(tmp_path / "run", INDEX, MADE.people, threads=2).same


def test_what_was_written_is_what_is_read(tmp_path):
    receipt = read(a_receipt(tmp_path))

    assert receipt.night.certificate.as_row() == receipt.said["certificate"]
    assert receipt.night.matched == receipt.said["matched"] > 0


def test_a_receipt_of_another_market_is_not_repeated_with_this_one(tmp_path):
    path = a_receipt(tmp_path)
    moved = replace(MADE.people, radius=MADE.people.radius + 1)
    fewer = replace(MADE.posts, places=np.maximum(1, MADE.posts.places - 1).astype(np.int32))

    with pytest.raises(OtherInputs, match="people"):
        replay(path, INDEX, moved)
    with pytest.raises(OtherInputs, match="posts"):
        replay(path, build(fewer), MADE.people)


def test_a_result_that_the_inputs_do_not_give_is_found(tmp_path):
    path = a_receipt(tmp_path)
    said = json.loads((path / "receipt.json").read_text())
    post = np.load(path / "post.npy")
    post[np.argmax(post >= 0)] = -1
    np.save(path / "post.npy", post)
    said["arrays"]["post"] = digest(post)
    said.pop("digest")
    said["digest"] = digest(said)
    (path / "receipt.json").write_text(json.dumps(said))

    assert replay(path, INDEX, MADE.people).differs == ("post",)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def alter(path):
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(bytes(data))


def remove(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [cut, alter, remove, empty])
@pytest.mark.parametrize("name", ["receipt.json", "post.npy", "price.npy", "bonus.npy"])
def test_a_receipt_that_was_harmed_is_refused_by_its_file(tmp_path, harm, name):
    path = a_receipt(tmp_path, bonus=np.zeros(150))
    harm(path / name)

    with pytest.raises(BadReceipt, match=name):
        read(path)


@pytest.mark.parametrize("text", ["[]", "{}", '{"format": "other/1"}', "null", "\x00", "[" * 9999])
def test_a_file_of_something_else_is_refused(tmp_path, text):
    (tmp_path / "receipt.json").write_text(text)

    with pytest.raises(BadReceipt, match=r"receipt\.json"):
        read(tmp_path)


def test_a_receipt_is_never_written_over_another(tmp_path):
    path = a_receipt(tmp_path)
    night = read(path).night

    with pytest.raises(BadReceipt, match="cannot be made"):
        write(path, night, INDEX, MADE.people)


def test_the_seed_can_be_bound_before_and_revealed_after(tmp_path):
    published = commitment(SEED)
    path = a_receipt(tmp_path, hide_seed=True)

    assert SEED not in (path / "receipt.json").read_text()
    assert read(path).said["commitment"] == published
    assert reveals(published, SEED) and not reveals(published, SEED + "!")
    assert replay(path, INDEX, MADE.people, seed=SEED).same
    with pytest.raises(OtherInputs, match="must be revealed"):
        replay(path, INDEX, MADE.people)
    with pytest.raises(OtherInputs, match="not the one that was bound"):
        replay(path, INDEX, MADE.people, seed="another seed, long enough")


def test_a_seed_that_could_be_guessed_is_not_bound():
    with pytest.raises(BadValue, match="seed: length must be 16"):
        commitment("1 June")


def test_a_receipt_names_nobody(tmp_path):
    path = a_receipt(tmp_path)

    assert {file.name for file in path.iterdir()} == {
        "receipt.json",
        "post.npy",
        "score.npy",
        "price.npy",
        "bonus.npy",
    }
    assert "ids" not in (path / "receipt.json").read_text()


def test_a_digest_tells_values_apart_and_knows_equal_ones():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    assert digest(np.array([1, 2])) != digest(np.array([1.0, 2.0]))
    assert digest(np.array([[1, 2]])) != digest(np.array([[1], [2]]))
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(np.array(["a", "b"])) == digest(np.array(["a", "b"], object))
    assert digest(np.arange(4)[::2]) == digest(np.array([0, 2]))
    with pytest.raises(TypeError):
        digest(object())
