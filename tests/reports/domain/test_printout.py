"""Printouts: files go when their time is over, a cancellation leaves none, nobody fetches another's."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from association.models import RoleGrant
from office.actor import Actor
from office.domain.job import JobCanceled, claim
from office.models import Job, User
from reports.domain import award_notice, certificate, label, paper, result_paper
from reports.domain.printout import Printout
from reports.pdf.supervisor import RenderCancelled
from reports.tasks import forget_printouts
from tests.actors import client_of, make_actor

pytestmark = pytest.mark.django_db

PRINTOUTS = [label.PRINTOUT, paper.PRINTOUT, award_notice.PRINTOUT, result_paper.PRINTOUT]
ADDRESSES = ["label_file", "paper_file", "award_notice_file", "result_paper_file"]


@pytest.fixture(autouse=True)
def files_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def write_file(printout: Printout, **values: Any) -> Job:
    """Return a job whose file lies there."""
    job = Job.objects.create(kind=printout.kind, title="材料", **values)
    printout.file_of(job).parent.mkdir(exist_ok=True)
    printout.file_of(job).write_bytes(b"%PDF")
    return job


@pytest.mark.parametrize("printout", PRINTOUTS, ids=lambda item: item.folder)
def test_files_go_when_their_time_is_over(printout: Printout) -> None:
    old, new = write_file(printout), write_file(printout)
    os.utime(printout.file_of(old), (0, 0))
    printout.forget_old_files()
    assert (printout.file_of(old).exists(), printout.file_of(new).exists()) == (False, True)


@pytest.mark.parametrize(("printout", "address"), list(zip(PRINTOUTS, ADDRESSES, strict=True)), ids=ADDRESSES)
def test_only_who_asked_fetches_and_while_it_is_kept(printout: Printout, address: str, staff: Actor) -> None:
    job = write_file(printout, requested_by_id=staff.user_id, arguments={"paper": "fees"})
    url = reverse(f"reports:{address}", args=[job.pk])
    assert client_of(staff).get(url).getvalue() == b"%PDF"
    assert client_of(make_actor("secretariat")).get(url).status_code == 404
    os.utime(printout.file_of(job), (0, 0))
    assert client_of(staff).get(url).status_code == 404, "its time is over, although nobody has printed since"
    printout.file_of(job).unlink()
    assert client_of(staff).get(url).status_code == 404


def test_what_nobody_prints_after_goes_too() -> None:
    """Names of persons do not lie on the disk until somebody happens to print again."""
    files = [printout.file_of(write_file(printout)) for printout in PRINTOUTS]
    certificates = certificate.folder_of(Job.objects.create(kind=certificate.JOB_KIND))
    certificates.mkdir(parents=True)
    files.append(certificates / certificate.WHOLE)
    files[-1].write_bytes(b"%PDF")
    assert forget_printouts() == 0
    for path in (*files, certificates):
        os.utime(path, (0, 0))
    assert forget_printouts() == len(files)
    assert not any(path.exists() for path in files)


def test_certificates_are_fetched_within_their_time(staff: Actor) -> None:
    job = Job.objects.create(kind=certificate.JOB_KIND, title="证书", requested_by_id=staff.user_id)
    folder = certificate.folder_of(job)
    folder.mkdir(parents=True)
    (folder / certificate.WHOLE).write_bytes(b"%PDF")
    url = reverse("reports:certificate_file", args=[job.pk, certificate.WHOLE])
    assert client_of(staff).get(url).getvalue() == b"%PDF"
    os.utime(folder / certificate.WHOLE, (0, 0))
    assert client_of(staff).get(url).status_code == 404


@pytest.mark.parametrize("kind", ["fees", "letter"])
def test_who_lost_the_right_fetches_no_paper_any_more(kind: str, staff: Actor) -> None:
    job = write_file(paper.PRINTOUT, requested_by_id=staff.user_id, arguments={"paper": kind, "key": 1})
    url = reverse("reports:paper_file", args=[job.pk])
    assert client_of(staff).get(url).getvalue() == b"%PDF"
    RoleGrant.objects.filter(user_id=staff.user_id).delete()
    teacher = make_actor("school_teacher", user=User.objects.get(pk=staff.user_id))
    assert client_of(teacher).get(url).status_code == 403


def test_a_canceled_print_says_so_and_leaves_no_file(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel(*args: object, **kwargs: object) -> None:
        raise RenderCancelled

    monkeypatch.setattr("reports.domain.printout.render_in_child", cancel)
    run = claim(Job.objects.create(kind=paper.PRINTOUT.kind, title="材料", requested_by_id=staff.user_id).pk)
    assert run is not None
    with pytest.raises(JobCanceled):
        paper.PRINTOUT.write(run, {})
    assert not paper.PRINTOUT.file_of(run.job).exists()
