// One stream of server-sent events that comes back by itself, and the questions that go the other way.

/** Listens to named parts; `state` is told "open", "lost" or "waiting". */
export function listen(url, parts, onPart, onState) {
  let source = null;
  let delay = 500;
  let timer = 0;
  const connect = () => {
    timer = 0;
    onState("waiting");
    source = new EventSource(url);
    source.onopen = () => {
      delay = 500;
      onState("open");
    };
    source.onerror = () => {
      source.close();
      onState("lost");
      if (!timer) timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, 8000);
    };
    for (const part of parts) {
      source.addEventListener(part, (event) => onPart(part, JSON.parse(event.data)));
    }
  };
  connect();
  addEventListener("online", () => {
    if (timer) {
      clearTimeout(timer);
      connect();
    }
  });
}

/** Asks the server to do something; answers its JSON, or what went wrong as a message. */
export async function ask(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    return await answer.json();
  } catch {
    return { ok: false, message: "The server does not answer. Is it still running?" };
  }
}

/** What a path answers, whatever it is: its status and its JSON. */
export async function answer(path) {
  const told = await fetch(path);
  return { status: told.status, body: await told.json() };
}

export async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
