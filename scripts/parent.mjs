// Loaded before web and worker: when the process that started them is gone, however it went, they drain as on SIGTERM.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// waiting for that must not keep a drained process alive
process.channel?.unref();
// what their words went to is gone then, too
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
