/* In every window before anything else: stands in for what attacks call, and lets links be clicked without leaving,
   unless they lead to a script. What is said here is heard by `watched_browser`. */
(() => {
  const say = (name) => console.info(`canary: ${name} at ${location.href}`);
  for (const name of ["alert", "confirm", "prompt", "print", "open", "xss", "msgbox"]) window[name] = () => say(name);
  addEventListener("click", (event) => {
    const link = event.composedPath().find((one) => one.localName === "a");
    const xlink = "http://www.w3.org/1999/xlink";
    const written = link && (link.getAttribute("href") ?? link.getAttributeNS(xlink, "href"));
    if (!written) return;
    const scheme = new URL(written, document.baseURI).protocol;
    if (/^(https?|file|mailto|tel|sms|xmpp|matrix|ftps?):$/.test(scheme)) event.preventDefault();
    else say(`link to ${scheme}`);
  }, true);
})();
