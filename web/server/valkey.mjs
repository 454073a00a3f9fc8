// The page cache's connection to Valkey. Commands wait 200 ms at most. After a failure no command is sent for a second, so that pages
// seldom wait for an unreachable cache.
import { createClient, createCluster, RESP_TYPES } from "@redis/client";

const TIMEOUT_MS = 200;
const REST_MS = 1000;

class Away extends Error {}

function connect(url) {
  const socket = { connectTimeout: TIMEOUT_MS, reconnectStrategy: () => REST_MS };
  if (/^rediss?\+cluster:/.test(url)) {
    const first = url.replace("+cluster", "");
    const { protocol, username, password } = new URL(first);
    const signIn = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
    // The other servers of a cluster are announced without a password; an empty password here would be sent to them.
    const defaults = {
      socket: { ...socket, tls: protocol === "rediss:" },
      ...Object.fromEntries(Object.entries(signIn).filter(([, said]) => said)),
    };
    return createCluster({ rootNodes: [{ url: first }], defaults });
  }
  return createClient({ url, socket, disableOfflineQueue: true });
}

class Store {
  #client;
  #connecting;
  #restsUntil = 0;

  /** Sends a command as `write` does, but returns null instead of throwing. */
  async read(command, asBytes = false) {
    try {
      return await this.write(command, asBytes);
    } catch {
      return null;
    }
  }

  /**
   * Sends a command and returns its answer, texts as Buffers if `asBytes`; returns null if no Valkey is configured. Throws
   * if the command fails or takes more than 200 ms, and for a second after such a failure.
   */
  async write(command, asBytes = false) {
    const url = process.env.AMRUTAM_WEB_REDIS_URL;
    if (!url) return null;
    if (Date.now() < this.#restsUntil) throw new Away();
    try {
      return await within(this.#ask(url, command, asBytes));
    } catch (reason) {
      this.#restsUntil = Date.now() + REST_MS;
      throw reason;
    }
  }

  async #ask(url, command, asBytes) {
    this.#client ??= connect(url).on("error", () => undefined);
    this.#connecting ??= this.#client.connect().catch((reason) => {
      this.#connecting = undefined;
      throw reason;
    });
    await this.#connecting;
    return command(asBytes ? this.#client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }) : this.#client);
  }
}

async function within(asked) {
  // The command may still fail after the wait has ended; without this handler the failure would be unhandled.
  asked.catch(() => undefined);
  let timer;
  const late = new Promise((_, refuse) => (timer = setTimeout(() => refuse(new Away()), TIMEOUT_MS)));
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const store = new Store();
