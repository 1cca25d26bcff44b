// Pages of the public work without scripts. This one only helps a safety page to be left without a trace of the way to it.

// The first page of a visit that is left: an empty page takes its place, and leads away from there.
function ending() {
  const { navigation } = window;
  if (!navigation?.currentEntry) return;
  const after = navigation.entries().slice(navigation.currentEntry.index + 1);
  if (!after.some((entry) => entry.getState() === "leaving")) return;
  document.documentElement.style.display = "none";
  location.replace(document.documentElement.dataset.away);
}

window.addEventListener("pageshow", ending);
