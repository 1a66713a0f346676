import { Transform } from "node:stream";
import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type HandleErrorFunction,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "./nonce.tsx";

export const streamTimeout = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, services, requestId }: AppLoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let shellSent = false;
    const whenReady = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [whenReady]() {
          shellSent = true;
          const body = withoutNulls();
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          status = 500;
          if (shellSent) services.log.error({ err: error, requestId }, "rendering failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/**
 * React 18 writes by blocks of 2048 bytes, and where a letter of several bytes does not fit into one (every Vietnamese page
 * has such), it leaves zero bytes behind; browsers drop them in text but show "\ufffd" in attributes.
 */
function withoutNulls(): Transform {
  return new Transform({
    transform(block: Buffer, _, done) {
      done(null, block.includes(0) ? block.filter((byte) => byte !== 0) : block);
    },
  });
}

/** What no loader or action expected: logged with the reference that the reader sees. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.services.log.error({ err: error, requestId: context.requestId }, "unexpected");
};
