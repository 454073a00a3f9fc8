// GraphiQL for the `/graphql` that served this page. A signed-in caller writes {"authorization": "Bearer ..."} under "Headers".
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { parse } from "graphql";
import "graphiql/style.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "./page.css";

// The library of dialogs adds a style sheet while a dialog is open, and the page's policy allows only style sheets with
// the nonce.
globalThis.__webpack_nonce__ = document.currentScript.nonce;

const asked = new URLSearchParams(location.search);
const send = createGraphiQLFetcher({
  url: location.pathname,
  subscriptionUrl: `${location.origin.replace("http", "ws")}${location.pathname}`,
  enableIncrementalDelivery: false,
  // Calls do not send the website's session cookie, because with it each call would need the token of GET /v1/auth/csrf.
  fetch: (url, options) => fetch(url, { ...options, credentials: "omit" }),
});
// The editor parses the document after a pause in typing. Before that, a subscription would be sent as a query.
const fetcher = (params, more) => send(params, { ...more, documentAST: parsed(params.query) });
function parsed(query) {
  try {
    return parse(query);
  } catch {
    return undefined; // the server's answer explains the error
  }
}
const options = {
  fetcher,
  query: asked.get("query") ?? undefined,
  variables: asked.get("variables") ?? undefined,
  defaultQuery: "{\n  doctors(first: 5) {\n    nodes {\n      name\n      specialization\n      nextAvailableAt\n    }\n  }\n}\n",
  defaultEditorToolsVisibility: "headers",
  shouldPersistHeaders: false, // tokens do not stay in the browser's storage
  showPersistHeadersSettings: false,
};
createRoot(document.getElementById("graphiql")).render(createElement(GraphiQL, options));
