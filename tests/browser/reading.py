"""What a reader of Khmer would stumble over."""

# Words that are written in Latin letters in Khmer text too: names, numbers of forms, units.
LATIN_IN_KHMER = r"""() => {
  const kept = /^(Spean|NSSF|IDPoor|ISCO|Telegram|LINE|WhatsApp|Facebook|Messenger|Excel|PDF|USD|KHR|THB|ESCO|ILO|RSS|Ctrl|Enter|Esc|Shift)$/;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    const box = text.parentElement;
    if (box.closest("script, style, textarea, svg") || box.closest("[lang]").lang !== "km") continue;
    if (!box.checkVisibility()) continue;
    const words = (text.data.replace(/[A-Z]{3}-\d\d-\d{5}-\d/, "").match(/[A-Za-z]{3,}/g) || []).filter((word) => !kept.test(word));
    if (words.length) found.push(text.data.trim().slice(0, 120));
  }
  return found;
}"""
