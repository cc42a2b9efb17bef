/** Hands a file to the browser's downloads. Its address is a Blob's: nothing goes over the network. */

/** Some browsers read the Blob only after the click has returned. */
const keptMs = 60_000;

export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
