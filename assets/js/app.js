// Pages work without scripts; what is here only makes them smoother.

// After a form came back with errors, the summary is read and reached first.
const summary = document.querySelector(".govuk-error-summary");
if (summary) {
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}

// A link of the summary puts the cursor in the field, not only in sight of it.
for (const link of document.querySelectorAll(".govuk-error-summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}

// A second press of a button that sends a form is ignored while the first is on its way.
for (const form of document.querySelectorAll("form[method='post']")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 3000);
  });
}

// Filters answer a choice at once; the button stays for those who want it.
for (const field of document.querySelectorAll("form[data-answers-at-once] select")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// A figure goes in where the cursor last stood in the words; without scripts it goes to their end.
for (const field of document.querySelectorAll("textarea[data-cursor]")) {
  const place = document.getElementById(field.dataset.cursor);
  for (const moved of ["blur", "keyup", "click"]) {
    field.addEventListener(moved, () => { place.value = field.selectionStart; });
  }
}

// A choice that brings further questions asks them at once; the button stays for those who want it.
for (const field of document.querySelectorAll("select[data-chooses]")) {
  const button = field.form.querySelector(`button[value="${field.dataset.chooses}"]`);
  field.addEventListener("change", () => { if (field.value) field.form.requestSubmit(button); });
}

// The page of long work looks again by itself, and changes only where something is new.
async function lookAgain() {
  const place = document.querySelector("[data-look-again]");
  if (!place) return;
  await new Promise((done) => { setTimeout(done, Number(place.dataset.lookAgain) * 1000); });
  try {
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = fresh.querySelector("[data-look-again]");
    if (next) place.replaceChildren(...next.childNodes);
    else if (answer.ok && !answer.redirected) {
      document.getElementById("main").replaceChildren(...fresh.getElementById("main").childNodes);
      document.title = fresh.title;
    } else return;
  } catch {
    // The server is away for a moment; the next look may find it.
  }
  lookAgain();
}
lookAgain();
