// Before a form with data-passkey is sent, the device is asked for a passkey, and its answer is written into the form.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

const ceremonies = {
  async create(options) {
    const user = { ...options.user, id: bytes(options.user.id) };
    const excludeCredentials = keys(options.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user, excludeCredentials } });
    return answer(made, { attestationObject: text(made.response.attestationObject) });
  },
  async get(options) {
    const allowCredentials = keys(options.allowCredentials);
    const given = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials } });
    const { authenticatorData, signature, userHandle } = given.response;
    return answer(given, { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null });
  },
};

const answer = (credential, parts) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: {},
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...parts },
});

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const given = await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(given);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
