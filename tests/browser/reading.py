"""What a reader of Khmer would stumble over."""

# What is written in Latin letters in Khmer text too: names, keys, signs of money.
KEPT = (
    *(
        "Spean",
        "NSSF",
        "IDPoor",
        "ISCO",
        "ESCO",
        "ILO",
        "ISIC",
        "Rev",
        "RSS",
        "PDF",
        "Excel",
        "CSV",
        "USD",
        "KHR",
        "THB",
    ),
    *("Telegram", "LINE", "WhatsApp", "Facebook", "Messenger", "Ctrl", "Enter", "Esc", "Shift"),
    "OSCaR",
    # Names of trainings, as the national list of services writes them, and of a platform.
    *("GYB", "SYB", "IYB", "GET", "Ahead", "TikTok"),
)

LATIN_IN_KHMER = r"""(kept) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    const box = text.parentElement;
    if (box.closest("script, style, textarea, svg") || !box.checkVisibility()) continue;
    if (box.closest("[lang]").lang !== "km") continue;
    // Neither the number of a record nor an address is a word.
    const said = text.data.replace(/[A-Z]{3}-\d\d-\d{5}-\d|[\w-]+(\.[\w-]+)+/g, "");
    const words = (said.match(/[A-Za-z]{3,}/g) || []).filter((word) => !kept.includes(word));
    if (words.length) found.push(text.data.trim().slice(0, 120));
  }
  return found;
}"""
