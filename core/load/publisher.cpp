// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/publisher.h"

#include "http/query.h"
#include "load/descriptor.h"
#include "load/event_reader.h"
#include "load/load_mark.h"
#include "load/load_time.h"
#include "load/secrets.h"
#include "net/clock.h"
#include "qtredis/command.h"
#include "qtredis/reply_reader.h"
#include "sse/json_string.h"
#include "sse/visible_text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <deque>
#include <thread>

#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr std::size_t MostATurn = 256; // messages, then answers are taken in
constexpr std::size_t ReadSize = 64 << 10;
constexpr std::uint64_t LongestWait = 50 * MillisecondNs;
constexpr std::uint64_t ReconnectDelay = 500 * MillisecondNs;
constexpr std::uint64_t Patience = 2 * SecondNs; // for what could not go in time
constexpr unsigned long TimerSlackNs = 1000;
constexpr std::uint64_t ReadAhead = MillisecondNs / 5; // before a message is due
constexpr std::size_t MostUnsent = 8 << 20; // bytes of a connection that wait for the kernel
constexpr std::size_t MostOwed = 100'000; // answers of Redis

constexpr std::string_view PayloadName = "{payload}";

// A message on its way.
struct Sent {
    std::uint32_t channel;
    std::uint64_t number;
    std::uint64_t ns;
};

// What is heard of one answer: its status, whether the connection stays, and the first line of a
// refusal.
struct AnswerSink {
    static constexpr std::size_t MostReason = 512;

    AnswerHead head;
    std::string reason;

    bool answered(const AnswerHead& what)
    {
        head = what;
        return true;
    }
    void body(std::string_view bytes)
    {
        reason += bytes.substr(0, MostReason - std::min(reason.size(), MostReason));
    }
    void field(std::string_view, std::string_view) { }
    bool dispatch(bool) { return true; }
    void comment(std::string_view) { }
};

bool hasToken(std::string text, std::string_view token)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text.find(token) != std::string::npos;
}

struct Connection {
    Descriptor socket;
    bool isUp = false;
    bool staysOpen = false; // an answer has shown it
    std::string out;
    std::size_t outAt = 0;
    std::deque<Sent> waiting; // for answers, in order
    EventReader answer; // the one that comes in; its body is counted away
    AnswerSink heard;
    std::unique_ptr<redis::ReplyReader> replies;
    int handshake = 0; // replies to AUTH, SELECT that come first
    std::uint64_t retryNs = 0; // not before
};
} // namespace

class Publisher::Worker {
public:
    Worker(const LoadPlan& plan, Target target, PublishBook& book, std::uint32_t runId,
        std::uint64_t startNs)
        : m_publishing(plan.scenario.publishing)
        , m_target(std::move(target))
        , m_book(book)
        , m_runId(runId)
        , m_population(plan.population)
        , m_random(runId)
        , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        m_beginNs = startNs + toNs(m_publishing.from);
        const std::uint64_t phasesEnd = startNs + toNs(plan.scenario.duration());
        m_endNs = m_publishing.lasts.count() > 0 ? m_beginNs + toNs(m_publishing.lasts) : phasesEnd;
        m_connections.resize(
            m_publishing.to == PublishTo::One || m_publishing.to == PublishTo::All || m_target.redis
                ? 1
                : static_cast<std::size_t>(m_publishing.connections));
        if (m_publishing.to == PublishTo::Skewed)
            prepareSkew();
        m_thread = std::thread([this] { run(); });
    }

    ~Worker()
    {
        m_abort.store(true, std::memory_order_relaxed);
        wake();
        m_thread.join();
    }

    void stop()
    {
        m_stop.store(true, std::memory_order_relaxed);
        wake();
    }

    PublishFigures figures;
    std::atomic<bool> isOver{false};

private:
    void wake() { eventfd_write(m_wakeUp.get(), 1); }

    void run()
    {
        pthread_setname_np(pthread_self(), "load-publish");
        prctl(PR_SET_TIMERSLACK, TimerSlackNs);
        for (Connection& connection : m_connections)
            connect(connection);
        while (!m_abort.load(std::memory_order_relaxed)) {
            const bool sending = publishDue();
            flushAll();
            if (!sending
                && (owesNothing() || monotonicNs() > m_overNs + AnswerPatienceMs * MillisecondNs))
                break;
            wait(sending);
        }
        for (Connection& connection : m_connections)
            lose(connection, LoadError::NoAnswer);
        isOver.store(true, std::memory_order_relaxed);
    }

    // ---- what is due

    std::uint64_t dueAt(std::uint64_t message) const
    {
        return m_beginNs
            + static_cast<std::uint64_t>(double(message) * (double(SecondNs) / m_publishing.rate));
    }

    // False: all was sent.
    bool publishDue()
    {
        const std::uint64_t most = m_publishing.count > 0
            ? static_cast<std::uint64_t>(m_publishing.count)
            : ~std::uint64_t(0);
        for (std::size_t burst = 0; burst < MostATurn; ++burst) {
            const std::uint64_t now = monotonicNs();
            const std::uint64_t due = dueAt(m_messages);
            if (m_stop.load(std::memory_order_relaxed) || m_messages >= most || due >= m_endNs
                || now > m_endNs + Patience) {
                if (m_overNs == 0)
                    m_overNs = now;
                return false;
            }
            if (due > now)
                return true;
            if (m_chosen == 0 && m_publishing.to != PublishTo::All)
                m_chosen = choose();
            Connection& connection = m_connections[m_chosen % m_connections.size()];
            if (!hasRoom(connection))
                return true; // keeps the order: what is behind it waits as well, and is late
            send(connection, m_chosen, due, now);
            m_chosen = 0;
            ++m_messages;
        }
        return true;
    }

    bool hasRoom(const Connection& connection) const
    {
        if (!connection.isUp || connection.out.size() - connection.outAt > MostUnsent)
            return false;
        if (m_target.redis)
            return connection.waiting.size() < MostOwed;
        return connection.waiting.size() < (connection.staysOpen ? MostPipelined : 1);
    }

    std::uint32_t choose()
    {
        switch (m_publishing.to) {
        case PublishTo::Each:
            return static_cast<std::uint32_t>(m_messages % m_population + 1);
        case PublishTo::Random:
            return static_cast<std::uint32_t>(
                std::uniform_int_distribution<std::uint64_t>(1, m_population)(m_random));
        case PublishTo::Skewed: {
            const double at = std::uniform_real_distribution(0.0, m_shares.back())(m_random);
            return static_cast<std::uint32_t>(
                std::upper_bound(m_shares.begin(), m_shares.end() - 1, at) - m_shares.begin() + 1);
        }
        case PublishTo::One:
            return static_cast<std::uint32_t>(std::min<std::uint64_t>(
                static_cast<std::uint64_t>(m_publishing.one), m_population));
        case PublishTo::All:
            break;
        }
        return 0;
    }

    // The n-th user's share is 1/n; sums up to each.
    void prepareSkew()
    {
        double sum = 0;
        for (std::uint64_t i = 1; i <= m_population; ++i)
            m_shares.push_back(sum += 1.0 / double(i));
    }

    void send(Connection& connection, std::uint32_t channel, std::uint64_t due, std::uint64_t now)
    {
        const std::uint64_t number = m_book.next(channel);
        composePayload({m_runId, channel, number, due, now});
        if (m_target.redis)
            appendPublish(connection, channel);
        else
            appendPost(connection, channel);
        connection.waiting.push_back({channel, number, now});
        figures.published.add();
        figures.lastSentNs.raise(now);
        figures.lag.record(now - due);
        figures.lagMaxNs.raise(now - due);
    }

    void composePayload(const LoadMark& mark)
    {
        const int size = m_publishing.leastBytes == m_publishing.mostBytes
            ? m_publishing.leastBytes
            : std::uniform_int_distribution(m_publishing.leastBytes, m_publishing.mostBytes)(
                m_random);
        constexpr std::string_view end = "\"}";
        m_payload = R"({"load":")";
        mark.appendTo(m_payload);
        m_payload += R"(","text":")";
        const auto wanted = static_cast<std::size_t>(size);
        if (m_payload.size() + end.size() < wanted)
            m_payload.append(wanted - m_payload.size() - end.size(), 'x');
        m_payload += end;
    }

    void appendPublish(Connection& connection, std::uint32_t channel)
    {
        m_text.clear();
        m_target.channel.appendTo(m_text, channel, {}, m_random);
        m_command.clear();
        redis::appendCommand(m_command, {"PUBLISH", m_text, m_payload});
        connection.out.append(m_command.constData(), static_cast<std::size_t>(m_command.size()));
    }

    void appendPost(Connection& connection, std::uint32_t channel)
    {
        m_body.clear();
        m_target.body.appendTo(m_body, channel, {}, m_random);
        fillIn(m_body);
        std::string& out = connection.out;
        out += "POST ";
        m_target.path.appendTo(out, channel, {}, m_random);
        out += " HTTP/1.1\r\nHost: ";
        out += m_target.authority;
        out += "\r\n";
        out += m_target.headers;
        out += "Content-Length: ";
        out += std::to_string(m_body.size());
        out += "\r\n\r\n";
        out += m_body;
    }

    void fillIn(std::string& body) const
    {
        if (const std::size_t at = body.find(PayloadName); at != std::string::npos)
            body.replace(at, PayloadName.size(), m_payload);
        constexpr std::string_view asString = "{payloadString}";
        if (const std::size_t at = body.find(asString); at != std::string::npos) {
            const std::string quoted = jsonString(m_payload);
            body.replace(at, asString.size(), quoted, 1, quoted.size() - 2);
        }
        constexpr std::string_view asUrl = "{payloadUrl}";
        if (const std::size_t at = body.find(asUrl); at != std::string::npos)
            body.replace(at, asUrl.size(), http::percentEncode(m_payload));
    }

    // ---- connections

    void connect(Connection& connection)
    {
        connection.isUp = false;
        connection.out.clear();
        connection.outAt = 0;
        connection.answer = {};
        connection.heard = {};
        connection.retryNs = monotonicNs() + ReconnectDelay;
        Descriptor socket(::socket(
            m_target.address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        const int on = 1;
        setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(socket.get(), SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
        if (!socket
            || (::connect(socket.get(),
                    reinterpret_cast<const sockaddr*>(&m_target.address.storage),
                    m_target.address.size)
                    < 0
                && errno != EINPROGRESS)) {
            figures.errors[static_cast<std::size_t>(loadErrorOf(errno))].add();
            return;
        }
        connection.socket = std::move(socket);
    }

    void connected(Connection& connection)
    {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(connection.socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            return lose(connection, loadErrorOf(error));
        connection.isUp = true;
        if (!m_target.redis)
            return;
        connection.replies = std::make_unique<redis::ReplyReader>();
        m_command.clear();
        connection.handshake = 0;
        const redis::RedisUrl& url = *m_target.redis;
        const std::string user = url.user.toStdString();
        const std::string password = url.password.toStdString();
        if (!password.empty()) {
            if (user.empty())
                redis::appendCommand(m_command, {"AUTH", password});
            else
                redis::appendCommand(m_command, {"AUTH", user, password});
            ++connection.handshake;
        }
        connection.out.append(m_command.constData(), static_cast<std::size_t>(m_command.size()));
    }

    // What waits for answers has none any more.
    void lose(Connection& connection, LoadError error)
    {
        if (!connection.waiting.empty() || !connection.isUp)
            figures.errors[static_cast<std::size_t>(error)].add(
                std::max<std::size_t>(connection.waiting.size(), connection.socket ? 1 : 0));
        for (const Sent& sent : connection.waiting)
            refuse(sent);
        connection.waiting.clear();
        connection.socket.reset();
        connection.isUp = false;
        connection.staysOpen = false;
    }

    void refuse(const Sent& sent)
    {
        figures.refused.add();
        m_book.refuse(sent.channel, sent.number);
        m_book.settle(sent.channel, sent.number);
    }

    void flushAll()
    {
        for (Connection& connection : m_connections) {
            if (connection.isUp)
                flush(connection);
        }
    }

    void flush(Connection& connection)
    {
        while (connection.outAt < connection.out.size()) {
            const ssize_t sent
                = ::send(connection.socket.get(), connection.out.data() + connection.outAt,
                    connection.out.size() - connection.outAt, MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR)
                continue;
            if (sent < 0 && errno == EAGAIN)
                return;
            if (sent < 0)
                return lose(connection, loadErrorOf(errno));
            connection.outAt += static_cast<std::size_t>(sent);
        }
        connection.out.clear();
        connection.outAt = 0;
    }

    bool owesNothing() const
    {
        return std::all_of(m_connections.begin(), m_connections.end(),
            [](const Connection& connection) { return connection.waiting.empty(); });
    }

    // Until the next message is due, or something can be read or written.
    void wait(bool sending)
    {
        std::array<pollfd, LoadPublishing::MostConnections + 1> waiting{};
        std::size_t count = 0;
        waiting[count++] = {m_wakeUp.get(), POLLIN, 0};
        const std::uint64_t now = monotonicNs();
        std::uint64_t left = LongestWait;
        for (Connection& connection : m_connections) {
            if (!connection.socket && now >= connection.retryNs)
                connect(connection);
            const bool writes = !connection.isUp || connection.outAt < connection.out.size();
            waiting[count++] = {connection.socket ? connection.socket.get() : -1,
                static_cast<short>(writes ? POLLIN | POLLOUT : POLLIN), 0};
        }
        if (sending) {
            const std::uint64_t due = dueAt(m_messages);
            const bool canSend
                = m_chosen == 0 || hasRoom(m_connections[m_chosen % m_connections.size()]);
            if (canSend && (m_publishing.to != PublishTo::All || hasRoom(m_connections[0])))
                left = due > now ? std::min(left, due - now) : 0;
        }
        if (sending && left < MillisecondNs && allUp())
            return sleepUntilDue(now + left);
        figures.cpuNs.add(clockNs(CLOCK_THREAD_CPUTIME_ID) - figures.cpuNs.value());
        const timespec timeout{
            static_cast<time_t>(left / SecondNs), static_cast<long>(left % SecondNs)};
        if (ppoll(waiting.data(), count, &timeout, nullptr) <= 0)
            return;
        eventfd_t ignored = 0;
        if (waiting[0].revents != 0)
            eventfd_read(m_wakeUp.get(), &ignored);
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            Connection& connection = m_connections[i];
            const short ready = waiting[i + 1].revents;
            if (!connection.isUp && (ready & (POLLOUT | POLLERR | POLLHUP)))
                connected(connection);
            if (connection.isUp && (ready & (POLLIN | POLLERR | POLLHUP)))
                receive(connection);
        }
    }

    // The next message is due soon. What is done right after one has gone is in the way of the hub
    // and of those that receive it, where cores are few; so answers are read shortly before the
    // next goes. When they came the kernel knows.
    void sleepUntilDue(std::uint64_t due)
    {
        if (const std::uint64_t now = monotonicNs(); now + 2 * ReadAhead < due)
            sleepUntil(due - ReadAhead);
        receiveAll();
        figures.cpuNs.add(clockNs(CLOCK_THREAD_CPUTIME_ID) - figures.cpuNs.value());
        sleepUntil(due);
    }

    static void sleepUntil(std::uint64_t ns)
    {
        const timespec time{static_cast<time_t>(ns / SecondNs), static_cast<long>(ns % SecondNs)};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nullptr);
    }

    bool allUp() const
    {
        return std::all_of(
            m_connections.begin(), m_connections.end(), [](const Connection& connection) {
                return connection.isUp && connection.outAt == connection.out.size();
            });
    }

    void receiveAll()
    {
        for (Connection& connection : m_connections) {
            if (connection.isUp && !connection.waiting.empty())
                receive(connection);
        }
    }

    // Reads, and takes from the kernel when the last of it came.
    ssize_t read(Connection& connection)
    {
        alignas(cmsghdr) std::array<char, 256> control;
        iovec vector{m_buffer.data(), m_buffer.size()};
        msghdr message{};
        message.msg_iov = &vector;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const ssize_t size = ::recvmsg(connection.socket.get(), &message, 0);
        m_cameNs = monotonicNs();
        if (size <= 0)
            return size;
        for (cmsghdr* one = CMSG_FIRSTHDR(&message); one; one = CMSG_NXTHDR(&message, one)) {
            if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_TIMESTAMPNS)
                continue;
            timespec stamp;
            memcpy(&stamp, CMSG_DATA(one), sizeof stamp);
            const std::uint64_t came = static_cast<std::uint64_t>(stamp.tv_sec) * SecondNs
                + static_cast<std::uint64_t>(stamp.tv_nsec);
            const std::uint64_t now = realtimeNs();
            m_cameNs -= std::min(now > came ? now - came : 0, SecondNs);
        }
        return size;
    }

    void receive(Connection& connection)
    {
        const ssize_t size = read(connection);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (size <= 0)
            return lose(connection, size < 0 ? loadErrorOf(errno) : LoadError::ClosedEarly);
        const std::string_view bytes(m_buffer.data(), static_cast<std::size_t>(size));
        if (m_target.redis)
            readReplies(connection, bytes);
        else
            readAnswers(connection, bytes);
    }

    void readReplies(Connection& connection, std::string_view bytes)
    {
        connection.replies->feed(bytes);
        for (;;) {
            const auto outcome = connection.replies->next();
            if (outcome == redis::ReplyReader::Outcome::Incomplete)
                return;
            if (outcome == redis::ReplyReader::Outcome::Broken)
                return lose(connection, LoadError::Other);
            const bool isError = connection.replies->reply().isError();
            if (isError)
                figures.remarks.add(QString::fromLatin1(loadErrorName(LoadError::Refused)),
                    withoutSecrets(
                        visibleText(redis::toQString(connection.replies->reply().text()))));
            if (connection.handshake > 0) {
                --connection.handshake;
                if (isError)
                    return lose(connection, LoadError::Refused);
                continue;
            }
            answered(connection, !isError, isError ? LoadError::Refused : LoadError::Other);
        }
    }

    // Answers come one behind the other; what nobody asked for ends the connection.
    void readAnswers(Connection& connection, std::string_view bytes)
    {
        while (!bytes.empty()) {
            if (connection.waiting.empty())
                return lose(connection, LoadError::NotHttp);
            bytes = connection.answer.read(bytes, connection.heard);
            const EventReader::State state = connection.answer.state();
            if (state == EventReader::State::Failed)
                return lose(connection, LoadError::NotHttp);
            if (state == EventReader::State::Header)
                return;
            // A body that ends with the connection is not waited for.
            const bool endsHere = state == EventReader::State::Ended;
            if (!endsHere && !connection.answer.endsWithConnection())
                return;
            if (!answerOver(connection, endsHere))
                return;
        }
    }

    // False: the connection is a new one.
    bool answerOver(Connection& connection, bool endsHere)
    {
        const AnswerHead& head = connection.heard.head;
        const bool isGood = head.status >= 200 && head.status < 300;
        if (!isGood) {
            figures.statuses[static_cast<std::size_t>(std::clamp(head.status, 0, 599))].add();
            explain(connection.heard);
        }
        connection.staysOpen = endsHere && !hasToken(head.field("Connection"), "close")
            && (head.isHttp11 || hasToken(head.field("Connection"), "keep-alive"));
        connection.answer = {};
        connection.heard = {};
        answered(connection, isGood, std::nullopt);
        if (connection.staysOpen)
            return true;
        lose(connection, LoadError::ClosedEarly);
        connect(connection);
        return false;
    }

    // Of each status the first refusal's reason is kept.
    void explain(const AnswerSink& heard)
    {
        const std::string& text = heard.head.location.empty() ? heard.reason : heard.head.location;
        const std::string_view line = std::string_view(text).substr(0, text.find_first_of("\r\n"));
        constexpr qsizetype MostShown = 160;
        if (!line.empty()
            && !std::exchange(
                m_statusExplained[static_cast<std::size_t>(std::clamp(heard.head.status, 0, 599))],
                true))
            figures.remarks.add(statusKind(heard.head.status),
                (heard.head.location.empty() ? QString() : u"to "_s)
                    + withoutSecrets(visibleText(
                        QString::fromUtf8(line.data(), qsizetype(line.size())).left(MostShown))));
    }

    void answered(Connection& connection, bool isGood, std::optional<LoadError> error)
    {
        if (connection.waiting.empty())
            return;
        const Sent sent = connection.waiting.front();
        connection.waiting.pop_front();
        figures.answer.record(m_cameNs > sent.ns ? m_cameNs - sent.ns : 0);
        if (isGood) {
            figures.accepted.add();
            m_book.settle(sent.channel, sent.number);
            return;
        }
        if (error)
            figures.errors[static_cast<std::size_t>(*error)].add();
        refuse(sent);
    }

    const LoadPublishing m_publishing;
    const Target m_target;
    PublishBook& m_book;
    const std::uint32_t m_runId;
    const std::uint64_t m_population;
    LoadText::Random m_random;
    Descriptor m_wakeUp;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_abort{false};
    std::uint64_t m_beginNs = 0;
    std::uint64_t m_endNs = 0;
    std::uint64_t m_overNs = 0; // when the last was sent
    std::uint64_t m_messages = 0; // so far
    std::uint32_t m_chosen = 0; // the user of the next; 0: not chosen yet
    std::uint64_t m_cameNs = 0; // what was read last
    std::array<bool, 600> m_statusExplained{};
    std::vector<double> m_shares;
    std::vector<Connection> m_connections;
    std::string m_payload;
    std::string m_text;
    std::string m_body;
    QByteArray m_command;
    std::array<char, ReadSize> m_buffer{};
    std::thread m_thread; // last: it uses all of the above
};

Publisher::Publisher(const LoadPlan& plan, Target target, PublishBook& book, std::uint32_t run,
    std::uint64_t startNs)
    : m_worker(std::make_unique<Worker>(plan, std::move(target), book, run, startNs))
{
}

Publisher::~Publisher() = default;

PublishFigures& Publisher::figures()
{
    return m_worker->figures;
}
void Publisher::stop()
{
    m_worker->stop();
}
bool Publisher::isOver() const
{
    return m_worker->isOver.load(std::memory_order_relaxed);
}

namespace {
QString publishingHeaders(const LoadPublishing& publishing, const LoadOrigin& origin)
{
    QStringList lines = publishing.headers;
    const auto names = [&lines](QLatin1StringView name) {
        return std::any_of(lines.begin(), lines.end(), [name](const QString& line) {
            return line.section(u':', 0, 0).trimmed().compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    if (!names("Content-Type"_L1))
        lines << u"Content-Type: application/json"_s;
    if (!names("User-Agent"_L1))
        lines << u"User-Agent: Fanlight load tester"_s;
    if (!origin.credentials.empty() && !names("Authorization"_L1))
        lines << QString::fromStdString(origin.credentials);
    return lines.join("\r\n"_L1) + u"\r\n"_s;
}
} // namespace

std::optional<Publisher::Target> Publisher::findTarget(
    const LoadPlan& plan, const LoadAddress& clients, QString& error)
{
    const LoadPublishing& publishing = plan.scenario.publishing;
    const bool toAll = publishing.to == PublishTo::All;
    Target target;
    const auto text = [&error](const QString& from, LoadText::Place place, LoadText& to) {
        std::optional<LoadText> parsed = LoadText::parse(from, place, {}, error);
        if (parsed)
            to = std::move(*parsed);
        return parsed.has_value();
    };
    if (!publishing.redis.isEmpty()) {
        target.redis = redis::RedisUrl::parse(publishing.redis, &error);
        if (target.redis && target.redis->kind != redis::RedisUrl::Kind::Plain) {
            error
                = u"publish via: only redis://host:port; Sentinel and TLS are the hub's business"_s;
            return std::nullopt;
        }
        if (!target.redis
            || !text(publishing.channel.isEmpty()
                    ? toAll ? u"notifications"_s : u"notifications:{i}"_s
                    : publishing.channel,
                LoadText::Place::Body, target.channel))
            return std::nullopt;
        const redis::Endpoint& endpoint = target.redis->endpoints.front();
        const auto address = findAddress(endpoint.host.toStdString(), endpoint.port, error);
        if (!address)
            return std::nullopt;
        target.address = *address;
        return target;
    }
    const LoadUrl url = loadUrl(
        publishing.url.isEmpty() ? u"/api/publish"_s : publishing.url, plan.scenario.target);
    target.authority = url.origin.authority;
    target.address = clients;
    if (url.origin.host != plan.origins.front().host
        || url.origin.port != plan.origins.front().port) {
        const auto address = findAddress(url.origin.host, url.origin.port, error);
        if (!address)
            return std::nullopt;
        target.address = *address;
    }
    LoadText headers;
    if (!text(publishingHeaders(publishing, url.origin), LoadText::Place::Header, headers))
        return std::nullopt;
    LoadText::Random none;
    headers.appendTo(target.headers, 0, {}, none);
    const QString body = !publishing.body.isEmpty() ? publishing.body
        : toAll                                     ? u"{\"broadcast\":true,\"data\":{payload}}"_s
                                                    : u"{\"userId\":\"{i}\",\"data\":{payload}}"_s;
    if (!text(url.path, LoadText::Place::Path, target.path)
        || !text(body, LoadText::Place::Body, target.body))
        return std::nullopt;
    return target;
}

} // namespace fanlight
