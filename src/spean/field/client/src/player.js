// The form player: ODK Web Forms inside our page. It is large (Vue, an XPath parser in WebAssembly)
// and is loaded when the first form is opened. Nothing else of the page knows Vue.
import { createApp, h } from "vue";
import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { plainDigits } from "./dom.js";
import "./player.css";
import { calendarWords, say } from "./player_words.js";

const KHMER = /\(km\)|khmer|ខ្មែរ/i;
const ENGLISH = /\(en\)|english/i;

/**
 * Show a form.
 * @param {{place: HTMLElement, xml: string, draft: {xml: string, opened: File[]}|null,
 *   language: string, device: string, attachment: (name: string) => Promise<Response>,
 *   finished: (snapshot: {xml: string, files: File[]}) => void}} given
 */
export const openPlayer = ({ place, xml, draft, language, device, attachment, finished }) =>
  new Promise((resolve, reject) => {
    const props = {
      formXml: xml,
      fetchFormAttachment: (resource) => attachment(nameOf(resource)),
      missingResourceBehavior: "BLANK",
      preloadProperties: { deviceID: device },
      onSubmit: (payload) => snapshotOf(payload).then(finished),
    };
    if (draft) {
      const files = new Map(draft.opened.map((file) => [file.name, file]));
      props.editInstance = {
        resolveInstance: () => draft.xml,
        attachmentFileNames: [...files.keys()],
        resolveAttachment: (name) => Promise.resolve(new Response(files.get(name))),
      };
    }
    const app = createApp({ render: () => h(OdkWebForm, props) });
    app.use(webFormsPlugin);
    const { config } = app.config.globalProperties.$primevue;
    Object.assign(config.locale, calendarWords());
    app.config.errorHandler = (fault) => {
      console.error(fault);
      reject(fault);
    };
    // The player tells its host about a form only when it is sent. To keep drafts we listen for the
    // first of its parts that is given the form.
    app.mixin({
      created() {
        const root = this.$props?.form ?? this.$attrs?.form;
        if (!root?.prepareInstancePayload) return;
        speakAs(root, language);
        resolve({
          snapshot: async () => snapshotOf(await root.prepareInstancePayload({ payloadType: "monolithic" })),
          close: () => app.unmount(),
        });
      },
    });
    app.mount(place);
    const look = new MutationObserver(() => nameControls(place));
    look.observe(place, { childList: true, subtree: true });
    place.addEventListener("keypress", takeKhmerDigit, { capture: true });
    app.onUnmount(() => {
      look.disconnect();
      place.removeEventListener("keypress", takeKhmerDigit, { capture: true });
    });
  });

/** Its fields for numbers know ASCII digits only; a Khmer keyboard has others. */
const takeKhmerDigit = (event) => {
  const digit = plainDigits(event.key);
  if (digit === event.key || event.target.getAttribute("role") !== "spinbutton") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const same = { key: digit, code: `Digit${digit}`, bubbles: true, cancelable: true };
  event.target.dispatchEvent(new KeyboardEvent("keypress", same));
};

/** Some of the player's controls have no name for a screen reader: the question's words are theirs. */
const nameControls = (place) => {
  for (const question of place.querySelectorAll(".question-container")) {
    const words = question.querySelector("label, .control-text")?.innerText.trim();
    const nameless = question.querySelectorAll("[role=combobox]:not([aria-label]):not([aria-labelledby]), [role=spinbutton]:not([aria-label])");
    for (const control of words ? nameless : []) control.setAttribute("aria-label", words);
  }
  for (const menu of place.querySelectorAll(".button-menu:not([aria-label])")) menu.setAttribute("aria-label", say("More"));
};

/** Ask the form in the reader's language, if it has it. */
const speakAs = (root, language) => {
  const wanted = language === "km" ? KHMER : ENGLISH;
  const found = root.languages.find((one) => !one.isSyntheticDefault && wanted.test(one.language));
  if (found) root.setLanguage(found);
};

const nameOf = (resource) => decodeURIComponent(String(resource.href ?? resource).split("/").pop());

/** The document and its files, out of what the player would post. */
const snapshotOf = async (payload) => {
  const [data] = payload.data;
  let xml = "";
  const files = [];
  for (const value of data.values()) {
    if (value.name === "xml_submission_file" || value.type === "text/xml") xml = await value.text();
    else files.push(value);
  }
  return { xml, files };
};
