/** The page's entry: draws the app into the document. */
import { render } from "preact";
import { keepOffline } from "./offline.ts";
import { openWorker } from "./worker.ts";
import "./style.css";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no element #app");

render(<h1>InfoView</h1>, root);
openWorker();
void keepOffline((offline) => {
  document.documentElement.dataset["offline"] = offline.type;
});
