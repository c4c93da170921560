"""Which addresses are open to anybody, which to every centre, and which are tried elsewhere."""

# Open to anybody; whoever adds one here says why in the review.
PUBLIC = {
    "portal:home",
    "portal:help",
    "portal:privacy",
    "portal:about",
    "portal:elsewhere",
    # Courses on offer and how seats were given: lot numbers, nobody's name.
    "portal:courses",
    "portal:course",
    "portal:course_selection",
    # Complaints about us come from anybody, without a name.
    "portal:complain",
    "portal:complain_status",
    "portal:answer",
    "portal:referral",
    "portal:referral_paper",
    # What she shows of her work, and the page by which she ends it.
    "portal:passport",
    "portal:own_passport",
    # A certificate is checked by whoever is shown one; the list holds nobody's name.
    "verify",
    "verify_worker",
    "verify_manifest",
    "verify_list",
    # Whether a certificate is genuine: anybody asks, and learns what its own code says, no more.
    "portal:check",
    "portal:status_credential",
    "api:certificate-check",
    # Other registries: known by the signature of each message, never by a session.
    "spdci:search",
    "spdci:sync-search",
    "spdci:on-search",
    "spdci:subscribe",
    "spdci:on-subscribe",
    "spdci:unsubscribe",
    "spdci:on-unsubscribe",
    "spdci:notify",
    "spdci:status",
    "spdci:sync-status",
    "spdci:txn-on-status",
    "spdci:on-status",
    # The last word of a telephone whose user was shut out: its own key speaks, or nothing is said.
    "api:sync-last",
    "api:last-part",
    "set_language",
    "account_login",
    "mfa_authenticate",
}

# Of these, what opens by a link alone; tests/portal knows the links.
BEHIND_A_LINK = {
    "portal:answer",
    "portal:referral",
    "portal:referral_paper",
    "portal:passport",
    "portal:own_passport",
}

# What npm builds; tests/field builds it first.
BUILT_APART = {"verify", "verify_worker"}

# Of these, what needs a record or a sign-in begun; tests/desk/courses opens a course's.
OF_A_RECORD = {
    "portal:status_credential",
    "mfa_authenticate",
    "api:last-part",
    "portal:course",
    "portal:course_selection",
}

# Records that every centre may see; what it may not do there its own tests say.
SHARED = {
    "desk:course",
    "desk:vacancy",
    "desk:vacancy_move",
    "desk:vacancy_people",
    "desk:link_new",
    "desk:employer",
    "desk:match",
    "desk:match_no",
    "desk:match_wrong",
    "desk:questionnaire",
    "desk:questionnaire_use",
    "desk:questionnaire_file",
    "desk:questionnaire_workbook",
    "desk:service",
    "desk:service_edit",
    "desk:service_check",
    "desk:service_given",
    "api:hsds-service",
    "desk:registry",
    "desk:registry_key_end",
    # Standards are the country's.
    "desk:standard",
    "desk:standard_edit",
    "desk:standard_unit_new",
    "desk:standard_verify",
    "desk:standard_unverify",
    "desk:standard_version",
    "desk:standard_unit",
    "desk:standard_unit_end",
    "desk:standard_task_new",
    "desk:standard_task",
    "desk:certificate_key_replace",
    "desk:certificate_key_end",
}
# Records of one browser or of a special relation, tested beside their pages.
ELSEWHERE = {
    "v1:project": "the one project is every reader's (tests/api)",
    "v1:forms": "the one project is every reader's (tests/api)",
    "desk:register_step": "a draft lives in the session that began it",
    "desk:register_keep": "a draft lives in the session that began it",
    "desk:register_same": "a draft lives in the session that began it",
    "desk:register_discard": "a draft lives in the session that began it",
    "openrosa:submission-of-centre": "another centre's supervisor finds it set aside (tests/api)",
    "openrosa:media": "a file of its own name (tests/api)",
    "api:form-media": "a file of its own name (tests/api)",
    "api:part": "a device of one user (tests/api)",
    "desk:answers": "a list; whoever may read her own alone sees those (tests/desk/questionnaires)",
    "desk:telephone_lost": "a telephone of one user",
    "desk:telephone_key_end": "a telephone of one user",
    "desk:grievance": "what it is about decides (tests/casework/test_grievances)",
    "desk:carried_file": "whoever brought it in sees it (tests/desk/questionnaires)",
    "desk:carried_receipts": "whoever brought it in sees them (tests/desk/questionnaires)",
    # an assessor's are those booked with her, not with the person (tests/desk/recognition).
    **dict.fromkeys(
        (
            "desk:evidence",
            "desk:recognition",
            "desk:recognition_proof",
            "desk:recognition_results",
            "desk:recognition_agree",
        ),
        "booked with an assessor or not decides (tests/desk/recognition)",
    ),
}
