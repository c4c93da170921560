// Every text of the page, Khmer first. One table: a text without its twin fails a test.
import { filled } from "./elements.js";

const KEPT_AS = "spean_field_language";

/** key: [Khmer, English]. {n} is a number, written in the reader's digits. */
export const WORDS = {
  // the frame
  training: ["របៀបហ្វឹកហាត់ · មនុស្សទាំងអស់ក្នុងទំព័រនេះជារឿងប្រឌិត", "Training mode · everybody on this page is invented"],
  skip: ["រំលងទៅខ្លឹមសារ", "Skip to the content"],
  name: ["ស្ពាន · ចុះភូមិ", "Spean · field"],
  home: ["ទំព័រដើម", "Home"],
  people: ["ពលករ", "People"],
  outbox: ["ប្រអប់ផ្ញើ", "Outbox"],
  more: ["ច្រើនទៀត", "More"],
  menu: ["ម៉ឺនុយមេ", "Main menu"],
  back: ["ត្រឡប់", "Back"],
  lock: ["ចាក់សោអេក្រង់", "Lock the screen"],
  offline: ["គ្មានអ៊ីនធឺណិត។", "No internet."],
  go_on_working: ["ធ្វើការបន្តបាន។", "You can go on working."],
  unsent: ["{n} មិនទាន់ផ្ញើ", "{n} not sent yet"],
  all_sent: ["ផ្ញើអស់ហើយ", "Everything is sent"],
  yesterday: ["ម្សិលមិញ", "yesterday"],
  months: [
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "January February March April May June July August September October November December",
  ],
  // home
  hello: ["សួស្តី {name}", "Hello, {name}"],
  fill: ["បំពេញកម្រងសំណួរ", "Fill a questionnaire"],
  no_forms: ["មិនទាន់មានកម្រងសំណួរទេ", "No questionnaire yet"],
  no_forms_hint: [
    "ពេលមានអ៊ីនធឺណិត កម្រងសំណួររបស់មជ្ឈមណ្ឌលនឹងមកដោយខ្លួនឯង។",
    "When there is internet, the centre's questionnaires come by themselves.",
  ],
  drafts: ["មិនទាន់ចប់", "Not finished"],
  drafts_hint: [
    "រក្សាទុកក្នុងឧបករណ៍នេះ {hours} ម៉ោង និងច្រើនបំផុត {most}។ សូមបញ្ចប់មុនពេលនោះ។",
    "Kept on this device for {hours} hours, {most} at most. Please finish them before then.",
  ],
  drafts_full: [
    "មានកម្រងសំណួរមិនទាន់ចប់ {most} ហើយ។ សូមបញ្ចប់ ឬលុបមួយសិន។",
    "There are {most} unfinished questionnaires. Please finish or delete one first.",
  ],
  draft_go_on: ["បន្តបំពេញ", "Go on"],
  draft_delete: ["លុប", "Delete"],
  draft_delete_sure: ["លុបចម្លើយដែលមិនទាន់ចប់នេះ? យកមកវិញមិនបានទេ។", "Delete these unfinished answers? They cannot be brought back."],
  draft_delete_yes: ["លុបចម្លើយនេះ", "Delete these answers"],
  keep: ["ទុកសិន", "Keep them"],
  on_this_device: ["ក្នុងឧបករណ៍នេះ", "On this device"],
  locked_hint: ["បានចាក់សោ។ នឹងផ្ញើដោយខ្លួនឯង ពេលមានអ៊ីនធឺណិត។", "Locked. It will send by itself when there is internet."],
  see_all: ["មើលទាំងអស់", "See all"],
  // records
  waiting: ["មិនទាន់ផ្ញើ", "Not sent yet"],
  on_the_way: ["កំពុងផ្ញើ", "On the way"],
  files_left: ["នៅសល់ឯកសារត្រូវផ្ញើ", "Files still to be sent"],
  stopped: ["មជ្ឈមណ្ឌលមិនទាន់យក", "The centre did not take it"],
  received: ["ទទួលហើយ", "Received"],
  received_today: ["មជ្ឈមណ្ឌលបានទទួលហើយ", "The centre has received these"],
  try_again: ["ផ្ញើម្តងទៀត", "Send again"],
  refused_unknown: [
    "មជ្ឈមណ្ឌលយកកំណត់ត្រានេះមិនបាន។ វានៅទីនេះ គ្មានអ្វីបាត់ទេ។ សូមប្រាប់ប្រធានមជ្ឈមណ្ឌល។",
    "The centre could not take this record. It stays here, nothing is lost. Please tell the centre manager.",
  ],
  numbers_lost: [
    "មជ្ឈមណ្ឌលមិនទាន់ឃើញកំណត់ត្រាលេខ {numbers} ទេ ហើយវាមិននៅទីនេះទៀតទេ។ សូមប្រាប់ប្រធានមជ្ឈមណ្ឌល។",
    "The centre never saw records number {numbers}, and they are no longer here. Please tell the centre manager.",
  ],
  outbox_empty: ["គ្មានអ្វីរង់ចាំផ្ញើទេ", "Nothing waits to be sent"],
  send_now: ["ផ្ញើឥឡូវនេះ", "Send now"],
  next_try: ["នឹងសាកផ្ញើម្តងទៀតដោយខ្លួនឯង។", "It will try again by itself."],
  carry: ["រក្សាទុកក្នុងយូអេសប៊ី ឬកាតអង្គចងចាំ", "Save to USB or memory card"],
  carry_hint: [
    "គ្មានអ៊ីនធឺណិតយូរ? រក្សាទុកជាឯកសារចាក់សោមួយ ហើយយកទៅមជ្ឈមណ្ឌលណាក៏បាន។ កំណត់ត្រានៅទីនេះដដែល រហូតដល់មជ្ឈមណ្ឌលទទួលបាន។",
    "No internet for long? Save one locked file and take it to any centre. The records stay here until the centre has received them.",
  ],
  carried: ["បានរក្សាទុកឯកសារ {file}។ កំណត់ត្រានៅទីនេះដដែល។", "Saved as {file}. The records are still here."],
  read_receipts: ["អានឯកសារបង្កាន់ដៃ", "Read a file of receipts"],
  receipts_read: ["មជ្ឈមណ្ឌលបានទទួល {n}។", "The centre has received {n}."],
  receipts_wrong: ["ឯកសារនេះមិនមែនជាបង្កាន់ដៃសម្រាប់ឧបករណ៍នេះទេ។", "This file holds no receipts for this device."],
  // people
  search_people: ["ស្វែងរកតាមឈ្មោះ ឬលេខ", "Search by name or number"],
  search: ["ស្វែងរក", "Search"],
  no_such_person: ["រកមិនឃើញឈ្មោះនេះ។ សូមសាកលេខ ឬចុះឈ្មោះថ្មី។", "No one by this name. Try the number, or register."],
  no_people: ["មិនទាន់មានពលករក្នុងឧបករណ៍នេះទេ", "Nobody is on this device yet"],
  no_people_hint: ["ពេលមានអ៊ីនធឺណិត ពលករដែលអ្នកមើលថែនឹងមកដោយខ្លួនឯង។", "When there is internet, the people you work with come by themselves."],
  people_here: ["{n} នាក់ក្នុងឧបករណ៍នេះ · {when}", "{n} people on this device · {when}"],
  your_case: ["អ្នកមើលថែ", "Your case"],
  woman: ["ស្រី", "Woman"],
  man: ["ប្រុស", "Man"],
  born: ["កើត {year}", "born {year}"],
  about_person: ["បំពេញអំពីគាត់", "Fill about this person"],
  // the form
  opening: ["កំពុងបើកកម្រងសំណួរ…", "Opening the questionnaire…"],
  saved_at: ["រក្សាទុករួច ម៉ោង {when}", "Saved at {when}"],
  leave: ["រក្សាទុក ហើយចេញ", "Save and leave"],
  form_fault: [
    "បើកកម្រងសំណួរនេះមិនបាន។ មិនមែនកំហុសអ្នកទេ។ សូមប្រាប់ប្រធានមជ្ឈមណ្ឌល។",
    "This questionnaire could not be opened. It is not your fault. Please tell the centre manager.",
  ],
  form_absent: [
    "កម្រងសំណួរនេះមិនទាន់មានក្នុងឧបករណ៍ទេ។ សូមភ្ជាប់អ៊ីនធឺណិតម្តង។",
    "This questionnaire is not on the device yet. Please connect to the internet once.",
  ],
  finished: ["រក្សាទុកក្នុងឧបករណ៍នេះហើយ។ នឹងផ្ញើដោយខ្លួនឯង ពេលមានអ៊ីនធឺណិត។", "Saved on this device. It will send by itself when there is internet."],
  finished_more: ["បំពេញមួយទៀត", "Fill another"],
  to_home: ["ទៅទំព័រដើម", "To the first page"],
  no_key: [
    "ឧបករណ៍នេះមិនទាន់ទទួលសោរបស់មជ្ឈមណ្ឌលទេ។ ចម្លើយរបស់អ្នកនៅទីនេះ។ សូមភ្ជាប់អ៊ីនធឺណិតម្តង រួចបញ្ចប់ម្តងទៀត។",
    "This device does not have the centre's key yet. Your answers stay here. Please connect to the internet once, then finish again.",
  ],
  no_room: [
    "ឧបករណ៍នេះពេញហើយ។ ចម្លើយរបស់អ្នកនៅក្នុងទំព័រនេះ គ្មានអ្វីបាត់ទេ។ សូមកុំបិទទំព័រនេះ។ លុបរូបភាព ឬវីដេអូចាស់ៗក្នុងឧបករណ៍ រួចចុចម្តងទៀត។",
    "This device is full. Your answers are on this page, nothing is lost. Please do not close it. Delete old pictures or videos on the device, then press again.",
  ],
  not_kept: [
    "រក្សាទុកមិនបាន។ ចម្លើយរបស់អ្នកនៅក្នុងទំព័រនេះ។ សូមកុំបិទវា ហើយចុចម្តងទៀត។",
    "It could not be saved. Your answers are on this page. Please do not close it, and press again.",
  ],
  little_room: [
    "ឧបករណ៍នេះជិតពេញហើយ៖ នៅសល់ {n} MB។ សូមផ្ញើ ឬលុបរូបភាពចាស់ៗ។",
    "This device is nearly full: {n} MB left. Please send, or delete old pictures.",
  ],
  // who is here
  who: ["តើអ្នកណា?", "Who is it?"],
  code_of: ["លេខកូដរបស់ {name}", "Code of {name}"],
  unlock: ["បើកសោ", "Unlock"],
  locked_title: ["អេក្រង់បានចាក់សោ។", "The screen is locked."],
  locked_text: ["អ្វីដែលអ្នកសរសេរនៅមាន។", "What you wrote is kept."],
  code_wrong: ["លេខកូដមិនត្រូវ។ សូមសាកម្តងទៀត។", "The code does not fit. Please try again."],
  code_wait: ["សាកច្រើនដងហើយ។ សូមរង់ចាំ {n} វិនាទី។", "Too many tries. Please wait {n} seconds."],
  code_forgotten: ["ភ្លេចលេខកូដ", "I forgot my code"],
  somebody_else: ["អ្នកផ្សេង", "Somebody else"],
  forgotten_title: ["ភ្លេចលេខកូដ", "A forgotten code"],
  forgotten_text: [
    "គ្មាននរណាអាចរកលេខកូដឃើញវិញទេ។ អ្នកអាចចាប់ផ្តើមជាថ្មីដោយលេខកូដថ្មី ពេលមានអ៊ីនធឺណិត។ អ្វីដែលបានបញ្ចប់ហើយ នៅតែផ្ញើ។ អ្វីដែលមិនទាន់ចប់ ({n}) នឹងបាត់។",
    "Nobody can find the code again. When there is internet you can begin anew with a new code. What is finished is still sent. What is not finished ({n}) is lost.",
  ],
  forgotten_yes: ["ចាប់ផ្តើមជាថ្មី", "Begin anew"],
  forgotten_offline: ["ត្រូវការអ៊ីនធឺណិតសិន។", "This needs internet first."],
  welcome: ["ធ្វើការបាន ទោះគ្មានអ៊ីនធឺណិត", "Work where there is no internet"],
  welcome_text: [
    "បំពេញកម្រងសំណួរនៅភូមិ។ វាផ្ញើដោយខ្លួនឯង ពេលមានអ៊ីនធឺណិត។",
    "Fill questionnaires in the village. They send by themselves when there is internet.",
  ],
  sign_in_first: ["លើកដំបូង ត្រូវការអ៊ីនធឺណិត និងចូលប្រើម្តង។", "The first time needs internet and signing in once."],
  sign_in: ["ចូលប្រើ", "Sign in"],
  sign_in_to_send: ["សូមចូលប្រើម្តងទៀត ដើម្បីផ្ញើ។ គ្មានអ្វីបាត់ទេ។", "Please sign in again to send. Nothing is lost."],
  other_signed_in: [
    "{name} កំពុងចូលប្រើក្នុងឧបករណ៍នេះ។ កំណត់ត្រារបស់អ្នករង់ចាំ រហូតដល់អ្នកចូលប្រើ។",
    "{name} is signed in on this device. Your records wait until you sign in.",
  ],
  code_title: ["ជ្រើសលេខកូដសម្រាប់ឧបករណ៍នេះ", "Choose a code for this device"],
  code_text: [
    "លេខកូដចាក់សោអ្វីដែលនៅក្នុងឧបករណ៍នេះ។ មានតែអ្នកទេដែលដឹង។",
    "The code locks what is on this device. Only you know it.",
  ],
  code_new: ["លេខកូដ ៦ ខ្ទង់ ឬច្រើនជាង", "A code of 6 digits or more"],
  code_twice: ["សរសេរលេខកូដម្តងទៀត", "Write the code once more"],
  code_old: ["លេខកូដឥឡូវនេះ", "The code of now"],
  code_digits: ["លេខកូដមានតែលេខទេ។", "A code has digits only."],
  code_short: ["លេខកូដត្រូវមាន ៦ ខ្ទង់ ឬច្រើនជាង។", "The code needs 6 digits or more."],
  code_easy: ["លេខកូដនេះងាយទាយណាស់។ សូមជ្រើសលេខផ្សេង។", "This code is easy to guess. Please choose another."],
  code_differs: ["លេខកូដទាំងពីរមិនដូចគ្នា។", "The two codes are not the same."],
  code_change: ["ប្តូរលេខកូដ", "Change the code"],
  code_changed: ["បានប្តូរលេខកូដហើយ។", "The code is changed."],
  begin: ["ចាប់ផ្តើម", "Begin"],
  working: ["សូមរង់ចាំបន្តិច…", "One moment…"],
  not_reached: ["មជ្ឈមណ្ឌលមិនឆ្លើយ។ សូមសាកម្តងទៀតក្នុង ១ នាទី។", "The centre does not answer. Please try again in a minute."],
  // more
  language: ["English", "ខ្មែរ"],
  theme: ["ភ្លឺ ឬងងឹត", "Light or dark"],
  desk: ["ទៅផ្ទាំងការងារ", "To the desk"],
  refresh: ["យកកម្រងសំណួរ និងពលករថ្មី", "Fetch new questionnaires and people"],
  refreshed: ["បានយកថ្មីហើយ ម៉ោង {when}", "Fetched at {when}"],
  about_device: ["ឧបករណ៍នេះ", "This device"],
  device_number: ["លេខឧបករណ៍", "Device number"],
  device_known: ["មជ្ឈមណ្ឌលស្គាល់ឧបករណ៍នេះ", "The centre knows this device"],
  ready_offline: ["បើកបាន ទោះគ្មានអ៊ីនធឺណិត", "Opens without internet"],
  yes: ["បាន", "Yes"],
  not_yet: ["មិនទាន់", "Not yet"],
  kept_for_good: ["កម្មវិធីរុករកសន្យាមិនលុប", "The browser promises not to delete it"],
  room: ["កន្លែងទំនេរ", "Room left"],
  megabytes: ["{n} MB", "{n} MB"],
  forget_me: ["ដកខ្ញុំចេញពីឧបករណ៍នេះ", "Remove me from this device"],
  forget_me_text: [
    "ពលករ កម្រងសំណួរ និងអ្វីដែលមិនទាន់ចប់ ({n}) នឹងត្រូវលុបពីឧបករណ៍នេះ។",
    "People, questionnaires and what is not finished ({n}) are deleted from this device.",
  ],
  forget_me_unsent: [
    "នៅមាន {n} មិនទាន់ផ្ញើ។ សូមផ្ញើ ឬរក្សាទុកក្នុងយូអេសប៊ីសិន រួចរង់ចាំបង្កាន់ដៃ។",
    "{n} are not sent yet. Please send them, or save them to USB and wait for the receipts.",
  ],
  forget_me_yes: ["ដកចេញ", "Remove"],
  forgotten: ["បានដកចេញពីឧបករណ៍នេះហើយ។", "Removed from this device."],
  wiped: [
    "មជ្ឈមណ្ឌលបានទទួលដំណឹងថាឧបករណ៍នេះបាត់។ អ្វីៗរបស់អ្នកនៅទីនេះត្រូវបានប្រគល់ និងលុបហើយ។",
    "The centre was told that this device is lost. What you had here was handed over and deleted.",
  ],
  left: [
    "ការប្រើប្រាស់ឧបករណ៍នេះបានបញ្ចប់ហើយ។ អ្វីដែលបានបំពេញរួចត្រូវបានប្រគល់ទៅមជ្ឈមណ្ឌល ហើយអ្វីៗនៅទីនេះត្រូវបានលុប។",
    "The use of this device has ended. What was finished was handed to the centre, and everything here was deleted.",
  ],
  new_version: ["មានកំណែថ្មី។ អ្វីដែលមិនទាន់ផ្ញើនៅដដែល។", "There is a new version. What is not sent stays as it is."],
  use_new_version: ["ប្រើកំណែថ្មី", "Use the new version"],
  player_thanks: ["អ្នកគូរកម្រងសំណួរ៖", "Questionnaires are drawn by:"],
  no_crypto: [
    "ទំព័រនេះត្រូវការអាសយដ្ឋាន https ដែលមានសុវត្ថិភាព។ សូមសួរអ្នកដែលដំឡើងស្ពាន។",
    "This page needs a safe address (https). Please ask whoever installed Spean.",
  ],
  no_storage: [
    "កម្មវិធីរុករកនេះរក្សាទុកអ្វីមិនបាន (ប្រហែលជាផ្ទាំងឯកជន)។ សូមប្រើផ្ទាំងធម្មតា។",
    "This browser keeps nothing (perhaps a private window). Please use an ordinary window.",
  ],
};

let chosen = "km";

export const language = () => chosen;

/** Which language was chosen before in this browser; Khmer until somebody chooses. */
export const rememberedLanguage = () => {
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "km";
  } catch {
    return "km";
  }
};

export const speak = (code) => {
  chosen = code === "en" ? "en" : "km";
  if (typeof document === "undefined") return;
  document.documentElement.lang = chosen;
  document.title = t("name");
  // What the shell says before this script runs, it says in Khmer.
  for (const [place, key] of [[".skip", "skip"], [".train", "training"]]) {
    const words = document.querySelector(place);
    if (words) words.textContent = t(key);
  }
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch { /* remembered for this page alone */ }
  // The server's sentences come in the same language.
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `spean_language=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
};

/** The text in the reader's language, with its values put in. */
export const t = (key, values = {}) => {
  const pair = WORDS[key];
  if (!pair) throw new Error(`no such text: ${key}`);
  return filled(pair[chosen === "km" ? 0 : 1], values, chosen === "km");
};
