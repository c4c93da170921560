"""F5, F3 with F4, and F11: what is asked of somebody who is registered already."""

from tools.forms.parts import about_somebody
from tools.forms.registration import episode
from tools.forms.sheet import Form, said

from spean.casework import choices as c


def screening() -> Form:
    """Return the first questions."""
    form = about_somebody("spean_screening", "សំណួរដំបូង", "First questions")
    with form.group("questions", "សំណួរ", "Questions"):
        for question in c.Question:
            km, en = said(question.label)
            form.choose(c.Answer, f"q_{question.value}", km, en, needed=True)
    with form.group("result", "លទ្ធផល", "Result"):
        form.choose(
            c.Triage, "triage", "បើអ្នកយល់ផ្សេងពីក្បួន សូមជ្រើស", "Choose only if you judge otherwise"
        )
        form.ask("text", "override_reason", "មូលហេតុ", "Reason", relevant="${triage} != ''")
    return form


def migration() -> Form:
    """Return the history of migration."""
    form = about_somebody("spean_migration", "ប្រវត្តិចំណាកស្រុក", "Migration history")
    with form.repeat("returns", "ការវិលត្រឡប់", "Return"):
        episode(form)
    return form


def follow_up() -> Form:
    """Return the follow-up."""
    form = about_somebody("spean_follow_up", "ការតាមដាន", "Follow-up")
    with form.group("contact", "ការទាក់ទង", "Contact"):
        form.yes_no("reached", "តើបានជួបទេ?", "Was she reached?", needed=True)
        form.choose(
            c.NotReached,
            "not_reached_reason",
            "ហេតុអ្វីមិនបានជួប?",
            "Why not?",
            needed=True,
            relevant="${reached} = 'no'",
        )
        form.ask(
            "date",
            "again_on",
            "ព្យាយាមម្តងទៀតនៅថ្ងៃ",
            "Try again on",
            relevant="${reached} = 'no'",
            constraint=". >= today()",
            message=("ត្រូវជាថ្ងៃនេះ ឬក្រោយ។", "Must be today or later."),
        )
        form.choose(
            c.ContactMode,
            "mode",
            "តាមរបៀបណា?",
            "How?",
            needed=True,
            default="phone",
            relevant="${reached} = 'yes'",
            only=("in_person", "phone", "telegram", "home_visit"),
        )
        form.ask(
            "text",
            "finding",
            "តើបានដឹងអ្វី?",
            "What was learnt?",
            relevant="${reached} = 'yes'",
            appearance="multiline",
        )
        form.ask(
            "date",
            "job_ended_on",
            "បើការងារបានចប់៖ ថ្ងៃចុងក្រោយ",
            "If the job has ended: its last day",
            relevant="${reached} = 'yes'",
        )
        form.ask("text", "note", "កំណត់ត្រា", "Note", relevant="${reached} = 'no'")
    return form
