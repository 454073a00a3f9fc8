import type { Schemas } from "@/api/client";

type Options = Schemas["PasskeyOptions"]["public_key"];
type Credential = Schemas["PasskeySignIn"]["passkey"];
export type Failure = "cancelled" | "known" | "address" | "failed";

/** What a browser refused before anything was sent. */
export class PasskeyFailed extends Error {
  override readonly name = "PasskeyFailed";
  readonly reason: Failure;

  constructor(reason: Failure) {
    super(reason);
    this.reason = reason;
  }
}

const REASONS: Record<string, Failure> = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  InvalidStateError: "known",
  SecurityError: "address",
};

/** False on the server, and in browsers that cannot read the API's JSON (WebAuthn 3). */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Raises `PasskeyFailed`. */
export function madePasskey(options: Options): Promise<Credential> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
  return told(navigator.credentials.create({ publicKey }));
}

/** Raises `PasskeyFailed`. */
export function shownPasskey(options: Options): Promise<Credential> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  return told(navigator.credentials.get({ publicKey }));
}

async function told(asked: Promise<globalThis.Credential | null>): Promise<Credential> {
  try {
    return (await (asked as Promise<PublicKeyCredential>)).toJSON() as Credential;
  } catch (reason) {
    throw new PasskeyFailed((reason instanceof DOMException && REASONS[reason.name]) || "failed");
  }
}
