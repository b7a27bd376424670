// The address of the map: what follows the # says the colours, a theme (#theme=ID), a search, the list.

const NAMES = ["colour", "theme", "find", "as"];

export function read() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(NAMES.map((name) => [name, wanted.get(name) ?? ""]));
}

// Changes the address, which the page then follows.
export function write(change) {
  const next = Object.entries({ ...read(), ...change }).filter(([, value]) => value);
  const hash = new URLSearchParams(next).toString();
  if (hash !== location.hash.slice(1)) location.hash = hash;
}
