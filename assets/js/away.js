// The empty page in whose place a visit was left. It leads away, now and whenever somebody comes back to it.

function go() {
  setTimeout(() => { location.href = document.documentElement.dataset.away; }, 0);
}

if (document.readyState === "complete") go();
else window.addEventListener("load", go);
window.addEventListener("pageshow", (event) => { if (event.persisted) go(); });
