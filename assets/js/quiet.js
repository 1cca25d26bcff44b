// Safety pages. Links and forms inside take the place of the page, so that Back does not return; leaving does so at once.
// Nothing is kept in the browser. Without this script the button leads away too, and the page says what then remains.

const leave = document.getElementById("leave");
const away = leave.dataset.leave;

function say() {
  for (const one of document.querySelectorAll("[data-needs-script]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
}

function go() {
  document.documentElement.style.display = "none";
  // Pages of this site that lie before this one: the first of them reads from the state of this entry, which is gone with
  // it, that the visit is left, and leads away so that none of them is left behind (public.js).
  const before = window.navigation?.currentEntry?.index ?? 0;
  if (before === 0) {
    location.replace(away);
    return;
  }
  navigation.updateCurrentEntry({ state: "leaving" });
  history.go(-before);
  setTimeout(() => location.replace(away), 1500);
}

// Three presses of Shift, with no other key between them, within five seconds.
let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") presses = [];
  else if (!event.repeat) {
    presses = [...presses, Date.now()].filter((at) => Date.now() - at < 5000);
    if (presses.length >= 3) go();
  }
});

function inside(address) {
  return new URL(address, location.href).origin === location.origin;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.id === "leave") {
    event.preventDefault();
    go();
  } else if (inside(link.href) && !link.hasAttribute("download") && !link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    location.replace(link.href);
  }
});

// What a form brings back stands where the form stood. What could not be sent stays as it was typed.
async function send(form, button) {
  const given = new FormData(form, button);
  let answer;
  if (form.method === "get") return location.replace(`${form.action.split("?")[0]}?${new URLSearchParams(given)}`);
  try {
    answer = await fetch(form.action, { method: "POST", body: given, cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceChildren(...fresh.body.childNodes);
    history.replaceState(null, "", answer.url);
    say();
    window.scrollTo(0, 0);
    (document.querySelector(".govuk-error-summary a, h1") ?? document.body).focus?.();
  } catch {
    const words = form.querySelector("[data-not-sent]") ?? form.appendChild(document.createElement("p"));
    words.setAttribute("data-not-sent", "");
    words.setAttribute("role", "alert");
    words.textContent = "It was not sent: the connection is lost. What you typed is still here. Try again.";
  }
  return null;
}

let sending = false;
document.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !inside(event.target.action)) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  await send(event.target, event.submitter);
  sending = false;
});

// Whoever comes by Back to a page that the browser had kept sees nothing of it.
window.addEventListener("pageshow", (event) => { if (event.persisted) go(); });
say();
