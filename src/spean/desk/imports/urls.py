"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.imports.views import columns, importing, lists, rows, upload

urlpatterns = [
    path("", lists.imports, name="imports"),
    path("new/", upload.new, name="import_new"),
    path("<uuid:batch_id>/", lists.batch, name="import"),
    path("<uuid:batch_id>/progress/", lists.progress, name="import_progress"),
    path("<uuid:batch_id>/read/", upload.read_anew, name="import_read"),
    path("<uuid:batch_id>/columns/", columns.columns, name="import_columns"),
    path("<uuid:batch_id>/consent/", columns.basis, name="import_basis"),
    path("<uuid:batch_id>/alike/", rows.alike, name="import_alike"),
    path("<uuid:batch_id>/start/", importing.start, name="import_start"),
    path("<uuid:batch_id>/stop/", importing.stop, name="import_stop"),
    path("<uuid:batch_id>/go-on/", importing.go_on, name="import_go_on"),
    path("<uuid:batch_id>/undo/", importing.undo, name="import_undo"),
    path("<uuid:batch_id>/repairs.xlsx", importing.repairs, name="import_repairs"),
    path("rows/<uuid:row_id>/", rows.row, name="import_row"),
    path("rows/<uuid:row_id>/leave-out/", rows.leave_out, name="import_row_skip"),
    path("rows/<uuid:row_id>/take-up/", rows.take_up, name="import_row_take_up"),
]
