// What a printed page must not have, looked for in the page as it is printed: test_print.py.
() => {
  const faults = [];
  const main = document.querySelector("main");
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push("wider than the sheet");
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  for (const each of document.querySelectorAll("button, input, select, nav, summary, dialog"))
    if (shown(each) && !each.matches(".grip, .organisation, .ask input"))
      faults.push("left on paper: " + each.outerHTML.slice(0, 80));
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return a === 0 ? null : (r + g + b) / 3;
  };
  for (const each of main.querySelectorAll("*")) {
    if (!shown(each) || each.closest("svg, .unseen, .out-of-sight")) continue;
    const style = getComputedStyle(each);
    const hasWords = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (hasWords && light(style.color) > 130) faults.push("pale: " + each.textContent.slice(0, 40));
    const ground = light(style.backgroundColor);
    if (ground !== null && ground < 200 && hasWords) faults.push("dark: " + each.outerHTML.slice(0, 80));
    const isCut = style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1;
    if (isCut) faults.push("cut off: " + each.textContent.slice(0, 40));
    const box = each.getBoundingClientRect();
    if (hasWords && (box.left < -1 || box.right > page.clientWidth + 1))
      faults.push("beside the sheet: " + each.textContent.slice(0, 40));
  }
  return faults;
}
