"""The site's side of tests/vectors/outbox.json; the telephone's is tests/field/vectors.test.mjs."""

import json
from pathlib import Path

import pytest

from spean.surveys.rules.sync import (
    DeviceState,
    Operation,
    SyncState,
    merge,
    missing_numbers,
    revoke,
)

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "outbox.json"
SCENARIOS = json.loads(VECTORS.read_text(encoding="utf-8"))["scenarios"]
# What a telephone is told of each outcome (docs/field-protocol.md).
TOLD = {"applied": "kept", "aside": "quarantined", "refused": "refused"}
A_DAY = "2026-03-01T02:00:00.000Z"


class Site:
    """The rules of the site, and the files that have arrived."""

    def __init__(self, telephones, **moved):
        self.telephones, self.moved = telephones, moved
        self.files, self.named = set(), {}
        self.state = SyncState(
            devices={name: DeviceState(one["user"]) for name, one in telephones.items()}
        )
        self.first = self.state

    def take(self, step):
        """Take in what a step brings; return what the site answers, None if nothing came."""
        if "reported_lost" in step:
            self.state = revoke(self.state, step["reported_lost"])
        elif "forgets" in step:
            self.state, self.files, self.named = self.first, set(), {}
        elif "uploads" in step:
            self.files |= set(step.get("arrives", [step["uploads"]]))
        elif "status" not in step:
            brought = step.get("file", step.get("arrives", step.get("sends", [])))
            if brought or "asks" in step:
                return self.answer(step, brought)
        return None

    def answer(self, step, numbers):
        self.files |= set(step.get("with_parts", ()))
        name = step["telephone"]
        records = {one["seq"]: one for one in self.telephones[name]["records"]}
        receipts = [self.receipt(name, records[number]) for number in numbers]
        if "file" in step:
            for one in receipts:
                whole = set(records[one["seq"]].get("parts", ())) <= self.files
                one["parts"] = "kept" if whole else "missing"
        device = self.state.devices[name]
        highest = self.telephones[name].get("highest", max(records))
        named = {part for told in self.named.get(name, {}).values() for part in told}
        return {
            "receipts": receipts,
            "missing_seqs": missing_numbers(device, highest=highest),
            "missing_parts": sorted(named - self.files),
            "revoked": device.is_revoked,
        }

    def receipt(self, name, record):
        said = {"seq": record["seq"]}
        if "unopened" in record:
            # What cannot be opened never comes as far as the rules.
            return {**said, "state": "refused", "code": record["unopened"], "server_seq": 0}
        meant = operation(name, self.telephones[name], {**record, **self.moved})
        self.state, (told,) = merge(self.state, [meant])
        self.named.setdefault(name, {})[record["id"]] = record.get("parts", ())
        return {
            **said,
            "state": TOLD[told.outcome],
            "code": told.reason,
            "server_seq": told.server_seq,
        }


def operation(name, telephone, record):
    return Operation(
        id=record["id"],
        device=name,
        seq=record["seq"],
        author=record.get("author", telephone["user"]),
        captured_at=record.get("captured_at", A_DAY),
        kind="make",
        subject=record["id"],
        changes={"xml": record["says"], "parts": record.get("parts", [])},
    )


def named(scenarios):
    return [pytest.param(one, id=one["name"]) for one in scenarios]


@pytest.mark.parametrize("scenario", named(SCENARIOS))
def test_the_site_says_what_is_written_down(scenario):
    site = Site(scenario["telephones"])

    for number, step in enumerate(scenario["steps"], 1):
        assert site.take(step) == step.get("server"), f"step {number}"


@pytest.mark.parametrize("scenario", named(SCENARIOS))
def test_clocks_decide_nothing(scenario):
    told = []
    for year in (2016, 2036):
        site = Site(scenario["telephones"], captured_at=f"{year}-03-01T02:00:00.000Z")
        told.append([site.take(step) for step in scenario["steps"]])

    assert told[0] == told[1] == [step.get("server") for step in scenario["steps"]]


# What a site forgot with its disk is what its backups are for.
@pytest.mark.parametrize(
    "scenario", named(one for one in SCENARIOS if {"forgets": True} not in one["steps"])
)
def test_what_a_telephone_lets_go_of_is_kept_here(scenario):
    site = Site(scenario["telephones"])
    for step in scenario["steps"]:
        site.take(step)
        if "telephone" in step:
            records = scenario["telephones"][step["telephone"]]["records"]
            gone = [one["id"] for one in records if str(one["seq"]) not in step["remains"]]
            assert set(gone) <= site.state.kept.keys()
