// What a name of any script or length must not do to a screen: test_reading.py.
() => {
  const faults = [];
  const page = document.documentElement;
  const wide = page.scrollWidth - page.clientWidth;
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!/[\u0590-\u06ff]/.test(node.data) || !node.parentElement.checkVisibility()) continue;
    const isApart = (each) =>
      each !== null &&
      (/plaintext|isolate/.test(getComputedStyle(each).unicodeBidi) || each.dir === "auto" || isInline(each));
    // An option of a list and a title have a direction of their own already.
    const isInline = (each) => getComputedStyle(each).display === "inline" && each.parentElement?.dir === "auto";
    const holder = node.parentElement.closest("[dir], .user-text, bdi, tspan") ?? node.parentElement;
    if (!isApart(holder) && !isApart(node.parentElement))
      faults.push(`no direction of its own: ${node.parentElement.outerHTML.slice(0, 110)}`);
  }
  for (const each of document.querySelectorAll("main *")) {
    if (!each.checkVisibility() || each.closest("svg, .unseen, .out-of-sight, .board, .graph-pan, .chips")) continue;
    const box = each.getBoundingClientRect();
    const isClipped = (one) => one !== null && (getComputedStyle(one).overflowX !== "visible" || isClipped(one.parentElement));
    if (box.width > 0 && !isClipped(each.parentElement) && (box.right > innerWidth + 1 || box.left < -1) && each.children.length === 0)
      faults.push(`reaches out of the window: ${each.outerHTML.slice(0, 80)}`);
  }
  return faults;
}
