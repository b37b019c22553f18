// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a hub can do whose large deliveries go out in slices, for tail.py, which compiles
// it: one thread, raw epoll, a send() of one prebuilt frame for each subscriber. A delivery to more
// than 64 is sent in slices of as many sends as fit into SLICE microseconds by what the last ones
// took, and between them the loop looks at its sockets; 0: it is sent at once. No history, no
// heartbeats; a full socket loses the frame.
//   tail_floor PORT SLICE
// GET /sse/CHANNEL subscribes, POST /publish/CHANNEL publishes its body.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::size_t Large = 64;

struct Client {
    int descriptor;
    std::string input = {};
};
using Channel = std::vector<int>; // descriptors; whoever leaves is sent to in vain

struct LargeDelivery {
    std::shared_ptr<const std::string> frame;
    const Channel* to;
    std::size_t next;
};

std::uint64_t nowNs()
{
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

class Floor {
public:
    Floor(int listener, std::uint64_t sliceNs)
        : m_listener(listener)
        , m_epoll(epoll_create1(0))
        , m_sliceNs(sliceNs)
    {
        watch(listener, nullptr);
    }
    void run()
    {
        std::array<epoll_event, 512> events;
        for (;;) {
            const int count = epoll_wait(
                m_epoll, events.data(), static_cast<int>(events.size()), m_large.empty() ? -1 : 0);
            for (int i = 0; i < count; ++i) {
                auto* const client = static_cast<Client*>(events[std::size_t(i)].data.ptr);
                client ? read(client) : accept();
            }
            sendSlice();
        }
    }

private:
    void watch(int descriptor, Client* client) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = client;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
    void accept()
    {
        for (int i = 0; i < 256; ++i) {
            const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
            if (descriptor < 0)
                return;
            const int yes = 1;
            setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            watch(descriptor, new Client{descriptor});
        }
    }
    void read(Client* client)
    {
        std::array<char, 16384> buffer;
        const ssize_t size = recv(client->descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0) {
            if (size == 0)
                epoll_ctl(m_epoll, EPOLL_CTL_DEL, client->descriptor, nullptr);
            return;
        }
        client->input.append(buffer.data(), static_cast<std::size_t>(size));
        while (takeRequest(*client)) { }
    }
    bool takeRequest(Client& client)
    {
        std::string& input = client.input;
        const std::size_t end = input.find("\r\n\r\n");
        if (end == std::string::npos)
            return false;
        const std::size_t path = input.find(' ') + 1;
        const std::string target = input.substr(path, input.find(' ', path) - path);
        const std::string channel = target.substr(target.rfind('/') + 1);
        if (input.starts_with("GET")) {
            send(client.descriptor, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            m_channels[channel].push_back(client.descriptor);
            input = {};
            return false;
        }
        const std::size_t length = input.find("Content-Length: ");
        const std::size_t size = std::strtoul(input.c_str() + length + 16, nullptr, 10);
        if (input.size() < end + 4 + size)
            return false;
        publish(channel, "data: " + input.substr(end + 4, size) + "\n\n");
        input.erase(0, end + 4 + size);
        send(client.descriptor, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
        return true;
    }
    void publish(const std::string& name, const std::string& frame)
    {
        const Channel& channel = m_channels[name];
        if (m_sliceNs > 0 && channel.size() > Large) {
            m_large.push_back({std::make_shared<const std::string>(frame), &channel, 0});
            return;
        }
        for (const int descriptor : channel)
            send(descriptor, frame);
    }
    void sendSlice()
    {
        if (m_large.empty())
            return;
        LargeDelivery& first = m_large.front();
        const std::size_t count = std::min(
            first.to->size() - first.next, std::clamp<std::size_t>(m_sliceNs / m_sendNs, 8, 4096));
        const std::uint64_t beganNs = nowNs();
        for (const std::size_t end = first.next + count; first.next < end; ++first.next)
            send((*first.to)[first.next], *first.frame);
        const std::uint64_t each = std::min((nowNs() - beganNs) / count, 4 * m_sendNs);
        m_sendNs = std::max<std::uint64_t>(1, (7 * m_sendNs + each) / 8);
        if (first.next == first.to->size())
            m_large.pop_front();
    }
    static void send(int descriptor, std::string_view bytes)
    {
        if (::send(descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
            return;
    }

    const int m_listener;
    const int m_epoll;
    const std::uint64_t m_sliceNs;
    std::unordered_map<std::string, Channel> m_channels;
    std::deque<LargeDelivery> m_large;
    std::uint64_t m_sendNs = 10'000;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0
        || listen(listener, 4096) != 0)
        return 1;
    Floor(listener, std::strtoull(argv[2], nullptr, 10) * 1000).run();
}
