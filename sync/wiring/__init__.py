"""Wiring: the only place that builds real adapters."""

from sync.wiring.opening import open_office, open_preview, open_record
from sync.wiring.setting_up import (
    create_office,
    must_be_new,
    set_up_office,
    sign_in_person,
)
from sync.wiring.working import flush_mail, health_of, status_at, worker_of
