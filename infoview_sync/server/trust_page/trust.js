// Finds out whether this device trusts the laptop: a picture from each HTTPS address loads, or does not.
// It asks nothing else of them, so it needs no CORS, and the page's policy admits these pictures only.
"use strict";

const WAIT_MS = 8000; // a phone that cannot resolve the name keeps silent instead of failing
const verdict = document.querySelector("#verdict");
const way = document.querySelector("#open");
const again = document.querySelector("#again");
const links = [...document.querySelectorAll("[data-probe]")];
let round = 0;

function loads(address) {
  return new Promise((resolve) => {
    const picture = new Image();
    const timer = setTimeout(() => resolve(false), WAIT_MS);
    const end = (result) => () => {
      clearTimeout(timer);
      resolve(result);
    };
    picture.onload = end(true);
    picture.onerror = end(false);
    picture.src = `${address}?${Date.now()}`;
  });
}

async function check() {
  round += 1;
  const mine = round;
  verdict.textContent = "Checking …";
  const results = await Promise.all(
    links.map(async (link) => {
      const works = await loads(link.dataset.probe);
      if (mine === round) {
        link.parentElement.classList.toggle("works", works);
        link.nextElementSibling.textContent = works ? "works" : "not yet";
      }
      return works;
    }),
  );
  if (mine !== round) return;
  const first = links[results.indexOf(true)];
  verdict.textContent = first
    ? "Yes. Keep to one address: this device keeps the notebook by it."
    : "Not yet, or the laptop cannot be reached. Do the steps below.";
  way.hidden = !first;
  again.hidden = !!first;
  if (first) way.href = first.href;
}

function showSteps() {
  const agent = navigator.userAgent;
  // An iPad calls itself a Mac, but no Mac has a screen to touch.
  const isApple = /iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
  const name = isApple ? "iphone" : /Android/.test(agent) ? "android" : "other";
  document.querySelector(`#${name}`).open = true;
}

again.hidden = false;
again.addEventListener("click", check);
// Back from the phone's settings.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) check();
});
showSteps();
check();
