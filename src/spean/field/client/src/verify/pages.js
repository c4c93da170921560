// The pages: the first one, the camera, the answer.
import { h, icon } from "../elements.js";
import { fingerprint } from "./envelope.js";
import { button, listLine, note } from "./parts.js";
import { kindOf, verdictCard } from "./verdicts.js";
import { t } from "./words.js";

/** The bar above, and room for a page below. */
export const frame = (app) => h("header.top", {},
  h("span.brand", {}, document.getElementById("bridge").content.cloneNode(true), t("name")),
  h("span.where"),
  h("button.plain", { type: "button", lang: app.otherLanguage, click: () => app.speak(app.otherLanguage) }, icon("translate"), t("language")));

const pictureButton = (app) => h("label.btn.wide", {},
  icon("upload"), t("picture"),
  h("input.sr", { type: "file", accept: "image/*", id: "picture", change: (event) => app.readPicture(event.target) }));

export const home = (app) => [
  h("h1", {}, t("name")),
  h("p.how", {}, t("how")),
  app.notice ? h("div.note.care.gap3", { role: "alert" }, icon("exclamation-triangle"), h("p", {}, app.notice)) : null,
  h("div.ways", {},
    button(".main.wide.scan", "qr-code", t("scan"), () => app.scan()),
    pictureButton(app)),
  note(t("private"), "lock"),
  h("details.gap", {}, h("summary", {}, t("paste")), pasting(app)),
  listLine(app),
  h("details.gap", { id: "about", open: app.isAsking }, h("summary", {}, t("about")), about(app)),
];

const pasting = (app) => h("form.f", { submit: (event) => {
  event.preventDefault();
  app.readText(event.target.elements.text.value);
} },
h("label", { for: "text" }, t("paste_label")),
h("textarea.in", { id: "text", name: "text", rows: "4", autocomplete: "off", spellcheck: "false" }),
h("button.btn.gap3", { type: "submit" }, t("paste_check")));

const about = (app) => [
  h("p", {}, t("about_offline")),
  h("p.gap2", {}, t("about_list")),
  app.trust ? h("p.gap2", {}, t("print"), h("br"), h("b.num", { lang: "en", id: "print" }, fingerprint(app.trust.root))) : null,
  app.trust ? forgetting(app) : null,
];

const forgetting = (app) => {
  if (!app.isAsking) return h("p.gap3", {}, button(".small", "trash", t("forget"), () => app.ask(true)));
  return h("div.gap3", {}, h("p", {}, t("forget_sure")),
    h("p.acts.gap2", {}, button(".small", "trash", t("forget_yes"), () => app.forget()), button(".small", null, t("keep"), () => app.ask(false))));
};

export const scanning = (app) => [
  h("h1", {}, t("scan")),
  h("video", { id: "view", playsinline: "", muted: true, "aria-label": t("camera_view") }),
  h("p.how", { role: "status", id: "looking" }, t("looking")),
  button(".main.wide", "x-lg", t("stop"), () => app.home()),
  h("div.gap3", {}, pictureButton(app)),
];

export const reading = (app) => [
  h("h1", {}, t("reading")),
  h("p.how", { role: "status" }, t("reading_long")),
  button(".wide", "x-lg", t("stop"), () => app.home()),
];

export const answer = (app) => {
  const verdicts = app.verdicts();
  const needsList = verdicts.some((one) => ["unknown_key", "no_list"].includes(kindOf(one)));
  return [
    ...verdicts.map((one, at) => verdictCard(one, at === 0)),
    listLine(app),
    h("div.ways", {}, needsList
      ? [button(".main.wide", "arrow-repeat", t("list_fetch"), () => app.fetchList({ asked: true })), button(".wide", "qr-code", t("again"), () => app.home())]
      : button(".main.wide", "qr-code", t("again"), () => app.home())),
    h("p.small.dim.gap", {}, icon("lock"), " ", t("private")),
  ];
};
