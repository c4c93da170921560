// The pages of somebody who is here, and the frame around every page: who, the unsent counter, the
// way round. The counter stands on each of them, locked ones too.
import { fileName, handOver, outboxFile, receiptsOf } from "./carry.js";
import { changeCode } from "./doors.js";
import { button, h, icon, momentText, named, note } from "./dom.js";
import { find } from "./search.js";
import { DRAFT_HOURS, MOST_DRAFTS } from "./store.js";
import { isFull } from "./form.js";
import { language, t } from "./words.js";

const SIGN_IN = "/field/in/";
const PLACES = [["", "house", "home"], ["people", "people", "people"], ["outbox", "send", "outbox"], ["more", "three-dots", "more"]];
const SHOWN_ON_HOME = 4;

// --- the frame ----------------------------------------------------------------------------------

/** Draw what surrounds the page and return the place for it; `page` null: only what counts. */
export const frame = (app, page) => {
  const key = `${language()} ${app.vault ? app.profile.device : "locked"} ${page}`;
  if (page !== null && app.framed !== key) {
    app.framed = key;
    app.place.replaceChildren(...(app.vault ? openFrame(app, page) : lockedFrame(app)));
  }
  if (!app.framed) return null;
  const total = app.vault || app.profile ? app.records.length : 0;
  for (const place of app.place.querySelectorAll(".count")) place.replaceChildren(...counter(total));
  const bar = app.place.querySelector(".offline");
  if (bar) {
    bar.hidden = navigator.onLine;
    bar.querySelector("span").replaceChildren(t("offline"), h("br"), t("go_on_working"));
  }
  app.place.querySelector(".top .sync").hidden = !navigator.onLine;
  app.place.querySelector("#notices").replaceChildren(...bannersOf(app));
  return app.place.querySelector("main");
};

const counter = (total) => [icon(total ? "clock" : "check-circle"), total ? t("unsent", { n: total }) : t("all_sent")];

const bridge = () => document.getElementById("bridge").content.firstElementChild.cloneNode(true);

const top = (app, who) => [
  h("header.top", {},
    h("a.brand", { href: "#/", "aria-label": t("home") }, bridge()),
    h("span.where", {}, who),
    h("a.sync.count", { href: "#/outbox" }),
    app.vault && h("button.icon", { type: "button", "aria-label": t("lock"), click: () => app.lock() }, icon("lock"))),
  h("div.offline", { role: "status" }, icon("wifi-off"), h("span", {}), h("b", {}, h("a.count", { href: "#/outbox" }))),
  h("div", { id: "notices" }),
];

const lockedFrame = (app) => [...top(app, ""), h("main", { id: "content", tabindex: "-1" })];

const openFrame = (app, page) => {
  const centre = app.start?.centres?.[0];
  const who = [centre && (centre[`name_${language()}`] || centre.name_km), app.profile.name].filter(Boolean).join(" · ");
  const places = (tag) => PLACES.map(([place, drawing, word]) =>
    h(`a${tag}${place === page ? ".on" : ""}`, { href: `#/${place}`, "aria-current": place === page ? "page" : null }, icon(drawing), t(word)));
  const other = language() === "km" ? "en" : "km";
  return [
    h("div.frame", {},
      h("nav.rail", { "aria-label": t("menu") },
        h("a.brand", { href: "#/" }, bridge(), t("name")), h("p.cen", {}, named(app.profile.name)),
        places(".n"), h("span.sp"),
        h("button.n", { type: "button", lang: other, click: () => app.speak(other) }, icon("translate"), t("language")),
        h("button.n", { type: "button", click: () => app.lock() }, icon("lock"), t("lock"))),
      h("div", {}, top(app, named(who)), h("main.wrap", { id: "content", tabindex: "-1" }))),
    page === "form" ? "" : h("nav.tabs", { "aria-label": t("menu") }, places("")),
  ];
};

const bannersOf = (app) => {
  const said = [];
  const signIn = h("a.btn.small", { href: SIGN_IN }, icon("key"), t("sign_in"));
  if (app.newVersion && app.vault && !app.form) {
    said.push(note(t("new_version"), { actions: [button(".small", "arrow-repeat", t("use_new_version"), app.newVersion)] }));
  }
  if (!app.vault) return said;
  if (app.sender.session === "lost" && navigator.onLine) said.push(note(t("sign_in_to_send"), { care: true, actions: [signIn] }));
  else if (app.isSignedInElsewise) said.push(note(t("other_signed_in", { name: app.sender.user.name }), { care: true }));
  if (app.hasLittleRoom) said.push(note(t("little_room", { n: Math.round(app.room / 1e6) }), { care: true }));
  return said;
};

// --- parts --------------------------------------------------------------------------------------

const titleOf = (form) => form[`title_${language()}`] || form.title_km || form.title_en || form.form_id;

const empty = (sentence, hint = "") => h("div.card.empty", {}, bridge(), h("h2", {}, sentence), hint && h("p.dim", {}, hint));

const door = (href, drawing, words, more = "") =>
  h("a.door", { href }, h("span.pic", {}, icon(drawing)), h("span", {}, h("b", {}, words), more && h("small.dim", {}, more)), icon("chevron-right"));

const formDoors = (app, about = "") => {
  const forms = app.start?.forms ?? [];
  if (!forms.length) return empty(t("no_forms"), t("no_forms_hint"));
  return h("div.list", {}, forms.map((form) =>
    door(`#/form/${encodeURIComponent(form.form_id)}${about}`, "journal-text", named(titleOf(form)))));
};

/** A record's state: word and drawing, never a colour alone. */
const stateOf = (app, row) => {
  if (app.sending.has(`${row.device} ${row.seq}`)) return h("span.state.run", {}, icon("arrow-repeat"), t("on_the_way"));
  const [drawing, word] = { waiting: ["clock", "waiting"], parts: ["clock", "files_left"], stopped: ["info-circle", "stopped"] }[row.state];
  return h("span.state", {}, icon(drawing), t(word));
};

/** The words of a locked row come a moment later: only this user's key opens them. */
const opened = (app, locked, context, say) => {
  const place = h("span", {}, "…");
  if (!locked || !app.vault) place.textContent = "";
  else {
    app.vault.open(locked, context).then(
      (value) => place.replaceChildren(say(value) || ""),
      () => place.replaceChildren(""),
    );
  }
  return place;
};

const recordRow = (app, row, state, more = null) =>
  h("li.row.slim", { "data-seq": row.seq },
    h("span.who", {}, h("b", {}, opened(app, row.form, `form\n${row.id}`, (form) => named(titleOf(form))))),
    h("span.do.dim.small", {}, opened(app, row.summary, `summary\n${row.id}`, ({ name }) => name && h("span", {}, named(name), " · ")), momentText(row.captured_at)),
    h("span.act", {}, state), more);

const newestFirst = (rows) => [...rows].sort((one, other) => (one.captured_at < other.captured_at ? 1 : -1));

const waitingRows = (app, most = Infinity) => newestFirst(app.records).slice(0, most).map((row) => {
  const isStopped = row.state === "stopped";
  return recordRow(app, row, stateOf(app, row), isStopped &&
    h("div.why-not", {}, h("p", {}, row.title ? named(row.title) : t("refused_unknown")),
      button(".small", "arrow-repeat", t("try_again"), () => app.sender.retry(row.device, row.seq))));
});

const doneRows = (app, most = Infinity) => newestFirst(app.done).slice(0, most).map((row) =>
  recordRow(app, row, h("span.state.ok", {}, icon("check-circle-fill"), t("received"))));

const draftRows = (app) => app.drafts.map((draft) =>
  h("li.row.slim", {},
    h("span.who", {}, h("a", { href: `#/draft/${draft.id}` }, named(titleOf(draft.form)))),
    h("span.do.dim.small", {}, [draft.name || draft.person?.name_km, momentText(new Date(draft.updated_at).toISOString())].filter(Boolean).join(" · ")),
    h("span.act", {}, h("a.btn.small", { href: `#/draft/${draft.id}` }, icon("pencil-square"), t("draft_go_on")),
      h("a.icon", { href: `#/delete/${draft.id}`, "aria-label": t("draft_delete") }, icon("trash")))));

// --- the pages ----------------------------------------------------------------------------------

const home = (app) => {
  const rest = SHOWN_ON_HOME - Math.min(app.records.length, SHOWN_ON_HOME);
  const rows = [...waitingRows(app, SHOWN_ON_HOME), ...doneRows(app, rest)];
  return [
    h("h1", {}, ...t("hello", { name: "\n" }).split("\n").flatMap((part, at) => (at ? [named(app.profile.name), part] : [part]))),
    h("section.sec", {}, h("h2", {}, t("fill")), formDoors(app)),
    app.drafts.length > 0 && h("section.sec", {}, h("h2", {}, t("drafts")),
      h("p.dim.small", {}, t("drafts_hint", { hours: DRAFT_HOURS, most: MOST_DRAFTS })), h("ul.list.gap2", {}, draftRows(app))),
    rows.length > 0 && h("section.sec", {}, h("h2", {}, t("on_this_device")),
      h("p.dim.small", {}, t("locked_hint")), h("ul.list.gap2", {}, rows),
      h("p.gap2", {}, h("a", { href: "#/outbox" }, t("see_all")))),
  ].filter(Boolean);
};

const outbox = (app) => {
  const { notice, refusal } = app;
  const lost = [...app.sender.boxes.values()].flatMap((box) => box.lost);
  const carry = async () => {
    const moment = new Date();
    const names = [];
    for (const profile of await app.store.all("profiles")) {
      if (profile.user !== app.profile.user) continue;
      if (!(await app.store.all("records", profile.device)).length) continue;
      const name = fileName(profile.device, moment);
      handOver(await outboxFile(app.store, profile, moment), name);
      names.push(name);
    }
    app.carried = names.join(", ");
    app.draw();
  };
  const receive = async (event) => {
    try {
      const { device, receipts } = receiptsOf(await event.target.files[0].text());
      if (!app.records.some((row) => row.device === device)) throw new SyntaxError("another device");
      app.receiptsRead = t("receipts_read", { n: await app.sender.receive(device, receipts) });
    } catch (fault) {
      if (!(fault instanceof SyntaxError)) throw fault;
      app.receiptsRead = t("receipts_wrong");
    }
    await app.count();
    app.draw();
  };
  const has = app.records.length > 0;
  return [
    h("h1", {}, t("outbox")),
    lost.length > 0 && note(t("numbers_lost", { numbers: lost.join(", ") }), { care: true }),
    app.sender.refusal && note(named(app.sender.refusal), { care: true }),
    has ? h("ul.list.gap3", {}, waitingRows(app)) : empty(t("outbox_empty")),
    has && h("div.acts.gap", {}, button(".main", "send", t("send_now"), () => app.sender.hurry()), h("span.dim.small", {}, t("next_try"))),
    has && h("section.sec.card", {}, h("p", {}, t("carry_hint")),
      h("div.acts.gap2", {}, button("", "download", t("carry"), carry),
        h("label.btn", {}, icon("upload"), t("read_receipts"), h("input.sr", { type: "file", accept: ".spean,application/json", change: receive }))),
      app.carried && note(t("carried", { file: app.carried }))),
    app.receiptsRead && note(app.receiptsRead),
    app.done.length > 0 && h("section.sec", {}, h("h2", {}, t("received_today")), h("ul.list", {}, doneRows(app))),
  ].filter(Boolean);
};

/** What an address speaks of is no longer here: the first page, under its own address. */
const lostWay = (app) => {
  app.home();
  return home(app);
};

const personFacts = (person) => [
  person.client_no,
  person.sex && { f: t("woman"), m: t("man") }[person.sex[0].toLowerCase()],
  person.birth_year && t("born", { year: person.birth_year }),
  person[`commune_${language()}`] || person.commune_km,
].filter(Boolean).map((fact, at) => [at ? " · " : "", named(String(fact))]);

const people = (app) => {
  const list = h("div.list", { id: "found" });
  const answer = (question) => {
    const found = find(app.prepared, question);
    list.replaceChildren(...found.map((person) =>
      h("a.job", { href: `#/person/${person.id}` },
        h("span", {}, h("b", {}, named(person.name_km || person.name_latin)), person.name_km && person.name_latin && h("small", {}, " ", named(person.name_latin)),
          h("small.block", {}, personFacts(person))),
        h("span.go", {}, person.case && [icon("person"), t("your_case")], icon("chevron-right")))));
    if (!found.length) list.replaceChildren(h("p.none", {}, t("no_such_person")));
  };
  if (!app.prepared.length) return [h("h1", {}, t("people")), empty(t("no_people"), t("no_people_hint"))];
  const search = h("input.in", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", "aria-controls": "found", input: (event) => answer(event.target.value) });
  answer("");
  return [
    h("h1", {}, t("people")),
    h("div.f", { role: "search" }, h("label", { for: "search" }, t("search_people")), search),
    list,
    h("p.dim.small.gap2", {}, t("people_here", { n: app.prepared.length, when: momentText(app.people.fetched_at) })),
  ];
};

const person = (app, id) => {
  const one = app.people?.people.find((each) => each.id === id);
  if (!one) return lostWay(app);
  return [
    h("p", {}, h("a", { href: "#/people" }, icon("arrow-left"), " ", t("people"))),
    h("div.person", {}, h("h1", {}, named(one.name_km || one.name_latin)),
      one.name_km && one.name_latin && h("p.dim", {}, named(one.name_latin)), h("p.dim", {}, personFacts(one))),
    h("section.sec", {}, h("h2", {}, t("about_person")), formDoors(app, `/${id}`)),
  ];
};

const form = (app, formId, personId) => {
  const found = app.start?.forms.find((one) => one.form_id === formId);
  if (!found) return lostWay(app);
  if (isFull(app.drafts)) return [note(t("drafts_full", { most: MOST_DRAFTS }), { care: true }), ...home(app)];
  const about = app.people?.people.find((one) => one.id === personId) ?? null;
  queueMicrotask(() => app.openForm({ form: found, person: about }));
  return [];
};

const draft = (app, id) => {
  const found = app.drafts.find((one) => one.id === id);
  if (!found) return lostWay(app);
  queueMicrotask(() => app.openForm({ form: found.form, draft: found }));
  return [];
};

const deleteDraft = (app, id) => {
  const yes = async () => {
    await app.store.delete("drafts", id);
    await app.changed();
    app.go("#/");
  };
  return [h("h1", {}, t("draft_delete_sure")),
    h("div.acts", {}, h("a.btn", { href: "#/" }, t("keep")), button("", "trash", t("draft_delete_yes"), yes))];
};

const done = (app, formId) => [
  h("h1", {}, t("finished")),
  h("div.acts.gap", {}, h("a.btn.main", { href: `#/form/${encodeURIComponent(formId)}` }, icon("plus"), t("finished_more")),
    h("a.btn", { href: "#/" }, icon("house"), t("to_home"))),
  h("ul.list.gap", {}, waitingRows(app, 1)),
];

// --- more ---------------------------------------------------------------------------------------

const more = (app) => {
  const other = language() === "km" ? "en" : "km";
  const refresh = () => app.refresh().then(() => app.draw());
  return [
    h("h1", {}, t("more")),
    app.notice === "code_changed" && note(t("code_changed")),
    h("div.list.gap3", {},
      h("button.n", { type: "button", lang: other, click: () => app.speak(other) }, icon("translate"), t("language")),
      h("button.n", { type: "button", "data-theme-switch": "" }, icon("circle-half"), t("theme")),
      h("button.n", { type: "button", click: refresh }, icon("arrow-repeat"), t("refresh"), app.refreshedAt > 0 &&
        h("small.dim", {}, t("refreshed", { when: momentText(new Date(app.refreshedAt).toISOString()) }))),
      h("a.n", { href: "#/code" }, icon("key"), t("code_change")),
      h("button.n", { type: "button", click: () => app.lock() }, icon("lock"), t("lock")),
      h("a.n", { href: "/desk/" }, icon("briefcase"), t("desk")),
      h("a.n", { href: "#/remove" }, icon("trash"), t("forget_me"))),
    h("section.sec", {}, h("h2", {}, t("about_device")),
      h("dl.card.data", {},
        h("dt", {}, t("device_number")), h("dd.num", { lang: "en" }, app.profile.device.slice(0, 8)),
        h("dt", {}, t("ready_offline")), h("dd", {}, t(app.isReady ? "yes" : "not_yet")),
        h("dt", {}, t("device_known")), h("dd", {}, t(app.profile.registered ? "yes" : "not_yet")),
        h("dt", {}, t("kept_for_good")), h("dd", {}, t(app.isKept ? "yes" : "not_yet")),
        app.room !== null && [h("dt", {}, t("room")), h("dd", {}, t("megabytes", { n: Math.round(app.room / 1e6) }))]),
      h("p.dim.small.gap2", {}, t("player_thanks"), " ", h("span", { lang: "en" }, "ODK Web Forms (Apache 2.0)"))),
  ].filter(Boolean);
};

const remove = (app) => {
  if (app.records.length) return [h("h1", {}, t("forget_me")), note(t("forget_me_unsent", { n: app.records.length }), { care: true }), ...outbox(app).slice(1)];
  const yes = async () => {
    const { device } = app.vault;
    await app.store.forget(device, { everything: true });
    app.forget();
    Object.assign(app, { profile: null, notice: "forgotten", chosen: "", door: "" });
    await app.changed();
    app.go("#/");
    app.draw();
  };
  return [h("h1", {}, t("forget_me")), h("p", {}, t("forget_me_text", { n: app.drafts.length })),
    h("div.acts.gap", {}, h("a.btn", { href: "#/more" }, t("back")), button("", "trash", t("forget_me_yes"), yes))];
};

export const pages = { "": home, people, person, outbox, more, code: changeCode, remove, form, draft, delete: deleteDraft, done };
