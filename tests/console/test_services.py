"""`spean load-services FILE` and `spean export-services FOLDER`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.directory.models import ServiceOffer
from spean.directory.rules.offer_table import COLUMNS
from tests.factories.directory import ServiceTypeFactory
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    ServiceTypeFactory(code="SKL4")
    AreaFactory(code="150101")

    def write(**given):
        cells = {"organisation_km": "អង្គការកខ", "service_code": "SKL4", "area_code": "150101"}
        row = {**dict.fromkeys(COLUMNS, ""), **cells, **given}
        file = tmp_path / "services.csv"
        lines = [",".join(COLUMNS), ",".join(row[name] for name in COLUMNS)]
        file.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
        return file

    return write


def run(name, *args):
    out, err = StringIO(), StringIO()
    call_command(name, *map(str, args), stdout=out, stderr=err)
    return out.getvalue()


def test_a_table_is_loaded_and_goes_out_as_hsds(table, tmp_path):
    assert "1" in run("load_services", table(name_km="រៀនដេរ"))
    run("export_services", tmp_path / "out")

    page = json.loads((tmp_path / "out" / "services.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in page["contents"]] == ["រៀនដេរ"]
    assert (tmp_path / "out" / "taxonomy_terms.json").exists()


def test_a_wrong_cell_is_named_and_nothing_is_loaded(table):
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("load_services", str(table(cost_khr="ten")), stderr=err)

    assert refusal.value.returncode == 2
    assert "2 · cost_khr" in err.getvalue()
    assert not ServiceOffer.objects.exists()


@pytest.mark.parametrize("content", [b"", b"name\nx", b"\xff\xfe\x00"])
def test_another_file_is_refused_in_words(tmp_path, content):
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    if content:
        with pytest.raises(CommandError):
            run("load_services", file)
    else:
        assert "0" in run("load_services", file)
