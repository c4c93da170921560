// What is said of a certificate: a shape, a word and a sentence; then what was proven.
import { h, icon } from "../elements.js";
import { idText } from "./claims.js";
import { dateText, digits, listen, marked, note } from "./parts.js";
import { language, t } from "./words.js";

// Each answer has a shape of its own; colour only comes last (style.css).
const DRAWN = {
  genuine: "check-circle-fill", genuine_old: "clock-history", specimen: "info-circle", expired: "clock", revoked: "dash-circle-fill",
  not_genuine: "exclamation-triangle", unreadable: "question-circle", other_system: "question-circle", unknown_key: "key", no_list: "wifi-off",
};
const SENTENCES = {
  damaged: "damaged_says", newer_format: "newer_format_says", other_system: "other_system_says", key_revoked: "revoked_key_says",
};

/** Which of the answers of this page a verdict is. */
export const kindOf = ({ state, reason, claims, age, listIsOverdue, listIsOlder }) => {
  if (reason === "other_system") return "other_system";
  if (state !== "genuine") return state;
  if (claims.isSpecimen) return "specimen";
  // A certificate of this noon is not doubted for the sake of this morning's list.
  return listIsOverdue || (listIsOlder && age > 0) ? "genuine_old" : "genuine";
};

const sentenceOf = (kind, { reason, claims, age }) =>
  t(SENTENCES[reason] ?? `${kind}_says`, { n: age, date: claims?.expires ? dateText(claims.expires) : "" });

export const verdictCard = (verdict, isFirst) => {
  const kind = kindOf(verdict);
  const sentence = sentenceOf(kind, verdict);
  return h(`section.card.verdict.is-${kind}`, { "data-state": kind },
    h("div.answer", {},
      h("span.shape", {}, icon(DRAWN[kind])),
      h("div", {}, h(isFirst ? "h1" : "h2", {}, t(kind)), h("p.sentence", {}, sentence), listen(`${t(kind)}។ ${sentence}`))),
    verdict.claims ? proven(kind, verdict) : null);
};

const proven = (kind, verdict) => {
  const { claims } = verdict;
  const isGood = ["genuine", "genuine_old"].includes(kind);
  return [
    claims.isSpecimen && kind !== "specimen" ? note(t("specimen_says")) : null,
    claims.isUnverified ? note(t("unverified")) : null,
    claims.parts > 1 ? note(t("part", { part: claims.part, parts: claims.parts }), "qr-code") : null,
    h("h2.gap", {}, t(isGood ? "proven" : "said_only")),
    h("dl.facts", {}, facts(verdict).filter(Boolean)),
    claims.khmerIsShortened || claims.latinIsShortened ? h("p.small.dim", {}, t("shortened")) : null,
    isGood ? h("p.gap2", {}, icon("person-vcard"), " ", t("compare")) : null,
  ];
};

const fact = (name, ...values) => h("div", {}, h("dt", {}, t(name)), values.flat().filter(Boolean).map((one) => h("dd", {}, one)));

const facts = ({ claims, key, units }) => {
  const isKhmer = language() === "km";
  const names = [[claims.khmer, claims.khmerIsShortened], [claims.latin, claims.latinIsShortened]].filter(([name]) => name);
  const labelled = (one) => [isKhmer ? one.km : one.en, isKhmer ? one.en : one.km];
  const [centre, otherwise] = labelled(key);
  return [
    names.length ? fact("who", names.map(([name, isCut]) => h("b", {}, marked(isCut ? `${name}…` : name)))) : null,
    claims.born ? fact("born", h("b", {}, digits(claims.born))) : null,
    fact("units", units.map((unit) => unitText(unit, labelled))),
    claims.level ? fact("level", digits(claims.level)) : null,
    claims.isco === null ? null : fact("occupation", marked(`ISCO-08 ${String(claims.isco).padStart(4, "0")}`)),
    fact("centre", marked(centre || otherwise), centre && otherwise ? h("span.dim", {}, marked(otherwise)) : null),
    fact("issued", dateText(claims.issued)),
    claims.expires ? fact("expires", dateText(claims.expires)) : null,
    fact("number", h("span.small.num", { lang: "en" }, idText(claims.id))),
  ];
};

const unitText = (unit, labelled) => {
  if (!unit.code) return t("unit_unknown", { n: unit.number });
  const [label, otherwise] = labelled(unit);
  return [h("b", {}, marked(label || otherwise)), " ", h("span.dim.small.nw", { lang: "en" }, unit.code)];
};
