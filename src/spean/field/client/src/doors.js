// The pages of somebody whose key is not in memory: who is it, the code, a new code.
import { button, field, h, icon, named, note, plainDigits, show } from "./dom.js";
import { afterWrongCode, faultOfCode, newProfile, rewrapped, unlock, waitLeft } from "./vault.js";
import { language, t } from "./words.js";

const SIGN_IN = "/field/in/";
const ASK_AGAIN = 3_000;
// Not type=password: no browser shall offer to keep the code for her.
const CODE = { type: "text", inputmode: "numeric", class: "in secret", spellcheck: "false", maxlength: "32" };

const small = (app, ...children) => {
  const other = language() === "km" ? "en" : "km";
  const change = app && h("p.gap", {}, h("button.plain.small", { type: "button", lang: other, click: () => app.speak(other) }, icon("translate"), t("language")));
  return h("div.sign", {}, h("div.in1", {}, ...children, change));
};
const link = (tag, href, drawing, words) => h(`a.btn${tag}`, { href }, drawing && icon(drawing), words);

export const refused = (key) => small(null, h("h1", {}, t("welcome")), note(t(key), { care: true }));

/** What stands at the locked door: one name, several, or none yet. */
export const doors = (app) => {
  const known = app.profiles ?? [];
  const chosen = known.find((one) => one.device === app.chosen) ?? (known.length === 1 ? known[0] : null);
  if (app.door === "new" || !known.length) return welcome(app);
  if (!chosen) return whoIsIt(app, known);
  if (app.door === "forgotten") return forgotten(app, chosen);
  return codeDoor(app, chosen);
};

const notices = (app) => (["wiped", "left", "forgotten"].includes(app.notice) ? note(t(app.notice)) : null);

const open = (app, door, device = "") => {
  Object.assign(app, { door, chosen: device });
  app.draw();
};

const unsentOf = (app, profile) => {
  const count = app.waiting?.get(profile.user) ?? 0;
  return count ? h("span.state", {}, icon("clock"), t("unsent", { n: count })) : null;
};

const whoIsIt = (app, known) =>
  small(
    app,
    notices(app),
    h("h1", {}, t("who")),
    h("div.list.gap", {}, known.map((profile) =>
      h("button.n.person-door", { type: "button", click: () => open(app, "", profile.device) },
        icon("person"), h("span", {}, named(profile.name)), unsentOf(app, profile)))),
    h("p.gap", {}, button(".quiet", "person-plus", t("somebody_else"), () => open(app, "new"))),
  );

const codeDoor = (app, profile) => {
  const place = h("div", {});
  const again = (message = "") => {
    show(place, codeForm(app, profile, message, again));
  };
  again();
  return small(app, notices(app), place);
};

const codeForm = (app, profile, message, again) => {
  const submit = async (event) => {
    event.preventDefault();
    const input = event.target.querySelector("input");
    const code = plainDigits(input.value.trim());
    const fresh = await app.store.get("profiles", profile.device);
    const left = waitLeft(fresh, Date.now());
    if (left) return again(t("code_wait", { n: Math.ceil(left / 1000) }));
    const press = event.target.querySelector("button");
    press.textContent = t("working");
    const vault = await unlock(fresh, code);
    if (!vault) {
      const now = await app.store.changeProfile(profile.device, (one) => afterWrongCode(one, Date.now()));
      const wait = waitLeft(now, Date.now());
      return again(wait ? t("code_wait", { n: Math.ceil(wait / 1000) }) : t("code_wrong"));
    }
    await app.store.changeProfile(profile.device, () => ({ wrong: 0, wait_until: 0 }));
    Object.assign(app, { door: "", chosen: "" });
    return app.enter(fresh, vault);
  };
  return [
    h("h1", {}, t("locked_title")),
    h("p.dim", {}, t("locked_text"), " ", unsentOf(app, profile)),
    h("form.gap", { submit, autocomplete: "off", novalidate: true },
      field("code", t("code_of", { name: profile.name }), { ...CODE, autofocus: true }, { message }),
      h("button.btn.main.wide", {}, icon("unlock"), t("unlock"))),
    h("p.acts.gap2", {},
      button(".quiet", "", t("somebody_else"), () => open(app, app.profiles.length > 1 ? "" : "new", "none")),
      button(".quiet", "", t("code_forgotten"), () => open(app, "forgotten", profile.device))),
  ];
};

const forgotten = (app, profile) => {
  const place = h("div", {});
  const begin = async () => {
    place.replaceChildren(note(t("working")));
    const start = await startOrNull(app);
    if (!start || start.user.id !== profile.user) {
      place.replaceChildren(start ? note(t("other_signed_in", { name: start.user.name }), { care: true }) : signInNote(app));
      return;
    }
    // What is finished can be sent without the code; the rest was locked by it, and is gone.
    await app.store.forget(profile.device);
    await app.count();
    open(app, "new");
  };
  app.store.drafts(profile.device).then((rows) => {
    place.replaceChildren(
      h("p", {}, t("forgotten_text", { n: rows.length })),
      h("div.acts.gap", {}, button("", "", t("back"), () => open(app, "", profile.device)),
        button("", "", t("forgotten_yes"), begin)));
  });
  return small(app, h("h1", {}, t("forgotten_title")), place);
};

const startOrNull = async (app) => {
  app.startFault = "";
  try {
    return await app.server.start();
  } catch (fault) {
    app.startFault = fault.kind ?? "later";
    return null;
  }
};

const signInNote = (app) =>
  app.startFault === "signed-out"
    ? note(t("sign_in_first"), { actions: [link(".main", SIGN_IN, "key", t("sign_in"))] })
    : note(navigator.onLine ? t("not_reached") : t("forgotten_offline"), { care: true });

/** The first visit: signed in at the desk, a code is chosen here. */
const welcome = (app) => {
  const place = h("div.gap", {}, h("p.dim", { role: "status" }, t("working")));
  const back = (app.profiles ?? []).length ? button(".quiet", "arrow-left", t("back"), () => open(app, "", "")) : null;
  const ask = async () => {
    const start = await startOrNull(app);
    const known = start && app.profiles.find((one) => one.user === start.user.id);
    if (known) return open(app, "", known.device);
    if (start) return show(place, newCode(app, start, place));
    place.replaceChildren(signInNote(app));
    // A connection that has just come back may still stumble.
    if (app.startFault !== "signed-out") setTimeout(() => place.isConnected && ask(), ASK_AGAIN);
    return undefined;
  };
  ask();
  return small(app, notices(app), h("h1", {}, t("welcome")), h("p", {}, t("welcome_text")), place, back);
};

const codeFields = (message) => [
  field("code-new", t("code_new"), CODE, { message }),
  field("code-twice", t("code_twice"), CODE),
];

/** The code that was written twice, or what is wrong with it. */
const codeWritten = (form) => {
  const [code, twice] = ["code-new", "code-twice"].map((id) => plainDigits(form.querySelector(`#${id}`).value.trim()));
  return { code, fault: faultOfCode(code) || (code === twice ? "" : "code_differs") };
};

const newCode = (app, start, place, message = "") => {
  const submit = async (event) => {
    event.preventDefault();
    const { code, fault } = codeWritten(event.target);
    if (fault) return show(place, newCode(app, start, place, t(fault)));
    event.target.querySelector("button").textContent = t("working");
    const { profile, vault } = await newProfile({ user: start.user.id, name: start.user.name, code });
    await app.store.put("profiles", { ...profile, server_key: start.key });
    await app.sender.makeKnown(profile);
    Object.assign(app, { door: "", chosen: "" });
    await app.count();
    return app.enter(profile, vault);
  };
  return [
    h("p", {}, icon("person"), " ", named(start.user.name)),
    h("h2.gap2", {}, t("code_title")),
    h("p.dim", {}, t("code_text")),
    h("form.gap", { submit, autocomplete: "off", novalidate: true }, codeFields(message),
      h("button.btn.main.wide", {}, t("begin"))),
  ];
};

/** Another code for the same key; asked for under "More". */
export const changeCode = (app) => {
  const place = h("div", {});
  const again = (message = "", oldMessage = "") => {
    const submit = async (event) => {
      event.preventDefault();
      const { code, fault } = codeWritten(event.target);
      if (fault) return again(t(fault));
      const old = plainDigits(event.target.querySelector("#code-old").value.trim());
      const profile = await app.store.get("profiles", app.vault.device);
      const left = waitLeft(profile, Date.now());
      if (left) return again("", t("code_wait", { n: Math.ceil(left / 1000) }));
      const wrapped = await rewrapped(profile, old, code);
      await app.store.changeProfile(profile.device, (one) =>
        (wrapped ? { ...wrapped, wrong: 0, wait_until: 0 } : afterWrongCode(one, Date.now())));
      if (!wrapped) return again("", t("code_wrong"));
      app.notice = "code_changed";
      return app.go("#/more");
    };
    show(place, h("form", { submit, autocomplete: "off", novalidate: true },
      field("code-old", t("code_old"), { ...CODE, autofocus: true }, { message: oldMessage }), codeFields(message),
      h("button.btn.main", {}, t("code_change"))));
  };
  again();
  return [h("h1", {}, t("code_change")), place];
};
