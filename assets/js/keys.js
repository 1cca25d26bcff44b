// Asks the browser for a key (WebAuthn) and sends what it answered. Without this script a code does the same.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server asks comes as text; the browser wants bytes for whatever is not to be read.
function asked(options) {
  const given = { ...options, challenge: bytes(options.challenge) };
  if (given.user) given.user = { ...given.user, id: bytes(given.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (given[list]) given[list] = given[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return given;
}

function answered(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) said[part] = text(response[part]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  };
}

const form = document.querySelector("form[data-key]");
const options = document.getElementById("key-options");
if (form && options && window.PublicKeyCredential) {
  const { publicKey } = JSON.parse(options.textContent);
  const failed = form.querySelector("[data-key-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.key]({ publicKey: asked(publicKey) });
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
