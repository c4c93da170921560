// What the form player says, in Khmer. The player of this version knows English only: the build
// puts `__say("…")` where it speaks (vite.config.js), and this table answers.
import { language } from "./words.js";

/** The player's English: [Khmer, English as we say it; left out where theirs will do]. */
export const PLAYER = {
  "Send": ["បញ្ចប់ ហើយរក្សាទុក", "Finish and save"],
  "1 question with error.": ["សំណួរ ១ ត្រូវពិនិត្យ។", "1 question needs another look."],
  "{n} questions with errors.": ["សំណួរ {n} ត្រូវពិនិត្យ។", "{n} questions need another look."],
  "Condition not satisfied: required": ["សូមឆ្លើយសំណួរនេះ។", "Please answer this question."],
  "Condition not satisfied: constraint": ["ចម្លើយនេះមិនសមទេ។ សូមពិនិត្យម្តងទៀត។", "This answer does not fit. Please look again."],
  "An error occurred while loading this form": ["បើកកម្រងសំណួរនេះមិនបាន។ មិនមែនកំហុសអ្នកទេ។", "This questionnaire could not be opened. It is not your fault."],
  "Technical error details": ["សម្រាប់អ្នកបច្ចេកទេស", "For the technician"],
  "change language": ["ប្តូរភាសា", "Change the language"],
  "Change language": ["ប្តូរភាសា"],
  "Good accuracy": ["ច្បាស់ល្អ"],
  "Poor accuracy": ["មិនសូវច្បាស់"],
  "Unknown accuracy": ["មិនដឹងថាច្បាស់ប៉ុនណា"],
  "Finding your location": ["កំពុងរកទីតាំង"],
  "Time taken to capture location: ": ["រយៈពេលរកទីតាំង៖ "],
  "Cancel": ["បោះបង់"],
  "Save location": ["រក្សាទុកទីតាំង"],
  "Get location": ["យកទីតាំង"],
  "Try again": ["សាកម្តងទៀត"],
  "Cannot access location": ["យកទីតាំងមិនបាន"],
  "Grant location permission in the browser settings and make sure location is turned on.": [
    "សូមបើកទីតាំងក្នុងទូរស័ព្ទ ហើយអនុញ្ញាតឱ្យកម្មវិធីរុករកប្រើ។",
    "Please switch on location on the telephone, and allow the browser to use it.",
  ],
  "Location unavailable. Enable GPS and browser permissions, then restart the form to try again.": [
    "យកទីតាំងមិនបាន។ អ្នកបំពេញបន្តបាន។",
    "The location is not known. You can go on filling.",
  ],
  "Rank items": ["រៀបតាមលំដាប់"],
  " Okay ": ["យល់ព្រម", "Okay"],
  "🚧 Support for non-image uploads is pending. 🚧": [
    "ទំព័រនេះយកបានតែរូបភាព។ សម្រាប់សំឡេង ឬឯកសារ សូមប្រើ ODK Collect។",
    "This page takes pictures only. For sounds and files please use ODK Collect.",
  ],
  "Take picture": ["ថតរូប", "Take a picture"],
  "Choose image": ["ជ្រើសរូប", "Choose a picture"],
  "Captured image preview": ["រូបដែលបានថត", "The picture that was taken"],
  "Remove": ["ដកចេញ"],
  " Add ": ["បន្ថែម ", "Add "],
  "Repeat Item": ["ធាតុ", "Item"],
  "Delete": ["លុប"],
  "Save": ["រក្សាទុក"],
  "Zoom to fit": ["មើលទាំងអស់"],
  "Zoom to current location": ["ទៅទីតាំងរបស់ខ្ញុំ"],
  "Undo last change": ["ត្រឡប់ដូចមុន"],
  "Delete entire shape?": ["លុបរូបរាងទាំងមូល?"],
  "Delete entire trace?": ["លុបខ្សែទាំងមូល?"],
  "Remove selection": ["ដកការជ្រើសចេញ"],
  "Save selected": ["រក្សាទុកអ្វីដែលបានជ្រើស"],
  "Point saved": ["បានរក្សាទុកចំណុច"],
  "Trace saved": ["បានរក្សាទុកខ្សែ"],
  "Shape saved": ["បានរក្សាទុករូបរាង"],
  "Feature saved": ["បានរក្សាទុក"],
  "No trace saved": ["មិនទាន់មានខ្សែ"],
  "No shape saved": ["មិនទាន់មានរូបរាង"],
  "Capturing location...": ["កំពុងយកទីតាំង…"],
  "Remove point": ["ដកចំណុចចេញ"],
  "View details": ["មើលលម្អិត"],
  "Graphics issue detected": ["បង្ហាញផែនទីមិនបាន", "The map cannot be shown"],
  "Your browser cannot display the map now. Enable graphics acceleration settings.": [
    "ឧបករណ៍នេះបង្ហាញផែនទីមិនបាន។",
    "This device cannot draw the map.",
  ],
  "Press and drag to move a point": ["ចុចឱ្យជាប់ ហើយអូស ដើម្បីរំកិលចំណុច"],
  "Tap to place a point": ["ចុចដើម្បីដាក់ចំណុច"],
  "Tap to move point": ["ចុចដើម្បីរំកិលចំណុច"],
  "Use the location button to center on your current location": ["ចុចប៊ូតុងទីតាំង ដើម្បីទៅកន្លែងដែលអ្នកនៅ"],
  "Import data to replace location": ["យកទីតាំងពីឯកសារ"],
  "Paste data in ODK format": ["បិទភ្ជាប់ទិន្នន័យតាមទម្រង់ ODK"],
  "Upload a GeoJSON file": ["យកឯកសារ GeoJSON"],
  "Upload file": ["យកឯកសារ"],
  "File is empty.": ["ឯកសារទទេ។"],
  "Incorrect geometry type.": ["ប្រភេទរូបរាងមិនត្រូវ។"],
  "More": ["ជម្រើស"],
};

export const say = (text, n) => {
  const [khmer, english] = PLAYER[text] ?? [text];
  if (language() !== "km") return (english ?? text).replace("{n}", n);
  return khmer.replace("{n}", String(n).replace(/\d/g, (one) => String.fromCharCode(0x17e0 + Number(one))));
};

// Texts that stand as they are in the player's code need their surroundings: "Save" is also a verb
// in other people's code.
const SURROUNDED = {
  "Send": ['label: "Send"'],
  "Cancel": ['label: "Cancel"'],
  "Save": ['label: "Save"'],
  "Delete": ['label: "Delete"'],
  "Remove": ['label: "Remove"'],
  "Try again": ['"span", null, "Try again"'],
};
// One is put together, and two are looked up before anybody has chosen a language.
const OTHERWISE = {
  "{n} questions with errors.": [["`${QA} questions with errors.`", '__say("{n} questions with errors.", QA)']],
  "Condition not satisfied: required": [["= VALIDATION_TEXT[tA]", "= __say(VALIDATION_TEXT[tA])"]],
  "Condition not satisfied: constraint": [],
  // Said by our own script alone.
  "More": [],
};

/** [what stands in the player's code, what the build puts there] */
export const REPLACED = Object.keys(PLAYER).flatMap((text) => {
  if (OTHERWISE[text]) return OTHERWISE[text];
  const quoted = JSON.stringify(text);
  const places = SURROUNDED[text] ?? [quoted];
  return places.map((place) => [place, place.replace(quoted, `__say(${quoted})`)]);
});

const MONTHS = "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ".split(" ");
const DAYS = "អាទិត្យ ចន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍".split(" ");

/** The words of its calendar and lists. */
export const calendarWords = () =>
  language() !== "km"
    ? { dateFormat: "dd/mm/yy" }
    : {
      dateFormat: "dd/mm/yy",
      dayNames: DAYS, dayNamesShort: DAYS, dayNamesMin: ["អា", "ច", "អ", "ពុ", "ព្រ", "សុ", "ស"],
      monthNames: MONTHS, monthNamesShort: MONTHS,
      today: "ថ្ងៃនេះ", clear: "លុប", am: "ព្រឹក", pm: "ល្ងាច", weekHeader: "សប្តាហ៍",
      chooseYear: "ជ្រើសឆ្នាំ", chooseMonth: "ជ្រើសខែ", chooseDate: "ជ្រើសថ្ងៃ",
      prevYear: "ឆ្នាំមុន", nextYear: "ឆ្នាំក្រោយ", prevMonth: "ខែមុន", nextMonth: "ខែក្រោយ",
      prevDecade: "ទសវត្សរ៍មុន", nextDecade: "ទសវត្សរ៍ក្រោយ",
      prevHour: "ម៉ោងមុន", nextHour: "ម៉ោងក្រោយ", prevMinute: "នាទីមុន", nextMinute: "នាទីក្រោយ",
      emptyFilterMessage: "រកមិនឃើញ", emptySearchMessage: "រកមិនឃើញ", emptyMessage: "គ្មានជម្រើស",
      emptySelectionMessage: "មិនទាន់ជ្រើស", selectionMessage: "បានជ្រើស {0}", searchMessage: "ឃើញ {0}",
      accept: "បាទ/ចាស", reject: "ទេ", cancel: "បោះបង់", choose: "ជ្រើស",
    };
