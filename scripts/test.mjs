#!/usr/bin/env node
import "./node-version.mjs";
// Static imports are loaded before any of them runs, so the rest comes only now.
const { main } = await import("./test-run.mjs");
await main();
