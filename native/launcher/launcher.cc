// Starts a kernel: what takes Node long to come to is done before Node begins.
//
//   launcher SNAPSHOT NODE MAIN CONNECTION_FILE
//
// A client connects as soon as it has started the kernel's process. Refused, it tries again 100 to 200 ms later
// (ZMQ_RECONNECT_IVL), which is longer than the kernel needs to be there. So the sockets are bound here, a millisecond
// after the start, and the system queues whoever connects (as inetd and systemd do it). The language room, which takes
// longest to be ready, starts beside Node. Then this process becomes Node: its id stays, and with it signals and waits.
//
// What was prepared is told in the environment, TSGRAD_LAUNCHED. What could not be prepared is left out, and the kernel
// does it itself, with its own words for what is wrong.

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

const char *const kSockets[] = {"shell", "control", "iopub", "stdin", "hb"};
const int kBacklog = 100;  // ZMQ_BACKLOG

/** Every descriptor is closed in whatever is started, but those that are handed over on purpose. */
void closeOnExec(int fd, bool close) {
  const int flags = fcntl(fd, F_GETFD);
  fcntl(fd, F_SETFD, close ? flags | FD_CLOEXEC : flags & ~FD_CLOEXEC);
}

/** Where the value of a top-level field of the connection file begins. The file is flat, and no value holds a quoted name. */
std::optional<size_t> valueOf(const std::string &json, const std::string &name) {
  const size_t key = json.find('"' + name + '"');
  if (key == std::string::npos) return std::nullopt;
  const size_t colon = json.find_first_not_of(" \t\r\n", key + name.size() + 2);
  if (colon == std::string::npos || json[colon] != ':') return std::nullopt;
  const size_t value = json.find_first_not_of(" \t\r\n", colon + 1);
  return value == std::string::npos ? std::nullopt : std::optional(value);
}

std::string textField(const std::string &json, const std::string &name, const std::string &absent) {
  const auto at = valueOf(json, name);
  if (!at) return absent;
  if (json[*at] != '"') return "";
  const size_t end = json.find('"', *at + 1);
  return end == std::string::npos ? "" : json.substr(*at + 1, end - *at - 1);
}

/** A listening socket, or -1. */
int listenOn(const in_addr &address, long port) {
  if (port < 1 || port > 65535) return -1;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  closeOnExec(fd, true);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);  // as libzmq does
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr = address;
  name.sin_port = htons(static_cast<uint16_t>(port));
  if (bind(fd, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0 && listen(fd, kBacklog) == 0) return fd;
  close(fd);
  return -1;
}

/** The five sockets in the order of kSockets, or none. */
std::vector<int> openSockets(const std::string &connection) {
  in_addr address{};
  if (textField(connection, "transport", "tcp") != "tcp") return {};
  if (inet_pton(AF_INET, textField(connection, "ip", "127.0.0.1").c_str(), &address) != 1) return {};
  std::vector<int> opened;
  for (const char *name : kSockets) {
    const auto at = valueOf(connection, std::string(name) + "_port");
    const int fd = at ? listenOn(address, std::strtol(connection.c_str() + *at, nullptr, 10)) : -1;
    if (fd < 0) {
      for (const int other : opened) close(other);
      return {};
    }
    opened.push_back(fd);
  }
  return opened;
}

struct Language {
  pid_t pid;
  /** The line of messages, and what it writes to stderr. */
  int channel, errors;
};

/** Becomes the room: messages over descriptor 3, which Node finds by NODE_CHANNEL_FD. */
[[noreturn]] void becomeLanguage(int channel, int errors, const char *node, const char *snapshot) {
  setsid();  // a SIGINT for the cell does not reach it
  const int nothing = open("/dev/null", O_RDWR);
  // Above the numbers that they are to get, so that none is overwritten.
  const int from[] = {nothing, nothing, fcntl(errors, F_DUPFD, 16), fcntl(channel, F_DUPFD, 16)};
  for (int to = 0; to < 4; to++) dup2(from[to], to);
  for (const int fd : from) close(fd);
  setenv("NODE_CHANNEL_FD", "3", 1);
  unsetenv("NODE_OPTIONS");  // a snapshot wants the flags it was built with
  // The flags of kernel/language/install.ts.
  execl(node, node, "--no-rehash-snapshot", "--snapshot-blob", snapshot, static_cast<char *>(nullptr));
  _exit(127);
}

std::optional<Language> startLanguage(const char *node, const char *snapshot) {
  if (access(snapshot, R_OK) != 0) return std::nullopt;
  int channel[2], errors[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, channel) != 0) return std::nullopt;
  if (pipe(errors) != 0) return std::nullopt;
  for (const int fd : {channel[0], channel[1], errors[0], errors[1]}) closeOnExec(fd, true);
  const pid_t pid = fork();
  if (pid == 0) becomeLanguage(channel[1], errors[1], node, snapshot);
  close(channel[1]);
  close(errors[1]);
  if (pid < 0) return std::nullopt;
  return Language{pid, channel[0], errors[0]};
}

/** The JSON of `Launched` in adopted.ts. */
std::string report(const std::vector<int> &sockets, const std::optional<Language> &language) {
  std::string json = "{";
  if (!sockets.empty()) {
    json += "\"sockets\":{";
    for (size_t i = 0; i < sockets.size(); i++)
      json += std::string(i ? "," : "") + '"' + kSockets[i] + "\":" + std::to_string(sockets[i]);
    json += "}";
  }
  if (language) {
    json += std::string(sockets.empty() ? "" : ",") + "\"language\":{\"pid\":" + std::to_string(language->pid) +
            ",\"channel\":" + std::to_string(language->channel) + ",\"errors\":" + std::to_string(language->errors) + "}";
  }
  return json + "}";
}

}  // namespace

int main(int count, char **arguments) {
  if (count < 5) {
    const char usage[] = "usage: launcher SNAPSHOT NODE MAIN CONNECTION_FILE\n";
    return write(2, usage, sizeof usage - 1) < 0 ? 1 : 2;
  }
  const char *const snapshot = arguments[1], *const node = arguments[2];
  // The room first: it takes longest.
  const auto language = startLanguage(node, snapshot);
  std::ifstream file(arguments[count - 1]);
  const std::string connection{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto sockets = openSockets(connection);

  for (const int fd : sockets) closeOnExec(fd, false);
  if (language) {
    closeOnExec(language->channel, false);
    closeOnExec(language->errors, false);
  }
  setenv("TSGRAD_LAUNCHED", report(sockets, language).c_str(), 1);
  execv(node, arguments + 2);
  const std::string failure = std::string("[tsgrad] ") + node + " cannot be started: " + std::strerror(errno) + "\n";
  return write(2, failure.data(), failure.size()) < 0 ? 1 : 127;
}
