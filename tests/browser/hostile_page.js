// Put into the page by tests/browser/test_xss.py: types hostile words, and looks whether any ran.
(() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });

  const later = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
  const isShown = (element) => element.checkVisibility() && !element.closest("[inert]");
  const top = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? null;
  const nameOf = (element) =>
    (element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
  const types = ["text", "search", "email", "url", "tel", "password"];
  const takesWords = (field) =>
    field instanceof HTMLTextAreaElement || field.isContentEditable || types.includes(field.type);

  const put = (field, text) => {
    if (field.isContentEditable) field.textContent = text;
    else {
      const cut = field.maxLength > 0 ? text.slice(0, field.maxLength) : text;
      const kind = Object.getPrototypeOf(field);
      Object.getOwnPropertyDescriptor(kind, "value").set.call(field, cut);
    }
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  const fieldsIn = (scope) =>
    [...scope.querySelectorAll("input, textarea, select, [contenteditable]")].filter(isShown);

  /** The first choice that asks for more than the others do, if there is one; else as it was. */
  const choose = async (select) => {
    const before = [select.value, fieldsIn(top()).length];
    for (const value of [...[...select.options].map((each) => each.value), before[0]]) {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      await later();
      if (fieldsIn(top()).length > before[1]) return;
    }
  };

  const pressable = "button:enabled, main input[type=radio]:not(:checked)";
  const typed = new WeakSet();

  window.hostile = {
    title() {
      const dialog = top();
      if (dialog === null) return null;
      return dialog.getAttribute("aria-label") ?? nameOf(dialog.querySelector("h2"));
    },
    /** Types each text into each field that takes words; leaves `last`. Returns the fields' names. */
    async type(texts, last) {
      // The last choice of several is the one that asks for words of one's own.
      for (const radio of top()?.querySelectorAll("input[type=radio]") ?? []) radio.click();
      await later(20);
      const names = [];
      const done = new Set();
      const next = () =>
        fieldsIn(top() ?? document.querySelector("main")).find((each) => !done.has(each));
      for (let field = next(); field !== undefined; field = next()) {
        done.add(field);
        names.push(nameOf(field));
        if (field instanceof HTMLSelectElement && top() !== null) await choose(field);
        if (!takesWords(field) || field.readOnly) continue;
        field.focus({ preventScroll: true });
        // What stands on the screen all the time is tried once.
        for (const text of typed.has(field) ? [] : texts) {
          put(field, text);
          await later();
        }
        typed.add(field);
        // A search would hide all else; "or say when" takes only what is a moment.
        put(field, field.type === "search" || field.closest(".say-when") !== null ? "" : last);
        await later();
        if (top() === null) field.blur();
      }
      return names;
    },
    /** Sends the form at hand, or all forms of the screen; browsers' own checks are not asked. */
    async send() {
      const forms = [...(top() ?? document.querySelector("main")).querySelectorAll("form")];
      for (const form of forms.filter(isShown)) {
        form.noValidate = true;
        form.requestSubmit();
        await later(30);
      }
      return forms.length;
    },
    open() {
      for (const each of document.querySelectorAll("main details:not([open])")) each.open = true;
      for (const each of document.querySelectorAll("main input[type=checkbox]:not(:checked)")) {
        if (isShown(each)) each.click();
      }
    },
    buttons() {
      const scope = top() ?? (location.pathname === "/" ? document : document.querySelector("main"));
      const all = [...scope.querySelectorAll(pressable)];
      return all.filter(isShown).map((each) => nameOf(each));
    },
    press(name) {
      const all = (top() ?? document).querySelectorAll(pressable);
      const button = [...all].find((each) => isShown(each) && nameOf(each) === name);
      button?.click();
      return button !== undefined;
    },
    async close() {
      for (let tries = 0; top() !== null && tries < 4; tries += 1) {
        top().close();
        await later(20);
      }
    },
    go(path) {
      history.pushState(null, "", path);
      dispatchEvent(new PopStateEvent("popstate"));
    },
    places() {
      const links = [...document.querySelectorAll("a[href]")];
      return links
        .filter((link) => link.origin === location.origin && link.target === "")
        .map((link) => link.pathname);
    },
    /** What must not be. */
    harm() {
      const strange =
        "[data-xss], [onerror], [onload], [onfocus], [style*='url'], [style*='none'], iframe, object, embed, base, form[action]," +
        " body style, script:not([src^='/']), a[href]:not([href^='/']):not([href^='#'])";
      const fine = /^(https?:|mailto:|tel:|blob:)/;
      const isLink = (each) => each.matches("a[href]") && fine.test(each.protocol);
      return [
        ...(window.ran === undefined ? [] : ["a script ran"]),
        ...(Object.prototype.polluted === undefined ? [] : ["a prototype was changed"]),
        ...window.refused.map((each) => `refused: ${each}`),
        ...[...document.querySelectorAll(strange)]
          .filter((each) => !isLink(each) && !each.closest("svg.graph, svg"))
          .map((each) => each.outerHTML.slice(0, 200)),
        ...[...document.querySelectorAll("a[href^='mailto:']")]
          .filter((each) => /[?&](bcc|cc)=/.test(each.href))
          .map((each) => each.href),
      ];
    },
  };
})();
