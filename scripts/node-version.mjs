// Imported first and by itself: an old Node must come as far as these lines, so they use nothing new.
var version = process.versions.node.split(".");
if (Number(version[0]) * 100 + Number(version[1]) < 2019) {
  console.error(
    "Chu Tin needs Node 20.19 or newer and this is " +
      process.versions.node +
      ": install the current LTS from nodejs.org and start again · Cần Node 20.19 trở lên: cài bản LTS từ nodejs.org rồi chạy lại",
  );
  process.exit(1);
}
if (process.platform === "win32") {
  console.error(
    "Chu Tin runs on Linux and macOS: on Windows start it inside WSL · Trên Windows hãy chạy trong WSL (wsl --install)",
  );
  process.exit(1);
}
