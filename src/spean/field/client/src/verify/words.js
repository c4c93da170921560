// Every text of the page, Khmer first. One table: a text without its twin fails a test.
import { filled } from "../elements.js";

const KEPT_AS = "spean_verify_language";

/** key: [Khmer, English]. {n} is a number, written in the reader's digits. */
export const WORDS = {
  // the frame
  name: ["ពិនិត្យវិញ្ញាបនបត្រ", "Check a certificate"],
  language: ["English", "ខ្មែរ"],
  skip: ["រំលងទៅខ្លឹមសារ", "Skip to the content"],
  training: ["របៀបហ្វឹកហាត់ · មនុស្សទាំងអស់ក្នុងទំព័រនេះជារឿងប្រឌិត", "Training mode · everybody on this page is invented"],
  months: [
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "January February March April May June July August September October November December",
  ],
  // the first page
  how: ["តម្រង់ទូរស័ព្ទទៅលើកូដ QR លើវិញ្ញាបនបត្រ។", "Point the phone at the QR code on the certificate."],
  scan: ["ស្កេន", "Scan"],
  picture: ["ជ្រើសរូបភាព", "Choose a picture"],
  paste: ["បិទភ្ជាប់អក្សរ", "Paste the text"],
  paste_label: ["អក្សរដែលកម្មវិធីផ្សេងអានបានពីកូដ QR", "The text that another program read from the QR code"],
  paste_check: ["ពិនិត្យអក្សរនេះ", "Check this text"],
  paste_nothing: ["សូមបិទភ្ជាប់អក្សរជាមុនសិន។", "Please paste the text first."],
  private: [
    "ទូរស័ព្ទនេះពិនិត្យដោយខ្លួនឯង។ គ្មានរូបភាព ឬឈ្មោះណាត្រូវបានផ្ញើចេញទេ។",
    "This phone checks by itself. No picture and no name is sent anywhere.",
  ],
  // the camera
  looking: ["កំពុងរកកូដ QR… សូមកាន់ឱ្យនឹង។", "Looking for the QR code… Please hold still."],
  looking_long: [
    "មិនទាន់អានបានទេ។ សូមយកទៅកន្លែងភ្លឺ លាតក្រដាសឱ្យរាប ហើយឱ្យកូដ QR ពេញអេក្រង់។",
    "Not read yet. Find more light, lay the paper flat, and fill the screen with the QR code.",
  ],
  stop: ["ឈប់", "Stop"],
  camera_view: ["រូបភាពពីកាមេរ៉ា", "The camera's picture"],
  camera_refused: [
    "ទំព័រនេះមិនអាចប្រើកាមេរ៉ាបានទេ។ សូមអនុញ្ញាតកាមេរ៉ាក្នុងកម្មវិធីរុករក ឬជ្រើសរូបភាព។",
    "This page may not use the camera. Allow it in the browser, or choose a picture.",
  ],
  camera_missing: ["រកមិនឃើញកាមេរ៉ាទេ។ សូមជ្រើសរូបភាព។", "No camera was found. Please choose a picture."],
  reading: ["កំពុងអានរូបភាព…", "Reading the picture…"],
  reading_long: ["រូបភាពព្រិលត្រូវការពេលយូរជាងបន្តិច។", "A blurred picture takes a little longer."],
  not_a_picture: [
    "ឯកសារនេះមិនមែនជារូបភាពទេ។ សូមថតរូបកូដ QR ហើយជ្រើសរូបភាពនោះ។",
    "This file is not a picture. Please photograph the QR code and choose that picture.",
  ],
  no_code: [
    "រកមិនឃើញកូដ QR ក្នុងរូបភាពនេះទេ។ សូមថតម្តងទៀត ឱ្យជិត ច្បាស់ និងភ្លឺ។",
    "No QR code was found in this picture. Photograph it again: near, sharp and in good light.",
  ],
  reader_missing: [
    "មិនអាចបើកកម្មវិធីអានកូដ QR បានទេ។ សូមបើកទំព័រនេះម្តងទៀត ពេលមានអ៊ីនធឺណិត។",
    "The QR reader could not be started. Please open this page again when there is internet.",
  ],
  // the list
  list_of: ["បញ្ជីថ្ងៃទី {date}", "List of {date}"],
  list_today: ["បញ្ជីថ្ងៃនេះ", "today's list"],
  list_age: ["ចាស់ {n} ថ្ងៃ", "{n} days old"],
  list_age_one: ["ចាស់ {n} ថ្ងៃ", "{n} day old"],
  list_none: ["មិនទាន់មានបញ្ជីក្នុងទូរស័ព្ទនេះទេ។", "There is no list on this phone yet."],
  list_fetch: ["ទាញយកបញ្ជីថ្មី", "Fetch a new list"],
  list_fetching: ["កំពុងទាញយកបញ្ជី…", "Fetching the list…"],
  list_fetched: ["បញ្ជីក្នុងទូរស័ព្ទនេះ ជាបញ្ជីចុងក្រោយហើយ។", "The list on this phone is the latest one."],
  list_unreached: [
    "ទាញយកបញ្ជីមិនបានទេ។ បញ្ជីដែលមាននៅប្រើបាន។",
    "The list could not be fetched. What is on this phone still works.",
  ],
  list_not_yet: ["មជ្ឈមណ្ឌលមិនទាន់ចេញបញ្ជីទេ។", "The centres have not published a list yet."],
  list_older: [
    "បញ្ជីដែលគេផ្តល់ឱ្យ ចាស់ជាងបញ្ជីក្នុងទូរស័ព្ទនេះ។ ទូរស័ព្ទមិនបានយកទេ។",
    "The list offered is older than the one on this phone. It was not taken.",
  ],
  list_bad: [
    "បញ្ជីដែលគេផ្តល់ឱ្យ មិនមានហត្ថលេខាត្រឹមត្រូវទេ។ ទូរស័ព្ទមិនបានយកទេ។",
    "The list offered is not signed as it must be. It was not taken.",
  ],
  list_other_root: [
    "បញ្ជីនេះមកពីកូនសោមេផ្សេង៖ {print}។ ទូរស័ព្ទមិនបានយកទេ។ សូមសួរមជ្ឈមណ្ឌល។",
    "This list comes from another root key: {print}. It was not taken. Please ask the centre.",
  ],
  about: ["អំពីទំព័រនេះ", "About this page"],
  about_offline: [
    "ទំព័រនេះដំណើរការដោយគ្មានអ៊ីនធឺណិត ក្រោយបើកម្តងរួច។ អាចដាក់វានៅលើអេក្រង់ដើមទូរស័ព្ទ។",
    "Once opened, this page works without internet. It can be put on the phone's home screen.",
  ],
  about_list: [
    "បញ្ជីប្រាប់ថា មជ្ឈមណ្ឌលណាអាចចេញវិញ្ញាបនបត្រ និងវិញ្ញាបនបត្រណាត្រូវបានដកវិញ។ គ្មានឈ្មោះមនុស្សក្នុងបញ្ជីទេ។",
    "The list says which centres may issue certificates and which certificates were taken back. It holds nobody's name.",
  ],
  print: ["លេខសម្គាល់កូនសោមេ។ សូមប្រៀបធៀបនឹងលេខដែលបោះពុម្ពនៅមជ្ឈមណ្ឌល៖", "Number of the root key. Compare it with the one printed at the centre:"],
  forget: ["លុបបញ្ជី ហើយចាប់ផ្តើមថ្មី", "Forget the list and begin anew"],
  forget_sure: ["លុបបញ្ជីក្នុងទូរស័ព្ទនេះ? ធ្វើដូច្នេះ លុះត្រាតែមជ្ឈមណ្ឌលប្រាប់ថាមានកូនសោមេថ្មី។", "Forget the list on this phone? Only do so when the centre told you of a new root key."],
  forget_yes: ["លុបបញ្ជី", "Forget the list"],
  keep: ["ទុកបញ្ជី", "Keep the list"],
  // verdicts: a word, and a sentence
  genuine: ["ពិតប្រាកដ", "Genuine"],
  genuine_says: ["វិញ្ញាបនបត្រនេះពិតប្រាកដ ហើយនៅមានសុពលភាព។", "This certificate is genuine and still good."],
  genuine_old: ["ពិតប្រាកដ ប៉ុន្តែបញ្ជីចាស់", "Genuine, but the list is old"],
  genuine_old_says: [
    "ហត្ថលេខាពិតប្រាកដ។ ប៉ុន្តែបញ្ជីក្នុងទូរស័ព្ទនេះចាស់ {n} ថ្ងៃហើយ។ សូមទាញយកបញ្ជីថ្មី មុនពេលសម្រេចចិត្ត។",
    "The signature is genuine. But the list on this phone is {n} days old. Fetch a new one before you rely on it.",
  ],
  specimen: ["គំរូសម្រាប់ហ្វឹកហាត់", "A specimen"],
  specimen_says: ["នេះជាគំរូសម្រាប់ហ្វឹកហាត់។ វាមិនបញ្ជាក់អំពីមនុស្សណាទេ។", "This is a specimen for training. It proves nothing about anybody."],
  expired: ["ផុតកំណត់", "Expired"],
  expired_says: ["វិញ្ញាបនបត្រនេះពិតប្រាកដ ប៉ុន្តែផុតកំណត់នៅថ្ងៃទី {date}។", "This certificate is genuine, but it expired on {date}."],
  revoked: ["ត្រូវបានដកវិញ", "Taken back"],
  revoked_says: ["មជ្ឈមណ្ឌលបានដកវិញ្ញាបនបត្រនេះវិញ។ សូមកុំពឹងផ្អែកលើវា។", "The centre took this certificate back. Do not rely on it."],
  revoked_key_says: [
    "កូនសោរបស់មជ្ឈមណ្ឌលដែលចេញវិញ្ញាបនបត្រនេះ ត្រូវបានដកវិញ។ សូមសុំមជ្ឈមណ្ឌលចេញថ្មី។",
    "The key of the centre that issued this certificate was taken back. Ask the centre for a new one.",
  ],
  not_genuine: ["មិនពិតប្រាកដ", "Not genuine"],
  not_genuine_says: ["មជ្ឈមណ្ឌលមិនបានចុះហត្ថលេខាលើអ្វីដែលសរសេរនេះទេ។ សូមកុំពឹងផ្អែកលើវា។", "No centre signed what stands here. Do not rely on it."],
  unreadable: ["អានមិនបាន", "Cannot be read"],
  damaged_says: [
    "កូដ QR នេះខូច ឬមិនគ្រប់។ នេះមិនមានន័យថាវាក្លែងក្លាយទេ។ សូមស្កេនម្តងទៀត។",
    "This QR code is damaged or not whole. That does not mean it is false. Please scan again.",
  ],
  other_system: ["មិនមែនកូដរបស់យើង", "Not one of ours"],
  other_system_says: [
    "កូដ QR នេះមកពីប្រព័ន្ធផ្សេង។ ទំព័រនេះអានបានតែវិញ្ញាបនបត្ររបស់មជ្ឈមណ្ឌលយើង។",
    "This QR code is from another system. This page reads only the certificates of our centres.",
  ],
  newer_format_says: [
    "វិញ្ញាបនបត្រនេះថ្មីជាងទំព័រនេះ។ សូមបើកទំព័រនេះម្តងទៀត ពេលមានអ៊ីនធឺណិត។",
    "This certificate is newer than this page. Please open the page again when there is internet.",
  ],
  unknown_key: ["មិនទាន់ស្គាល់", "Not known yet"],
  unknown_key_says: [
    "កូនសោដែលចុះហត្ថលេខា មិនមានក្នុងបញ្ជីរបស់ទូរស័ព្ទនេះទេ។ សូមទាញយកបញ្ជីថ្មី ហើយពិនិត្យម្តងទៀត។",
    "The key that signed this is not in this phone's list. Fetch a new list and it is checked again.",
  ],
  no_list: ["មិនទាន់ពិនិត្យបាន", "Cannot check yet"],
  no_list_says: [
    "ទូរស័ព្ទនេះត្រូវការបញ្ជីជាមុនសិន។ សូមភ្ជាប់អ៊ីនធឺណិតម្តង។",
    "This phone needs the list first. Please connect to the internet once.",
  ],
  // what was proven
  proven: ["អ្វីដែលបានបញ្ជាក់", "What was proven"],
  said_only: ["អ្វីដែលសរសេរលើវា", "What stands on it"],
  who: ["ឈ្មោះ", "Name"],
  born: ["ឆ្នាំកំណើត", "Year of birth"],
  occupation: ["លេខកូដមុខរបរ", "Occupation code"],
  level: ["កម្រិតក្របខ័ណ្ឌគុណវុឌ្ឍិ", "Qualification level (CQF)"],
  units: ["ឯកតាសមត្ថភាព", "Units of competency"],
  unit_unknown: ["ឯកតាលេខ {n} (មិនមានក្នុងបញ្ជីនេះ)", "Unit number {n} (not in this list)"],
  centre: ["ចេញដោយ", "Issued by"],
  issued: ["ថ្ងៃចេញ", "Issued on"],
  expires: ["មានសុពលភាពដល់", "Good until"],
  number: ["លេខវិញ្ញាបនបត្រ", "Certificate number"],
  compare: ["សូមប្រៀបធៀបឈ្មោះ និងឆ្នាំកំណើត ជាមួយអត្តសញ្ញាណប័ណ្ណរបស់គាត់។", "Compare the name and the year of birth with the person's identity card."],
  shortened: ["ឈ្មោះវែងត្រូវបានកាត់ឱ្យខ្លី។", "A long name was shortened."],
  unverified: ["ស្តង់ដារនេះមិនទាន់បានផ្ទៀងផ្ទាត់ជាមួយអាជ្ញាធរជាតិទេ។", "Standard not verified: it has not been checked with the national authority."],
  part: ["នេះជាកូដ QR ទី {part} ក្នុងចំណោម {parts}។ សូមស្កេនកូដផ្សេងទៀតដែរ។", "This is QR code {part} of {parts}. Please scan the others too."],
  again: ["ស្កេនមួយទៀត", "Scan another"],
  listen: ["ស្តាប់", "Listen"],
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
};

/** The text in the reader's language, with its values put in. */
export const t = (key, values = {}) => {
  const pair = WORDS[key];
  if (!pair) throw new Error(`no such text: ${key}`);
  return filled(pair[chosen === "km" ? 0 : 1], values, chosen === "km");
};
