import QRCode from "qrcode";
import { expect, test } from "vitest";
import { qrOf } from "#app/qr.server.ts";

test("the path of a QR code covers the dark modules, each once, and no light one", () => {
  const text =
    "otpauth://totp/Ch%E1%BB%AF%20T%C3%ADn:hanh%40gomannhien.vn?secret=K4ZE2MKVGVQWUM2U&issuer=Ch%E1%BB%AF+T%C3%ADn";
  const { path, size } = qrOf(text);
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  expect(size).toBe(modules.size);
  const covered = new Uint8Array(size * size);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) covered[Number(y) * size + Number(x) + i]! += 1;
  }
  expect([...covered]).toEqual([...modules.data].map(Number));
});
