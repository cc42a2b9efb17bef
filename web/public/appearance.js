/* Before the first paint: the theme and the size of the text that were chosen (page/appearance.ts). */
try {
  const { theme, text } = JSON.parse(localStorage.getItem("infoview.appearance") ?? "{}");
  const { dataset } = document.documentElement;
  if (["light", "dark"].includes(theme)) dataset.theme = theme;
  if (["115", "130", "150"].includes(text)) dataset.text = text;
} catch {
  // Nothing was chosen, or this browser keeps nothing: it looks as the device does.
}
