import type { NextFunction, Request, Response } from "express";
import { largestFile } from "#domain/evidence.ts";

/** The largest form that is taken, in bytes. */
export const largestBody = 1024 * 1024;
/** The largest with a file in it: the file, and what a form says of itself. */
const largestUpload = largestFile + 64 * 1024;

/** Whether a form with a file in it may come to this address. */
export function takesFiles(path: string): boolean {
  return /^\/c\/[^/]+\/assessments\/[^/]+\/evidence$/.test(path);
}

/** How large a form may be at this address. */
export function bodyLimit(path: string): number {
  return takesFiles(path) ? largestUpload : largestBody;
}

/** Nothing from elsewhere, no inline script or style but those that carry this request's nonce. */
export function securityHeaders(isHttps: boolean) {
  return (_: Request, response: Response, next: NextFunction) => {
    const nonce = response.locals.nonce as string;
    response.setHeader(
      "content-security-policy",
      [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join("; "),
    );
    response.setHeader("x-content-type-options", "nosniff");
    // same-origin, not no-referrer: that would blank the Origin header of our own forms
    response.setHeader("referrer-policy", "same-origin");
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("permissions-policy", "camera=(self), geolocation=(), microphone=(), payment=()");
    // over plain HTTP browsers ignore it and say so
    if (isHttps) {
      response.setHeader("cross-origin-opener-policy", "same-origin");
      response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    next();
  };
}

/** Whether a request that changes something comes from a page of ours. Old browsers without either header are refused. */
export function isSameOrigin(request: Pick<Request, "method" | "headers">): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return true;
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  if (origin === undefined) return site === "same-origin";
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** 411 without a length, 413 over the limit, undefined when the body may come in. */
export function bodyRefusal(
  { method, headers }: Pick<Request, "method" | "headers">,
  limit = largestBody,
): 411 | 413 | undefined {
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return undefined;
  if (headers["transfer-encoding"] !== undefined) return 411;
  return Number(headers["content-length"] ?? 0) > limit ? 413 : undefined;
}
