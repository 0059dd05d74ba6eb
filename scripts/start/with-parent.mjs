/**
 * Loaded before the web process and the worker: they end when the process that started them is gone, however it went.
 * A process that these start in turn (the development server does) inherits the loading, but not this rule.
 */
if (process.channel && process.env.PROOFMARK_PARENT_PID === String(process.ppid)) {
  process.on("disconnect", () => process.exit(1));
  process.channel.unref();
}
