// What can be pressed or filled in, and what the Tab key reaches: run in the page by test_keyboard.py.
window.walk = {
  /** Everything that Tab should reach, each with a number; one of a group of radio buttons stands for it. */
  mark() {
    const selector =
      "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable], audio[controls], iframe";
    const dialog = document.querySelector("dialog[open]");
    const groups = new Map();
    const wanted = [];
    for (const each of (dialog ?? document).querySelectorAll(selector)) {
      if (each.tabIndex < 0 || each.matches(":disabled, [inert] *, summary:not(details > summary)")) continue;
      if (!each.checkVisibility({ visibilityProperty: true }) || each.closest("svg[aria-hidden]")) continue;
      if (each.type === "radio") {
        const group = each.name + (each.form?.id ?? "");
        if (groups.has(group)) continue;
        groups.set(group, each);
      }
      each.dataset.walk = String(wanted.length);
      wanted.push(this.nameOf(each));
    }
    return wanted;
  },
  nameOf(each) {
    const label = each.getAttribute("aria-label") || each.labels?.[0]?.textContent || each.textContent;
    return `${each.localName} ${(label ?? "").trim().replace(/\s+/g, " ").slice(0, 60)}`;
  },
  /** Where the focus is now, and what is wrong with how it shows. */
  here() {
    const one = document.activeElement;
    if (one === null || one === document.body || one.localName === "dialog") return null;
    let number = one.dataset.walk;
    if (one.type === "radio" && number === undefined) {
      const first = [...document.getElementsByName(one.name)].find((each) => each.dataset.walk !== undefined);
      number = first?.dataset.walk;
    }
    const box = one.getBoundingClientRect();
    const scrolled = scrollY + (one.closest("dialog")?.scrollTop ?? 0);
    return {
      
      number: number === undefined ? null : Number(number),
      name: this.nameOf(one),
      place: `${number} ${this.nameOf(one)}`,
      isInMain: one.closest("main, dialog") !== null,
      faults: [this.unseen(one), this.covered(one, box)].filter((each) => each !== null),
      left: box.left,
      right: box.right,
      top: box.top + scrolled,
      bottom: box.bottom + scrolled,
    };
  },
  unseen(one) {
    // A field shows its own caret; a hidden radio button shows on what stands for it.
    const shown = [one, one.nextElementSibling, one.parentElement].filter((each) => each !== null);
    const isOutlined = shown.some((each) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    const mark = one.querySelector(".graph-target");
    if (mark !== null && getComputedStyle(mark).stroke !== "none") return null;
    const isCaret = one.matches("input[role=combobox]");
    return isOutlined || isCaret ? null : "its focus cannot be seen";
  },
  covered(one, box) {
    if (box.width === 0 || box.height === 0) return "it has no size";
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    for (const part of [0.5, 0.15, 0.85]) {
      const at = document.elementFromPoint(x, box.top + box.height * part);
      if (at !== null && (one.contains(at) || at.contains(one) || one.parentElement.contains(at))) return null;
    }
    return "it is covered or out of sight";
  },
};
